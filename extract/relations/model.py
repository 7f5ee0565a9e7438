"""The learned check: which relation a candidate states, if any, how sure that is, and its status.

A network with one hidden layer over sparse features, beside a linear part. The first layer is a sum of
rows, so that a name's share is computed once and added for all its pairs; a document is one batch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from extract.relations.encode import Encoded, Features
from extract.relations.lexicon import load_lexicon
from extract.relations.numbering import Entries
from extract.relations.second_look import SecondLook
from ontology.errors import ModelError
from ontology.records import RelationName, Status

Floats = NDArray[np.float32]
Labels = tuple[tuple[RelationName | None, bool], ...]
STATUSES: tuple[Status, ...] = ("done", "ongoing", "planned")
_VERSION = 2


@dataclass(frozen=True)
class RelationModel:
    """Weights and vocabulary.

    Parameters
    ----------
    labels
        The relation of each class and whether it runs from left to right; the first is none.
    node_numbers, pair_numbers
        Feature to row; row 0 of either table is that of no feature.
    node_rows
        Shape (features of names, 3 × width), width = hidden + classes + 3: what a feature adds for a name on
        the left, on the right, and alone.
    pair_rows
        Shape (features of pairs, width).
    bias, out, hidden
        ``bias`` is added to the sum; the first ``hidden`` columns pass a ramp and ``out``.
    steps, levels
        Calibration: raw confidence and how often such a fact is right, both ascending.
    threshold
        Facts below this calibrated confidence are not accepted.
    thresholds
        The same for relations that have one of their own.
    second
        Weighs the readings of all candidates of a document together; ``None``: each stands for itself.
    """

    labels: Labels
    node_numbers: dict[str, int]
    pair_numbers: dict[str, int]
    node_rows: Floats
    pair_rows: Floats
    bias: Floats
    out: Floats
    hidden: int
    steps: Floats
    levels: Floats
    threshold: float
    thresholds: Mapping[str, float] = field(default_factory=dict)
    second: SecondLook | None = None

    @cached_property
    def features(self) -> Features:
        """The features that the model knows, with the shipped verbs."""
        return Features(load_lexicon(), self.node_numbers.get, self.pair_numbers.get)

    @cached_property
    def _of_names(self) -> _Sums:
        return _Sums(self.node_rows)

    @cached_property
    def _of_pairs(self) -> _Sums:
        return _Sums(self.pair_rows)

    def scores(self, encoded: Encoded) -> tuple[Floats, Floats]:
        """Return the probability of each class and of each status, a row a candidate."""
        if not encoded.found:
            return np.zeros((0, len(self.labels)), np.float32), np.zeros((0, 3), np.float32)
        left, right = np.asarray(encoded.left), np.asarray(encoded.right)
        paired = left >= 0
        total = _sums(encoded.pairs, self._of_pairs.rows(encoded.pair_entries)) + self.bias
        # The three shares of a name lie side by side, so that its rows are gathered once.
        width = total.shape[1]
        shares = _sums(encoded.names, self._of_names.rows(encoded.name_entries))
        total[paired] += shares[left[paired], :width] + shares[right[paired], width : 2 * width]
        total[~paired] += shares[right[~paired], 2 * width :]
        logits = total[:, self.hidden :] + np.maximum(total[:, : self.hidden], 0) @ self.out
        cut = len(self.labels)
        return _softmax(logits[:, :cut]), _softmax(logits[:, cut:])

    def calibrate(self, raw: Floats) -> Floats:
        """Return how often facts of such raw confidence are right."""
        return np.interp(raw, self.steps, self.levels).astype(np.float32)

    def threshold_of(self, relation: RelationName | None) -> float:
        """Return the confidence from which on facts of ``relation`` are accepted."""
        return self.thresholds.get(relation or "", self.threshold)

    def save(self, path: Path) -> None:
        """Write the model as one ``.npz`` file; each column of weights in 256 steps."""
        meta = {
            "version": _VERSION,
            "labels": self.labels,
            "nodes": sorted(self.node_numbers, key=self.node_numbers.__getitem__),
            "pairs": sorted(self.pair_numbers, key=self.pair_numbers.__getitem__),
            "hidden": self.hidden,
            "threshold": self.threshold,
            "thresholds": dict(self.thresholds),
        }
        arrays: dict[str, Any] = {
            **_packed("node_rows", self.node_rows),
            **_packed("pair_rows", self.pair_rows),
            "bias": self.bias,
            "out": self.out,
            "steps": self.steps,
            "levels": self.levels,
            **(self.second.arrays() if self.second is not None else {}),
        }
        text = np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), np.uint8)
        with path.open("wb") as file:
            np.savez_compressed(file, meta=text, **arrays)

    @classmethod
    def load(cls, path: Path) -> RelationModel:
        """Read what :meth:`save` wrote; raises ``ModelError`` on anything else."""
        try:
            with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
                meta = json.loads(stored["meta"].tobytes().decode())
                if meta["version"] != _VERSION:
                    raise ValueError(meta["version"])
                arrays = {k: stored[k] for k in ("bias", "out", "steps", "levels")}
                second = SecondLook.of(stored) if "second_bias" in stored else None
                arrays |= {k: stored[k] * stored[f"{k}_scale"] for k in ("node_rows", "pair_rows")}
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
            raise ModelError(
                f"关系模型无法读取: {path.name}; 请重新运行 make models",
                f"the relation model cannot be read: {path.name}; run make models again",
            ) from error
        return cls(
            labels=tuple((rel, bool(forward)) for rel, forward in meta["labels"]),
            node_numbers={f: i for i, f in enumerate(meta["nodes"], 1)},
            pair_numbers={f: i for i, f in enumerate(meta["pairs"], 1)},
            hidden=meta["hidden"],
            threshold=meta["threshold"],
            thresholds=meta["thresholds"],
            second=second,
            **arrays,
        )


def _packed(name: str, rows: Floats) -> dict[str, NDArray[Any]]:
    """Return ``rows`` as whole numbers from -127 to 127 with a factor for each column."""
    scale = np.abs(rows).max(axis=tuple(range(rows.ndim - 1)), initial=1e-6).astype(np.float32) / 127
    return {name: np.rint(rows / scale).astype(np.int8), f"{name}_scale": scale}


class _Sums:
    """For each group of features the sum of their rows in ``table``; those of new groups are added."""

    def __init__(self, table: Floats) -> None:
        self._table = table
        self._entries: Entries = []
        self._known = 0
        self._sums = np.zeros((0, table.shape[1]), np.float32)

    def rows(self, entries: Entries) -> Floats:
        """Return the sums, a row an entry; ``entries`` may have grown since the last call, or be others."""
        if entries is not self._entries:
            self._entries, self._known = entries, 0
        count = len(entries)
        if count > self._known:
            if count > len(self._sums):
                grown = np.zeros((2 * count, self._table.shape[1]), np.float32)
                grown[: self._known] = self._sums[: self._known]
                self._sums = grown
            self._sums[self._known : count] = _sums(entries[self._known :], self._table)
            self._known = count
        return self._sums


def _sums(rows: Sequence[Sequence[int]], table: Floats) -> Floats:
    """Return for each list of row numbers the sum of these rows of ``table``."""
    lengths = np.fromiter(map(len, rows), np.intp, len(rows))
    flat = np.fromiter(chain.from_iterable(rows), np.intp, int(lengths.sum()))
    total = np.zeros((len(rows), table.shape[1]), np.float32)
    filled = lengths > 0
    if flat.size:
        starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
        total[filled] = np.add.reduceat(table[flat], starts, axis=0)
    return total


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
