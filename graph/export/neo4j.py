"""CSV for ``neo4j-admin database import full``: nodes, figures and relationships with typed headers.

https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.export.tables import Cell, days
from graph.model import GraphData
from ontology.terms import CLASSES

LIST = ";"
"""What Neo4j takes to stand between the items of an array."""

_NODES = ("iri:ID", "name", "other_names:string[]", "code", "definition", ":LABEL")
_FIGURES = (
    "iri:ID", "indicator", "value", "number:double", "unit", "status", "approximation", "change", "basis",
    "period", "document", "start:long", "end:long", "quote", ":LABEL",
)  # fmt: skip
_RELATIONSHIPS = (
    ":START_ID", ":END_ID", ":TYPE", "iri", "status", "verb", "confidence:double", "from:date", "to:date",
    "document", "start:long", "end:long", "quote",
)  # fmt: skip


def write_neo4j(folder: Path, data: GraphData) -> None:
    """Write ``nodes.csv``, ``figures.csv`` and ``relationships.csv`` into ``folder``.

    A node has the label ``Entity`` and that of its class; a figure is a node that its subject points to by
    ``hasFigure``. Line ends in texts become spaces, as the import reads one record a line.
    """
    _write(
        folder / "nodes.csv",
        _NODES,
        (
            (e.iri, e.name, _array(e.alt_names), e.code, e.definition,
             f"Entity{LIST}{CLASSES[e.type].rpartition('#')[2]}")
            for e in data.entities
        ),
    )  # fmt: skip
    _write(
        folder / "figures.csv",
        _FIGURES,
        (
            (f.iri, f.indicator, f.value, f.number, f.unit, f.status, f.approx, f.change, f.basis, f.period,
             f.evidence.doc, f.evidence.start, f.evidence.end, f.evidence.quote, "Figure")
            for f in data.figures
        ),
    )  # fmt: skip
    claims: Iterable[Sequence[Cell]] = (
        (c.head, c.tail, c.rel, c.iri, c.status, c.verb, c.confidence, *days(c.period), c.evidence.doc,
         c.evidence.start, c.evidence.end, c.evidence.quote)
        for c in data.claims
    )  # fmt: skip
    blank = (None,) * (len(_RELATIONSHIPS) - 3)
    having: Iterable[Sequence[Cell]] = ((f.subject, f.iri, "hasFigure", *blank) for f in data.figures)
    _write(folder / "relationships.csv", _RELATIONSHIPS, (*claims, *having))


def _array(texts: Iterable[str]) -> str:
    """Return several texts as an array: a semicolon inside one becomes a full-width one."""
    return LIST.join(text.replace(LIST, "；") for text in texts)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(
            ["" if c is None else " ".join(c.splitlines()) if isinstance(c, str) else c for c in row]
            for row in rows
        )
