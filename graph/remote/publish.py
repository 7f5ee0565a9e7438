"""Writing a graph to a server: what differs is replaced, one named graph at a time.

A graph is never seen half-written. Its triples go to a graph aside, in parts, and are counted there; one
update then moves that graph into the place of the old one. A list of fingerprints lies beside the graphs, so
that only what has changed is sent. One build at a time may write to a server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.iri import fingerprint, resource
from graph.remote.endpoint import Endpoint
from graph.remote.store import GRAPHS, sizes
from ontology.errors import StoreError
from ontology.terms import JP, JPR

ASIDE = JPR + "loading/"
FINGERPRINTS = NamedNode(resource("graphs"))
_HAS = NamedNode(JP + "sha256")


@dataclass(frozen=True)
class Written:
    """What writing has done: the IRIs of the graphs that were replaced, left as they were, and removed."""

    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def check_writing(endpoint: Endpoint) -> None:
    """Make sure that a server can be written, before there is anything to write.

    Raises
    ------
    StoreError
        If its addresses are not known, or it does not allow it.
    """
    # What a run that broke off has left, or nothing.
    left = [*sizes(endpoint, ASIDE), resource("loading", "-")]
    endpoint.update(*(f"DROP SILENT GRAPH {NamedNode(graph)}" for graph in left))
    endpoint.has_graphs()


def publish(endpoint: Endpoint, quads: Iterable[Quad]) -> Written:
    """Make our graphs on a server those of ``quads``: replace what differs, remove what is gone.

    A run that breaks off leaves some of them new, the others as they were; the next one goes on from there.

    Raises
    ------
    StoreError
        If the server does not do its part.
    """
    check_writing(endpoint)
    content: dict[str, dict[Triple, None]] = {}
    for quad in quads:
        graph = str(getattr(quad.graph_name, "value", ""))
        content.setdefault(graph, {})[quad.triple] = None
    known, present = _fingerprints(endpoint), sizes(endpoint, GRAPHS)
    replaced, unchanged = [], []
    for graph, held in content.items():
        digest = _digest(held)
        if known.get(graph) == digest and present.get(graph) == len(held):
            unchanged.append(graph)
        else:
            _replace(endpoint, graph, tuple(held), digest)
            replaced.append(graph)
    removed = [graph for graph in present if graph not in content]
    for graph in removed:
        endpoint.update(_forget(graph), f"DROP SILENT GRAPH {NamedNode(graph)}")
    return Written(tuple(replaced), tuple(unchanged), tuple(removed))


def _replace(endpoint: Endpoint, graph: str, held: Sequence[Triple], digest: str) -> None:
    aside = resource("loading", fingerprint(graph))
    endpoint.fill(aside, held)
    arrived = _count(endpoint, aside)
    if arrived != len(held):
        endpoint.update(f"DROP SILENT GRAPH {NamedNode(aside)}")
        raise StoreError(
            f"{endpoint.address} 收到 {arrived} 条三元组, 送出 {len(held)} 条; 图 {graph} 没有改动",
            f"{endpoint.address} holds {arrived} triples of {len(held)} sent; {graph} is as it was",
        )
    entry = f"{NamedNode(graph)} {_HAS} {Literal(digest)}"
    endpoint.update(
        _forget(graph),
        f"MOVE GRAPH {NamedNode(aside)} TO GRAPH {NamedNode(graph)}",
        f"INSERT DATA {{ GRAPH {FINGERPRINTS} {{ {entry} }} }}",
    )


def _count(endpoint: Endpoint, graph: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
    _, rows = endpoint.rows(query)
    return int(str(getattr(rows[0][0], "value", 0))) if rows else 0


def _forget(graph: str) -> str:
    return f"DELETE WHERE {{ GRAPH {FINGERPRINTS} {{ {NamedNode(graph)} {_HAS} ?any }} }}"


def _fingerprints(endpoint: Endpoint) -> dict[str, str]:
    query = f"SELECT ?g ?d WHERE {{ GRAPH {FINGERPRINTS} {{ ?g {_HAS} ?d }} }}"
    _, rows = endpoint.rows(query)
    return {str(getattr(g, "value", "")): str(getattr(d, "value", "")) for g, d in rows}


def _digest(triples: Iterable[Triple]) -> str:
    """Return what is the same for the same triples in any order."""
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()
