"""Clauses around quantities: what stands before and after each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from extract.figures.changes import read_change
from extract.figures.lexicon import alternatives, figure_words
from extract.figures.quantities import Quantity

_BREAK = re.compile(r"[，；。：！？]")
_BRACKET = re.compile(r"（[^（）]*）?")
_QUOTATION = re.compile(r"“[^“”]*”|《[^《》]*》")
_JOINTS = ("以及", "、", "和", "及", "与", "并", "，")
BLANK = "\0"
"""Stands in for a character that names nothing: of an expression of time, or of an aside in brackets."""

_LEVEL = re.compile(
    r"(?:的)?(?:快速|大幅|进一步|稳步|历史性)?"
    r"(?:[提上攀跃飙回]升|提高|增长|增加|增|扩大|扩展|拓展|扩|下降|降低|降|减少|减|缩小|缩短|缩|压缩"
    r"|调整|优化|变|发展|上涨|涨|升|跃)?(?:至|到|为|成)(?:了)?[^，。；、]{0,9}?(?:的)?"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The surroundings of one quantity in its clause.

    ``left`` is the text of the clause before it and ``right`` the text after it that may name it; both end
    at the next quantity. ``clause`` starts the clause, ``first`` says whether the quantity is the first,
    ``bracket`` whether it stands in brackets, ``touching`` whether the next quantity follows at once.
    ``before`` is the clause before this one where that holds no quantity.
    """

    quantity: Quantity
    left: str
    right: str
    clause: int
    first: bool
    bracket: bool
    touching: bool
    before: str


def mask_asides(text: str) -> str:
    """Blank out the asides in brackets; a short one that may belong to a name (县（市）) stays.

    Examples
    --------
    >>> mask_asides("服务站（点）建成（2020年起），共3个").replace(BLANK, "_")
    '服务站（点）建成________，共3个'
    """

    def blank(match: re.Match[str]) -> str:
        aside = match.group()
        if len(aside) <= 6 and not re.search(r"[\d\0，]", aside):
            return aside
        return BLANK * len(aside)

    return _BRACKET.sub(blank, text) if "（" in text else text


def _breaks(text: str) -> list[int]:
    """Return where each clause starts: after a break outside quotation marks."""
    quoted = [m.span() for m in _QUOTATION.finditer(text)] if "“" in text or "《" in text else []
    return [0, *(m.end() for m in _BREAK.finditer(text) if not any(a < m.start() < b for a, b in quoted))]


@cache
def _verbs() -> re.Pattern[str]:
    words = figure_words()
    return re.compile(rf"(?<=..)(?:{alternatives(words.keep + words.drop)})")


def _split(between: str) -> tuple[int, int]:
    """Return where the text between two quantities ends for the first and starts for the second."""
    if between.startswith(_JOINTS) or not between or _LEVEL.fullmatch(between):
        return 0, 0
    at, width = max(((between.rfind(j), len(j)) for j in _JOINTS), default=(-1, 0))
    if at > 0:
        return at, at + width
    change = read_change(between)
    if change:
        return change.head, 0
    verb = _verbs().search(between)
    if verb:
        return verb.start(), verb.start()
    return len(between), 0


def _slots(text: str, quantities: list[Quantity], offset: int, bracket: bool) -> list[Slot]:
    """Cut one stretch of text, which starts at ``offset`` of the sentence, around its quantities."""
    starts = _breaks(text)
    ends = [s - 1 for s in starts[1:]] + [len(text)]
    found: list[Slot] = []
    carried = 0
    for index, quantity in enumerate(quantities):
        begin, end = quantity.start - offset, quantity.end - offset
        clause = bisect_right(starts, quantity.first - offset) - 1
        previous = quantities[index - 1] if index else None
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        first = previous is None or previous.first - offset < starts[clause]
        left = min(starts[clause] if first else carried, begin)
        right, touching = max(ends[clause], end), False
        alone = not following or following.first - offset >= ends[clause]
        if text.startswith(("、", "，") if alone else _JOINTS, end):
            right = end
        if following and not alone:
            cut, start = _split(text[end : following.start - offset])
            right, carried = end + cut, end + start
            touching = following.start - offset == end
        before = ""
        if first and clause and not (previous and previous.first - offset >= starts[clause - 1]):
            before = text[starts[clause - 1] : ends[clause - 1]]
        found.append(
            Slot(
                quantity,
                text[left:begin],
                text[end:right],
                starts[clause] + offset,
                first,
                bracket,
                touching,
                before,
            )
        )
    return found


def slots(text: str, quantities: list[Quantity]) -> list[Slot]:
    """Cut a sentence into the surroundings of its quantities, in their order.

    What stands in brackets is read on its own, and the sentence without it.

    Examples
    --------
    >>> from extract.figures.quantities import find_quantities
    >>> text = "总产值（GDP）30亿元，新增5个站点和3处绿地"
    >>> [(s.left.replace(BLANK, ""), s.right) for s in slots(text, find_quantities(text))]
    [('总产值（GDP）', ''), ('新增', '站点'), ('', '绿地')]
    """
    brackets = [m.span() for m in _BRACKET.finditer(text)] if "（" in text else []
    outer = [q for q in quantities if not any(a < q.first < b for a, b in brackets)]
    found = _slots(mask_asides(text), outer, 0, False)
    for a, b in brackets:
        inner = [q for q in quantities if a < q.first < b]
        if inner:
            found += _slots(text[a + 1 : b].removesuffix("）"), inner, a + 1, True)
    return sorted(found, key=lambda s: s.quantity.first)
