"""The graph as three tables: nodes, edges and figures, one row each, with the sentence behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.export.network import LIST
from graph.model import Evidence, GraphData
from ontology.records import Period

Cell = str | int | float | None

_EVIDENCE = ("document", "title", "part", "start", "end", "quote")
NODES = (
    "iri", "name", "class", "other_names", "code", "within", "local_to", "definition", "mentions",
    "documents",
)  # fmt: skip
EDGES = (
    "iri", "head", "head_name", "relation", "tail", "tail_name", "status", "verb", "confidence", "from",
    "to", "themes", *_EVIDENCE,
)  # fmt: skip
FIGURES = (
    "iri", "subject", "subject_name", "indicator", "value", "number", "unit", "status", "approximation",
    "change", "basis", "period", "from", "to", "themes", *_EVIDENCE,
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A table: its columns and its rows; a cell without a value is ``None``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(data: GraphData) -> dict[str, Table]:
    """Return the tables ``nodes``, ``edges`` and ``figures`` of a graph.

    Offsets are code points of the document's text, half-open. ``from`` and ``to`` are the first and the last
    day of a stated time, ``themes`` concepts of the scheme of themes.

    Examples
    --------
    >>> from graph.model import Entity
    >>> found = tables(GraphData((), (Entity("a", "AREA", "甲"),), (), (), ()))
    >>> found["nodes"].rows[0][:3], found["edges"].rows
    (('a', '甲', 'AREA'), ())
    """
    names = {entity.iri: entity.name for entity in data.entities}
    titles = {document.doc: document.title for document in data.documents}
    mentions = Counter(mention.entity for mention in data.mentions)
    docs: dict[str, set[str]] = {}
    for mention in data.mentions:
        docs.setdefault(mention.entity, set()).add(mention.doc)

    def nodes() -> Iterator[tuple[Cell, ...]]:
        for e in data.entities:
            yield (
                e.iri, e.name, e.type, LIST.join(e.alt_names), e.code, e.within, e.scope, e.definition,
                mentions[e.iri], len(docs.get(e.iri, ())),
            )  # fmt: skip

    def edges() -> Iterator[tuple[Cell, ...]]:
        for c in data.claims:
            yield (
                c.iri, c.head, names[c.head], c.rel, c.tail, names[c.tail], c.status, c.verb, c.confidence,
                *days(c.period), LIST.join(c.themes), *said(c.evidence),
            )  # fmt: skip

    def figures() -> Iterator[tuple[Cell, ...]]:
        for f in data.figures:
            yield (
                f.iri, f.subject, names[f.subject], f.indicator, f.value, f.number, f.unit, f.status,
                f.approx, f.change, f.basis, f.period, *days(f.dates), LIST.join(f.themes), *said(f.evidence),
            )  # fmt: skip

    def said(evidence: Evidence) -> tuple[Cell, ...]:
        title = titles.get(evidence.doc, "")
        return evidence.doc, title, evidence.part, evidence.start, evidence.end, evidence.quote

    return {
        "nodes": Table(NODES, tuple(nodes())),
        "edges": Table(EDGES, tuple(edges())),
        "figures": Table(FIGURES, tuple(figures())),
    }


def days(period: Period | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a period, or twice nothing.

    >>> days(Period("2031-01-01", "2031-06-30")), days(None)
    (('2031-01-01', '2031-06-30'), (None, None))
    """
    return (period.start, period.end) if period else (None, None)
