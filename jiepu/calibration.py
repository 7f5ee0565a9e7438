"""How far confidences can be trusted: what facts were said to be, and how often they are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.train.names_match import canonical

EDGES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_SYMMETRIC = frozenset({"partnersWith"})


@dataclass(frozen=True)
class Bin:
    """Facts whose confidence is at least ``low`` and below ``high`` (1.0 counts to the last bin).

    ``said`` is their mean confidence, ``right`` the share that the reference states, ``count`` their number.
    """

    low: float
    high: float
    said: float
    right: float
    count: int


def bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Sort facts, each a confidence and whether it is right, into bins; empty bins are left out.

    Examples
    --------
    >>> facts = [(0.91, True), (0.95, False), (0.25, False)]
    >>> [(b.low, round(b.said, 2), b.right, b.count) for b in bins(facts)]
    [(0.2, 0.25, 0.0, 1), (0.9, 0.93, 0.5, 2)]
    """
    facts = sorted(judged)
    found = []
    for low, high in pairwise(EDGES):
        here = [f for f in facts if low <= f[0] and (f[0] < high or high == EDGES[-1])]
        if here:
            said = sum(confidence for confidence, _ in here) / len(here)
            found.append(Bin(low, high, said, sum(right for _, right in here) / len(here), len(here)))
    return found


def same_name(one: str, other: str, aliases: Mapping[str, str]) -> bool:
    """Whether two names are one: the same without marks, or one holds the other and is not twice as long.

    Examples
    --------
    >>> same_name("“荷灯”品牌", "荷灯品牌", {}), same_name("桨声街道", "桨声", {})
    (True, True)
    >>> same_name("桨声街道", "声", {})
    False
    """
    first, second = canonical(one, aliases), canonical(other, aliases)
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) >= 2 and short in long and len(short) * 2 >= len(long))


def judge(
    predicted: Sequence[Mapping[str, Any]],
    stated: Sequence[Mapping[str, Any]],
    covered: Sequence[tuple[int, int]],
    aliases: Mapping[str, str],
) -> list[tuple[float, bool]]:
    """Return of each fact predicted in a document its confidence and whether the reference states it.

    Parameters
    ----------
    predicted
        Facts with ``head``, ``rel``, ``tail``, ``start`` and ``confidence``; one that is predicted in several
        sentences counts once, as the surest.
    stated
        The reference's relations with ``head``, ``rel`` and ``tail``.
    covered
        Half-open spans of the document that the reference covers; facts that start elsewhere are left out.
    aliases
        What names of the document stand for.
    """
    surest: dict[tuple[str, str, str], float] = {}
    for fact in predicted:
        if any(a <= fact["start"] < b for a, b in covered):
            head, tail = (aliases.get(fact[end], fact[end]) for end in ("head", "tail"))
            if fact["rel"] in _SYMMETRIC and tail < head:
                head, tail = tail, head
            key = (head, fact["rel"], tail)
            surest[key] = max(surest.get(key, 0.0), fact["confidence"])

    def right(head: str, rel: str, tail: str) -> bool:
        ways = [(head, tail), (tail, head)] if rel in _SYMMETRIC else [(head, tail)]
        return any(
            s["rel"] == rel and same_name(s["head"], one, aliases) and same_name(s["tail"], other, aliases)
            for s in stated
            for one, other in ways
        )

    return [(confidence, right(*fact)) for fact, confidence in surest.items()]
