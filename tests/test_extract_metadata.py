"""What a document says of itself: title, who speaks and where that is, date, kind, period."""

from __future__ import annotations

import pytest

from extract.structure import structure
from ontology.records import Document, Period


def read(text: str) -> Document:
    return structure(Document("文件", text))


@pytest.mark.parametrize(
    ("text", "issuer", "areas", "code"),
    [
        pytest.param(
            "闵行区江川路街道工作总结\n开放食堂。\n", "江川路街道",
            ("上海市", "闵行区", "江川路街道"), "310112001", id="official",
        ),
        pytest.param(
            "竹泊街道公示\n发布单位:禾塘市竹汀区竹泊街道办事处\n开放食堂。\n", "竹泊街道",
            ("禾塘市", "竹汀区", "竹泊街道"), "", id="invented, printed in full",
        ),
        pytest.param(
            "竹泊街道工作总结\n在竹汀区委领导下，街道推进更新。竹汀区政府给予支持。\n", "竹泊街道",
            ("竹汀区", "竹泊街道"), "", id="invented, district from its bodies",
        ),
        pytest.param(
            "闵行区竹泊街道工作总结\n开放食堂。\n", "竹泊街道", ("上海市", "闵行区", "竹泊街道"), "310112",
            id="unknown street of a known district",
        ),
        pytest.param(
            "今年以来，街道推进更新。竹泊街道党工委走访。竹泊街道办事处修缮立面。桨声镇派员。\n", "竹泊街道",
            ("竹泊街道",), "", id="no title, by its bodies",
        ),
        pytest.param(
            "2026年云南省政府工作报告\n全省经济平稳。\n", "云南省", ("云南省",), "530000", id="province"
        ),
        pytest.param(
            "中山街道工作总结\n松江区委指导中山街道工作。\n", "中山街道",
            ("上海市", "松江区", "中山街道"), "310117004", id="common name, by its district",
        ),
        pytest.param(
            "竹泊竹汀镇工作总结\n竹泊竹汀镇开放食堂。\n", "竹泊竹汀镇", ("竹泊竹汀镇",), "", id="town"
        ),
        pytest.param("社区食堂开放\n居民就近用餐。\n", "", (), "", id="nobody"),
    ],
)  # fmt: skip
def test_issuer_and_its_areas(text: str, issuer: str, areas: tuple[str, ...], code: str) -> None:
    document = read(text)
    assert (document.issuer, document.areas, document.code) == (issuer, areas, code)


def test_what_is_not_known_is_said() -> None:
    invented = read("闵行区竹泊街道工作总结\n开放食堂。\n")
    assert invented.areas == ("上海市", "闵行区", "竹泊街道")
    assert "记在 闵行区 之下" in invented.warnings[0]
    assert "代码未知" in read("竹汀区竹泊街道工作总结\n开放食堂。\n").warnings[0]
    assert "看不出发布单位" in read("社区食堂开放\n居民就近用餐。\n").warnings[0]
    assert read("闵行区江川路街道工作总结\n开放食堂。\n").warnings == ()


@pytest.mark.parametrize(
    "word", ["社区", "小区", "园区", "城镇", "街镇", "全街道", "先进街道", "超市", "乡村", "两个街道"]
)
def test_common_nouns_are_no_divisions(word: str) -> None:
    assert read(f"工作总结\n我们在{word}开放食堂，{word}居民就近用餐，{word}面貌一新。\n").issuer == ""


def test_parts_of_a_joined_document_have_their_own_issuer() -> None:
    text = (
        "竹汀区街道工作材料两则\n一、竹泊街道：开放议事亭\n街道开放议事亭三处。竹泊街道还办食堂。\n（一）食堂\n每天供餐。\n"
        "二、桨声街道：老街更新\n街道修缮立面六十处。桨声街道还办展览。\n附：桥南社区见闻\n桥南社区的老人学会了手机。\n"
    )
    document = read(text)
    told = {section.title: section.issuer for section in document.sections if section.title}
    assert told == {
        "竹泊街道：开放议事亭": "竹泊街道",
        "食堂": "竹泊街道",
        "桨声街道：老街更新": "桨声街道",
        "附：桥南社区见闻": "桥南社区",
    }
    assert document.issuer == "竹汀区"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布时间：2025年7月29日", "2025-07-29"),
        ("发布日期:2025-11-20", "2025-11-20"),
        ("发布时间:Apr 13, 2024 21:44 PM", "2024-04-13"),
        ("时间：2026/2/9", "2026-02-09"),
        ("来源：竹汀日报 2025.03.04", "2025-03-04"),
        ("二〇二四年十二月三十一日", "2024-12-31"),
        ("发布时间：2025年2月30日", ""),
    ],
)
def test_date_is_found_in_the_front_lines(line: str, date: str) -> None:
    assert read(f"竹泊街道工作总结\n{line}\n开放食堂，居民就近用餐。\n").date == date


def test_date_at_the_end_is_that_of_the_signature() -> None:
    text = (
        "竹泊街道工作总结\n（2025年1月9日党工委会议通过）\n2019年开放食堂。\n竹泊街道办事处\n2025年1月12日\n"
    )
    assert read(text).date == "2025-01-12"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("竹泊街道2025年工作总结", "report"),
        ("竹泊街道2025年上半年工作总结和下半年工作安排", "report"),
        ("竹泊街道2026年工作计划", "plan"),
        ("竹泊街道三年行动计划（2025—2027年）", "plan"),
        ("竹泊街道民生实事项目公示", "notice"),
        ("竹泊街道民生实事项目清单", "list"),
        ("竹泊街道社区规划启动编制", "other"),
    ],
)
def test_kind_is_announced_by_the_title(title: str, kind: str) -> None:
    assert read(f"{title}\n开放食堂，居民就近用餐。\n").kind == kind


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("竹泊街道2025年上半年工作总结", "2025-01-01", "2025-06-30"),
        ("竹泊街道2024年半年度工作总结", "2024-01-01", "2024-06-30"),
        ("竹泊街道2025年第三季度工作总结", "2025-07-01", "2025-09-30"),
        ("竹泊街道2025年1-9月工作总结", "2025-01-01", "2025-09-30"),
        ("竹泊街道2024年度工作报告", "2024-01-01", "2024-12-31"),
        ("竹泊街道2022—2024年工作总结", "2022-01-01", "2024-12-31"),
        ("竹泊街道工作总结和2025年工作安排", "2024-01-01", "2024-12-31"),
        ("竹泊街道2026年工作计划", "2026-01-01", "2026-12-31"),
    ],
)
def test_period_is_read_from_the_title(title: str, start: str, end: str) -> None:
    assert read(f"{title}\n开放食堂，居民就近用餐。\n").period == Period(start, end)


def test_report_read_out_in_january_covers_the_year_before() -> None:
    text = "2026年竹汀区政府工作报告\n发布时间：2026-01-20\n一、工作回顾\n开放食堂，居民就近用餐。\n"
    assert read(text).period == Period("2025-01-01", "2025-12-31")


def test_period_of_a_half_without_its_year_comes_from_the_date() -> None:
    text = "竹泊街道上半年工作总结\n发布时间：2025-07-18\n开放食堂，居民就近用餐。\n"
    assert read(text).period == Period("2025-01-01", "2025-06-30")


def test_what_the_file_says_of_itself_stays() -> None:
    document = structure(
        Document("a", "竹泊街道开放食堂。\n", title="竹泊街道2025年工作总结", date="2025-12-30")
    )
    assert (document.title, document.date, document.issuer) == (
        "竹泊街道2025年工作总结",
        "2025-12-30",
        "竹泊街道",
    )


def test_document_without_a_title_is_called_by_its_file() -> None:
    assert read("今年以来，竹泊街道开放食堂三处，居民就近用餐。\n").title == "文件"
