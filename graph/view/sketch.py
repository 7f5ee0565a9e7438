"""A graph as a pyvis network that a notebook can hold, change and show, drawn by a page of ours.

pyvis 0.3.2's own page loads from elsewhere, puts texts in as markup and is written in whatever encoding the
machine has; whoever calls its methods on a :class:`Sketch` gets this page instead.
"""

from __future__ import annotations

import html
import json
from collections import defaultdict
from pathlib import Path
from string import Template
from typing import Any

from pyvis.network import Network  # type: ignore[import-untyped]

from graph.model import Claim, GraphData
from graph.view.drawing import size
from graph.view.frame import frame
from graph.view.layout import arrange
from graph.view.look import Look, asset, load_look
from graph.view.page import embed, source_hash, vis_network
from graph.view.ranking import links, most_connected, ranked

MOST = 300
"""Entities that a sketch holds unless more are asked for: beyond that nobody reads it."""

_STRONGEST = ("done", "ongoing", "planned")
_TOLD = 3


class Sketch(Network):  # type: ignore[misc]
    """A pyvis network whose page is offline, escaped and in UTF-8.

    Nodes are the IRIs of entities; ``add_node``, ``add_edge``, ``set_options`` and whatever else pyvis offers
    work on it. What stands in ``nodes`` and ``edges`` when it is shown is drawn.

    Attributes
    ----------
    title
        Of the page.
    language
        ``zh`` or ``en``.
    shown
        Entities drawn, and how many there were to draw.

    Examples
    --------
    >>> net = Sketch("<空>")
    >>> net.add_node("a", "甲</script>")
    >>> "<link href" in net.generate_html(), "甲</script>" in net.generate_html()
    (False, False)
    """

    def __init__(self, title: str = "", *, height: int = 640, language: str = "zh") -> None:
        super().__init__(height=f"{int(height)}px", directed=True)
        self.title = title
        self.language = "en" if language == "en" else "zh"
        self.shown = (0, 0)
        self.set_options(asset("network.json"))

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        """Return the page; the parameters are pyvis's and change nothing."""
        look = load_look()
        nodes, edges, _, _, _, options = self.get_network_data()
        style, vis, script = asset("base.css") + asset("sketch.css"), vis_network(), asset("sketch.js")
        drawing = {
            "nodes": nodes,
            "edges": edges,
            "options": json.loads(options) if isinstance(options, str) else options,
            "classes": look.classes,
            "language": self.language,
            "words": look.words[self.language],
            "shown": self.shown,
        }
        policy = (
            f"default-src 'none'; script-src {source_hash(vis)} {source_hash(script)}; "
            f"style-src {source_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
        )
        self.html = Template(asset("sketch.html")).substitute(
            language="en" if self.language == "en" else "zh-CN",
            policy=html.escape(policy, quote=False),
            title=html.escape(self.title.encode("utf-8", "replace").decode("utf-8")),
            style=style,
            vis=vis,
            script=script,
            drawing=embed(drawing),
        )
        return str(self.html)

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to ``name`` in UTF-8; the other parameters are pyvis's and change nothing."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")

    def show(self, name: str = "", local: bool = True, notebook: bool = True) -> Sketch:
        """Write the page where a name is given, and return the network itself, which a notebook shows."""
        if name:
            self.write_html(name)
        return self

    def _repr_html_(self) -> str:
        return frame(self.generate_html(), int(str(self.height).removesuffix("px")))


def sketch(
    data: GraphData, *, title: str, height: int = 640, language: str = "zh", most: int = MOST
) -> Sketch:
    """Return the graph as a pyvis network that stands still.

    Parameters
    ----------
    data
        The graph.
    title
        Of the page.
    height
        Of the frame, in pixels.
    language
        Of what is said of nodes and lines: ``zh`` or ``en``.
    most
        Entities to draw; of more than that the most connected part is drawn, and the page says so.
    """
    look, net = load_look(), Sketch(title, height=height, language=language)
    entities = ranked(data)
    at = {entity.iri: number for number, entity in enumerate(entities)}
    claims = [claim for claim in data.claims if claim.head in at and claim.tail in at]
    linked = links((at[claim.head], at[claim.tail]) for claim in claims)
    order = range(len(entities))
    chosen = order if len(entities) <= most else most_connected(order, linked, most)
    looks = {row["id"]: (number, row) for number, row in enumerate(look.classes)}
    kinds = [looks[entity.type][0] for entity in entities]
    places = arrange(chosen, (), linked, kinds, [entity.name for entity in entities])
    for n in chosen:
        entity, row = entities[n], looks[entities[n].type][1]
        x, y = places[n]
        told = [row[net.language], *([entity.definition] if entity.definition else [])]
        net.add_node(
            entity.iri, entity.name[:60] or " ", shape=row["shape"], group=entity.type,
            size=size(len(linked.get(n, ()))), x=x, y=y, title="\n".join(told),
        )  # fmt: skip
    net.shown = (len(chosen), len(entities))
    _add_edges(net, [c for c in claims if {c.head, c.tail} <= net.node_map.keys()], look)
    return net


def _add_edges(net: Sketch, claims: list[Claim], look: Look) -> None:
    """Claims of one direction between two entities share an edge, in the line of the most advanced status."""
    pairs: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        pairs[claim.head, claim.tail].append(claim)
    relations: dict[str, dict[str, Any]] = {row["id"]: row for row in look.relations}
    statuses = {row["id"]: row for row in look.statuses}
    for (head, tail), said in pairs.items():
        status = min((claim.status for claim in said), key=_STRONGEST.index)
        told = [
            f"{relations[c.rel][net.language]} · {statuses[c.status][net.language]}\n{c.evidence.quote[:200]}"
            for c in said[:_TOLD]
        ]
        net.add_edge(head, tail, dashes=statuses[status]["dashes"] or False, title="\n\n".join(told))
