"""Who works with whom: the networks of partners, each made for the questions that can be asked of it.

Only ties that are done or under way count, unless others are asked for: a planned tie is no tie yet. The
weight of a tie is the number of sentences that say so. Ties have a direction only where the relation has one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

from graph.model import Claim, GraphData
from graph.themes import lineage
from ontology.records import EntityType, RelationName, Status

HELD: frozenset[Status] = frozenset({"done", "ongoing"})
"""The statuses of a tie that is there."""

ACTORS: frozenset[EntityType] = frozenset({"AREA", "ORG"})
"""Who can be a partner: areas stand for their governing bodies."""

WORKS: frozenset[EntityType] = frozenset({"PROGRAMME", "PROJECT", "MECHANISM", "EVENT", "PLATFORM"})
"""What several can take part in."""

TIES: frozenset[RelationName] = frozenset({"partnersWith", "reliesOn", "participatesIn"})
"""What ties two actors directly."""

SHARES: frozenset[RelationName] = frozenset({"undertakes", "participatesIn", "reliesOn"})
"""What ties an actor to a work."""


def partners(data: GraphData, *, statuses: Collection[Status] = HELD, theme: str = "") -> nx.Graph:
    """Return the actors that work together as an undirected graph, edges with ``weight``.

    A relation has two ends and each is a partner of the other, so direction is left out; isolated actors are
    not in the graph.

    Examples
    --------
    >>> partners(GraphData((), (), (), (), ())).number_of_nodes()
    0
    """
    return _undirected(data, TIES, ACTORS, ACTORS, statuses, theme)


def reliance(data: GraphData, *, statuses: Collection[Status] = HELD, theme: str = "") -> nx.DiGraph:
    """Return who relies on whom, as a directed graph: an edge runs from the one that relies."""
    network = nx.DiGraph()
    kinds = {entity.iri: entity.type for entity in data.entities}
    names = {entity.iri: entity.name for entity in data.entities}
    seen: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for claim in _chosen(data.claims, {"reliesOn"}, statuses, theme):
        if kinds[claim.head] in ACTORS and kinds[claim.tail] in ACTORS and claim.head != claim.tail:
            said = (claim.evidence.doc, claim.evidence.start)
            seen.setdefault((claim.head, claim.tail), set()).add(said)
    for (head, tail), sentences in sorted(seen.items()):
        network.add_node(head, label=names[head], type=kinds[head])
        network.add_node(tail, label=names[tail], type=kinds[tail])
        network.add_edge(head, tail, weight=len(sentences))
    return network


def works_of(data: GraphData, *, statuses: Collection[Status] = HELD, theme: str = "") -> nx.Graph:
    """Return actors and the works that they undertake or take part in, as a bipartite graph.

    Nodes have ``bipartite`` 0 for actors and 1 for works (:func:`networkx.algorithms.bipartite.sets`).
    """
    network = _undirected(data, SHARES, ACTORS, WORKS, statuses, theme)
    for _, values in network.nodes(data=True):
        values["bipartite"] = 0 if values["type"] in ACTORS else 1
    return network


def shared_works(network: nx.Graph) -> nx.Graph:
    """Return the actors of a bipartite graph, tied by the works that they share.

    An edge has ``works`` (their IRIs) and ``weight``: each shared work counts one over the number of its
    actors less one, so that a work of everybody ties nobody closely (Newman 2001, "Scientific collaboration
    networks").

    Examples
    --------
    >>> two = nx.Graph([("a", "w"), ("b", "w")])
    >>> nx.set_node_attributes(two, {"a": 0, "b": 0, "w": 1}, "bipartite")
    >>> shared_works(two).edges["a", "b"]
    {'weight': 1.0, 'works': ('w',)}
    """
    projected = nx.Graph()
    for work, values in sorted(network.nodes(data=True)):
        if values["bipartite"] != 1:
            continue
        actors = sorted(network[work])
        for i, first in enumerate(actors):
            for second in actors[i + 1 :]:
                for actor in (first, second):
                    projected.add_node(actor, **network.nodes[actor])
                before = projected.get_edge_data(first, second, {"weight": 0.0, "works": ()})
                weight = before["weight"] + 1 / (len(actors) - 1)
                projected.add_edge(first, second, weight=weight, works=(*before["works"], work))
    return projected


def _chosen(
    claims: Iterable[Claim], relations: Collection[str], statuses: Collection[Status], theme: str
) -> Iterable[Claim]:
    return (
        claim
        for claim in claims
        if claim.rel in relations
        and claim.status in statuses
        and claim.evidence.part != "noise"
        and (not theme or any(theme in lineage(t) for t in claim.themes))
    )


def _undirected(
    data: GraphData,
    relations: Collection[RelationName],
    heads: Collection[EntityType],
    tails: Collection[EntityType],
    statuses: Collection[Status],
    theme: str,
) -> nx.Graph:
    network = nx.Graph()
    kinds = {entity.iri: entity.type for entity in data.entities}
    names = {entity.iri: entity.name for entity in data.entities}
    said: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for claim in _chosen(data.claims, relations, statuses, theme):
        if kinds[claim.head] in heads and kinds[claim.tail] in tails and claim.head != claim.tail:
            pair = (min(claim.head, claim.tail), max(claim.head, claim.tail))
            said.setdefault(pair, set()).add((claim.evidence.doc, claim.evidence.start))
    # Nodes and edges in a fixed order: measures that break ties by order give the same each time.
    for iri in sorted({iri for pair in said for iri in pair}):
        network.add_node(iri, label=names[iri], type=kinds[iri])
    for (first, second), sentences in sorted(said.items()):
        network.add_edge(first, second, weight=len(sentences))
    return network
