"""A linear-chain CRF over characters that says how likely each span is to be a name.

Lafferty, McCallum and Pereira (2001). States mark a character as outside, beginning, inside or end of a
name, or a name by itself. A whole document is decoded at once, its sentences side by side, which is what
makes it fast enough to run beside the segmenter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.names.context import Row
from extract.names.features import BUCKETS
from extract.names.hashing import Integers

STATES = "OBIES"
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
_AFTER = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
ALLOWED = np.array([[after in _AFTER[before] for after in STATES] for before in STATES])
"""ALLOWED[a, b]: whether state b may follow state a."""

_FIRST = np.array([state in "OBS" for state in STATES], dtype=float)
_LAST = np.array([state in "OES" for state in STATES], dtype=float)

LONGEST = 40
"""Longest name in characters."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SpanModel:
    """Weights of the CRF.

    ``buckets`` (sorted bins) have a row each in ``weights`` (bins, 5 states); ``transitions`` (5, 5) are
    log-weights, minus infinity where a state cannot follow.
    """

    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    transitions: Floats


class Lattice:
    """Forward and backward values of all sentences of a row, scaled, and what follows from them.

    Parameters
    ----------
    emission
        Scores, shape (characters, 5).
    transitions
        Log-weights, shape (5, 5).
    starts, lengths
        First character and number of characters (at least 1) of each sentence.
    """

    def __init__(self, emission: Floats, transitions: Floats, starts: Integers, lengths: Integers) -> None:
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        peak = emission.max(axis=1)
        self._likely = np.exp(emission - peak[:, None])
        self._moves = np.exp(transitions)
        n = len(emission)
        counts = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
        edges = np.concatenate(([0], np.cumsum(counts)))
        # Laid out step by step, the sentences of a step are neighbours: a slice instead of a selection.
        rank = np.arange(edges[-1]) - np.repeat(edges[:-1], counts)
        place = starts[rank] + np.repeat(np.arange(len(counts)), counts)
        last = edges[lengths - 1] + np.arange(len(lengths))
        forward, scale, reach = self._ahead(place, last, edges.tolist())
        backward = self._back(self._likely[place] / scale[:, None], last, reach, edges.tolist())
        self.forward, self.backward, self._scale = np.zeros((n, 5)), np.zeros((n, 5)), np.ones(n)
        self.forward[place], self.backward[place], self._scale[place] = forward, backward, scale
        # The sum over all paths, in logarithms, of all sentences together.
        covered = np.zeros(n, dtype=bool)
        covered[place] = True
        self.covered = covered
        self.log_total = float(np.log(self._scale[covered]).sum() + peak[covered].sum() + np.log(reach).sum())
        self._joined = covered[:-1] & covered[1:]

    def _ahead(self, place: Integers, last: Integers, edges: list[int]) -> tuple[Floats, Floats, Floats]:
        """Return forward values and scales, step by step, and what reaches the end of each sentence.

        ``edges`` are the bounds of the steps in ``place``, the characters in order of their steps; ``last``
        is where in it the sentences end.
        """
        forward, moves = self._likely[place], self._moves
        scale = np.empty(len(place))
        state = forward[: edges[1]]
        state *= _FIRST
        for begin, end in pairwise(edges):
            here = forward[begin:end]
            if begin:
                here *= state[: end - begin] @ moves
            np.add.reduce(here, axis=1, out=scale[begin:end])
            here /= scale[begin:end, None]
            state = here
        return forward, scale, forward[last] @ _LAST

    def _back(self, arriving: Floats, last: Integers, reach: Floats, edges: list[int]) -> Floats:
        """Return backward values, step by step, where ``arriving`` is how likely each state is, scaled."""
        backward = np.empty_like(arriving)
        backward[last] = _LAST / reach[:, None]
        back = self._moves.T
        for at in range(len(edges) - 3, -1, -1):
            begin, middle, end = edges[at : at + 3]
            ahead = backward[middle:end] * arriving[middle:end]
            np.matmul(ahead, back, out=backward[begin : begin + end - middle])
        return backward

    def marginals(self) -> Floats:
        """Posterior of every state at every character, shape (characters, 5)."""
        product: Floats = self.forward * self.backward
        return product

    def moves(self) -> Floats:
        """Expected number of times that each state follows each, shape (5, 5)."""
        here = np.flatnonzero(self._joined)
        ahead = here + 1
        arriving = self.backward[ahead] * (self._likely[ahead] / self._scale[ahead][:, None])
        expected: Floats = (self.forward[here].T @ arriving) * self._moves
        return expected

    def follow(self) -> Follow:
        """Prepare to ask for the posteriors of spans."""
        return Follow(self.forward, self.backward, self._likely, self._scale, self._moves)


class Follow:
    """Posteriors of spans in a lattice."""

    def __init__(
        self, forward: Floats, backward: Floats, likely: Floats, scale: Floats, moves: Floats
    ) -> None:
        self.begin = forward[:, BEGIN]
        self.single = forward[:, SINGLE] * backward[:, SINGLE]
        self._end = backward[:, END]
        with np.errstate(divide="ignore"):
            self._moves = np.log(moves)
            step = np.log(likely) - np.log(scale)[:, None]
        inside = step[:, INSIDE] + self._moves[INSIDE, INSIDE]
        # Impossible steps would swallow all that come after them in the sum.
        self._stay = np.concatenate(([0.0], np.cumsum(np.maximum(inside, -1e3))))
        self._finish = step[:, END]

    def spans(self, starts: Integers, ends: Integers) -> Floats:
        """Posterior of the names that begin at ``starts`` and have their last characters at ``ends``."""
        moves = self._moves
        first = moves[BEGIN, INSIDE] - moves[INSIDE, INSIDE] + moves[INSIDE, END]
        path = first + self._stay[ends] - self._stay[starts + 1] + self._finish[ends]
        short = ends == starts + 1
        path[short] = moves[BEGIN, END] + self._finish[ends[short]]
        found: Floats = self.begin[starts] * np.exp(path) * self._end[ends]
        return found


def sum_rows(
    weights: NDArray[np.float32], rows: NDArray[np.integer[Any]], bins: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Sum for each line of ``bins`` (lines, templates) the weights of its bins.

    ``rows`` gives the row of ``weights`` of each bin, 0 (a row of zeros) for bins that were never seen.
    """
    total = np.zeros((len(bins), weights.shape[1]), dtype=np.float32)
    part = np.empty_like(total)
    for template in range(bins.shape[1]):
        np.take(weights, rows[bins[:, template]], axis=0, out=part, mode="clip")
        total += part
    return total


class SpanTagger:
    """Posterior probabilities of spans under a :class:`SpanModel`."""

    def __init__(self, model: SpanModel) -> None:
        # The table is read at random: what is small stays in the cache. Rows of 32 bytes are copied fastest.
        self._rows = np.zeros(BUCKETS, dtype=np.min_scalar_type(len(model.buckets)))
        self._rows[model.buckets] = np.arange(1, len(model.buckets) + 1)
        self._weights = np.zeros((len(model.buckets) + 1, 8), np.float32)
        self._weights[1:, :5] = model.weights
        self._transitions = model.transitions

    def posteriors(
        self, features: NDArray[np.int32], row: Row, floor: float
    ) -> Iterator[tuple[int, int, float]]:
        """Yield (start, end, probability) of all spans at least as likely as ``floor``.

        Spans are half-open in the row.
        """
        emission = sum_rows(self._weights, self._rows, features)[:, :5]
        lattice = Lattice(emission.astype(np.float64), self._transitions, row.starts, row.lengths)
        follow, marginals = lattice.follow(), lattice.marginals()
        for i in np.flatnonzero(follow.single >= floor).tolist():
            yield i, i + 1, float(min(follow.single[i], 1.0))
        ends = np.flatnonzero(marginals[:, END] >= floor)
        begins = np.flatnonzero(marginals[:, BEGIN] >= floor)
        sentence = np.searchsorted(row.starts, begins, side="right") - 1
        stops = np.minimum(row.starts[sentence] + row.lengths[sentence], begins + LONGEST)
        firsts = np.searchsorted(ends, begins, side="right")
        counts = np.maximum(np.searchsorted(ends, stops) - firsts, 0)
        # Every beginning with every end that it can reach, side by side.
        pair_begins = np.repeat(begins, counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        pair_ends = ends[np.repeat(firsts, counts) + within]
        likely = follow.spans(pair_begins, pair_ends)
        kept = likely >= floor
        for i, j, p in zip(
            pair_begins[kept].tolist(), pair_ends[kept].tolist(), likely[kept].tolist(), strict=True
        ):
            yield i, j + 1, min(p, 1.0)
