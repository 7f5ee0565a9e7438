"""Printed times and the days they mean."""

from __future__ import annotations

import pytest

from extract.periods import base_year, find_times
from ontology.records import Document, Period

REPORT = Document(
    "a", "", title="柳湾街道2023年工作总结", period=Period("2023-01-01", "2023-12-31"), date="2024-01-10"
)

CASES = {
    "half year": ("上半年，新增3家", "上半年", "2023-01-01", "2023-06-30"),
    "second half": ("下半年开工", "下半年", "2023-07-01", "2023-12-31"),
    "three quarters": ("前三季度完成", "前三季度", "2023-01-01", "2023-09-30"),
    "a quarter": ("二季度完成", "二季度", "2023-04-01", "2023-06-30"),
    "until the end of a month": ("截至10月底，", "截至10月底", "2023-01-01", "2023-10-31"),
    "until a day": ("截至2024年3月25日，", "截至2024年3月25日", "2024-01-01", "2024-03-25"),
    "within the year": ("年内新增", "年内", "2023-01-01", "2023-12-31"),
    "before the end of the year": ("年底前竣工", "年底前", "2023-01-01", "2023-12-31"),
    "before the end of a month": ("9月底前办结", "9月底前", "2023-01-01", "2023-09-30"),
    "months": ("1-5月完成", "1-5月", "2023-01-01", "2023-05-31"),
    "months with 至": ("1至11月完成", "1至11月", "2023-01-01", "2023-11-30"),
    "year": ("2021年建成", "2021年", "2021-01-01", "2021-12-31"),
    "years": ("2020—2022年完成", "2020—2022年", "2020-01-01", "2022-12-31"),
    "year in Chinese": ("二〇三五年基本实现", "二〇三五年", "2035-01-01", "2035-12-31"),
    "half of a year": ("2022年上半年", "2022年上半年", "2022-01-01", "2022-06-30"),
    "last year": ("去年受理", "去年", "2022-01-01", "2022-12-31"),
    "end of last September": ("去年9月底启动", "去年9月底", "2022-09-30", "2022-09-30"),
    "a day": ("5月8日举行", "5月8日", "2023-05-08", "2023-05-08"),
    "days": ("3月19日至21日", "3月19日至21日", "2023-03-19", "2023-03-21"),
    "since": ("自2022年6月以来，", "自2022年6月以来", "2022-06-01", "2023-12-31"),
    "this year so far": ("今年以来，", "今年以来", "2023-01-01", "2023-12-31"),
    "leap day": ("截至2024年2月底", "截至2024年2月底", "2024-01-01", "2024-02-29"),
    "five-year plan": ("“十四五”期间", "“十四五”期间", "2021-01-01", "2025-12-31"),
    "a year of Chinese months": ("十二月启动", "十二月", "2023-12-01", "2023-12-31"),
}


@pytest.mark.parametrize(("text", "printed", "start", "end"), CASES.values(), ids=CASES)
def test_a_time_is_found_and_resolved(text: str, printed: str, start: str, end: str) -> None:
    (time,) = find_times(text, REPORT)
    assert time.text == printed
    assert time.dates == Period(start, end)


@pytest.mark.parametrize("text", ["近年来", "五年来", "上世纪80年代初", "截至目前"])
def test_a_vague_time_is_found_without_dates(text: str) -> None:
    assert [t.dates for t in find_times(text, REPORT)] == [None]


def test_without_a_document_only_printed_years_resolve() -> None:
    times = find_times("上半年、2021年")
    assert [(t.text, t.dates is not None) for t in times] == [("上半年", False), ("2021年", True)]


@pytest.mark.parametrize("text", ["三年行动计划", "2个月", "百年变局", "第七届", "完成20%"])
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert find_times(text, REPORT) == ()


def test_a_length_that_may_be_a_figure_is_marked() -> None:
    (time,) = find_times("使用近30年", REPORT)
    assert (time.text, time.vague) == ("近30年", True)


def test_the_year_of_a_document() -> None:
    assert base_year(REPORT) == 2023
    assert base_year(Document("a", "", title="某街道2022年要点", date="2023-02-01")) == 2022
    assert base_year(Document("a", "", date="2021-05-01")) == 2021
    assert base_year(Document("a", "")) is None


def test_a_day_that_does_not_exist_is_kept_inside_its_month() -> None:
    (time,) = find_times("截至2023年2月31日", REPORT)
    assert time.dates == Period("2023-01-01", "2023-02-28")


def test_a_long_line_of_digits_is_read_in_one_pass() -> None:
    find_times("1" * 20_000 + "年" + "12月" * 5_000, REPORT)
