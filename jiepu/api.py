"""Jiepu from Python: build or load a graph, and hold it as a person in a notebook wants to."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.knowledge import KnowledgeGraph
from graph.questions import questions
from jiepu.drawable import Drawable
from jiepu.frames import frame, table
from jiepu.measured import Measured
from jiepu.portrait import Portrait, portrait
from ontology.errors import JiepuError, ReadError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from graph.model import Claim, Entity, Figure
    from ontology.records import Document, Facts, RelationName

Paths = str | Path | Iterable[str | Path]


def build(
    paths: Paths,
    out: str | Path | None = None,
    *,
    aliases: str | Path | None = None,
    min_confidence: float | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    language: str = "zh",
) -> Graph:
    """Build the graph of documents and return it.

    Parameters
    ----------
    paths
        A document, a folder of documents or a file of facts, or several of these.
    out
        The folder to write, as ``jiepu build`` does; without it the graph is in memory only.
    aliases
        A file of what a person has ruled about names.
    min_confidence
        Relations at least as sure as this (0 to 1) go into the graph; without it those that the model
        accepts.
    encoding
        The character encoding of text files, where it is known.
    jobs
        Processes that read documents; more than one needs the script's own guard
        (``if __name__ == "__main__"``).
    language
        Of the report and the page in ``out``: ``zh`` or ``en``.

    Returns
    -------
    Graph
        Each document that could not be read is a warning and one of its ``failures``.

    Raises
    ------
    JiepuError
        If there is nothing to read, nothing could be read, or ``out`` cannot be written.

    Examples
    --------
    >>> from jiepu.sample import folder
    >>> kg = build(sorted(folder().iterdir())[0])
    >>> len(kg.documents)
    1
    """
    files = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    rulings = None if aliases is None else Path(aliases)
    if out is not None:
        from jiepu.building import build as build_folder

        built = build_folder(
            files,
            Path(out),
            aliases=rulings,
            min_confidence=min_confidence,
            encoding=encoding,
            jobs=jobs,
            language=language,
        )
        failures = [failure.error for failure in built.failures]
        _told(failures, nothing=not built.found)
        return Graph(KnowledgeGraph.load(out), failures)
    from graph.resolve.rulings import read_rulings
    from jiepu.building import accepted_from
    from jiepu.extraction import Failure, find, gather

    ruled = read_rulings(rulings) if rulings else ()
    batch = find(files)
    failures = [refused.error for refused in batch.refused]
    facts: list[Facts] = []
    for result in gather(batch, encoding=encoding, jobs=jobs):
        if isinstance(result, Failure):
            failures.append(result.error)
        else:
            facts.append(result if min_confidence is None else accepted_from(result, min_confidence))
    _told(failures, nothing=not facts)
    return Graph(KnowledgeGraph.from_facts(facts, ruled), failures)


def load(path: str | Path) -> Graph:
    """Open a graph that was built: the folder of a build, or a ``facts.jsonl``.

    Raises
    ------
    StoreError
        If there is no graph at ``path``.
    """
    return Graph(KnowledgeGraph.load(path))


def _told(failures: Sequence[JiepuError], *, nothing: bool) -> None:
    if nothing:
        raise failures[0] if failures else ReadError("没有读出任何文档", "no document could be read")
    for failure in failures:
        warnings.warn(failure.message(), stacklevel=3)


class Graph(Drawable, Measured):
    """A knowledge graph to ask, to look at and to take elsewhere.

    Parameters
    ----------
    knowledge
        The graph as the other rooms know it; it stays at hand as ``knowledge``.
    failures
        Why documents are missing from it.

    Examples
    --------
    >>> from ontology.records import Document, Facts, Mention
    >>> document = Document("a", "青石街道", issuer="青石街道", areas=("青石街道",))
    >>> Graph(KnowledgeGraph.from_facts([Facts("a", document, (Mention(0, 4, "青石街道", "AREA"),))]))
    <jiepu.Graph: 1 documents, 1 entities, 0 relations, 0 figures>
    """

    def __init__(self, knowledge: KnowledgeGraph, failures: Iterable[JiepuError] = ()) -> None:
        self.knowledge = knowledge
        self.failures = tuple(failures)

    def __repr__(self) -> str:
        """Return how much there is in the graph."""
        return (
            f"<jiepu.Graph: {len(self.documents)} documents, {len(self.entities)} entities, "
            f"{len(self.claims)} relations, {len(self.figures)} figures>"
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, with their text."""
        return self.knowledge.documents

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by IRI."""
        return self.knowledge.entities

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All relations, each as one sentence states it."""
        return self.knowledge.claims

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return self.knowledge.figures

    def questions(self, language: str = "zh") -> pd.DataFrame:
        """Return the questions of the library: name, title, description, parameters (required ones first)."""
        rows = [
            (
                question.name,
                question.title[language],
                question.description[language],
                ", ".join(p.name for p in sorted(question.parameters, key=lambda p: not p.required)),
            )
            for question in questions().values()
        ]
        return frame(("name", "title", "description", "parameters"), rows)

    def query(self, question: str, **parameters: str) -> pd.DataFrame:
        """Ask a question of the library by its name and parameters, or any SPARQL SELECT, as a data frame.

        Numbers are numbers, terms of the vocabulary their short names (``done``), entities their IRIs, what a
        row leaves unbound is ``None``.

        Raises
        ------
        QueryError
            If the question or its parameters are not understood.
        """
        return table(self.knowledge.query(question, **parameters))

    def entity(self, name: str) -> Portrait:
        """Return what is known of an entity: its names, relations and figures with their sentences, mentions.

        Raises
        ------
        QueryError
            If nothing is called so, or several things are.
        """
        return portrait(self.knowledge, name)

    def neighbours(self, name: str, relations: Sequence[RelationName] = ()) -> list[Entity]:
        """Return the entities that are tied to one, by name; only by ``relations`` where some are given."""
        return self.knowledge.neighbours(name, relations)

    def path(self, start: str, end: str) -> list[list[Entity]]:
        """Return all shortest chains between two entities, whatever the direction of the relations."""
        return self.knowledge.path(start, end)

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return the graph as networkx: entities as nodes, relations as edges, both with attributes."""
        return self.knowledge.to_networkx()

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset on its Oxigraph store: nothing is copied.

        rdflib runs what it is given: a query with SERVICE calls the network.
        """
        return self.knowledge.to_rdflib()
