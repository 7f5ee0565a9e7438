"""Who proposes spans: each function looks for one kind of sign that a name stands somewhere.

Spans are half-open in the row of characters (see ``extract.names.context``). A span that several propose
is one candidate that carries all of them; the arbiter decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.names.context import Context
from extract.names.hashing import Hashes, Integers, codes_of

Span = tuple[int, int]

LONGEST = 40
"""Longest name in characters."""

_QUOTED = re.compile("“([^“”\0]{1,40})”")
_BOOK = re.compile("《([^《》\0]{2,60})》")
_RUN = re.compile("[^，。；：！？、“”（）《》\0]{1,20}(?:、[^，。；：！？、“”（）《》\0]{1,24})+")
_REST = re.compile("(?:等|[0-9]+[个家项处条所座支]|和|及|以及|与).*$")


def quotations(context: Context) -> Iterator[Span]:
    """What stands in quotation marks: 打造“…”品牌."""
    for hit in _QUOTED.finditer(context.row.text):
        yield hit.span(1)


def books(context: Context) -> Iterator[Span]:
    """What stands in book-title marks."""
    for hit in _BOOK.finditer(context.row.text):
        yield hit.span(1)


def _marked(marks: Hashes) -> Iterator[Span]:
    place = marks & np.uint64(3)
    for end in np.flatnonzero(place == 3).tolist():
        begin = end - 1
        while place[begin] == 1:
            begin -= 1
        if place[begin] == 2:
            yield begin, end + 1


def areas(context: Context) -> Iterator[Span]:
    """Administrative divisions of the gazetteer."""
    return _marked(context.area)


def standard(context: Context) -> Iterator[Span]:
    """Standard names: official or in use all over the country."""
    return _marked(context.standard)


def heads(context: Context) -> Iterator[Span]:
    """From a cue word or the start of a chunk to a head noun: 建成…服务站."""
    ends = np.flatnonzero((context.head > 0) & (context.head_length > 1))
    after_cue = np.maximum(context.cue_at[ends] + 1, context.left[ends] + 1)
    for starts in (after_cue, context.left[ends] + 1):
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield start, end + 1


def objects(context: Context) -> Iterator[Span]:
    """From a cue word to the end of its chunk."""
    # Places only ever grow along the row, so that those which differ from the one before are all there are.
    at = context.cue_at[np.diff(context.cue_at, prepend=-1) > 0]
    at = at[context.cue[np.minimum(at + 1, context.size - 1)] > 0] if len(at) else at
    for start in (at + 1).tolist():
        yield start, int(context.right[start])


def enumerations(context: Context) -> Iterator[Span]:
    """The items of an enumeration; its last item also without what counts or classes them all."""
    for run in _RUN.finditer(context.row.text):
        start = run.start()
        items = run.group().split("、")
        for number, item in enumerate(items):
            end = start + len(item)
            if number == 0:
                yield max(start, int(context.cue_at[end - 1]) + 1), end
            yield start, end
            if number == len(items) - 1:
                rest = _REST.search(item, 1)
                yield start, start + rest.start() if rest else int(context.next_head[start]) + 1
            start = end + 1


def repetitions(context: Context, names: Collection[str]) -> Iterator[Span]:
    """Where ``names`` of two characters and more stand, the longest at each place, none in another.

    An expression made of the names would have to be compiled for every document.
    """
    lengths: dict[str, list[int]] = {}
    for name in sorted(names, key=len, reverse=True):
        lengths.setdefault(name[:2], []).append(len(name))
    codes, text = context.row.codes.astype(np.uint64), context.row.text
    pairs = (codes[:-1] << np.uint64(32)) | codes[1:]
    openings = codes_of("".join(lengths)).astype(np.uint64)
    wanted = (openings[::2] << np.uint64(32)) | openings[1::2]
    free = 0
    for start in np.flatnonzero(np.isin(pairs, wanted)).tolist():
        if start >= free:
            for length in lengths[text[start : start + 2]]:
                if text[start : start + length] in names:
                    free = start + length
                    yield start, free
                    break


PROPOSERS: Mapping[str, Callable[[Context], Iterable[Span]]] = {
    "quotation": quotations,
    "book": books,
    "gazetteer": areas,
    "standard": standard,
    "head": heads,
    "object": objects,
    "enumeration": enumerations,
}
"""Who proposes by rule, in the order of their bits after those of the CRF and of repetition."""

CRF, REPEAT, LOCAL = 1, 2, 4
BITS = {"crf": CRF, "repeat": REPEAT, "document": LOCAL} | {name: 8 << i for i, name in enumerate(PROPOSERS)}

GENEROUS = frozenset(BITS[name] for name in ("head", "object", "enumeration"))
"""Who proposes much: of what one of them alone proposes one in seventy is a name."""


@dataclass(frozen=True)
class Candidates:
    """Distinct spans in order, with ``likely`` their posterior under the CRF and ``by`` their proposers."""

    starts: Integers
    ends: Integers
    likely: np.typing.NDArray[np.float64]
    by: Integers


def propose(
    context: Context,
    likely: Mapping[Span, float],
    local: Sequence[str] = (),
    sure: float = 0.5,
    lone: bool = True,
) -> Candidates:
    """Collect the spans of all proposers.

    Parameters
    ----------
    likely
        Spans of the CRF with their posterior probability.
    local
        Names that the document itself fixes: its issuer, its areas, and their short forms.
    sure
        A name as likely as this is proposed wherever its characters stand again.
    lone
        Whether to keep what one generous proposer alone proposes and the CRF finds unlikely. The arbiter
        learns from it; of its choices these change nothing and cost half its time.
    """
    by: dict[Span, int] = dict.fromkeys(likely, CRF)
    for name, proposer in PROPOSERS.items():
        for span in proposer(context):
            if 0 < span[1] - span[0] <= LONGEST:
                by[span] = by.get(span, 0) | BITS[name]
    text = context.row.text
    names = {text[a:b] for (a, b), p in likely.items() if p >= sure and b - a > 1}
    for bit, again in ((REPEAT, names), (LOCAL, {name for name in local if len(name) > 1})):
        for span in repetitions(context, again):
            by[span] = by.get(span, 0) | bit
    spans = sorted(
        span
        for span, who in by.items()
        if (lone or who not in GENEROUS) and "\0" not in text[span[0] : span[1]]
    )
    bounds = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Candidates(
        bounds[:, 0],
        bounds[:, 1],
        np.array([likely.get(span, 0.0) for span in spans]),
        np.array([by[span] for span in spans], dtype=np.int64),
    )
