"""The model of names as one file: CRF, arbiter, word clusters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from extract.names.crf import SpanModel
from extract.names.lexicon import fingerprint
from ontology.errors import ModelError
from ontology.records import EntityType

TYPES: tuple[EntityType, ...] = get_args(EntityType)
_VERSION = 2


@dataclass(frozen=True)
class ArbiterModel:
    """Two linear models over the same span features.

    The first 13 columns decide whether a span is a name (column 0: it is none; the others: of which type),
    the last 12 of which type it is if it is one; told apart in two steps, types are told better. ``buckets``
    (sorted bins) have a row each in ``weights`` (bins, 25); ``constant`` has 25 values. A span is a name
    where the mean of its chance to be one and of its chance to be of its type passes ``threshold``.
    ``odds`` (2, 13) weigh the CRF's log-odds in the first decision; ``bag_buckets`` and ``bag_weights``
    (bins, 12) what stands in and around the span, in the second.
    """

    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    constant: NDArray[np.float32]
    threshold: float
    odds: NDArray[np.float32]
    bag_buckets: NDArray[np.int32]
    bag_weights: NDArray[np.float32]


@dataclass(frozen=True)
class NamesModel:
    """All that was learned about names; ``clusters`` map words to classes from 1."""

    spans: SpanModel
    arbiter: ArbiterModel
    clusters: tuple[dict[str, int], ...]

    def save(self, path: Path) -> None:
        """Write the model to one ``.npz`` file; weights are kept in half precision."""
        words = sorted({word for table in self.clusters for word in table})
        arrays = {
            "version": np.array([_VERSION, fingerprint()]),
            "crf_buckets": self.spans.buckets,
            "crf_weights": self.spans.weights.astype(np.float16),
            "crf_transitions": self.spans.transitions,
            "arbiter_buckets": self.arbiter.buckets,
            "arbiter_weights": self.arbiter.weights.astype(np.float16),
            "arbiter_constant": self.arbiter.constant,
            "arbiter_threshold": np.array(self.arbiter.threshold),
            "arbiter_odds": self.arbiter.odds,
            "bag_buckets": self.arbiter.bag_buckets,
            "bag_weights": self.arbiter.bag_weights.astype(np.float16),
            "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
            "clusters": np.array([[t.get(w, 0) for w in words] for t in self.clusters], dtype=np.uint16),
        }
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> NamesModel:
        """Read what :meth:`save` wrote; raises ``ModelError`` on anything else."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                if stored["version"].tolist() != [_VERSION, fingerprint()]:
                    raise ValueError("trained with other word lists or templates")
                words = stored["words"].tobytes().decode().split("\n")
                tables = stored["clusters"].tolist()
                return cls(
                    SpanModel(
                        stored["crf_buckets"],
                        stored["crf_weights"].astype(np.float32),
                        stored["crf_transitions"],
                    ),
                    ArbiterModel(
                        stored["arbiter_buckets"],
                        stored["arbiter_weights"].astype(np.float32),
                        stored["arbiter_constant"],
                        float(stored["arbiter_threshold"]),
                        stored["arbiter_odds"],
                        stored["bag_buckets"],
                        stored["bag_weights"].astype(np.float32),
                    ),
                    tuple({w: c for w, c in zip(words, table, strict=True) if c} for table in tables),
                )
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"名称模型无法读取: {path.name}; 请重新安装,或运行 make models",
                f"the model of names cannot be read: {path.name}; reinstall or run make models",
            ) from error
