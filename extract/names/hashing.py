"""Hashes of all substrings of a text at once, and word lists looked up by them.

Everything here works on a row of code points in which sentences stand one after another, so that a whole
document costs a few array operations instead of a loop over its characters.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

MIX = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(0x5851F42D4C957F2D)
_UNSEEN = np.uint64(7)
_HIGH, _LOW = np.uint64(31), np.uint64(29)
_FEWEST_DOORS, _MOST_DOORS = 10, 18


def mix(values: Hashes) -> Hashes:
    """Scatter hashes evenly over 64 bits (the finaliser of splitmix64, shortened)."""
    mixed = values >> _HIGH
    mixed ^= values
    mixed *= MIX
    mixed ^= mixed >> _LOW
    return mixed


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _powers(base: int, count: int) -> Hashes:
    powers = np.full(count, np.uint64(base & ((1 << 64) - 1)))
    powers[0] = 1
    return np.multiply.accumulate(powers)


class Substrings:
    """Hashes of any substrings of a row of code points, by differences of a polynomial prefix sum.

    Examples
    --------
    >>> row = Substrings(codes_of("街道办事处和街道"))
    >>> first, again = row.hashes(np.array([0, 6]), np.array([2, 8]))
    >>> bool(first == again)
    True
    """

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        count = len(codes) + 1
        self._backward = _powers(pow(int(BASE), -1, 1 << 64), count)
        terms = (codes.astype(np.uint64) + _UNSEEN) * _powers(int(BASE), count)[: len(codes)]
        self._sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
        self._of_length: dict[int, Hashes] = {}

    def hashes(self, starts: Integers, ends: Integers) -> Hashes:
        """Hash the half-open spans [start, end)."""
        return mix((self._sums[ends] - self._sums[starts]) * self._backward[starts])

    def of_length(self, length: int) -> Hashes:
        """Hash every span of ``length`` characters, in order.

        Several word lists ask for the same length, so that the answer is kept.
        """
        found = self._of_length.get(length)
        if found is None:
            count = max(len(self._sums) - length, 0)
            found = mix((self._sums[length:] - self._sums[:count]) * self._backward[:count])
            self._of_length[length] = found
        return found


class WordList:
    """Words with a class number each (from 1), found in a row of code points by their hashes."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        by_length: dict[int, list[str]] = {}
        for word in classes:
            by_length.setdefault(len(word), []).append(word)
        self._tables: list[tuple[int, Hashes, Integers, NDArray[np.bool_]]] = []
        for length in sorted(by_length, reverse=True):
            words = by_length[length]
            starts = np.arange(len(words)) * length
            hashes = Substrings(codes_of("".join(words))).hashes(starts, starts + length)
            order = np.argsort(hashes)
            numbers = np.array([classes[word] for word in words], dtype=np.int64)
            # Most positions match nothing: a table by the top bits of the hash turns them away cheaply, the
            # more so the less room it takes.
            bits = min(max(len(words).bit_length() + 5, _FEWEST_DOORS), _MOST_DOORS)
            doors = np.zeros(1 << bits, dtype=bool)
            doors[hashes >> np.uint64(64 - bits)] = True
            self._tables.append((length, hashes[order], numbers[order], doors))

    def ends(self, row: Substrings, count: int) -> tuple[Integers, Integers]:
        """Find the longest word that ends at each position.

        Returns
        -------
        classes, lengths
            Shape (count,): class and length of the longest listed word whose last character stands
            there, 0 where there is none.
        """
        classes = np.zeros(count, dtype=np.int64)
        lengths = np.zeros(count, dtype=np.int64)
        for length, hashes, numbers, doors in self._tables:
            if length > count:
                continue
            found = row.of_length(length)
            starts = np.flatnonzero(doors[found >> np.uint64(65 - len(doors).bit_length())])
            found = found[starts]
            at = np.minimum(np.searchsorted(hashes, found), len(hashes) - 1)
            last = starts + length - 1
            hit = (hashes[at] == found) & (lengths[last] == 0)
            classes[last[hit]] = numbers[at[hit]]
            lengths[last[hit]] = length
        return classes, lengths
