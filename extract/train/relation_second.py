"""Fitting the second look at relations, its calibration and the thresholds, on documents left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from extract.relations.second_look import SecondLook

Numbers = NDArray[Any]
Weights = dict[str, Numbers]

_WIDTH, _EPOCHS, _BATCH, _RATE, _DECAY = 16, 12, 128, 3e-3, 0.1
_DROP, _DROP_HIDDEN = 0.1, 0.2
_PARTS = 4
_RARE = 0.3
_MOST_PAIRS = 4
_ENOUGH = 300
_FEW = 60
"""A relation that is stated less often has no threshold of its own."""

LOWEST = 0.15
"""A relation's own threshold is not drawn below this."""


@dataclass(frozen=True)
class Tried:
    """The readings of one left-out document.

    ``values`` are those of the second look, ``relation`` the relation of each reading, ``candidate`` whose
    reading it is, ``right`` whether the reference says so, ``pairs`` for how many pairs of names it stands
    (0: leave it out), ``stated`` how many relations of each name the document states. ``place`` is what the
    document is about.
    """

    place: str
    values: Numbers
    relation: Sequence[str]
    candidate: Numbers
    right: Numbers
    pairs: Numbers
    stated: dict[str, int]


@dataclass(frozen=True)
class Fitted:
    """The second look with its calibration and thresholds, see ``RelationModel``."""

    second: SecondLook
    steps: Numbers
    levels: Numbers
    threshold: float
    thresholds: dict[str, float]


def fit_second(tried: Sequence[Tried]) -> Fitted | None:
    """Return the second look learnt from ``tried``, calibrated on parts left out in turn.

    ``None`` where too little was read to learn from.
    """
    tried = [t for t in tried if t.pairs.any()]
    if sum(len(t.right) for t in tried) < _ENOUGH:
        return None
    second = _network(tried)
    places = sorted({t.place for t in tried})
    sure: dict[int, Numbers] = {}
    for held in range(min(_PARTS, len(places))):
        out = {place for i, place in enumerate(places) if i % _PARTS == held}
        seen = [t for t in tried if t.place not in out]
        part = _network(seen) if seen else second
        sure |= {i: part.sure(t.values) for i, t in enumerate(tried) if t.place in out}
    raw, right, pairs, relation = _likeliest(tried, sure)
    curve = IsotonicRegression(y_min=0.0, y_max=0.99, out_of_bounds="clip")
    curve.fit(raw, right, sample_weight=pairs)
    steps = np.linspace(0, 1, 41)
    levels = curve.predict(steps)
    level = np.interp(raw, steps, levels)
    stated: dict[str, int] = {}
    for t in tried:
        for name, count in t.stated.items():
            stated[name] = stated.get(name, 0) + count
    whole, _ = best_threshold(level, right, pairs, sum(stated.values()))
    thresholds = {}
    for name, count in sorted(stated.items()):
        mine = relation == name
        if count >= _FEW and mine.any():
            # A relation does best alone from half its F1 on; that is what its facts cost and gain. Half way
            # to it, so that those that are hard to read come out without drowning the rest.
            _, f1 = best_threshold(level[mine], right[mine], pairs[mine], count)
            thresholds[name] = round((whole + max(f1 / 2, LOWEST)) / 2, 3)
    threshold = round(whole, 3)
    return Fitted(second, steps, levels, threshold, thresholds)


def _likeliest(tried: Sequence[Tried], sure: dict[int, Numbers]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return of each candidate's surest reading: how sure, whether right, its pairs and its relation."""
    rows: list[tuple[float, bool, float, str]] = []
    for i, t in enumerate(tried):
        best: dict[int, int] = {}
        for n, candidate in enumerate(map(int, t.candidate)):
            if t.pairs[n] and (candidate not in best or sure[i][best[candidate]] < sure[i][n]):
                best[candidate] = n
        rows += [
            (float(sure[i][n]), bool(t.right[n]), float(t.pairs[n]), t.relation[n]) for n in best.values()
        ]
    raw, right, pairs, relation = zip(*rows, strict=True)
    return np.asarray(raw), np.asarray(right, float), np.asarray(pairs), np.asarray(relation)


def best_threshold(sure: Numbers, right: Numbers, pairs: Numbers, stated: int) -> tuple[float, float]:
    """Return the confidence from which on accepting makes F1 largest, and that F1.

    Examples
    --------
    >>> one = np.ones(4)
    >>> best_threshold(np.array([0.9, 0.7, 0.2, 0.1]), np.array([1.0, 1.0, 0.0, 0.0]), one, 2)
    (0.45, 1.0)
    """
    order = np.argsort(-sure)
    hits = np.cumsum((right * pairs)[order])
    f1 = 2 * hits / (np.cumsum(pairs[order]) + stated)
    last = int(f1.argmax())
    return round(float(sure[order][last : last + 2].mean()), 6), float(f1[last])


def _network(tried: Sequence[Tried]) -> SecondLook:
    values = np.vstack([t.values for t in tried]).astype(np.float64)
    right = np.concatenate([t.right for t in tried]).astype(np.float64)
    weight = np.minimum(np.concatenate([t.pairs for t in tried]), _MOST_PAIRS).astype(np.float64)
    kept = weight > 0
    values, right, weight = values[kept], right[kept], weight[kept] / weight[kept].mean()
    mean, spread = values.mean(axis=0), values.std(axis=0)
    # Marks of what is rare stay as they are: scaled up, each would weigh more than what is common.
    rare = spread < _RARE
    mean[rare], spread[rare] = 0, 1
    w = _descend(np.clip((values - mean) / spread, -4, 4), right, weight)
    return SecondLook(
        **{k: np.asarray(v, np.float32) for k, v in {"mean": mean, "spread": spread, **w}.items()}
    )


def _descend(x: Numbers, y: Numbers, weight: Numbers) -> Weights:
    """Minimise the weighted cross entropy by Adam with decay and dropout."""
    rng = np.random.default_rng(0)
    count, width = x.shape
    w: Weights = {
        "inner": rng.normal(0, width**-0.5, (width, _WIDTH)),
        "inner_bias": np.zeros(_WIDTH),
        "outer": rng.normal(0, 0.2, _WIDTH),
        "straight": np.zeros(width),
        "bias": np.zeros(()),
    }
    first = {k: np.zeros_like(v) for k, v in w.items()}
    second = {k: np.zeros_like(v) for k, v in w.items()}
    step, total = 0, _EPOCHS * (count // _BATCH + 1)
    for _ in range(_EPOCHS):
        order = rng.permutation(count)
        for at in range(0, count, _BATCH):
            pick = order[at : at + _BATCH]
            xb = x[pick] * (rng.random((len(pick), width)) >= _DROP) / (1 - _DROP)
            before = xb @ w["inner"] + w["inner_bias"]
            mask = (rng.random(before.shape) >= _DROP_HIDDEN) / (1 - _DROP_HIDDEN) * (before > 0)
            hidden = before * mask
            p = 1 / (1 + np.exp(-(hidden @ w["outer"] + xb @ w["straight"] + w["bias"])))
            g = (p - y[pick]) * weight[pick] / len(pick)
            inner = np.outer(g, w["outer"]) * mask
            slopes = {
                "inner": xb.T @ inner,
                "inner_bias": inner.sum(axis=0),
                "outer": hidden.T @ g,
                "straight": xb.T @ g,
                "bias": g.sum(),
            }
            step += 1
            rate = _RATE * (1 - step / (total + 1))
            for k, slope in slopes.items():
                first[k] += 0.1 * (slope - first[k])
                second[k] += 0.01 * (slope * slope - second[k])
                move = first[k] / (1 - 0.9**step) / (np.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
                w[k] = w[k] - rate * (move + _DECAY * w[k])
    return w
