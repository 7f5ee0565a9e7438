"""The arbiter: decides among all candidates which are names, and of what type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.names import bags
from extract.names.context import Context
from extract.names.crf import sum_rows
from extract.names.model import TYPES, ArbiterModel
from extract.names.proposers import Candidates
from extract.names.spanfeatures import BUCKETS, odds, span_features

Floats = NDArray[np.float64]


def choose(starts: Sequence[int], ends: Sequence[int], worth: Sequence[float]) -> list[int]:
    """Choose spans that do not overlap and have the greatest sum of positive ``worth``.

    Weighted interval scheduling; spans are half-open.

    Examples
    --------
    >>> choose([0, 0, 3], [3, 5, 5], [0.4, 0.7, 0.4])
    [0, 2]
    """
    order = sorted((i for i in range(len(worth)) if worth[i] > 0), key=lambda i: (ends[i], starts[i]))
    finish = [ends[i] for i in order]
    best = [0.0]
    back: list[int] = []
    for place, i in enumerate(order):
        fits = bisect_right(finish, starts[i], 0, place)
        gain = best[fits] + worth[i]
        back.append(fits if gain > best[-1] else -1)
        best.append(max(best[-1], gain))
    chosen, place = [], len(order)
    while place:
        if back[place - 1] < 0:
            place -= 1
        else:
            chosen.append(order[place - 1])
            place = back[place - 1]
    return chosen[::-1]


def _softmax(scores: NDArray[np.floating[Any]]) -> Floats:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = likely / likely.sum(axis=1, keepdims=True)
    return result


class Arbiter:
    """Applies an :class:`ArbiterModel`."""

    def __init__(self, model: ArbiterModel) -> None:
        self._rows = np.zeros(BUCKETS, dtype=np.int32)
        self._rows[model.buckets] = np.arange(1, len(model.buckets) + 1)
        weights = np.vstack((np.zeros((1, model.weights.shape[1]), np.float32), model.weights))
        count = len(TYPES) + 1
        self._naming, self._typing = weights[:, :count].copy(), weights[:, count:].copy()
        self._constants = model.constant[:count], model.constant[count:]
        self._odds = model.odds
        self._bag_rows = np.zeros(bags.BUCKETS, dtype=np.int32)
        self._bag_rows[model.bag_buckets] = np.arange(1, len(model.bag_buckets) + 1)
        self._bag_weights = np.vstack((np.zeros((1, len(TYPES)), np.float32), model.bag_weights))
        self._threshold = model.threshold

    def decide(self, context: Context, candidates: Candidates) -> list[tuple[int, int, float]]:
        """Return (candidate, type number from 0, confidence) of the names, in order."""
        if not len(candidates.starts):
            return []
        features = span_features(context, candidates)
        naming = sum_rows(self._naming, self._rows, features) + odds(context, candidates) @ self._odds
        none = _softmax(naming + self._constants[0])[:, 0]
        # Types are told only of what may be a name at all: of one in ten.
        likely = np.flatnonzero(1.0 - none > self._threshold)
        if not len(likely):
            return []
        typing = sum_rows(self._typing, self._rows, features[likely])
        bins, firsts = bags.bag_bins(context, candidates.starts[likely], candidates.ends[likely])
        typing = typing + bags.sum_bags(self._bag_weights, self._bag_rows, bins, firsts)
        typed = _softmax(typing + self._constants[1])
        types = typed.argmax(axis=1)
        named = 1.0 - none[likely]
        sure = named * typed.max(axis=1)
        # A name of doubtful type is worth less than one of certain type, and more than none.
        worth = (named + sure) / 2 - self._threshold
        starts, ends = candidates.starts[likely].tolist(), candidates.ends[likely].tolist()
        chosen = choose(starts, ends, worth.tolist())
        return [(int(likely[i]), int(types[i]), float(sure[i])) for i in chosen]
