"""What the page tells of each term, read from the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from ontology.terms import JP, PREFIXES

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@dataclass(frozen=True)
class Term:
    """A class or property of ours; what it is tied to stands by short names (``jp:Place``, ``prov:Plan``)."""

    name: str
    labels: tuple[str, str]
    definitions: tuple[str, str]
    examples: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str = ""
    symmetric: bool = False
    has: tuple[str, ...] = ()
    valued: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """A concept of a scheme, with the ends of names that tell it and how deep it stands (0 at the top)."""

    name: str
    labels: tuple[str, str]
    definitions: tuple[str, str]
    endings: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Scheme:
    """A scheme with its concepts in the order of the file, narrower ones behind the one above them."""

    name: str
    labels: tuple[str, str]
    definitions: tuple[str, str]
    concepts: tuple[Concept, ...]


def short(node: Node) -> str:
    """Return an IRI by its prefix, in full where none fits.

    >>> short(rdflib.URIRef(JP + "Place"))
    'jp:Place'
    """
    text = str(node)
    for prefix, start in PREFIXES.items():
        if text.startswith(start) and prefix != "jpr":
            return f"{prefix}:{text[len(start) :]}"
    return text


def classes(graph: rdflib.Graph) -> list[Term]:
    """Return the classes of ours by name, each with the properties that it has and that lead to it."""
    found = []
    for node in _ours(graph, OWL.Class):
        having = [p for kind in _PROPERTIES for p in _ours(graph, kind)]
        found.append(
            Term(
                _local(node), *_words(graph, node), _examples(graph, node),
                above=_named(graph.objects(node, RDFS.subClassOf)),
                below=_named(graph.subjects(RDFS.subClassOf, node)),
                has=_named(p for p in having if node in _members(graph, graph.value(p, RDFS.domain))),
                valued=_named(p for p in having if node in _members(graph, graph.value(p, RDFS.range))),
                disjoint=_disjoint(graph, node),
            )
        )  # fmt: skip
    return found


def properties(graph: rdflib.Graph) -> list[Term]:
    """Return the properties of ours by name, those to entities and those to texts."""
    found = []
    for node in sorted((p for kind in _PROPERTIES for p in _ours(graph, kind)), key=str):
        inverse = graph.value(node, OWL.inverseOf) or graph.value(None, OWL.inverseOf, node)
        found.append(
            Term(
                _local(node), *_words(graph, node), _examples(graph, node),
                above=_named(graph.objects(node, RDFS.subPropertyOf)),
                below=_named(graph.subjects(RDFS.subPropertyOf, node)),
                domain=_named(_members(graph, graph.value(node, RDFS.domain))),
                range=_named(_members(graph, graph.value(node, RDFS.range))),
                inverse=short(inverse) if inverse else "",
                symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
            )
        )  # fmt: skip
    return found


def schemes(graph: rdflib.Graph) -> list[Scheme]:
    """Return the concept schemes by name."""
    return [
        Scheme(_local(node), *_words(graph, node), tuple(_concepts(graph, node)))
        for node in _ours(graph, SKOS.ConceptScheme)
    ]


def _concepts(graph: rdflib.Graph, scheme: Node) -> list[Concept]:
    members = sorted(graph.subjects(SKOS.inScheme, scheme), key=lambda n: str(graph.value(n, SKOS.prefLabel)))
    found: list[Concept] = []

    def add(node: Node, depth: int) -> None:
        endings = sorted((str(o) for o in graph.objects(node, SKOS.hiddenLabel)), key=lambda e: (-len(e), e))
        found.append(Concept(_local(node), *_words(graph, node), tuple(endings), depth))
        for narrower in members:
            if graph.value(narrower, SKOS.broader) == node:
                add(narrower, depth + 1)

    for node in members:
        if graph.value(node, SKOS.broader) is None:
            add(node, 0)
    return found


def _ours(graph: rdflib.Graph, kind: Node) -> list[Node]:
    return sorted((s for s in graph.subjects(RDF.type, kind) if str(s).startswith(JP)), key=str)


def _local(node: Node) -> str:
    return str(node).removeprefix(JP)


def _words(graph: rdflib.Graph, node: Node) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the labels and the definitions of a term, each in zh and en."""

    def both(*predicates: Node) -> tuple[str, str]:
        by_language = {
            value.language: str(value)
            for predicate in predicates
            for value in graph.objects(node, predicate)
            if isinstance(value, rdflib.Literal)
        }
        return by_language.get("zh", ""), by_language.get("en", "")

    return both(RDFS.label, SKOS.prefLabel), both(SKOS.definition)


def _examples(graph: rdflib.Graph, node: Node) -> tuple[str, ...]:
    return tuple(sorted(str(example) for example in graph.objects(node, SKOS.example)))


def _members(graph: rdflib.Graph, node: Node | None) -> list[Node]:
    """Return the classes of a domain or range: itself, or those of the union that it is."""
    union = graph.value(node, OWL.unionOf) if node is not None else None
    return list(Collection(graph, union)) if union is not None else [node] if node is not None else []


def _disjoint(graph: rdflib.Graph, node: Node) -> tuple[str, ...]:
    found: set[Node] = set()
    for _, listed in graph.subject_objects(OWL.members):
        members = set(Collection(graph, listed))
        if node in members:
            found |= members - {node}
    return _named(found)


def _named(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({short(node) for node in nodes if isinstance(node, rdflib.URIRef)} - {"owl:Thing"}))
