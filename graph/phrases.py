"""Wording that two texts share: their longest common phrase, and how much of one the other holds."""

from __future__ import annotations

from collections.abc import Set
from difflib import SequenceMatcher

from graph.names import name_key

_ENDS = " ,，、;；。:：“”\"'\x00\x01"


def longest_phrase(first: str, second: str) -> str:
    """Return the longest run of characters that two sentences have in common, without marks at its ends.

    Examples
    --------
    >>> longest_phrase("街道推行三问工作法,把矛盾化在楼道", "社区也把矛盾化在楼道里")
    '把矛盾化在楼道'
    """
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return first[match.a : match.a + match.size].strip(_ENDS)


def shingles(text: str, size: int) -> frozenset[str]:
    """Return the runs of ``size`` characters of a text without its marks, none where it is shorter.

    Examples
    --------
    >>> sorted(shingles("办好,水岸节", 4))
    ['办好水岸', '好水岸节']
    """
    key = name_key(text)
    return frozenset(key[i : i + size] for i in range(len(key) - size + 1))


def containment(part: Set[str], whole: Set[str]) -> float:
    """Return which share (0 to 1) of the shingles of one text another holds (Broder 1997).

    Examples
    --------
    >>> containment(shingles("办好水岸节", 2), shingles("今年办好水岸灯节", 2))
    0.75
    """
    return len(part & whole) / len(part) if part else 0.0
