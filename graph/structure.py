"""What the networks of partners look like: core and periphery, brokers, groups, who holds them together.

Each measure is taken on the graph that it means something on; :mod:`graph.explanation` says in a sentence
what it found there.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from graph.model import GraphData
from graph.partnership import partners, reliance, shared_works, works_of
from graph.places import level

SEED = 20310401
"""Of the Louvain method, which goes through the nodes in a random order."""


@dataclass(frozen=True)
class Node:
    """An actor in the network of partners.

    ``degree`` counts partners, ``strength`` the sentences that tell of ties. ``core`` is whether it belongs
    to the core, ``kcore`` the largest k of a k-core that holds it. ``betweenness`` is its share (0 to 1) of
    the shortest chains between all others, ``bridging`` of those between subdistricts; ``constraint`` is
    Burt's (low for brokers; ``None`` for an actor without partners). ``group`` numbers its community from 1,
    the largest first. ``relied_on`` counts those that rely on it. ``lost`` is the share (0 to 1) of the
    pairs of other actors that are connected through it alone.
    """

    iri: str
    name: str
    type: str
    degree: int
    strength: int
    core: bool
    kcore: int
    betweenness: float
    bridging: float
    constraint: float | None
    group: int
    relied_on: int
    lost: float


@dataclass(frozen=True)
class Pair:
    """Two actors and the names of the works that they share, with Newman's weight."""

    first: str
    second: str
    works: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Structure:
    """The measures of a graph's partners: a :class:`Node` an actor, a :class:`Pair` two that share works."""

    nodes: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    ties: int
    modularity: float
    parts: int
    core_ties: int = 0


def structure(data: GraphData, *, theme: str = "") -> Structure:
    """Return the measures of the partners in a graph.

    Parameters
    ----------
    data
        The graph.
    theme
        Only ties of this theme or one below it; all where empty.

    Returns
    -------
    Structure
        Nodes by degree, pairs by weight. Core and periphery after Borgatti and Everett (1999), split by
        degree (Lip 2011); k-cores after Seidman (1983); betweenness after Freeman (1977) and Brandes (2001,
        2008); constraint after Burt (1992); groups by the Louvain method (Blondel and others 2008) with
        :data:`SEED`.

    Examples
    --------
    >>> structure(GraphData((), (), (), (), ())).nodes
    ()
    """
    network = partners(data, theme=theme)
    relied = reliance(data, theme=theme)
    names = {entity.iri: entity.name for entity in data.entities}
    towns = [e.iri for e in data.entities if e.iri in network and level(e) == "town"]
    inner = core(network)
    numbers = nx.core_number(network) if network else {}
    between = nx.betweenness_centrality(network)
    bridging = _bridging(network, towns)
    constraint = constraints(network)
    groups = communities(network)
    group = {iri: number for number, members in enumerate(groups, 1) for iri in members}
    lost = cut(network)
    nodes = [
        Node(
            iri, values["label"], values["type"], network.degree(iri), network.degree(iri, weight="weight"),
            iri in inner, numbers[iri], round(between[iri], 4), round(bridging[iri], 4),
            round(constraint[iri], 4), group[iri], relied.in_degree(iri) if iri in relied else 0,
            round(lost.get(iri, 0.0), 4),
        )
        for iri, values in network.nodes(data=True)
    ]  # fmt: skip
    pairs = [
        Pair(names[a], names[b], tuple(names[work] for work in values["works"]), round(values["weight"], 3))
        for a, b, values in shared_works(works_of(data, theme=theme)).edges(data=True)
    ]
    modularity = nx.community.modularity(network, groups) if network.size() else 0.0
    return Structure(
        tuple(sorted(nodes, key=lambda n: (-n.degree, -n.strength, n.name, n.iri))),
        tuple(sorted(pairs, key=lambda p: (-p.weight, p.first, p.second))),
        network.number_of_edges(),
        round(modularity, 4),
        nx.number_connected_components(network),
        network.subgraph(inner).number_of_edges(),
    )


def core(network: nx.Graph) -> frozenset[str]:
    """Return the core of a network: the actors whose ties are most like those of a core and its periphery.

    In the ideal all of the core are tied to each other and none of the periphery are (Borgatti and Everett
    1999, "Models of core/periphery structures"). The split with the fewest differences from it runs along
    the degrees (Lip 2011); of several, the smallest core is taken.

    Examples
    --------
    >>> sorted(core(nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("a", "x"), ("b", "y"), ("c", "z")])))
    ['a', 'b', 'c']
    """
    order = sorted(network, key=lambda node: (-network.degree(node), str(node)))
    cost = best = 0
    size = 0
    for number, node in enumerate(order, 1):
        # One more in the core: its ties to those within are asked for, all of its others are allowed.
        cost += number - 1 - network.degree(node)
        if cost < best:
            best, size = cost, number
    return frozenset(order[:size])


def constraints(network: nx.Graph) -> dict[str, float]:
    """Return Burt's constraint of each actor, by the weights of its ties.

    It is the sum over the partners of the square of what one invests in each, directly and by way of the
    others (Burt 1992, "Structural Holes"); low where the partners are not tied to each other. networkx needs
    scipy for it, which this project does without.

    Examples
    --------
    >>> constraints(nx.star_graph(2))[0]
    0.5
    """
    total = {node: network.degree(node, weight="weight") for node in network}

    def invested(one: str, other: str) -> float:
        return float(network[one][other].get("weight", 1)) / float(total[one])

    found = {}
    for node in network:
        found[node] = sum(
            (
                invested(node, other)
                + sum(
                    invested(node, q) * invested(q, other) for q in nx.common_neighbors(network, node, other)
                )
            )
            ** 2
            for other in network[node]
        )
    return found


def communities(network: nx.Graph) -> list[frozenset[str]]:
    """Return the groups that are tied more within than between, the largest first; the same each time."""
    if not network:
        return []
    found = nx.community.louvain_communities(network, weight="weight", seed=SEED)
    return sorted(map(frozenset, found), key=lambda group: (-len(group), min(group)))


def cut(network: nx.Graph) -> dict[str, float]:
    """Return for each actor that holds others together which share of their pairs its removal parts.

    Examples
    --------
    >>> cut(nx.path_graph(3)), cut(nx.cycle_graph(4))
    ({1: 1.0}, {})
    """
    found = {}
    for node in nx.articulation_points(network):
        whole = nx.node_connected_component(network, node) - {node}
        pairs = len(whole) * (len(whole) - 1) / 2
        sizes = [len(part) for part in nx.connected_components(network.subgraph(whole))]
        found[node] = 1 - sum(size * (size - 1) / 2 for size in sizes) / pairs if pairs else 0.0
    return found


def _bridging(network: nx.Graph, towns: list[str]) -> dict[str, float]:
    """Return each actor's share of the shortest chains between pairs of subdistricts."""
    if len(towns) < 2:
        return dict.fromkeys(network, 0.0)
    raw = nx.betweenness_centrality_subset(network, sources=towns, targets=towns)
    pairs = len(towns) * (len(towns) - 1) / 2
    return {iri: value / pairs for iri, value in raw.items()}
