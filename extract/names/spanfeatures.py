"""The values of candidate spans that the arbiter's templates combine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.names import templates
from extract.names.context import Context, Flags, unsigned
from extract.names.hashing import Hashes, Integers
from extract.names.proposers import LOCAL, Candidates

BITS = 18
BUCKETS = 1 << BITS
_HOPS = 8
_HEADS = 4
_LEAST_ODDS = 3e-3
_LOGITS = np.array([-3.0, -2.2, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.7, 2.5, 3.5, 5.0])


def _bucket(share: NDArray[np.float64]) -> Hashes:
    """Put probabilities into thirteen classes by their log-odds, 0 for none at all."""
    p = np.clip(share, 1e-4, 1 - 1e-4)
    return unsigned(np.where(share > 0, 1 + np.searchsorted(_LOGITS, np.log(p / (1 - p))), 0))


def _run_ends(context: Context, ends: Integers) -> Integers:
    """Where the enumeration that a span stands in ends: the break after its last item."""
    codes, right = context.row.codes, context.right
    top = context.size - 1
    closes = codes == ord("”")
    between = (codes == ord("、")) | (codes == ord("“"))
    at = right[np.minimum(ends, top)]
    for _ in range(_HOPS):
        beyond = np.minimum(at + 1, top)
        over = (codes[at] == ord("、")) | (codes[at] == ord("“")) | (closes[at] & between[beyond])
        following = right[beyond]
        if not over.any():
            break
        at = np.where(over, following, at)
    # After a closing quotation the chunk behind it says what the items are.
    beyond = np.minimum(at + 1, top)
    result: Integers = np.where(closes[at], right[beyond], at)
    return result


def _counts(flags: Flags, starts: Integers, ends: Integers) -> Hashes:
    total = np.concatenate(([0], np.cumsum(flags)))
    return unsigned(np.minimum(total[ends] - total[starts], 3))


def _strings(candidates: Candidates, whole: Hashes) -> tuple[Integers, NDArray[np.float64]]:
    """How often each candidate's characters stand in the document as one, and how likely the likeliest is."""
    _, inverse = np.unique(whole, return_inverse=True)
    often = np.bincount(inverse)
    best = np.zeros(len(often))
    np.maximum.at(best, inverse, candidates.likely)
    return often[inverse], best[inverse]


def odds(context: Context, candidates: Candidates) -> NDArray[np.float32]:
    """Log-odds under the CRF of each candidate and of the likeliest of its text; shape (candidates, 2)."""
    _, best = _strings(candidates, context.substrings.hashes(candidates.starts, candidates.ends))
    p = np.clip(np.stack((candidates.likely, best), axis=1), _LEAST_ODDS, 1 - _LEAST_ODDS)
    return np.log(p / (1 - p)).astype(np.float32)


def span_features(context: Context, candidates: Candidates) -> NDArray[np.int32]:
    """Hash the features of all candidates; shape (candidates, templates), bins in [0, BUCKETS)."""
    x, starts, ends = context, candidates.starts, candidates.ends
    top = x.size - 1
    final = ends - 1
    word, shape, head, codes = x.word, x.shape, x.head, x.row.codes
    before, after = starts - 1, np.minimum(ends, top)

    def text(first: Integers, last: Integers) -> Hashes:
        """Hash what of [first, last) lies in the span."""
        return x.substrings.hashes(np.maximum(first, starts), np.minimum(last, ends))

    whole = x.substrings.hashes(starts, ends)
    inner = np.maximum(x.first[final] - 1, starts)
    third = np.maximum(x.first[inner] - 1, starts)
    second = np.minimum(x.last[starts], final)
    # Beyond the marks that enclose the span, and the chunk and the enumeration that it stands in.
    outside = np.where(codes[before] == ord("“"), np.maximum(before - 1, 0), before)
    closed = (codes[after] == ord("”")) | (codes[after] == ord("》"))
    beyond = np.where(closed, np.minimum(after + 1, top), after)
    chunk_end = np.maximum(x.right[beyond] - 1, 0)
    coming_at = x.next_head[beyond]
    # The noun phrase beyond may hold several head nouns: 治理…学院. The last of them near by counts.
    phrase_at = coming_at
    for _ in range(_HEADS):
        further = x.next_head[np.minimum(phrase_at + 1, top)]
        near = (further - phrase_at <= 4) & (further < x.right[beyond]) & (head[further] > 0)
        phrase_at = np.where(near, further, phrase_at)
    run_end = _run_ends(x, ends)
    run_last = np.maximum(run_end - 1, 0)
    cue_at = x.cue_at[starts]
    area_first, area_last = x.area[starts], x.area[final]
    is_area = ((area_first & np.uint64(3)) == 2) & ((area_last & np.uint64(3)) == 3)
    standard_first, standard_last = x.standard[starts], x.standard[final]
    is_standard = ((standard_first & np.uint64(3)) == 2) & ((standard_last & np.uint64(3)) == 3)
    often, best = _strings(candidates, whole)
    cover = np.zeros(x.size + 1)
    np.add.at(cover, starts, candidates.likely)
    np.add.at(cover, ends, -candidates.likely)
    cover = np.cumsum(cover)
    values: dict[str, Hashes] = {
        "likely": _bucket(candidates.likely),
        "by": unsigned(candidates.by),
        # 1: a full name of the document's own areas, 2: a short form of one.
        "local": unsigned((candidates.by & LOCAL) > 0) * (np.uint64(1) + unsigned(head[final] == 0)),
        "often": unsigned(np.minimum(often, 4)),
        "best": _bucket(best),
        "rival_first": _bucket(cover[starts] - candidates.likely),
        "rival_last": _bucket(cover[final] - candidates.likely),
        "rival_left": _bucket(cover[before]),
        "rival_right": _bucket(cover[after]),
        "whole": whole,
        "length": unsigned(np.minimum(ends - starts, 24)),
        "aligned": unsigned((x.first[starts] == starts) * 2 + (x.last[final] == ends)),
        **{f"suffix{k}": text(ends - k, ends) for k in (1, 2, 3, 4)},
        **{f"prefix{k}": text(starts, starts + k) for k in (1, 2, 3)},
        "first_word": text(starts, x.last[starts]),
        "second_word": text(second, x.last[second]),
        "third_last": text(x.first[third], third + 1),
        "second_last": text(x.first[inner], inner + 1),
        "last_word": text(x.first[final], ends),
        "latin": _counts((shape == 3) | (shape == 2), starts, ends),
        "odd": _counts(shape >= 5, starts, ends),
        "left_word": word[before],
        "left_word2": word[np.maximum(x.first[before] - 1, 0)],
        "right_word": word[after],
        "right_word2": word[np.minimum(x.last[after], top)],
        "left_shape": shape[before],
        "right_shape": shape[after],
        "quoted": unsigned(
            (codes[before] == ord("“")) * 1
            + (codes[after] == ord("”")) * 2
            + (codes[before] == ord("《")) * 4
            + (codes[after] == ord("》")) * 8
        ),
        "state": x.quoted[starts],
        "outer_word": word[outside],
        "beyond_word": word[beyond],
        "beyond_word2": word[np.minimum(x.last[beyond], top)],
        "chunk_end_word": word[chunk_end],
        "chunk_end_head": head[chunk_end],
        "coming": head[coming_at],
        "phrase": head[phrase_at],
        "to_phrase": unsigned(np.minimum(phrase_at - beyond, 12)),
        "to_coming": unsigned(np.minimum(coming_at - beyond, 9)),
        "run_word": word[run_last],
        "run_head": head[run_last],
        "in_run": unsigned((run_end > x.right[after]) * 2 + (codes[before] == ord("、"))),
        "cue": x.cue[starts],
        "cue_word": word[cue_at],
        "from_cue": unsigned(np.minimum(starts - cue_at, 12)),
        "lead": word[np.minimum(x.clause_left[starts] + 1, top)],
        "own": head[final],
        "own_length": unsigned(np.minimum(x.head_length[final], 4)),
        "division": unsigned(is_area) * (area_first >> np.uint64(2)),
        "standard": unsigned(is_standard) * (standard_first >> np.uint64(2)),
        "standard_last": standard_last,
        "area_first": area_first,
        "area_last": area_last,
    }
    clusters = [
        {
            "group_last": group[final],
            "group_first": group[starts],
            "group_left": group[before],
            "group_right": group[after],
            "group_inner": group[inner],
            "group_outer": group[outside],
            "group_beyond": group[beyond],
            "group_chunk_end": group[chunk_end],
            "group_run": group[run_last],
            "group_cue": group[cue_at],
        }
        for group in x.groups
    ]
    return templates.load("span").bins(values, clusters, BITS)
