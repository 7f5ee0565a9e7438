"""Feature templates: which values of the context make a feature together, hashed into bins."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from extract.names.hashing import BASE, MIX, Hashes, mix


@dataclass(frozen=True)
class Templates:
    """Templates over named values, and those that are repeated for each clustering of words."""

    common: tuple[tuple[str, ...], ...]
    by_cluster: tuple[tuple[str, ...], ...]

    def bins(
        self, values: Mapping[str, Hashes], clusters: Sequence[Mapping[str, Hashes]], bits: int
    ) -> NDArray[np.int32]:
        """Hash each template's values into ``1 << bits`` bins.

        Returns shape (rows, templates): the common ones, then those of each clustering in turn.
        """
        columns = [(template, values) for template in self.common]
        columns += [(template, {**values, **c}) for c in clusters for template in self.by_cluster]
        salts = mix(np.arange(1, len(columns) + 1, dtype=np.uint64) * BASE)
        rows = len(next(iter(values.values())))
        out = np.empty((rows, len(columns)), dtype=np.int32, order="F")
        for column, (template, known) in enumerate(columns):
            hashed = known[template[0]] * MIX + salts[column]
            for name in template[1:]:
                hashed = mix(hashed) + known[name] * MIX
            out[:, column] = mix(hashed) >> np.uint64(64 - bits)
        return out


@cache
def load(section: str) -> Templates:
    """Read the templates of ``character`` or ``span`` features."""
    table = tomllib.loads(files("extract.names").joinpath("templates.toml").read_text("utf-8"))[section]
    common, by_cluster = (
        tuple(tuple(t.split()) for t in table[k]) for k in ("templates", "cluster_templates")
    )
    return Templates(common, by_cluster)
