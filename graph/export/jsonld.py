"""JSON-LD 1.1 in its expanded form: every address in full, nothing to be fetched to read it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize


def write_jsonld(path: Path, quads: Iterable[Quad]) -> None:
    """Write ``quads`` as JSON-LD, one object a named graph where the quads of a graph stand together."""
    with path.open("wb") as file:
        serialize(quads, file, RdfFormat.JSON_LD)
