"""N-Quads: one quad a line, sorted, so that two graphs can be compared line by line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize


def write_nquads(path: Path, quads: Iterable[Quad]) -> None:
    """Write ``quads`` as N-Quads in the order of their bytes."""
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    lines.sort()
    path.write_bytes(b"".join(lines))
