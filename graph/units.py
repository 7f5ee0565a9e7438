"""Units and labels of figures brought to one form, so that several documents can stand side by side."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.names import name_key

_YEAR = re.compile(r"\d{4}年度?|第[一二三四]季度|\d{1,2}月份?")


@dataclass(frozen=True)
class Interval:
    """What a printed number may stand for: from ``low`` to ``high``, by its last digit."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether two intervals have a number in common, but for the rounding of the machine."""
        slack = 1e-9 * max(1.0, abs(self.low), abs(other.low))
        return self.low <= other.high + slack and other.low <= self.high + slack


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "series.toml").read_text(encoding="utf-8"))


def base_unit(unit: str) -> tuple[str, float]:
    """Return the family of a unit and how many of the family's base unit one is.

    Examples
    --------
    >>> base_unit("万元"), base_unit("亿元"), base_unit("万人次"), base_unit("座")
    (('元', 10000.0), ('元', 100000000.0), ('人次', 10000.0), ('座', 1.0))
    """
    table = _table()
    bare = unit.strip().removesuffix("人民币").strip() or unit.strip()
    if bare in table["units"]:
        family, factor = table["units"][bare]
        return family, float(factor)
    for multiple in sorted(table["multiples"], key=len, reverse=True):
        rest = bare.removeprefix(multiple)
        if rest != bare:
            family, factor = base_unit(rest) if rest else ("", 1.0)
            return family, factor * table["multiples"][multiple]
    return bare, 1.0


def printed_interval(value: str, factor: float = 1.0) -> Interval | None:
    """Return what a printed number may stand for, half a unit of its last digit to either side.

    Examples
    --------
    >>> printed_interval("12.5", 10000.0)
    Interval(low=124500.0, high=125500.0)
    >>> printed_interval("数百") is None
    True
    """
    digits = value.replace(",", "").replace("，", "").strip().lstrip("+-−－")
    if not re.fullmatch(r"\d+(\.\d+)?", digits, re.ASCII):
        return None
    half = 0.5 * 10.0 ** -len(digits.partition(".")[2])
    number = float(digits)
    return Interval((number - half) * factor, (number + half) * factor)


def indicator_key(label: str, areas: Iterable[str] = ()) -> str:
    """Return what a label is compared by: no marks, dates, names of areas, nor words that add nothing.

    The characters are sorted, so that the order of modifiers does not matter.

    Examples
    --------
    >>> indicator_key("水岸街道2031年区级税收总量", ["水岸街道"]) == indicator_key("完成税收(区级)")
    True
    >>> indicator_key("新增就业岗位") == indicator_key("就业岗位")
    False
    """
    key = _YEAR.sub("", name_key(label))
    for area in areas:
        key = key.replace(area, "")
    table, last = _table(), ""
    while key != last:
        last = key
        for word in table["before"]:
            if len(key) - len(word) > 1:
                key = key.removeprefix(word)
        for word in table["after"]:
            if len(key) - len(word) > 1:
                key = key.removesuffix(word)
    return "".join(sorted(key))


def bound(approx: str) -> str:
    """Return on which side of its number an approximate value lies: ``least``, ``most``, ``near`` or nothing.

    Examples
    --------
    >>> bound("突破"), bound("以内"), bound("近"), bound("")
    ('least', 'most', 'near', '')
    """
    table = _table()
    if not approx:
        return ""
    if any(word in approx for word in table["most"]):
        return "most"
    return "least" if any(word in approx for word in table["least"]) else "near"
