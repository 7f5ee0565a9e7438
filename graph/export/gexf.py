"""GEXF, which opens in Gephi with the colours, sizes and places of our own page."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx

from graph.export.network import flat_network
from graph.model import GraphData
from graph.view.drawing import size
from graph.view.layout import arrange
from graph.view.look import load_look
from graph.view.ranking import FIRST_SIGHT, links, most_connected, ranked

# The shapes that GEXF knows, by the shapes of our page.
_SHAPES = {"square": "square", "triangle": "triangle", "triangleDown": "triangle", "diamond": "diamond"}
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def write_gexf(path: Path, data: GraphData) -> None:
    """Write entities as nodes and claims as edges; a node has colour, size, shape and place.

    The same graph gives the same bytes: the date of writing is left out.
    """
    look = load_look()
    network = flat_network(data, look)
    rows = {row["id"]: row for row in look.classes}
    entities = ranked(data)
    at = {entity.iri: number for number, entity in enumerate(entities)}
    linked = links((at[claim.head], at[claim.tail]) for claim in data.claims)
    first = most_connected(range(len(entities)), linked, FIRST_SIGHT)
    chosen = set(first)
    rest = [number for number in range(len(entities)) if number not in chosen]
    classes = [list(rows).index(entity.type) for entity in entities]
    places = arrange(first, rest, linked, classes, [entity.name for entity in entities]) if entities else {}
    for entity in entities:
        number, row = at[entity.iri], rows[entity.type]
        x, y = places[number]
        network.nodes[entity.iri]["viz"] = {
            "color": _colour(row["light"]),
            "size": size(len(linked.get(number, ()))),
            # The page counts downwards, Gephi upwards.
            "position": {"x": float(x), "y": float(-y), "z": 0.0},
            "shape": _SHAPES.get(row["shape"], "disc"),
        }
    for head, _, claim, edge in network.edges(keys=True, data=True):
        edge["id"] = claim
        edge["label"] = edge["relation_zh"]
        edge["viz"] = {"color": network.nodes[head]["viz"]["color"]}
    text = "\n".join(nx.generate_gexf(network, version="1.2draft"))
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + _CLOCK.sub("", text, count=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _colour(text: str) -> dict[str, float]:
    """Return the parts of a colour.

    >>> _colour("#4b4f9e")
    {'r': 75, 'g': 79, 'b': 158, 'a': 1.0}
    """
    red, green, blue = (int(text[i : i + 2], 16) for i in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
