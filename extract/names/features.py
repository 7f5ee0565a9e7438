"""The values of every character that the CRF's templates combine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.names import templates
from extract.names.context import Context, unsigned
from extract.names.hashing import Hashes

BITS = 20
BUCKETS = 1 << BITS
_FAR = 12


def _shift(values: Hashes, by: int) -> Hashes:
    """Values of the neighbour ``by`` places to the right (negative: left), zero beyond the ends."""
    out = np.zeros_like(values)
    if by >= 0:
        out[: len(values) - by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


def character_features(context: Context) -> NDArray[np.int32]:
    """Hash the features of all characters; shape (characters with padding, templates)."""
    x = context
    index = np.arange(x.size, dtype=np.int64)
    word, shape = x.word, x.shape
    before, after = x.left_of(x.first), np.minimum(x.last, x.size - 1)
    chunk_first, chunk_last = x.right_of(x.left), x.left_of(x.right)
    next_first = x.right_of(x.right)
    next_last = x.left_of(x.right[next_first])
    previous_last = x.left_of(x.left)
    previous_first = x.right_of(x.left[previous_last])
    coming = x.head[x.next_head]
    values: dict[str, Hashes] = {
        **{f"c{k}": _shift(x.character, k) for k in range(-3, 4)},
        **{f"s{k}": _shift(shape, k) for k in range(-2, 3)},
        "place": unsigned(
            (index == x.first) * 2 + (index == x.last - 1) + 4 * np.minimum(x.last - x.first, 5)
        ),
        "word": word,
        "word_left": word[before],
        "word_right": word[after],
        "word_left2": word[x.left_of(x.first[before])],
        "word_right2": word[np.minimum(x.last[after], x.size - 1)],
        "quoted": x.quoted,
        "stop_left": shape[x.left],
        "stop_right": shape[x.right],
        "to_left": unsigned(np.minimum(index - x.left, _FAR)),
        "to_right": unsigned(np.minimum(x.right - index, _FAR)),
        "chunk_first": word[chunk_first],
        "chunk_last": word[chunk_last],
        "chunk_tail": x.substrings.hashes(np.maximum(x.right - 2, 0), x.right),
        "next_first": word[next_first],
        "next_last": word[next_last],
        "next_tail": x.substrings.hashes(x.left_of(next_last), next_last + 1),
        "previous_first": word[previous_first],
        "previous_last": word[previous_last],
        "head": x.head,
        "coming": coming,
        "to_coming": unsigned(np.minimum(x.next_head - index, _FAR)),
        "final": x.head[chunk_last],
        "next_final": x.head[next_last],
        "next_opening": coming[next_first],
        "cue": x.cue,
        "cue_word": word[x.cue_at],
        "from_cue": unsigned(np.minimum(index - x.cue_at, _FAR)),
        "area": x.area,
        "standard": x.standard,
        "area-1": _shift(x.area, -1),
        "area1": _shift(x.area, 1),
    }
    clusters = [
        {
            "group": group,
            "group_left": group[before],
            "group_right": group[after],
            "group_chunk_first": group[chunk_first],
            "group_chunk_last": group[chunk_last],
            "group_next_first": group[next_first],
            "group_previous_last": group[previous_last],
        }
        for group in x.groups
    ]
    return templates.load("character").bins(values, clusters, BITS)
