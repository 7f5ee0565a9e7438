"""The graph as a network whose attributes are plain texts and numbers, as files of networks hold them."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from graph.export.safe import xml_text
from graph.model import GraphData
from graph.networks import to_networkx
from graph.view.look import Look, load_look

LIST = "、"
"""What stands between several names in one text."""


def flat_network(data: GraphData, look: Look | None = None) -> nx.MultiDiGraph:
    """Return entities as nodes and claims as edges, each attribute a text that XML can hold, or a number.

    Nodes have ``label``, ``class``, ``class_zh``, ``alt_names``, ``code``, ``definition``, ``mentions``;
    edges have ``relation``, ``relation_zh``, ``status``, ``verb``, ``confidence``, ``themes``, ``doc`` and
    ``quote``.

    Examples
    --------
    >>> from graph.model import Entity
    >>> data = GraphData((), (Entity("a", "AREA", "甲", ("甲镇", "甲乡")),), (), (), ())
    >>> flat_network(data).nodes["a"]["alt_names"]
    '甲镇、甲乡'
    """
    look = look or load_look()
    classes = {row["id"]: row["zh"] for row in look.classes}
    relations = {row["id"]: row["zh"] for row in look.relations}
    entities = {entity.iri: entity for entity in data.entities}
    mentions = Counter(mention.entity for mention in data.mentions)
    network = to_networkx(data)
    for iri, node in network.nodes(data=True):
        entity = entities[iri]
        node.clear()
        node.update(
            label=xml_text(entity.name),
            **{"class": entity.type},
            class_zh=classes[entity.type],
            alt_names=xml_text(LIST.join(entity.alt_names)),
            code=entity.code,
            definition=xml_text(entity.definition),
            mentions=mentions[iri],
        )
    for _, _, edge in network.edges(data=True):
        edge.update({key: xml_text(value) for key, value in edge.items() if isinstance(value, str)})
        edge["themes"] = LIST.join(edge["themes"])
        edge["relation_zh"] = relations[edge["relation"]]
    return network
