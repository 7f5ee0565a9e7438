"""The numbering styles of headings and items, from 第一部分 down to 一是."""

from __future__ import annotations

import re
from typing import NamedTuple

_CN = "[一二三四五六七八九十]"
_STYLES = (
    ("part", rf"第({_CN}{{1,3}}|\d{{1,2}})(?:部分|编|篇|章)[:：、\s]?|(?i:part)[.\s]*(\d{{1,2}})"),
    ("clause", rf"第({_CN}{{1,3}}|\d{{1,2}})[节条款][:：、\s]+"),
    ("cn", rf"({_CN}{{1,3}})(?:[、,，.．](?!是)|\s+)"),
    ("cn-paren", rf"[(（]({_CN}{{1,3}})[)）][、.．]?"),
    ("arabic", r"(\d{1,2})(?:[、.．](?!\d)|[,，](?=[^\d\s]))"),
    ("arabic-paren", r"[(（](\d{1,2})[)）][、.．]?|(\d{1,2})[)）]"),
    ("circle", r"([①-⑳])"),
    ("item", rf"({_CN}{{1,2}})[是要]|第({_CN}{{1,2}})[,，]"),
    ("note", r"\[(\d{1,2})\]|〔(\d{1,2})〕|［(\d{1,2})］|【(\d{1,2})】"),
    ("named", rf"(?:项目|案例|行动|亮点|做法|任务|举措|专题|板块|篇章)({_CN}{{1,2}}|\d{{1,2}})[:：、.\s]"),
    ("dash", r"([—―]{1,2}|[-●■◆★▲※▶•◎○□]+)\s*(?=[\u4e00-\u9fff“《])"),
    ("hash", r"(#{1,6})\s+"),
)
_PATTERN = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (_, pattern) in enumerate(_STYLES)))
_VALUES = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {chr(0x2460 + i): i + 1 for i in range(20)}

ORDER = {
    "part": 10.0,
    "clause": 12.0,
    "cn": 20.0,
    "cn-paren": 30.0,
    "named": 35.0,
    "arabic": 40.0,
    "arabic-paren": 50.0,
    "circle": 55.0,
    "dash": 60.0,
    "item": 70.0,
    "note": 45.0,
}
"""How deep each style stands by custom; only the order of the values matters."""


class Number(NamedTuple):
    """A number at [start, end) of the text, its ``style`` and ``value`` (0 where it counts nothing)."""

    start: int
    end: int
    style: str
    value: int
    printed: str

    @property
    def order(self) -> float:
        """How deep the style stands; for Markdown, by the number of its marks."""
        return float(len(self.printed)) if self.style == "hash" else ORDER[self.style]


def numbered(text: str, start: int, end: int) -> Number | None:
    """Return the number that the block [start, end) begins with, if any.

    Examples
    --------
    >>> [numbered(t, 0, len(t)).value for t in ("十二、结语", "(三)便民", "2.就业", "第四部分")]
    [12, 3, 2, 4]
    >>> numbered("2.5亿元", 0, 5) is None
    True
    """
    match = _PATTERN.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    style = _STYLES[int(match.lastgroup[1:])][0]
    printed = next((g for g in match.groups()[match.re.groupindex[match.lastgroup] :] if g), "")
    return Number(
        start,
        match.end(),
        style,
        value_of(printed),
        text[start : match.end()].strip() if style != "hash" else printed,
    )


def value_of(printed: str) -> int:
    """Read a small number as printed in a heading; 0 where it is a mark.

    Examples
    --------
    >>> [value_of(t) for t in ("十", "二十一", "7", "③", "——")]
    [10, 21, 7, 3, 0]
    """
    if printed.isascii() and printed.isdigit():
        return int(printed)
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        return 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)
    return _VALUES.get(printed, 0)
