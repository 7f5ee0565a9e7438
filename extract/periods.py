"""Expressions of time in a sentence, and the days they mean.

A figure or a fact holds for the period that its sentence prints (上半年, 截至10月底, 2020—2024年). What the
words leave open (which year 上半年 belongs to) comes from the document's own period or date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from ontology.records import Document, Period

_CN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})(?=年|[-—~至到]|\.|/)"
_RELATIVE = r"今年|本年度?|当年|去年|上年|上一年|前年|明年|来年|下年度?|次年|前一年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r"[-—–~至到]+"
_HALF = r"(?:上|下)半年度?"
_QUARTER = r"(?:前[二两三四]个?季度|第?[一二三四1-4]季度|[一二三四]季度末)"
# Bounded, so that a long run of digits is not read again from each of its places.
_COUNT = r"(?:(?<!\d)\d{1,3}|(?<![一二两三四五六七八九十几])[一二两三四五六七八九十几]{1,3})"

# What an expression can begin with: most places in a text are turned away by that alone.
_FIRST = r"[\d一二两三四五六七八九十几元截自从到至今本当去上前明来下次世民第全年近这目现过刚最“\"]"

_EXPRESSION = re.compile(
    rf"""
    (?={_FIRST})
    (?P<open>截至到?|截止到?|自从?|从(?=[今去前明当本\d一二])|(?<![提高增长升降少大小加跃展])到(?=(?:19|20)\d\d年|\d+月底)|至(?=(?:19|20)\d\d年))?
    (?:
      (?P<years>{_YEAR}年?{_DASH}{_YEAR}年)
    | (?P<year>{_YEAR})年?度?
      (?:(?P<rest>
            (?:{_HALF}|{_QUARTER})
          | 全年
          | (?P<end>(?:年)?[底末初])
          | (?P<month>{_MONTH})月?份?(?:{_DASH}(?P<month2>{_MONTH}))月份?
          | (?P<m1>{_MONTH})月份?(?:(?P<d1>{_DAY})日?(?:{_DASH}(?:{_MONTH}月)?(?P<d2>{_DAY})日)?
              |(?P<mend>底|末|初|[上中下]旬))?
      ))?
    | (?P<rel>{_RELATIVE})
      (?P<relrest>{_HALF}|{_QUARTER}|[年]?[底末初]|(?P<rm>{_MONTH})月?份?{_DASH}(?P<rm2>{_MONTH})月份?
          |(?P<rm1>{_MONTH})月份?(?:(?P<rd1>{_DAY})日|(?P<rmend>底|末|初|[上中下]旬))?)?
    | (?P<era>(?:上个?|本|(?:19|20|十九|二十)?)世纪[\d一二三四五六七八九十]{{1,4}}年代[初中末]?期?
        |[\d一二三四五六七八九十]{{1,3}}年代[初中末]?期?
        |[\d元一二三四五六七八九十]{{1,4}}年(?=（\d{{3,4}}年?）)|民国[\d元一二三四五六七八九十]{{1,3}}年)
    | (?P<half>{_HALF})
    | (?P<quarter>{_QUARTER})
    | (?P<whole>全年|年内|年度内|年底前?|年末|年初)
    | (?P<bm>(?<![\d一二三四五六七八九十]){_MONTH})月?份?{_DASH}(?P<bm2>{_MONTH})月份?
    | (?P<bm1>(?<![\d一二三四五六七八九十]){_MONTH})月份?
        (?:(?P<bd1>{_DAY})日(?:{_DASH}(?:{_MONTH}月)?(?P<bd2>{_DAY})日)?
          |(?P<bmend>底|末|初|[上中下]旬))?
    | (?P<plan>[“"]?(?:十?[一二三四五六七八九]五)[”"]?(?:规划)?
        (?:期间|时期|以来|末|期末|前四年|五年))
    | (?P<vague>近年来|近些年来?|这一年|一年来|今年以来|(?<=截至)(?:目前|现在|当前)
        |(?:近|过去的?|这|刚刚过去的)?{_COUNT}年(?:来|间|多来|以来|时间(?=里))
        |(?:刚刚)?过去的?{_COUNT}年|{_COUNT}年(?=累计|年均|增长|增加|提升|提高|下降|降低|减少|新增)
        |(?:近|最近){_COUNT}年)
    )
    (?P<close>以来|起|至今|到现在|期间|[之以]?前(?!景|往|期|沿|列|三|四|瞻)|后|初|间)?
    """,
    re.VERBOSE,
)
_HINT = re.compile(r"年|月|季度|五[”\"]?(?:规划)?(?:期|时|以|末|前)|截[至止]")


@dataclass(frozen=True)
class TimeExpression:
    """A printed time at [start, end) of the sentence, with the days it means where they can be told.

    ``vague`` marks a number of years without a date (近30年), which may be a figure itself.
    """

    start: int
    end: int
    text: str
    dates: Period | None = None
    vague: bool = False


def chinese_year(text: str) -> int:
    """Read a year printed in digits of either kind.

    Examples
    --------
    >>> chinese_year("2024"), chinese_year("二〇三五")
    (2024, 2035)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    return int("".join(str(_CN_DIGITS[c]) for c in text))


@cache
def _small(text: str) -> int:
    """Read a month or day (1 to 31) in digits of either kind."""
    if text.isascii():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _CN_DIGITS[text]
    return (_CN_DIGITS[tens] if tens else 1) * 10 + (_CN_DIGITS[ones] if ones else 0)


def _span(
    year: int, first: int, last: int | None = None, day: int | None = None, to: int | None = None
) -> Period:
    """Return the days from the first of month ``first`` to the end of month ``last``, or the days given."""
    last = first if last is None else last
    end_day = monthrange(year, last)[1]
    start = min(day or 1, monthrange(year, first)[1])
    stop = min(to or day or end_day, end_day)
    return Period(f"{year:04d}-{first:02d}-{start:02d}", f"{year:04d}-{last:02d}-{stop:02d}")


def base_year(document: Document) -> int | None:
    """Return the year that a document speaks of: of its period, else of its title, else of its date.

    Examples
    --------
    >>> base_year(Document("a", "", title="柳湾街道2023年工作总结", date="2024-01-10"))
    2023
    """
    if document.period:
        return int(document.period.end[:4])
    titled = re.search(r"(20\d{2})年", document.title)
    if titled:
        return int(titled.group(1))
    return int(document.date[:4]) if document.date[:4].isdigit() else None


_SHIFT = {
    **dict.fromkeys(("今年", "本年", "本年度", "当年"), 0),
    **dict.fromkeys(("去年", "上年", "上一年", "前一年"), -1),
    **dict.fromkeys(("明年", "来年", "次年", "下年", "下年度"), 1),
    "前年": -2,
}
_NUMBER = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _part(year: int, words: str) -> Period | None:
    """Return the part of ``year`` that ``words`` (上半年, 前三季度, 底) name."""
    if words.startswith("上半年"):
        return _span(year, 1, 6)
    if words.startswith("下半年"):
        return _span(year, 7, 12)
    if "季度" in words:
        number = next((_NUMBER[c] for c in words if c in _NUMBER), 1)
        return (
            _span(year, 1, 3 * number) if words.startswith("前") else _span(year, 3 * number - 2, 3 * number)
        )
    if words.endswith(("底", "末", "底前")):
        return _span(year, 12, 12, 31)
    if words.endswith("初"):
        return _span(year, 1, 1, 1)
    return _span(year, 1, 12)


def _month_part(year: int, month: int, day: str | None, to: str | None, part: str | None) -> Period | None:
    if day:
        return _span(year, month, month, _small(day), _small(to) if to else None)
    if part in ("底", "末"):
        return _span(year, month, month, monthrange(year, month)[1])
    return _span(year, month)


def _plan_years(text: str) -> Period | None:
    """Return the years of a five-year plan: the third began in 1966, and each five years after."""
    short = text.replace("前四年", "").replace("五年", "五")
    number = _small(re.sub(r"[^一二三四五六七八九十]", "", short)[:-1])
    if number < 3:
        return None
    first = 1966 + 5 * (number - 3)
    if text.endswith("末"):
        return Period(f"{first + 4}-12-31", f"{first + 4}-12-31")
    return Period(f"{first}-01-01", f"{first + (3 if '前四年' in text else 4)}-12-31")


def _dates(match: re.Match[str], year: int | None, document: Document | None) -> Period | None:
    """Resolve one expression; ``year`` is the year that the document speaks of."""
    g = match.groupdict()
    found: Period | None = None
    if g["years"]:
        first, last = (chinese_year(y) for y in re.findall(r"\d{4}|[一二][〇零一-九]{3}", g["years"])[:2])
        return Period(f"{first:04d}-01-01", f"{last:04d}-12-31") if first <= last else None
    if g["year"]:
        own = chinese_year(g["year"])
        if g["month"]:
            found = _span(own, _small(g["month"]), _small(g["month2"]))
        elif g["m1"]:
            found = _month_part(own, _small(g["m1"]), g["d1"], g["d2"], g["mend"])
        else:
            found = _part(own, g["rest"] or "")
    elif g["plan"]:
        return _plan_years(g["plan"])
    elif year is None:
        return None
    elif g["rel"]:
        own = year + _SHIFT.get(g["rel"], 0)
        if g["rm"]:
            found = _span(own, _small(g["rm"]), _small(g["rm2"]))
        elif g["rm1"]:
            found = _month_part(own, _small(g["rm1"]), g["rd1"], None, g["rmend"])
        else:
            found = _part(own, g["relrest"] or "")
    elif g["bm"]:
        found = _span(year, _small(g["bm"]), _small(g["bm2"]))
    elif g["bm1"]:
        found = _month_part(year, _small(g["bm1"]), g["bd1"], g["bd2"], g["bmend"])
    elif g["vague"]:
        if g["vague"] != "今年以来" and not g["vague"].startswith("这一年"):
            return None
        found = _part(year, "")
    elif g["era"]:
        return None
    else:
        found = _part(year, g["half"] or g["quarter"] or g["whole"] or "")
    return _opened(match, found, document) if found else None


def _opened(match: re.Match[str], found: Period, document: Document | None) -> Period:
    """Stretch a point of time to the span that 截至, 自…以来 or 前 makes of it."""
    opening, closing = match["open"] or "", match["close"] or ""
    words = match.group()
    if opening.startswith("截") or closing.endswith("前") or words.endswith("底前"):
        return Period(f"{found.end[:4]}-01-01", found.end)
    if closing in ("以来", "起", "至今", "到现在") or words.endswith("以来"):
        limit = (document.period.end if document and document.period else "") or (
            document.date if document else ""
        )
        return Period(found.start, limit if limit > found.start else f"{found.end[:4]}-12-31")
    return found


def find_times(text: str, document: Document | None = None) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a normalised sentence, in order, none overlapping.

    Parameters
    ----------
    text
        The sentence as :func:`extract.normalise.normalise` gives it.
    document
        Where the year comes from that the words leave open; without it they stay unresolved.

    Examples
    --------
    >>> document = Document("a", "", title="柳湾街道2023年工作总结")
    >>> [(t.text, t.dates.start, t.dates.end) for t in find_times("上半年，截至10月底新增3家", document)]
    [('上半年', '2023-01-01', '2023-06-30'), ('截至10月底', '2023-01-01', '2023-10-31')]
    """
    if not _HINT.search(text):
        return ()
    year = base_year(document) if document else None
    found = []
    for match in _EXPRESSION.finditer(text):
        if match.end() == match.start():  # pragma: no cover - every branch takes a character
            continue
        vague = bool(match["vague"]) and re.fullmatch(rf"(?:近|最近){_COUNT}年", match["vague"]) is not None
        found.append(
            TimeExpression(match.start(), match.end(), match.group(), _dates(match, year, document), vague)
        )
    return tuple(found)
