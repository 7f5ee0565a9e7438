"""Stated changes: 同比增长14.2%, 较上年下降5岁, 提高10.6个百分点."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.figures.lexicon import alternatives, figure_words


@dataclass(frozen=True, slots=True)
class ChangeVerb:
    """A verb of change directly before a number; ``head`` is how long the text before it is.

    ``basis`` is one of 同比, 环比, 可比 or empty; ``each`` says that 分别 stands with it,
    ``rate`` that it is a rate of its own (年均增长), ``noun`` that a noun names the change (增速),
    ``inner`` where the verb stands when what changed comes between it and the number.
    """

    head: int
    sign: str
    basis: str
    each: bool
    rate: bool
    noun: bool
    inner: int | None = None


_COMPARATIVE = ("多", "高", "少", "低", "快")


@cache
def _pattern() -> re.Pattern[str]:
    words = figure_words()
    plain = tuple(w for w in words.up + words.down if w not in _COMPARATIVE)
    basis = alternatives(tuple(printed for printed, _ in words.basis))
    adverbs = "分别|双双|双|均|都|各|又|再|共|约|平均|累计|首次|大幅|实现|明显|预计|合计|已|可"
    return re.compile(
        rf"""
        (?:分别|双双|双|均|都|各)?
        (?P<than>(?:(?<![占同环可对])比|较|与|相比)[^，；。、]{{0,12}}?)?
        (?P<rate>(?:分别)?(?:{alternatives(words.rate)}))?
        (?P<adverbs>(?:{basis}|{adverbs})*)
        (?:(?<!新)(?P<verb>{alternatives(plain)})|(?P<noun>{alternatives(words.up_rate + words.down_rate)})
          |(?<=[同环可]比)(?P<mark>[+-])
          |(?P<comparative>(?<=[期年比月])(?:{alternatives(_COMPARATIVE)})))
        (?:了|率|幅|幅度|速度)?(?:均|各|分别)?(?:为|达到?)?$
        """,
        re.VERBOSE,
    )


def read_change(left: str) -> ChangeVerb | None:
    """Read the verb of change at the end of ``left``, the text in front of a number.

    Examples
    --------
    >>> read_change("工业总产值同比增长")
    ChangeVerb(head=5, sign='+', basis='同比', each=False, rate=False, noun=False, inner=None)
    >>> read_change("投诉量、信访量较上年分别下降")
    ChangeVerb(head=7, sign='-', basis='', each=True, rate=False, noun=False, inner=None)
    >>> read_change("满意率提高到") is None
    True
    """
    words = figure_words()
    match = _pattern().search(left, max(0, len(left) - 40))
    if not match:
        return None
    verb = match["verb"] or match["noun"] or match["mark"] or match["comparative"]
    text = match.group()
    basis = next((name for printed, name in words.basis if printed in text), "")
    if not basis and match["than"] and re.search(r"同期", match["than"]):
        basis = "同比"
    sign = "+" if verb == "+" or verb in words.up or verb in words.up_rate else "-"
    return ChangeVerb(match.start(), sign, basis, "分别" in text, bool(match["rate"]), bool(match["noun"]))


@cache
def _both() -> re.Pattern[str]:
    words = figure_words()
    changes = alternatives(tuple(w for w in words.up + words.down if w not in _COMPARATIVE))
    return re.compile(rf"(?:实现|呈现|保持|均|都)*“?双{{1,2}}(?:{changes})”?$")


def both_named(clause: str) -> str:
    """Return the names of which a clause without figures says that all rose or fell, empty if it does not.

    Examples
    --------
    >>> both_named("产量、税收实现双增长"), both_named("投诉量和退件量“双下降”"), both_named("税收增长")
    ('产量、税收', '投诉量和退件量', '')
    """
    match = _both().search(clause) if "双" in clause else None
    return clause[: match.start()] if match else ""
