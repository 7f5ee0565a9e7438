"""What stands in a span and around it, in no order: characters, pairs and triples of them, words, classes.

The templates of ``spanfeatures`` look at certain places; these look at all, which tells types that the last
words do not (a centre that is being built, a campaign that is a contest).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.names.context import Context
from extract.names.hashing import Hashes, Integers, mix

BITS = 18
BUCKETS = 1 << BITS
WINDOW = 12
"""Characters looked at on each side; to the left not beyond the clause."""

_LENGTHS = (1, 2, 3)
_KINDS = len(_LENGTHS) + 2


def bag_bins(context: Context, starts: Integers, ends: Integers) -> tuple[NDArray[np.int32], Integers]:
    """Hash what stands in and around each span.

    Parameters
    ----------
    context
        The document.
    starts, ends
        Half-open, non-empty spans of the row.

    Returns
    -------
    tuple
        Bins in [0, BUCKETS), shape (places, kinds), -1 where there is nothing, and for each span the first
        of its places; the places of a span stand together and are at least one.
    """
    x, top = context, context.size - 1
    left = np.maximum(x.clause_left[np.maximum(starts - 1, 0)] + 1, starts - WINDOW)
    left = np.minimum(left, starts)
    right = np.minimum(ends + WINDOW, x.size)
    counts = right - left
    firsts = np.cumsum(counts) - counts
    span = np.repeat(np.arange(len(starts)), counts)
    place = np.arange(int(counts.sum())) - np.repeat(firsts - left, counts)
    part = (place >= starts[span]).astype(np.int64) + (place >= ends[span])
    # A piece counts to the part of the window that it lies in as a whole.
    edge = np.where(part == 0, starts[span], np.where(part == 1, ends[span], right[span]))
    salt = (part + 1).astype(np.uint64) * np.uint64(1000003)
    out = np.full((len(place), _KINDS), -1, dtype=np.int32)

    def fill(column: int, values: Hashes, here: NDArray[np.bool_]) -> None:
        kind = np.uint64((column + 1) * 7919)
        out[here, column] = mix(mix(values[here] + kind) + salt[here]) >> np.uint64(64 - BITS)

    for column, length in enumerate(_LENGTHS):
        within = place + length <= edge
        fill(column, x.substrings.hashes(place, np.minimum(place + length, x.size)), within)
    opens = x.first[np.minimum(place, top)] == place
    fill(len(_LENGTHS), x.word[place], opens)
    if x.groups:
        fill(len(_LENGTHS) + 1, x.groups[-1][place], opens)
    return out, firsts


def sum_bags(
    weights: NDArray[np.float32], rows: NDArray[np.int32], bins: NDArray[np.int32], firsts: Integers
) -> NDArray[np.float32]:
    """Sum the weights of each span's bag.

    ``rows[bin]`` is the line of ``weights`` of a bin, 0 for those without weights, whose line is all zeros.
    """
    lines = np.where(bins < 0, 0, rows[bins])
    total = weights[lines[:, 0]]
    for column in range(1, lines.shape[1]):
        total = total + weights[lines[:, column]]
    result: NDArray[np.float32] = np.add.reduceat(total, firsts, axis=0)
    return result
