"""The arbiter: decides among all candidates which are names, and of what type."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.names.context import Context
from extract.names.crf import sum_rows
from extract.names.model import TYPES, ArbiterModel
from extract.names.proposers import Candidates
from extract.names.spanfeatures import BUCKETS, span_features

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


def _softmax(scores: Floats) -> Floats:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = likely / likely.sum(axis=1, keepdims=True)
    return result


class Arbiter:
    """Applies an :class:`ArbiterModel`."""

    def __init__(self, model: ArbiterModel) -> None:
        self._rows = np.zeros(BUCKETS, dtype=np.int32)
        self._rows[model.buckets] = np.arange(1, len(model.buckets) + 1)
        self._weights = np.vstack((np.zeros((1, model.weights.shape[1]), np.float32), model.weights))
        self._constant = model.constant
        self._threshold = model.threshold

    def chances(self, context: Context, candidates: Candidates) -> Floats:
        """How likely each candidate is none (column 0) or a name of each type; rows sum to 1."""
        features = span_features(context, candidates)
        scores = (sum_rows(self._weights, self._rows, features) + self._constant).astype(np.float64)
        count = len(TYPES) + 1
        named, typed = _softmax(scores[:, :count]), _softmax(scores[:, count:])
        return np.hstack((named[:, :1], typed * (1.0 - named[:, :1])))

    def decide(self, context: Context, candidates: Candidates) -> list[tuple[int, int, float]]:
        """Return (candidate, type number from 0, confidence) of the names, in order."""
        if not len(candidates.starts):
            return []
        chances = self.chances(context, candidates)
        types = chances[:, 1:].argmax(axis=1)
        named = 1.0 - chances[:, 0]
        sure = chances[np.arange(len(types)), types + 1]
        chosen = choose(
            candidates.starts.tolist(), candidates.ends.tolist(), (named - self._threshold).tolist()
        )
        return [(i, int(types[i]), float(sure[i])) for i in chosen]
