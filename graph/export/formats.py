"""The table of formats: what ``jiepu export`` can write, and by which function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from graph.export.csvs import write_csvs
from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.jsonld import write_jsonld
from graph.export.neo4j import write_neo4j
from graph.export.nquads import write_nquads
from graph.export.parquet import write_parquet
from graph.export.rdfxml import write_rdfxml
from graph.export.reified import write_reified
from graph.export.turtle import write_trig, write_turtle
from graph.model import GraphData
from graph.store import GraphStore


class Source(Protocol):
    """What is exported: a graph as quads in a store and as records (a ``KnowledgeGraph`` is both)."""

    @property
    def store(self) -> GraphStore:
        """The quads."""

    @property
    def data(self) -> GraphData:
        """The records."""


@dataclass(frozen=True)
class Format:
    """A format: how its file ends (empty for a folder of several files), and what writes it to a path."""

    suffix: str
    write: Callable[[Path, Source], None]


def _rdf(suffix: str, write: Callable[[Path, Iterable[Quad]], None]) -> Format:
    return Format(suffix, lambda path, source: write(path, _in_graphs(source.store)))


def _records(suffix: str, write: Callable[[Path, GraphData], None]) -> Format:
    return Format(suffix, lambda path, source: write(path, source.data))


def _in_graphs(store: GraphStore) -> Iterable[Quad]:
    """Return the quads in one fixed order: those of a graph together, those of a subject together."""
    quads = store.quads()
    if store.in_order:
        return quads
    return sorted(quads, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))


FORMATS: Mapping[str, Format] = {
    "turtle": _rdf(".ttl", write_turtle),
    "trig": _rdf(".trig", write_trig),
    # It sorts its lines itself.
    "nquads": Format(".nq", lambda path, source: write_nquads(path, source.store.quads())),
    "jsonld": _rdf(".jsonld", write_jsonld),
    "rdfxml": _rdf(".rdf", write_rdfxml),
    "rdf12": _rdf(".rdf12.trig", write_reified),
    "graphml": _records(".graphml", write_graphml),
    "gexf": _records(".gexf", write_gexf),
    "csv": _records("", write_csvs),
    "neo4j": _records("", write_neo4j),
    "parquet": _records("", write_parquet),
}
"""Each format by the name that ``--format`` takes."""
