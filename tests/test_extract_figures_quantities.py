"""Numbers with their units, as printed."""

from __future__ import annotations

import pytest

from extract.figures.numerals import chinese_number
from extract.figures.quantities import find_quantities

PRINTED = {
    "plain": ("新增床位152张", [("152", "张", "")]),
    "decimal with scale": ("销售额58.36亿元", [("58.36", "亿元", "")]),
    "thousands": ("清运垃圾1,250吨", [("1250", "吨", "")]),
    "full-width digits read after normalising": ("建成12处", [("12", "处", "")]),
    "approximate before": ("惠及近3000户", [("3000", "户", "近")]),
    "approximate inside": ("服务2万余人次", [("2", "万人次", "余")]),
    "approximate between number and scale": ("投入700多万元", [("700", "万元", "多")]),
    "approximate after": ("覆盖率90%以上", [("90", "%", "以上")]),
    "two": ("启用两个站点", [("2", "个", "")]),
    "tens": ("修缮二十三栋", [("23", "栋", "")]),
    "hundred and more": ("开展百余场", [("100", "场", "余")]),
    "near a hundred": ("举办近百场", [("100", "场", "近")]),
    "near a thousand of area": ("占地近千平方米", [("1000", "平方米", "近")]),
    "ten and more": ("联系十余家", [("10", "家", "余")]),
    "percent in words": ("安排百分之三十", [("30", "%", "")]),
    "percent in words with tenths": ("升至百分之六点五", [("6.5", "%", "")]),
    "tenths": ("完成六成", [("6", "成", "")]),
    "fraction in words": ("占三分之一", [("三分之一", "", "")]),
    "fraction in digits": ("不足1/10", [("1/10", "", "不足")]),
    "scale alone": ("总量近万份", [("1", "万份", "近")]),
    "more than a hundred million": ("超亿元项目", [("1", "亿元", "超")]),
    "range with dash": ("打造1-2个街区", [("1-2", "个", "")]),
    "range with 至": ("引进3至5家", [("3至5", "家", "")]),
    "range of sums with one unit": ("每户补贴20万至30万元", [("20至30", "万元", "")]),
    "range with a long dash": ("打造5—8个", [("5—8", "个", "")]),
    "range in words": ("培育三到五家", [("3到5", "家", "")]),
    "range of neighbours in words": ("新建凉亭两三处", [("2-3", "处", "")]),
    "half": ("近一半", [("一半", "", "近")]),
    "most": ("半数以上楼栋", [("半数", "", "以上")]),
    "more than half": ("过半商户", [("半", "", "过")]),
    "range of percent": ("提高10%-15%", [("10-15", "%", "")]),
    "range of sums": ("月薪6000元至9000元", [("6000至9000", "元", "")]),
    "scale without a unit": ("阅读量近600万。", [("600", "万", "近")]),
    "chinese scale without a unit": ("投入三千万。", [("3000", "万", "")]),
    "unit with an alternative": ("筹措7.4万套（间）", [("7.4", "万套（间）", "")]),
    "percentage points": ("提高2.1个百分点", [("2.1", "个百分点", "")]),
    "signing is no approximation": ("签约30户", [("30", "户", "")]),
    "nearby is no approximation": ("附近3家", [("3", "家", "")]),
}

NOT_COUNTED = {
    "ordinal": "第七届社区运动会",
    "ordinal above ten": "第二十五批名单",
    "code": "“1+2+3”架构",
    "generation": "5G网络",
    "house number": "柳堤路118号",
    "proverb": "百年大计",
    "vague few": "三五个老人",
    "fixed word": "统一管理一体推进",
    "from a higher number down": "五到三个",
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.values(), ids=PRINTED)
def test_value_unit_and_approximation(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(q.value, q.unit, q.approx) for q in find_quantities(text)] == expected


@pytest.mark.parametrize("text", NOT_COUNTED.values(), ids=NOT_COUNTED)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert [q for q in find_quantities(text) if q.unit] == []


@pytest.mark.parametrize("text", ["时间过半、任务过半", "下半年", "另一半院落", "工期过半年"])
def test_a_stage_or_part_is_no_share(text: str) -> None:
    assert find_quantities(text) == []


def test_a_share_in_words_is_one_in_hundredths() -> None:
    texts = ("三分之一楼栋", "四成楼栋", "一半楼栋", "3栋", "40%楼栋")
    shares = [find_quantities(text)[0].percent for text in texts]
    assert shares == [pytest.approx(100 / 3), 40, 50, None, None]


def test_the_offsets_of_a_range_hold_what_is_printed() -> None:
    text = "培育三到五家企业"
    (found,) = find_quantities(text)
    assert (text[found.first : found.last], found.number) == ("三到五", None)


def test_the_offsets_hold_the_number_alone() -> None:
    text = "共服务约3.5万余人次"
    (found,) = find_quantities(text)
    assert text[found.first : found.last] == "3.5"
    assert text[found.start : found.end] == "约3.5万余人次"


def test_masked_spans_hold_no_quantity() -> None:
    text = "3月15日新增2家"
    assert [q.value for q in find_quantities(text, ((0, 5),))] == ["2"]


def test_decimal_value_in_the_unit() -> None:
    numbers = [q.number for q in find_quantities("面积1,580.5平方米、3-5个、占1/4、占五分之一")]
    assert numbers == [1580.5, None, 0.25, 0.2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("三百零五", 305),
        ("一千二百", 1200),
        ("二〇三五", 2035),
        ("百", 100),
        ("十百", None),
        ("一二十", None),
        ("甲", None),
        ("", None),
    ],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese_number(text) == value
