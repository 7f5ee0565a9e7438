"""What a number is said of, and its change."""

from __future__ import annotations

import pytest

from extract.figures.changes import read_change
from extract.figures.readings import read_sentence
from extract.periods import find_times

Said = list[tuple[str, str, str]]

CASES: dict[str, tuple[str, Said]] = {
    "counted after the number": ("新增12家社区食堂。", [("新增社区食堂", "12家", "")]),
    "counted before the number": ("受理诉求527件。", [("受理诉求", "527件", "")]),
    "general verb left out": ("完成9个院落改造。", [("院落改造", "9个", "")]),
    "level with its change": ("销售额完成35亿元、同比增长4.2%。", [("销售额", "35亿元", "+4.2%")]),
    "level, comma, change": ("受理来信90件，同比下降12%。", [("受理来信", "90件", "-12%")]),
    "change alone": ("信访总量下降3.8%。", [("信访总量", "3.8%", "-3.8%")]),
    "fall in years of age": ("骨干平均年龄下降5岁。", [("骨干平均年龄", "5岁", "-5岁")]),
    "percentage points": ("占比达到55%、提高6个百分点。", [("占比", "55%", "+6个百分点")]),
    "two tenths are a fifth": ("安排资金3亿元，比上年增长近两成。", [("安排资金", "3亿元", "+20%")]),
    "level, not change": ("满意度提升至85%。", [("满意度", "85%", "")]),
    "from one level to another": (
        "绿地率由31%提高到38%。",
        [("绿地率", "31%", ""), ("绿地率", "38%", "")],
    ),
    "change before its level": ("充电桩增加11个、达到25个。", [("充电桩", "25个", "+11个")]),
    "each its own change": (
        "满意率、解决率分别同比上升0.7%、12%。",
        [("满意率", "0.7%", "+0.7%"), ("解决率", "12%", "+12%")],
    ),
    "each its own level": (
        "河水、井水检测合格率分别达99%、98%。",
        [("河水检测合格率", "99%", ""), ("井水检测合格率", "98%", "")],
    ),
    "changes of two levels": (
        "接待游客40万人次、过夜游客9万人次，分别增长6%、3%。",
        [("接待游客", "40万人次", "+6%"), ("接待过夜游客", "9万人次", "+3%")],
    ),
    "changes of a series, without 分别": (
        "河道、管网投资分别为6亿元、5亿元，同比增长7%、13%。",
        [("河道投资", "6亿元", "+7%"), ("管网投资", "5亿元", "+13%")],
    ),
    "growth kept": ("游船营收保持20%以上增长。", [("游船营收", "20%", "+20%")]),
    "what changed behind its verb": ("压缩审批时限30%。", [("审批时限", "30%", "-30%")]),
    "joined by 和": (
        "带动客流、房费分别增长21%和14%。",
        [("客流", "21%", "+21%"), ("房费", "14%", "+14%")],
    ),
    "two names with one change": (
        "工单总量、投诉量均同比下降35%。",
        [("工单总量", "35%", "-35%")],
    ),
    "same thing, two places": (
        "完成3个小区管网改造及20处窨井更换。",
        [("小区管网改造", "3个", ""), ("窨井更换", "20处", "")],
    ),
    "verb carried on": (
        "新增养老床位60张、助餐点5处。",
        [("新增养老床位", "60张", ""), ("新增助餐点", "5处", "")],
    ),
    "aside in brackets": ("工业产值（规上）30亿元。", [("工业产值（规上）", "30亿元", "")]),
    "share of what follows": ("推动60%以上网格力量下沉。", [("推动网格力量下沉", "60%", "")]),
    "what became of it": ("智慧泊位87个完成验收。", [("智慧泊位完成验收", "87个", "")]),
    "an amount and its rate": (
        "财政收入12亿元，增加1.5亿元、增长14%。",
        [("财政收入", "12亿元", "+14%"), ("财政收入", "1.5亿元", "+1.5亿元")],
    ),
    "a rate of its own": ("产值年均增长5.9%。", [("产值年均增长", "5.9%", "+5.9%")]),
    "change in brackets": ("预算收入2亿元（同比+11.7%）。", [("预算收入", "2亿元", "+11.7%")]),
    "growth named by a noun": ("零售额58亿元，增速7.4%。", [("零售额", "58亿元", "+7.4%")]),
    "word that only looks like a connective": ("共享工位30个。", [("共享工位", "30个", "")]),
    "success rate": ("调解成功率98%。", [("调解成功率", "98%", "")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_indicator_value_and_change(text: str, expected: Said) -> None:
    found = read_sentence(text, find_times(text))
    assert [(r.indicator, r.quantity.value + r.quantity.unit, r.change) for r in found] == expected


def test_names_that_share_one_figure() -> None:
    (reading,) = read_sentence("甲类、乙类覆盖率均达100%。", ())
    assert [reading.indicator, *reading.names] == ["甲类覆盖率", "乙类覆盖率"]


def test_numbers_in_quoted_names_are_not_read() -> None:
    assert read_sentence("深化“一岗双责”，优化“15分钟生活圈”。", ()) == []


@pytest.mark.parametrize(
    ("left", "sign", "basis"),
    [
        ("受理量同比增长", "+", "同比"),
        ("投诉量较去年同期下降", "-", "同比"),
        ("销售额环比上升", "+", "环比"),
        ("达标率可比增长", "+", "可比"),
        ("满意率分别比上年提高", "+", ""),
        ("得分比上年同期高", "+", "同比"),
        ("预算收入同比+", "+", "同比"),
    ],
)
def test_verbs_of_change(left: str, sign: str, basis: str) -> None:
    verb = read_change(left)
    assert verb is not None
    assert (verb.sign, verb.basis) == (sign, basis)


@pytest.mark.parametrize("left", ["满意率提高到", "床位新增", "占比", "规模扩大至"])
def test_no_change_is_stated(left: str) -> None:
    assert read_change(left) is None


BOTH = {
    "named in the clause before": (
        "产量、税收实现双增长，分别增长6%、8%",
        [("产量", "+6%"), ("税收", "+8%")],
    ),
    "basis before the verb": (
        "案件数、纠纷数双下降，同比分别下降12%和9%",
        [("案件数", "-12%"), ("纠纷数", "-9%")],
    ),
    "a noun of change": (
        "案件数、纠纷数“双下降”，降幅分别为12%、9%",
        [("案件数", "-12%"), ("纠纷数", "-9%")],
    ),
    "in one clause": ("火警、盗抢案件同比双下降12%、9%", [("火警案件", "-12%"), ("盗抢案件", "-9%")]),
    "not of the figure before": (
        "受理来电90件，产量、税收双增长，分别增长6%、8%",
        [("受理来电", ""), ("产量", "+6%"), ("税收", "+8%")],
    ),
    "no figures": ("案件数、纠纷数双下降", []),
}


@pytest.mark.parametrize(("text", "expected"), BOTH.values(), ids=BOTH)
def test_what_rose_or_fell_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.indicator, r.change) for r in read_sentence(text, ())] == expected


def test_one_figure_that_two_reach() -> None:
    (found,) = read_sentence("警情、火情双下降20%", ())
    assert ([found.indicator, *found.names], found.change) == (["警情", "火情"], "-20%")
