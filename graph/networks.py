"""The graph as networkx sees it, and the measures that mean something here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from graph.model import GraphData


def to_networkx(data: GraphData) -> nx.MultiDiGraph:
    """Return the entities as nodes and the claims as edges.

    Nodes are IRIs with ``label``, ``type``, ``alt_names``, ``code``; edges carry ``relation``, ``status``,
    ``verb``, ``confidence``, ``themes``, ``doc``, ``quote`` and are keyed by the claim's IRI.

    Examples
    --------
    >>> to_networkx(GraphData((), (), (), (), ())).number_of_nodes()
    0
    """
    network = nx.MultiDiGraph()
    for entity in data.entities:
        network.add_node(
            entity.iri, label=entity.name, type=entity.type, alt_names=entity.alt_names, code=entity.code
        )
    for claim in data.claims:
        network.add_edge(
            claim.head, claim.tail, claim.iri, relation=claim.rel, status=claim.status, verb=claim.verb,
            confidence=claim.confidence, themes=claim.themes, doc=claim.evidence.doc,
            quote=claim.evidence.quote,
        )  # fmt: skip
    return network


def degrees(data: GraphData) -> dict[str, int]:
    """Return for each entity how many claims it takes part in, by IRI; one that is only mentioned has 0."""
    counts = {entity.iri: 0 for entity in data.entities}
    for claim in data.claims:
        counts[claim.head] += 1
        counts[claim.tail] += 1
    return counts


def largest_component(data: GraphData) -> frozenset[str]:
    """Return the IRIs of the largest set of entities that claims connect, whatever their direction."""
    network = nx.Graph((claim.head, claim.tail) for claim in data.claims)
    parts = sorted(nx.connected_components(network), key=lambda part: (-len(part), min(part)))
    return frozenset(parts[0]) if parts else frozenset()


def shortest_paths(data: GraphData, start: str, end: str) -> list[list[str]]:
    """Return all shortest chains of entities between two IRIs, over claims of either direction, in order."""
    return sorted(shortest_chains(((claim.head, claim.tail) for claim in data.claims), start, end))


def shortest_chains(links: Iterable[tuple[str, str]], start: str, end: str) -> Iterator[list[str]]:
    """Yield all shortest chains from ``start`` to ``end`` over ``links`` of either direction.

    Examples
    --------
    >>> list(shortest_chains([("a", "b"), ("c", "b"), ("a", "d")], "a", "c"))
    [['a', 'b', 'c']]
    >>> list(shortest_chains([("a", "b")], "a", "x"))
    []
    """
    network = nx.Graph(links)
    if start not in network or end not in network or not nx.has_path(network, start, end):
        return
    yield from nx.all_shortest_paths(network, start, end)
