"""Numbers with their units, as they are printed in a sentence.

One compiled expression finds them; what is an article, a house number, a year or part of a code is left out
here, what is a figure *about* something is decided later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.figures.lexicon import alternatives, figure_words
from extract.figures.numerals import chinese_number

_ARABIC = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,15})?"
_CHINESE = r"[一二两三四五六七八九十百千][一二两三四五六七八九十百千零〇]{0,12}"
_SHARE = re.compile(
    rf"百分之(?P<share>{_CHINESE}|{_ARABIC})(?:点(?P<tenths>[零〇一二三四五六七八九]{{1,6}}))?"
)
_FRACTION = re.compile(rf"(?P<below>{_CHINESE}|\d{{1,4}})分之(?P<above>{_CHINESE}|\d{{1,4}})")
_STOPS = ("", "，", "、", "。", "；", "）")
_NOT_ABOUT = r"(?<![签预节条公履合违邀附最邻就临赶])"
_HALF = r"(?<!另)一半|半数|(?<=过)半(?![年天日月个小点导径途])"
_MAJORITY = r"(?<![\u4e00-\u9fff])过(?=半)|(?<=[有经由为])过(?=半)|过(?=半数)"
"""过半 counts before what it is said of (过半商户), not as the stage that work has reached (任务过半)."""
_NEXT_TO = frozenset({"两三", "二三", "三四", "四五", "五六", "六七", "七八", "八九"})
"""Digits that stand for a range: 两三处."""
NUMBER_HINT = re.compile(r"\d|[一二两三四五六七八九十百千万零亿]|半数|过半")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at [``start``, ``end``) of a sentence, with the words that make it approximate.

    ``first`` and ``last`` bound the number alone, ``unit_end`` ends the unit. ``value`` is the number
    in Arabic digits (a range keeps its sign: ``3-5``; a share its words: ``三分之一``, ``半数``), ``number``
    its value, ``None`` for a range. ``chinese`` marks one numeral in words, which counts in idioms too
    (三会一课); shares and ranges from one to another do not.
    """

    start: int
    end: int
    first: int
    last: int
    unit_end: int
    value: str
    number: float | None
    unit: str
    approx: str
    chinese: bool

    @property
    def percent(self) -> float | None:
        """The share in hundredths that is printed as a fraction or in tenths: 三成 is 30; else ``None``."""
        if self.number is None:
            return None
        if self.unit == "成":
            return self.number * 10
        return self.number * 100 if not self.unit and FRACTION.search(self.value) else None


FRACTION = re.compile(r"/|分之|半")
"""What a share that is printed as a fraction holds."""


@cache
def _pattern() -> re.Pattern[str]:
    words = figure_words()
    units = alternatives(words.units)
    before, inside, after = (alternatives(w) for w in (words.before, words.inside, words.after))
    scale = r"万亿|千万|百万|十万|万|亿"
    # What a quantity can begin with: most places in a text are turned away by that alone.
    first = re.escape("".join(sorted({word[0] for word in words.before})))
    return re.compile(
        rf"""
        (?=[\d一二两三四五六七八九十百千万亿上半过{first}])
        (?P<before>(?:{_NOT_ABOUT})(?:{before})|上(?=[百千万亿])|{_MAJORITY})?
        (?:
          (?P<share>百分之(?:{_CHINESE}|{_ARABIC})(?:点[零〇一二三四五六七八九]{{1,6}})?)
        | (?P<fraction>(?:{_CHINESE}|(?<![\d.])\d{{1,4}})分之(?:{_CHINESE}|\d{{1,4}})
            |(?<![\d./])[1-9]/\d{{1,3}}(?![\d/])|{_HALF})
        | (?:
            (?P<arabic>(?:(?<![\d.A-Za-z+/第])(?<![A-Za-z]-)|(?<=[同环可]比\+)){_ARABIC})
            (?:(?P<unit1>(?:{scale})?(?:{units})|(?:{scale}))?(?P<dash>[-—–~－]|至|到)(?P<arabic2>{_ARABIC}))?
          | (?P<chinese>(?<![第零一二两三四五六七八九十百千]){_CHINESE})
            (?:(?P<to>[至到])(?P<chinese2>{_CHINESE}))?
          | (?=(?:{scale}))(?P<bare>)
          )
          (?P<inside>{inside})?
          (?P<scale>{scale})?
          (?P<inside2>{inside})?
          (?P<unit>{units})?
        )
        (?P<after>{after})?
        """,
        re.VERBOSE,
    )


def _plain(text: str) -> str:
    return text.replace(",", "")


def _arabic(text: str) -> str:
    """Return digits of either kind as Arabic digits."""
    if text[:1].isascii():
        return _plain(text)
    return str(chinese_number(text))


def _number(value: str) -> float | None:
    if "半" in value:
        return 0.5
    fraction = _FRACTION.fullmatch(value)
    if fraction:
        above, below = (float(_arabic(fraction[g])) for g in ("above", "below"))
        return above / below if below else None
    if "/" in value:
        above, below = (float(part) for part in value.split("/"))
        return above / below if below else None
    try:
        return float(value)
    except ValueError:
        return None


def _value(match: re.Match[str]) -> tuple[str, str] | None:
    """Return value and unit, ``None`` for what is no quantity."""
    unit = (match["scale"] or "") + (match["unit"] or "")
    if match["share"]:
        parts = _SHARE.fullmatch(match["share"])
        if not parts:  # pragma: no cover - the same expression matched
            return None
        tenths = "".join(str(chinese_number(c)) for c in parts["tenths"] or "")
        return _arabic(parts["share"]) + ("." + tenths if tenths else ""), "%"
    if match["fraction"]:
        return match["fraction"], ""
    if match["arabic"]:
        value = _plain(match["arabic"])
        if match["dash"]:
            value += match["dash"] + _plain(match["arabic2"])
            if match["unit1"] and not unit.startswith(match["unit1"]):
                return None
        return value, unit
    if match["chinese"]:
        printed = match["chinese"]
        if printed in _NEXT_TO:
            return "-".join(str(chinese_number(c)) for c in printed), unit
        number = chinese_number(printed)
        if number is None or not match["to"]:
            return None if number is None else (str(number), unit)
        last = chinese_number(match["chinese2"])
        return None if last is None or last <= number else (f"{number}{match['to']}{last}", unit)
    return "1", unit


def _counted(match: re.Match[str], after: str) -> bool:
    """Whether a Chinese numeral counts something: it has a unit, or a scale at a clause's end.

    百 and 千 alone are a figure only where something makes them approximate (百余场, but not 百年大计).
    """
    if match["chinese"] in _NEXT_TO or match["to"]:
        return bool(match["unit"])
    if len(match["chinese"]) > 1 and not set(match["chinese"]) & set("十百千"):
        return False
    if match["chinese"][0] in "百千" and not (match["before"] or match["inside"] or match["inside2"]):
        return False
    return bool(match["unit"]) or (bool(match["scale"]) and after in _STOPS)


def find_quantities(text: str, masked: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
    """Find the quantities of a normalised sentence, in order.

    Parameters
    ----------
    text
        The sentence.
    masked
        Half-open spans in which no number is a quantity: expressions of time.

    Examples
    --------
    >>> text = "新增床位近百张、惠及3万余人次，占比超百分之三十"
    >>> [(q.approx, q.value, q.unit) for q in find_quantities(text)]
    [('近', '100', '张'), ('余', '3', '万人次'), ('超', '30', '%')]
    >>> [(q.value, q.unit, q.number) for q in find_quantities("打造1-2个街区，面积1,580.5平方米")]
    [('1-2', '个', None), ('1580.5', '平方米', 1580.5)]
    """
    found = []
    pattern = _pattern()
    at, size = 0, len(text)
    while at < size:
        match = pattern.search(text, at)
        if not match:
            break
        at = max(match.end(), match.start() + 1)
        group = "share" if match["share"] else "fraction" if match["fraction"] else None
        if not group:
            group = "arabic" if match["arabic"] else "chinese" if match["chinese"] else "bare"
        first, last = match.span(group)
        if match["dash"]:
            last = match.end("arabic2")
        if match["to"]:
            last = match.end("chinese2")
        if any((a < last and first < b) or (a <= first < b) for a, b in masked):
            at = max(at if last <= first else last, match.start() + 1)
            continue
        approx = match["before"] or match["inside"] or match["inside2"] or match["after"] or ""
        if group == "bare":
            # 万 and 亿 alone are a number only after 近, 超 or before 余 (近万人, 亿余元).
            if not approx or match["after"] == approx:
                continue
            last = match.end("scale")
            if not match["unit"]:
                continue
        unit_end = match.end("unit") if match["unit"] else match.end("scale") if match["scale"] else last
        if group != "bare" and match["inside2"] and not match["unit"]:
            unit_end = match.end("scale") if match["scale"] else last
        read = _value(match)
        if group == "arabic" and unit_end == last and re.match(r"[A-Za-z版号弄路]|时(?!间)", text[last:]):
            continue
        if group == "arabic" and text[first] == "0" and text[first + 1 : first + 2].isdigit():
            continue
        if read is None or (group == "chinese" and not _counted(match, text[unit_end : unit_end + 1])):
            continue
        if read[0] == "半" and not match["before"]:
            continue
        value, unit = read
        found.append(
            Quantity(
                match.start(),
                match.end(),
                first,
                last,
                max(unit_end, last),
                value,
                _number(value),
                unit,
                approx,
                group == "chinese" and not match["to"],
            )
        )
    return found
