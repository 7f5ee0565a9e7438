"""The object that people hold: a knowledge graph, from facts or from the folder of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from graph.lookup import find_entity
from graph.model import Claim, Entity, Figure, GraphData, GraphMention
from graph.networks import shortest_paths, to_networkx
from graph.questions import Table, ask, questions
from graph.rdf import dataset
from graph.resolve import resolve
from graph.resolve.rulings import FILE as RULINGS
from graph.resolve.rulings import Ruling, read_rulings
from graph.store import GraphStore, OxigraphStore
from ontology.errors import QueryError, StoreError
from ontology.records import Document, Facts, RelationName, loads

if TYPE_CHECKING:
    import rdflib


class KnowledgeGraph:
    """Entities, claims and figures, each with its evidence, to be looked at and asked.

    Parameters
    ----------
    data
        Returns the graph's content; called once, when it is first needed.
    store
        Returns the store that answers queries; called once, when it is first needed.

    Examples
    --------
    >>> from ontology.records import Mention, Relation
    >>> text = "青石街道打造“小青”品牌"
    >>> document = Document("a", text, issuer="青石街道", areas=("青石街道",))
    >>> mentions = (Mention(0, 4, "青石街道", "AREA"), Mention(7, 9, "小青", "PROGRAMME"))
    >>> made = Relation("青石街道", "undertakes", "小青", "done", 0, 12, text, "AREA", "PROGRAMME", 0, 7)
    >>> kg = KnowledgeGraph.from_facts([Facts("a", document, mentions, (made,))])
    >>> [claim.evidence.quote for claim in kg.claims_of("小青")]
    ['青石街道打造“小青”品牌']
    >>> kg.query("about", entity="小青").rows[0][3].value
    '青石街道'
    """

    def __init__(self, data: Callable[[], GraphData], store: Callable[[], GraphStore] | None = None) -> None:
        self._load = data
        self._open = store

    @classmethod
    def from_facts(cls, facts: Iterable[Facts], rulings: Sequence[Ruling] = ()) -> KnowledgeGraph:
        """Return the graph of ``facts``, resolved, with what a person has ruled about names."""
        data = resolve(list(facts), rulings=rulings)
        return cls(lambda: data)

    @classmethod
    def load(cls, path: Path | str) -> KnowledgeGraph:
        """Open the graph of a build.

        Parameters
        ----------
        path
            The folder of a build (with ``facts.jsonl`` and ``store``), or a facts file.

        Raises
        ------
        StoreError
            If there is no graph at ``path``.
        """
        folder = Path(path)
        facts = folder / "facts.jsonl" if folder.is_dir() else folder
        if not facts.is_file():
            raise StoreError(
                f"{path} 里没有图谱; 先运行 jiepu build", f"no graph in {path}; run jiepu build first"
            )

        def data() -> GraphData:
            aliases = folder / RULINGS
            rulings = read_rulings(aliases) if folder.is_dir() and aliases.is_file() else ()
            with facts.open("rb") as lines:
                return resolve([loads(line) for line in lines if line.strip()], rulings=rulings)

        store = folder / "store"
        return cls(data, (lambda: OxigraphStore.open(store)) if store.is_dir() else None)

    @cached_property
    def data(self) -> GraphData:
        """The records of the graph."""
        return self._load()

    @cached_property
    def store(self) -> GraphStore:
        """The store that answers queries: the one of the build, or one in memory."""
        return self._open() if self._open else OxigraphStore.memory(dataset(self.data))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by IRI."""
        return self.data.entities

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of their documents."""
        return self.data.claims

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in the order of their documents."""
        return self.data.figures

    @property
    def mentions(self) -> tuple[GraphMention, ...]:
        """All mentions, in the order of their documents."""
        return self.data.mentions

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents."""
        return self.data.documents

    @cached_property
    def _by_iri(self) -> dict[str, Entity]:
        return {entity.iri: entity for entity in self.data.entities}

    def entity(self, name: str) -> Entity:
        """Return the entity of a name or IRI.

        Raises
        ------
        QueryError
            If there is none, or the name is that of several.
        """
        if name in self._by_iri:
            return self._by_iri[name]
        iri = find_entity(self.store, name).value
        if iri not in self._by_iri:
            raise QueryError(f"图谱里没有 {name}", f"nothing in the graph is {name}")
        return self._by_iri[iri]

    def claims_of(self, name: str) -> list[Claim]:
        """Return the claims that an entity takes part in, as head or as tail."""
        iri = self.entity(name).iri
        return [claim for claim in self.data.claims if iri in {claim.head, claim.tail}]

    def figures_of(self, name: str) -> list[Figure]:
        """Return the figures about an entity."""
        iri = self.entity(name).iri
        return [figure for figure in self.data.figures if figure.subject == iri]

    def mentions_of(self, name: str) -> list[GraphMention]:
        """Return where an entity is named, with the reason of each resolution."""
        iri = self.entity(name).iri
        return [mention for mention in self.data.mentions if mention.entity == iri]

    def neighbours(self, name: str, relations: Sequence[RelationName] = ()) -> list[Entity]:
        """Return the entities that claims tie to one, by name; only by ``relations`` where some are given."""
        iri = self.entity(name).iri
        found = {
            claim.tail if claim.head == iri else claim.head
            for claim in self.data.claims
            if iri in {claim.head, claim.tail} and (not relations or claim.rel in relations)
        }
        return sorted((self._by_iri[i] for i in found - {iri}), key=lambda e: (e.name, e.iri))

    def path(self, start: str, end: str) -> list[list[Entity]]:
        """Return all shortest chains between two entities, over claims of either direction."""
        chains = shortest_paths(self.data, self.entity(start).iri, self.entity(end).iri)
        return [[self._by_iri[iri] for iri in chain] for chain in chains]

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return the graph as networkx: entities as nodes, claims as edges, both with their attributes."""
        return to_networkx(self.data)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the graph as an rdflib dataset on the store of the graph, without copying.

        Raises
        ------
        StoreError
            If the graph lies in a store of another kind.
        """
        if not isinstance(self.store, OxigraphStore):
            raise StoreError("只有内嵌的图谱能给 rdflib", "only an embedded graph can be handed to rdflib")
        return self.store.to_rdflib()

    def query(self, question: str, **parameters: str) -> Table:
        """Ask a question of the library by its name, or any SPARQL query.

        Parameters
        ----------
        question
            A name of :func:`graph.questions.questions`, or the text of a query.
        parameters
            Of a question of the library.

        Raises
        ------
        QueryError
            If the question or its parameters are not understood.
        """
        if question in questions() or not any(c.isspace() for c in question.strip()):
            return ask(self.store, question, parameters)
        columns, rows = self.store.select(question)
        return Table(columns, tuple(rows))
