"""General words of the register of grassroots governance, held together where the segmenter parts them.

The treebank that the segmenter learns from is of another register: 网格员走访 becomes 网格|员走|访. The list
``extract/lexicon/words.toml`` puts that right after the cut, which keeps the segmenter's view of the whole
sentence.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from operator import add


class Words:
    """A list of words that are each one word wherever they stand.

    Parameters
    ----------
    words
        Words of two characters and more, without white space.
    """

    def __init__(self, words: Collection[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        # The longest first: 业委会 is not to be read as 业委.
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return half-open spans of ``text`` that spell listed words: leftmost, longest, not overlapping.

        Examples
        --------
        >>> Words(["网格", "网格员"]).find("网格员进网格")
        [(0, 3), (4, 6)]
        """
        lengths, words = self._lengths, self._words
        found = []
        end = 0
        for start in [at for at, pair in enumerate(map(add, text, text[1:])) if pair in lengths]:
            if start >= end:
                for length in lengths[text[start : start + 2]]:
                    if text[start : start + length] in words and start + length <= len(text):
                        end = start + length
                        found.append((start, end))
                        break
        return found

    def hold(self, text: str, cut: Sequence[str], known: Collection[str] = ()) -> list[str]:
        """Return the words ``cut`` from ``text`` with listed words made whole.

        A word that reaches over an end of a listed one is cut there, unless it is a word itself: one that
        is listed or ``known``. So 我国|企业 stays although 国企 is a word.

        Parameters
        ----------
        text
            What was cut.
        cut
            Its words in order, white space between them dropped.
        known
            Words that are not to be cut.

        Examples
        --------
        >>> words = Words(["网格员", "居民区", "国企"])
        >>> words.hold("网格员走访居民区", ["网格", "员走", "访居", "民区"])
        ['网格员', '走', '访', '居民区']
        >>> words.hold("我国企业", ["我国", "企业"], known={"我国", "企业"})
        ['我国', '企业']
        """
        found = self.find(text)
        pieces = list(cut)
        if not found:
            return pieces
        starts, ends = _bounds(text, pieces)
        result: list[str] = []
        done = 0
        for start, end in found:
            first = bisect_right(ends, start, done)
            last = bisect_left(ends, end, first)
            left, right = starts[first] < start, ends[last] > end
            if first == last and not left and not right:
                continue
            if (left and self._is_word(pieces[first], known)) or (
                right and self._is_word(pieces[last], known)
            ):
                continue
            result += pieces[done:first]
            if left:
                result.append(text[starts[first] : start])
            result.append(text[start:end])
            if right:
                pieces[last], starts[last] = text[end : ends[last]], end
            done = last if right else last + 1
        return result + pieces[done:]

    def _is_word(self, word: str, known: Collection[str]) -> bool:
        return word in self._words or word in known


def _bounds(text: str, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Where each word starts and ends in ``text``, white space between words left out."""
    ends = list(accumulate(map(len, words)))
    if ends[-1] == len(text):
        return [0, *ends[:-1]], ends
    starts, ends, at = [], [], 0
    for word in words:
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
        ends.append(at)
    return starts, ends


@cache
def load() -> Words:
    """Read the list that the package ships.

    Examples
    --------
    >>> load().find("优化营商环境")
    [(0, 2), (2, 6)]
    """
    tables = tomllib.loads(files("extract.lexicon").joinpath("words.toml").read_text("utf-8"))
    return Words([word for table in tables.values() for word in table["words"].split()])
