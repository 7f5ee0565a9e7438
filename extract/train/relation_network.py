"""Fitting the relation model's network: one hidden layer and a linear part over sparse features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extract.relations.encode import Encoded
from extract.relations.model import Labels, RelationModel

_PATTERN = re.compile(r"(?:[OR]\|)?(?:pat|pl|ps)=")
_STAGE = ("st=", "sa=", "sb=")

Numbers = NDArray[Any]
Weights = dict[str, Numbers]


@dataclass(frozen=True)
class Settings:
    """How to train; chosen by measurement on documents left out, see ``docs/decisions/relations.md``.

    ``hidden`` is the width of one network and ``seeds`` how many are averaged; ``drop`` is the share of
    features left out of a step, ``drop_hidden`` that of hidden units; a feature seen less than ``rare`` times
    is dropped. ``trust`` is how strongly what a pattern says is felt, beside 1 for every other feature: few
    documents are enough to learn what a pattern is worth, and too few for each word. ``stages`` weighs what
    is learnt of a fact's status, which few candidates have, against 1 for its relation.
    """

    hidden: int = 24
    seeds: int = 3
    epochs: int = 9
    batch: int = 256
    rate: float = 2e-3
    decay: float = 1e-2
    drop: float = 0.3
    drop_hidden: float = 0.3
    rare: int = 5
    trust: float = 2.0
    stages: float = 3.0


@dataclass(frozen=True)
class Labelled:
    """The candidates of a document with the class of each (-1: leave it out) and its status (-1: none)."""

    encoded: Encoded
    classes: Sequence[int]
    statuses: Sequence[int]


def fit(
    parts: Sequence[Labelled],
    node_numbers: Mapping[str, int],
    pair_numbers: Mapping[str, int],
    labels: Labels,
    settings: Settings,
) -> RelationModel:
    """Return a model without calibration.

    Parameters
    ----------
    parts
        Labelled documents, encoded with the two vocabularies.
    node_numbers, pair_numbers
        The number of each feature, from 1, without gaps.
    labels
        The relation and direction of each class, the first one none.
    settings
        How to train.
    """
    nodes, pairs = len(node_numbers) + 1, len(pair_numbers) + 1
    rows: list[list[int]] = []
    classes: list[int] = []
    statuses: list[int] = []
    for part in parts:
        e = part.encoded
        names = e.name_numbers()
        for i, pair in enumerate(e.pair_numbers()):
            if part.classes[i] < 0:
                continue
            row = [3 * nodes + n for n in pair]
            if e.left[i] >= 0:
                row += names[e.left[i]]
                row += [nodes + n for n in names[e.right[i]]]
            else:
                row += [2 * nodes + n for n in names[e.right[i]]]
            rows.append(row)
            classes.append(part.classes[i])
            statuses.append(part.statuses[i])
    counts = Counter(n for row in rows for n in row)
    kept = np.asarray(sorted(n for n, c in counts.items() if c >= settings.rare), np.intp)
    scale = np.ones(3 * nodes + pairs, np.float32)
    for feature, number in pair_numbers.items():
        if _PATTERN.match(feature):
            scale[3 * nodes + number] = settings.trust
    for feature, number in node_numbers.items():
        if feature.startswith(_STAGE):
            scale[[number, nodes + number, 2 * nodes + number]] = settings.trust
    x = (_matrix(rows, 3 * nodes + pairs)[:, kept] @ sparse.diags(scale[kept])).tocsr()
    y, z = np.asarray(classes), np.asarray(statuses)
    weights = _average(
        [_descend(x, y, z, len(labels), settings, seed) for seed in range(settings.seeds)], settings
    )
    full = np.zeros((3 * nodes + pairs, weights["w1"].shape[1]), np.float32)
    full[kept] = weights["w1"] * scale[kept, None]
    present = np.zeros(len(full), bool)
    present[kept] = True
    present[[0, 3 * nodes]] = True
    of_nodes: Numbers = np.asarray(present[: 3 * nodes].reshape(3, nodes).any(axis=0))
    of_pairs = present[3 * nodes :]
    return RelationModel(
        labels=labels,
        node_numbers=_renumber(node_numbers, of_nodes),
        pair_numbers=_renumber(pair_numbers, of_pairs),
        node_rows=np.hstack([full[i * nodes : (i + 1) * nodes][of_nodes] for i in range(3)]),
        pair_rows=full[3 * nodes :][of_pairs],
        bias=weights["b1"],
        out=weights["w2"],
        hidden=settings.hidden * settings.seeds,
        steps=np.asarray([0, 1], np.float32),
        levels=np.asarray([0, 1], np.float32),
        threshold=0.5,
    )


def _renumber(numbers: Mapping[str, int], present: Numbers) -> dict[str, int]:
    ordered = sorted(numbers, key=numbers.__getitem__)
    kept = (f for f, here in zip(ordered, present[1:], strict=True) if here)
    return {feature: number for number, feature in enumerate(kept, 1)}


def _matrix(rows: list[list[int]], width: int) -> sparse.csr_matrix:
    lengths = [len(r) for r in rows]
    indices = np.fromiter((n for r in rows for n in r), np.int32, sum(lengths))
    pointer = np.concatenate([[0], np.cumsum(lengths)])
    return sparse.csr_matrix((np.ones(len(indices), np.float32), indices, pointer), (len(rows), width))


def _average(found: list[Weights], s: Settings) -> Weights:
    """Join networks side by side so that the wide one's scores are the mean of theirs."""
    n = len(found)
    return {
        "w1": np.hstack(
            [*(w["w1"][:, : s.hidden] for w in found), sum(w["w1"][:, s.hidden :] for w in found) / n]
        ),
        "b1": np.concatenate(
            [*(w["b1"][: s.hidden] for w in found), sum(w["b1"][s.hidden :] for w in found) / n]
        ),
        "w2": np.vstack([w["w2"] / n for w in found]),
    }


def _descend(x: sparse.csr_matrix, y: Numbers, z: Numbers, classes: int, s: Settings, seed: int) -> Weights:
    """Minimise the cross entropy of class and status by Adam (Kingma and Ba, 2015) with dropout."""
    rng = np.random.default_rng(seed)
    outs = classes + 3
    width = s.hidden + outs
    w = {
        "w1": np.zeros((x.shape[1], width), np.float32),
        "b1": np.zeros(width, np.float32),
        "w2": rng.normal(0, 0.1, (s.hidden, outs)).astype(np.float32),
    }
    w["w1"][:, : s.hidden] = rng.normal(0, 0.1, (x.shape[1], s.hidden))
    first = {k: np.zeros_like(v) for k, v in w.items()}
    second = {k: np.zeros_like(v) for k, v in w.items()}
    step, total = 0, s.epochs * (x.shape[0] // s.batch + 1)
    for _ in range(s.epochs):
        order = rng.permutation(x.shape[0])
        for at in range(0, len(order), s.batch):
            pick = order[at : at + s.batch]
            xb = x[pick]
            touched, inverse = np.unique(xb.indices, return_inverse=True)
            data = xb.data * (rng.random(len(xb.data)) >= s.drop) / (1 - s.drop)
            xb = sparse.csr_matrix((data.astype(np.float32), inverse, xb.indptr), (len(pick), len(touched)))
            rows = w["w1"][touched]
            t = xb @ rows + w["b1"]
            mask = (rng.random((len(pick), s.hidden)) >= s.drop_hidden).astype(np.float32) / (
                1 - s.drop_hidden
            )
            h = np.maximum(t[:, : s.hidden], 0) * mask
            logits = t[:, s.hidden :] + h @ w["w2"]
            g = np.zeros_like(logits)
            g[:, :classes] = _slope(logits[:, :classes], y[pick])
            stated = z[pick] >= 0
            g[stated, classes:] = s.stages * _slope(logits[stated, classes:], z[pick][stated])
            g /= len(pick)
            gt = np.concatenate([(g @ w["w2"].T) * mask * (t[:, : s.hidden] > 0), g], axis=1)
            step += 1
            rate = s.rate * (1 - step / (total + 1))
            for k, slope in {"b1": gt.sum(axis=0), "w2": h.T @ g}.items():
                w[k] -= _adam(first[k], second[k], slope, step, rate)
            # Only the rows that a batch touches are moved: the matrix is tall and batches are narrow.
            m, v = first["w1"][touched], second["w1"][touched]
            rows -= _adam(m, v, xb.T @ gt, step, rate) + rate * s.decay * rows
            w["w1"][touched], first["w1"][touched], second["w1"][touched] = rows, m, v
    return w


def _adam(first: Numbers, second: Numbers, slope: Numbers, step: int, rate: float) -> Numbers:
    """Return the move and update the two running means in place."""
    first += 0.1 * (slope - first)
    second += 0.01 * (slope * slope - second)
    move: Numbers = rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return move


def _slope(logits: Numbers, wanted: Numbers) -> Numbers:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    p: Numbers = powers / powers.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), wanted] -= 1
    return p
