"""A network as SVG: symbols by class, lines by status, every label on its own ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr

from graph.view.drawing import size
from graph.view.look import Look

_LABEL, _SHORT = 13, 12
_MARGIN = 16
_LEGEND = 26

# Corners on the unit circle: how many, and the angle of the first in degrees.
_CORNERS = {
    "hexagon": (6, 0),
    "square": (4, 45),
    "triangle": (3, -90),
    "triangleDown": (3, 90),
    "diamond": (4, 0),
}


@dataclass(frozen=True)
class Node:
    """An entity to draw: its number, label, class, place in pixels and number of neighbours."""

    number: int
    label: str
    kind: str
    place: tuple[int, int]
    degree: int


@dataclass(frozen=True)
class Edge:
    """A line from one number to another, by the status of what it stands for."""

    start: int
    end: int
    status: str


def drawn(nodes: Sequence[Node], edges: Sequence[Edge], look: Look, language: str) -> str:
    """Return an SVG picture with a legend; names stay text in it.

    Examples
    --------
    >>> from graph.view.look import load_look
    >>> two = [Node(0, "<b>", "AREA", (0, 0), 1), Node(1, "乙", "ORG", (90, 40), 1)]
    >>> picture = drawn(two, [Edge(0, 1, "planned")], load_look(), "zh")
    >>> "&lt;b&gt;" in picture, "<b>" in picture
    (True, False)
    """
    rows = {row["id"]: row for row in look.classes}
    dashes = {row["id"]: row["dashes"] or [] for row in look.statuses}
    half = [max(len(_short(node.label)) * _LABEL / 2, size(node.degree)) for node in nodes]
    left = min(node.place[0] - w for node, w in zip(nodes, half, strict=True)) - _MARGIN
    right = max(node.place[0] + w for node, w in zip(nodes, half, strict=True)) + _MARGIN
    top = min(node.place[1] - size(node.degree) for node in nodes) - _MARGIN
    bottom = max(node.place[1] + size(node.degree) + _LABEL * 2 for node in nodes) + _MARGIN
    legend, legend_height = _legend(nodes, edges, look, language, left + _MARGIN, right - _MARGIN, bottom)
    width, height = right - left, bottom - top + legend_height
    place = {node.number: node.place for node in nodes}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" font-size="{_LABEL}">'
    ]
    for edge in edges:
        (x1, y1), (x2, y2) = place[edge.start], place[edge.end]
        dash = " ".join(map(str, dashes[edge.status]))
        parts.append(
            f'<line class="tie" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + "/>"
        )
    for node in nodes:
        x, y = node.place
        row = rows[node.kind]
        parts.append(symbol(row["shape"], row["light"], bool(row["filled"]), x, y, size(node.degree)))
    # Labels come last, so that no line or symbol crosses them.
    for node in nodes:
        x, y = node.place
        parts.append(
            f'<text class="label" x="{x}" y="{y + size(node.degree) + _LABEL:.1f}" text-anchor="middle" '
            f"aria-label={quoteattr(node.label)}>{escape(_short(node.label))}</text>"
        )
    return "\n".join([*parts, *legend, "</svg>"])


def symbol(shape: str, colour: str, filled: bool, x: float, y: float, radius: float) -> str:
    """Return the symbol of a class around a point.

    Examples
    --------
    >>> symbol("dot", "#123456", True, 0, 0, 6.0)
    '<circle cx="0" cy="0" r="6.0" fill="#123456" stroke="#123456" stroke-width="1.6"/>'
    """
    look = f'fill="{colour if filled else "#ffffff"}" stroke="{colour}" stroke-width="1.6"'
    if shape == "dot":
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {look}/>'
    if shape == "star":
        corners = [(math.radians(-90 + 36 * i), radius * (1.15 if i % 2 == 0 else 0.5)) for i in range(10)]
    else:
        count, first = _CORNERS[shape]
        corners = [(math.radians(first + 360 * i / count), radius * 1.1) for i in range(count)]
    points = " ".join(f"{x + r * math.cos(a):.1f},{y + r * math.sin(a):.1f}" for a, r in corners)
    return f'<polygon points="{points}" {look}/>'


def _short(name: str) -> str:
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"


def _legend(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    look: Look,
    language: str,
    left: float,
    right: float,
    top: float,
) -> tuple[list[str], float]:
    """Return the legend of what is drawn, in as many lines as it needs, and its height."""
    parts = []
    x, y = left, top + 12
    entries = [(row, True) for row in look.classes if any(n.kind == row["id"] for n in nodes)]
    entries += [(row, False) for row in look.statuses if any(e.status == row["id"] for e in edges)]
    for row, is_class in entries:
        name = str(row[language])
        width = 34 + len(name) * (_LABEL if language == "zh" else _LABEL * 0.58)
        if x > left and x + width > right:
            x, y = left, y + _LEGEND
        if is_class:
            parts.append(symbol(row["shape"], row["light"], bool(row["filled"]), x + 7, y, 6.0))
        else:
            dash = " ".join(map(str, row["dashes"] or []))
            parts.append(
                f'<line class="tie" x1="{x - 4:.0f}" y1="{y}" x2="{x + 16:.0f}" y2="{y}"'
                + (f' stroke-dasharray="{dash}"' if dash else "")
                + "/>"
            )
        parts.append(f'<text class="key" x="{x + 20:.0f}" y="{y + 4.5}">{escape(name)}</text>')
        x += width + 8
    return parts, y - top + 14
