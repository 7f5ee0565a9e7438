"""Training of the CRF over characters: maximum likelihood with a Gaussian prior, by L-BFGS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from extract.names.crf import ALLOWED, Floats, Lattice, SpanModel
from extract.names.hashing import Integers

ITERATIONS = 45
PRIOR = 0.6
"""Weight of the squared weights in the loss."""
LEAST = 0.02
"""Bins whose weights are all smaller than this are left out of the model."""


def train(
    features: Sequence[NDArray[np.int32]],
    states: Sequence[Integers],
    prior: float = PRIOR,
    iterations: int = ITERATIONS,
) -> SpanModel:
    """Train on sentences.

    Parameters
    ----------
    features
        For each sentence its bins, shape (characters, templates).
    states
        For each sentence the state number of every character.
    """
    lengths = np.array([len(f) for f in features], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    bins = np.concatenate(features)
    gold = np.concatenate(states)
    n, templates = bins.shape
    buckets, columns = np.unique(bins.ravel(), return_inverse=True)
    design = sparse.csr_matrix(
        (np.ones(bins.size, np.float32), columns.astype(np.int32), np.arange(0, bins.size + 1, templates)),
        shape=(n, len(buckets)),
    )
    transposed = design.T.tocsr()
    observed = np.zeros((n, 5), dtype=np.float32)
    observed[np.arange(n), gold] = 1
    joined = np.ones(n, dtype=bool)
    joined[starts] = False
    ahead = np.flatnonzero(joined)
    followed = np.zeros((5, 5))
    np.add.at(followed, (gold[ahead - 1], gold[ahead]), 1)
    size = len(buckets) * 5

    def loss(flat: NDArray[Any]) -> tuple[float, Floats]:
        weights = flat[:size].reshape(-1, 5).astype(np.float32)
        moves = np.where(ALLOWED, flat[size:].reshape(5, 5), -np.inf)
        emission = design @ weights
        lattice = Lattice(emission.astype(np.float64), moves, starts, lengths)
        stated = float(
            (emission * observed).sum(dtype=np.float64) + (followed * flat[size:].reshape(5, 5)).sum()
        )
        surplus = lattice.marginals().astype(np.float32) - observed
        slope = np.concatenate(
            ((transposed @ surplus).ravel(), ((lattice.moves() - followed) * ALLOWED).ravel())
        )
        return lattice.log_total - stated + prior / 2 * float(flat @ flat), slope.astype(
            np.float64
        ) + prior * flat

    found = minimize(
        loss, np.zeros(size + 25), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 6}
    ).x
    weights = found[:size].reshape(-1, 5).astype(np.float32)
    kept = np.abs(weights).max(axis=1) >= LEAST
    moves = np.where(ALLOWED, found[size:].reshape(5, 5), -np.inf)
    return SpanModel(buckets[kept].astype(np.int32), weights[kept], moves)
