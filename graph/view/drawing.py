"""The first sight as a pyvis network: nodes, edges and options for vis-network.

pyvis's own page is never used: it loads from elsewhere and injects text as markup. Only its data goes on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyvis.network import Network  # type: ignore[import-untyped]

from graph.model import Entity
from graph.view.look import Look, asset
from graph.view.ranking import Links

Place = tuple[int, int]
_STRONGEST = ("done", "ongoing", "planned")


def draw(
    entities: Sequence[Entity],
    shown: Sequence[int],
    places: Mapping[int, Place],
    linked: Links,
    claims: Iterable[tuple[int, int, str]],
    look: Look,
) -> dict[str, Any]:
    """Return ``nodes``, ``edges`` and ``options`` of the entities numbered in ``shown``.

    ``claims`` are head, tail and status; claims of one direction between two entities share an edge, whose
    line shows the most advanced status among them.
    """
    net = network(entities, shown, places, linked, claims, look)
    nodes, edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def network(
    entities: Sequence[Entity],
    shown: Sequence[int],
    places: Mapping[int, Place],
    linked: Links,
    claims: Iterable[tuple[int, int, str]],
    look: Look,
) -> Network:
    """Return the same as a pyvis network that stands still, for whoever wants to hold one."""
    looks = {row["id"]: row for row in look.classes}
    dashes = {row["id"]: row["dashes"] or False for row in look.statuses}
    net = Network(directed=True)
    for n in shown:
        entity = entities[n]
        x, y = places[n]
        net.add_node(
            n, entity.name[:60] or " ", shape=looks[entity.type]["shape"], group=entity.type,
            size=size(len(linked.get(n, ()))), x=x, y=y,
        )  # fmt: skip
    present = set(shown)
    status: dict[tuple[int, int], str] = {}
    for head, tail, state in claims:
        if head in present and tail in present:
            known = status.get((head, tail), state)
            status[head, tail] = min(known, state, key=_STRONGEST.index)
    for (head, tail), state in status.items():
        net.add_edge(head, tail, dashes=dashes[state])
    net.set_options(asset("network.json"))
    return net


def size(degree: int) -> float:
    """Return the radius in pixels of the symbol of an entity with so many neighbours.

    >>> [size(n) for n in (0, 1, 4, 100)]
    [6.0, 7.9, 9.8, 20.0]
    """
    return round(min(6.0 + 1.9 * math.sqrt(degree), 20.0), 1)
