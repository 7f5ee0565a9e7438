"""Clauses around quantities: what stands before and after each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extract.figures.quantities import Quantity

_BREAKS = frozenset("，；。：！？")
_OPEN = {"（": "）", "“": "”", "《": "》", "【": "】"}
_JOINTS = ("以及", "、", "和", "及", "与", "并", "，")


_LEVEL = re.compile(
    r"(?:的)?(?:快速|大幅|进一步|稳步|历史性)?(?:[提上攀跃飙回]升|提高|增长|增加|增|扩大|扩展|拓展|扩|下降|降低|降|减少|减|缩小|缩短|缩|压缩"
    r"|调整|优化|变|发展|上涨|涨|升|跃)?(?:至|到|为|成)(?:了)?[^，。；、]{0,9}?(?:的)?"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The surroundings of one quantity in its clause.

    [``left``, quantity) and [quantity, ``right``) are what may name it; ``clause`` numbers the clause,
    ``first`` says whether it is the first quantity there.
    """

    quantity: Quantity
    left: int
    right: int
    clause: int
    first: bool
    bracket: bool


def clause_bounds(text: str) -> tuple[list[int], list[bool]]:
    """Return where each clause of a sentence starts, and whether it stands in brackets.

    A break inside quotation marks is none; brackets are clauses of their own.

    Examples
    --------
    >>> clause_bounds("新增“一、二”类，共3个")[0]
    [0, 9]
    """
    starts, bracketed = [0], [False]
    closing: list[str] = []
    for index, character in enumerate(text):
        if closing and character == closing[-1]:
            closing.pop()
            if character == "）":
                starts.append(index + 1)
                bracketed.append("）" in closing)
        elif character in _OPEN:
            closing.append(_OPEN[character])
            if character == "（":
                starts.append(index + 1)
                bracketed.append(True)
        elif character in _BREAKS and not any(c != "）" for c in closing):
            starts.append(index + 1)
            bracketed.append(bool(closing))
    return starts, bracketed


def _split(between: str) -> tuple[int, int]:
    """Return where the text between two quantities ends for the first and starts for the second."""
    if between.startswith(_JOINTS) or not between or _LEVEL.fullmatch(between):
        return 0, 0
    best = max(((between.rfind(j), len(j)) for j in _JOINTS), default=(-1, 0))
    if best[0] > 0:
        return best[0], best[0] + best[1]
    return len(between), 0


def slots(text: str, quantities: list[Quantity]) -> list[Slot]:
    """Cut the sentence into the surroundings of its quantities."""
    starts, bracketed = clause_bounds(text)
    ends = [*starts[1:], len(text) + 1]
    found: list[Slot] = []
    lefts: dict[int, int] = {}
    for index, quantity in enumerate(quantities):
        clause = bisect_right(starts, quantity.first) - 1
        before = quantities[index - 1] if index else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        first = before is None or before.first < starts[clause]
        left = starts[clause] if first else lefts.get(index, before.end if before else 0)
        right = min(ends[clause] - 1, len(text))
        if text.startswith(_JOINTS, quantity.end):
            right = quantity.end
        if after and after.first < ends[clause]:
            cut, start = _split(text[quantity.end : after.start])
            right = quantity.end + cut
            lefts[index + 1] = quantity.end + start
        found.append(Slot(quantity, min(left, quantity.start), max(right, quantity.end), clause, first,
                          bracketed[clause]))  # fmt: skip
    return found
