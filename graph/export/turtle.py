"""Turtle and TriG: short names, one statement a line, the same bytes for the same graph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from ontology.terms import PREFIXES, RESOURCE_PREFIXES

SHORT_NAMES = {name: iri for name, iri in PREFIXES.items() if name != "jpr"} | dict(RESOURCE_PREFIXES)
"""The prefixes of written files."""

_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)*")


def write_trig(path: Path, quads: Iterable[Quad]) -> None:
    """Write ``quads`` as TriG, one block a named graph where the quads of a graph stand together."""
    path.write_bytes(in_order(serialize(quads, format=RdfFormat.TRIG, prefixes=SHORT_NAMES)))


def write_turtle(path: Path, quads: Iterable[Quad]) -> None:
    """Write the triples of ``quads`` as Turtle, each once, whatever graph they stand in."""
    triples = dict.fromkeys(quad.triple for quad in quads)
    path.write_bytes(in_order(serialize(triples, format=RdfFormat.TURTLE, prefixes=SHORT_NAMES)))


def in_order(text: bytes | None) -> bytes:
    """Put the prefixes, which the serialiser writes in no fixed order, in alphabetical order."""
    head = _PREFIXES.match(text or b"")
    if text is None or head is None:
        return b""
    return b"".join(sorted(head[0].splitlines(keepends=True))) + text[head.end() :]
