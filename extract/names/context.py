"""What stands around every character of a document, as arrays with one row a character.

The normalised sentences stand one after another with padding between, so that a whole document costs a
few array operations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extract.names.hashing import Hashes, Integers, Substrings, codes_of
from extract.names.lexicon import Lexicon

PAD = 4
"""Padding characters around each sentence: as far as any template looks."""

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_STOPS = "，。；：！？、（）《》“”‘’【】…"
_BREAKS = "，。；：！？、（）《》“”"
_CLAUSE = "，。；：！？"
_OTHER = 5

Flags = NDArray[np.bool_]


def _shape_table() -> NDArray[np.uint8]:
    """Shapes: 0 padding, 1 Chinese, 2 digit, 3 Latin, 4 numeral, 5 other, then one for each stop."""
    table = np.full(0x110000, _OTHER, dtype=np.uint8)
    for first, last in ((0x4E00, 0xA000), (0x3400, 0x4DC0), (0x20000, 0x32000)):
        table[first:last] = 1
    table[ord("0") : ord("9") + 1] = 2
    table[ord("A") : ord("Z") + 1] = 3
    table[ord("a") : ord("z") + 1] = 3
    table[[ord(c) for c in _NUMERALS]] = 4
    for index, stop in enumerate(_STOPS):
        table[ord(stop)] = _OTHER + 1 + index
    table[0] = 0
    return table


_SHAPES = _shape_table()


def _shapes_of(signs: str) -> Flags:
    table = np.zeros(256, dtype=bool)
    table[[_SHAPES[ord(c)] for c in signs]] = True
    table[0] = True
    return table


_BREAK, _CLAUSE_BREAK = _shapes_of(_BREAKS), _shapes_of(_CLAUSE)


def unsigned(values: NDArray[np.generic]) -> Hashes:
    """The same values as 64-bit unsigned integers, to mix into hashes."""
    return values.astype(np.uint64)


def _last_before(marks: Flags) -> Integers:
    """For each position the last marked one at or before it (0 where there is none)."""
    return np.maximum.accumulate(np.where(marks, np.arange(len(marks)), 0))


def _next_after(marks: Flags) -> Integers:
    """For each position the first marked one at or after it (the last index where there is none)."""
    return len(marks) - 1 - _last_before(marks[::-1])[::-1]


def _cover(classes: Integers, lengths: Integers) -> Hashes:
    """Mark the characters of listed words by class and place; of two that overlap the later one stays."""
    marks = np.zeros(len(classes), dtype=np.uint64)
    for end in np.flatnonzero(classes).tolist():
        begin = end - int(lengths[end]) + 1
        marks[begin : end + 1] = classes[end] * 4 + 1
        marks[begin] += np.uint64(1)
        marks[end] += np.uint64(2)
    return marks


class Worded(Protocol):
    """A normalised sentence cut into words: half-open spans that cover its text."""

    @property
    def text(self) -> str:
        """The normalised text."""

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Spans of its words, in order."""


@dataclass(frozen=True)
class Row:
    """A document's characters in one row: text, code points and the place of each sentence in it."""

    text: str
    codes: NDArray[np.uint32]
    starts: Integers
    lengths: Integers
    inside: Integers
    """Indices of the characters that belong to sentences, in order."""

    @classmethod
    def lay_out(cls, sentences: Sequence[Worded]) -> Row:
        """Join the sentences' characters with ``PAD`` zeros around each."""
        padding = "\0" * PAD
        text = padding + "".join(s.text + padding for s in sentences)
        lengths = np.array([len(s.text) for s in sentences], dtype=np.int64)
        starts = PAD + np.cumsum(lengths + PAD) - lengths - PAD
        inside = np.arange(lengths.sum()) + np.repeat(PAD * np.arange(1, len(lengths) + 1), lengths)
        return cls(text, codes_of(text), starts, lengths, inside)


@dataclass(frozen=True)
class Context:
    """Arrays over a row of characters; indices refer to the row, classes count from 1 (0: none)."""

    row: Row
    substrings: Substrings
    character: Hashes
    shape: Hashes
    # Words: bounds of the word at each character, its hash, its cluster in each clustering.
    first: Integers
    last: Integers
    word: Hashes
    groups: tuple[Hashes, ...]
    # Chunks between punctuation: the break to the left and to the right.
    left: Integers
    right: Integers
    # Head nouns: class of the longest that ends here, where the next one in this chunk ends.
    head: Hashes
    head_length: Integers
    next_head: Integers
    # The last cue word in this clause before here: its last character (or the clause break) and class.
    cue_at: Integers
    cue: Hashes
    clause_left: Integers
    # Administrative divisions and standard names: class and place in the longest that stands here, as
    # 4 * class + 1, one more where it begins and two more where it ends; quotations open here.
    area: Hashes
    standard: Hashes
    quoted: Hashes

    @property
    def size(self) -> int:
        """Number of characters, padding included."""
        return len(self.row.codes)

    def left_of(self, places: Integers) -> Integers:
        """The characters before ``places``."""
        return np.maximum(places - 1, 0)

    def right_of(self, places: Integers) -> Integers:
        """The characters after ``places``."""
        return np.minimum(places + 1, self.size - 1)


def observe(
    sentences: Sequence[Worded], lexicon: Lexicon, clusters: Sequence[Mapping[str, int]] = ()
) -> Context:
    """Compute the context of every character.

    Parameters
    ----------
    sentences
        Normalised sentences, at least one, none empty.
    lexicon, clusters
        Word lists; each of ``clusters`` maps words to class numbers from 1.
    """
    row = Row.lay_out(sentences)
    codes, inside = row.codes, row.inside
    n = len(codes)
    index = np.arange(n, dtype=np.int64)
    shapes = _SHAPES[codes]
    shape = unsigned(shapes)
    character = unsigned(codes)
    character[shape == 2] = ord("0")
    substrings = Substrings(codes)

    shift = np.repeat(row.starts, [len(s.words) for s in sentences])
    flat = chain.from_iterable(chain.from_iterable(s.words for s in sentences))
    bounds = np.fromiter(flat, dtype=np.int64).reshape(-1, 2)
    starts, ends = bounds[:, 0] + shift, bounds[:, 1] + shift
    word_of = np.repeat(np.arange(len(bounds)), ends - starts)
    first, last = index.copy(), index + 1
    first[inside], last[inside] = starts[word_of], ends[word_of]
    words = [s.text[a:b] for s in sentences for a, b in s.words]
    groups = []
    for table in clusters:
        group = np.zeros(n, dtype=np.uint64)
        group[inside] = np.fromiter(map(table.get, words, repeat(0)), np.uint64, len(words))[word_of]
        groups.append(group)

    breaks = _BREAK[shapes]
    right = _next_after(breaks)
    clause_left = _last_before(_CLAUSE_BREAK[shapes])

    head, head_length = lexicon.heads.ends(substrings, n)
    head[(head_length == 1) & (index != last - 1)] = 0
    cue, _ = lexicon.cues.ends(substrings, n)
    cue[index != last - 1] = 0
    cue_at = np.maximum(_last_before(cue > 0)[np.maximum(index - 1, 0)], clause_left)

    def depth(opening: str, closing: str) -> Hashes:
        total = np.cumsum((codes == ord(opening)).astype(np.int64) - (codes == ord(closing)))
        base = np.zeros(n, dtype=np.int64)
        base[inside] = np.repeat(total[row.starts - 1], row.lengths)
        return unsigned(np.clip(total - base, 0, 2))

    return Context(
        row=row,
        substrings=substrings,
        character=character,
        shape=shape,
        first=first,
        last=last,
        word=substrings.hashes(first, last),
        groups=tuple(groups),
        left=_last_before(breaks),
        right=right,
        head=unsigned(head),
        head_length=head_length,
        next_head=np.minimum(_next_after(head > 0), right),
        cue_at=cue_at,
        cue=unsigned(cue[cue_at]),
        clause_left=clause_left,
        area=_cover(*lexicon.areas.ends(substrings, n)),
        standard=_cover(*lexicon.standard.ends(substrings, n)),
        quoted=depth("“", "”") + np.uint64(3) * depth("《", "》") + np.uint64(9) * depth("（", "）"),
    )
