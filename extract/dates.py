"""When a document was published, and the days that it covers."""

from __future__ import annotations

import re
from calendar import month_abbr, monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ontology.records import Kind, Period

_CN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_MONTHS = {name.lower(): i for i, name in enumerate(month_abbr) if name}
_DATE = re.compile(
    r"(?P<y>20\d\d|19\d\d)\s*[-/.年]\s*(?P<m>1[0-2]|0?[1-9])\s*[-/.月]\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?P<cy>[二一][〇零○一二三四五六七八九]{3})年(?P<cm>十[一二]?|[一二三四五六七八九])月(?P<cd>[二三]?十?[一二三四五六七八九]?)日"
    r"|(?P<en>[A-Z][a-z]{2})[a-z]*\.?\s+(?P<ed>\d{1,2}),?\s+(?P<ey>20\d\d)"
    r"|(?P<ed2>\d{1,2})\s+(?P<en2>[A-Z][a-z]{2})[a-z]*\.?,?\s+(?P<ey2>20\d\d)"
)
_MEETING = re.compile("会议|大会|通过|上$")
_DATE_LABEL = re.compile(r"(?:发布|发文|成文|公开|生成|更新|印发|签发)?(?:时间|日期)\s*[:：]?\s*")
_REVIEWS, _PLANS = re.compile("总结|回顾|完成情况|回眸"), re.compile("安排|计划|打算|要点|思路")
_SHARE = 0.5
_PART = re.compile("上半年|下半年|第?[一二三四]季度")
_YEAR = r"(?P<year>20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})"
_PERIOD = re.compile(
    rf"{_YEAR}\s*(?:[-—–~～至到]+\s*(?P<year2>20\d\d))?\s*年度?\s*"
    r"(?P<part>上半年|下半年|半年|第?[一二三四1-4]季度|[1-9一二三]?[-—至][1-9一二三][0-2]?月份?|\d{1,2}月(?!\d))?"
)


def dates(text: str) -> Iterator[str]:
    """Yield the full dates printed in ``text`` as ISO dates, in order; impossible ones are left out.

    Examples
    --------
    >>> list(dates("2025年7月29日 2025-11-20 Apr 13, 2024 21:44 二〇二四年十二月三十一日 2025.2.30"))
    ['2025-07-29', '2025-11-20', '2024-04-13', '2024-12-31']
    """
    for match in _DATE.finditer(text):
        part = match.groupdict()
        try:
            if part["y"]:
                found = date(int(part["y"]), int(part["m"]), int(part["d"]))
            elif part["cy"]:
                found = date(_year(part["cy"]), _small(part["cm"]), _small(part["cd"]))
            else:
                month = _MONTHS[(part["en"] or part["en2"]).lower()]
                found = date(int(part["ey"] or part["ey2"]), month, int(part["ed"] or part["ed2"]))
        except (ValueError, KeyError):
            continue
        yield found.isoformat()


def publication_date(front: str, tail: str) -> str:
    """Return the date of publication, empty where none is printed.

    The labelled one of the front lines counts, then any there, then that of the last lines, where reports are
    signed, at last that of the meeting which a front line names.

    Examples
    --------
    >>> publication_date("竹泊街道办事处 发布日期:2025-11-20", "2025年10月31日")
    '2025-11-20'
    """
    for label in _DATE_LABEL.finditer(front):
        if found := next(dates(front[label.end() : label.end() + 24]), ""):
            return found
    lines = front.splitlines()
    signed = [line for line in reversed(tail.splitlines()) if len(line) <= 40]
    plain = [line for line in lines if not _MEETING.search(line)]
    return next((d for line in (*plain, *signed, *lines) for d in dates(line)), "")


def period_of(title: str, headings: Sequence[str], text: str, published: str, kind: Kind) -> Period | None:
    """Return the days that a document covers.

    The first period of the title counts, then that of the headings that review; for a report that names
    neither, the half or quarter that a heading names, or the year that most years in its text are. A report
    that is read out early in the year that its title names covers the year before.

    Examples
    --------
    >>> period_of("竹泊街道2025年上半年工作总结和下半年计划", [], "", "", "report")
    Period(start='2025-01-01', end='2025-06-30')
    >>> period_of("2026年竹汀区政府工作报告", ["一、工作回顾"], "", "2026-01-20", "report")
    Period(start='2025-01-01', end='2025-12-31')
    """
    named = next(_reviewed_in_title(title), None)
    reviewed = [p for heading in headings for p in _periods(heading)]
    if named is not None:
        early = named.start[:4] == published[:4] and published[5:7] <= "03"
        return _year_before(named) if kind == "report" and early and _whole_year(named) else named
    if kind not in {"report", "plan"}:
        return None
    if reviewed:
        return reviewed[0]
    year = _main_year(text)
    part = next((m.group() for line in (title, *headings) if (m := _PART.search(line))), "")
    if part and (published or year):
        first, last = _months(part, "")
        of = int(published[:4] or year)
        of -= bool(published) and int(published[5:7]) < first
        return _days(of, first, of, last)
    return Period(f"{year}-01-01", f"{year}-12-31") if year else None


def _main_year(text: str) -> str:
    """Return the year that is most of those that ``text`` names; empty where none is."""
    years = Counter(match["year"] for match in _PERIOD.finditer(text) if match["year"].isascii())
    year = max(years, key=lambda y: (years[y], y), default="")
    return year if years[year] >= max(2, _SHARE * years.total()) else ""


def _reviewed_in_title(title: str) -> Iterator[Period]:
    """Yield the periods of a title that it reviews; of 工作总结和2025年工作安排 the year before the plan."""
    found = list(_PERIOD.finditer(title))
    review, plan = _REVIEWS.search(title), _PLANS.search(title)
    if found and review and plan and review.start() < found[0].start() < plan.start():
        yield from (_year_before(period) for period in _periods(title))
    yield from _periods(title)


def _year_before(period: Period) -> Period:
    year = int(period.start[:4]) - 1
    return Period(f"{year}-01-01", f"{year}-12-31")


def _whole_year(period: Period) -> bool:
    return period.start[5:] == "01-01" and period.end[5:] == "12-31"


def _periods(text: str) -> Iterator[Period]:
    for match in _PERIOD.finditer(text):
        first = _year(match["year"])
        last = int(match["year2"] or first)
        if last >= first:
            start, end = _months(match["part"] or "", text[match.end() : match.end() + 3])
            yield _days(first, start, last, end)


def _days(year: int, month: int, last_year: int, last_month: int) -> Period:
    """Return the days from the first of one month to the end of another."""
    end = monthrange(last_year, last_month)[1]
    return Period(f"{year}-{month:02}-01", f"{last_year}-{last_month:02}-{end}")


def _months(part: str, after: str) -> tuple[int, int]:
    """Return the first and last month that the words after a year mean."""
    if part in {"上半年", "半年"}:
        return 1, 6
    if part == "下半年":
        return 7, 12
    if part.endswith("季度"):
        quarter = _small(part.removeprefix("第")[0])
        return 3 * quarter - 2, 3 * quarter
    numbers = [n for n in map(int, re.findall(r"\d+", part)) if 1 <= n <= 12]
    if len(numbers) == 2 and numbers[0] <= numbers[1]:
        return numbers[0], numbers[1]
    if len(numbers) == 1 and not after[:1].isdigit():
        return numbers[0], numbers[0]
    return 1, 12


def _year(printed: str) -> int:
    return int("".join(_CN.get(c, c) for c in printed))


def _small(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        return 10 * int(_CN.get(tens, "1")) + int(_CN.get(ones, "0"))
    return int(_CN[printed])
