"""The measures of a network of partners told in sentences, one a measure, in zh and en."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.structure import Node, Structure

MEASURES = (
    "size",
    "core",
    "kcore",
    "broker",
    "between",
    "constraint",
    "groups",
    "relied",
    "shared",
    "removal",
)
"""The names of the measures that :func:`explained` tells of."""


@dataclass(frozen=True)
class Explanation:
    """What a measure found, as a sentence in zh and en, and the graph that it was taken on."""

    measure: str
    graph: Mapping[str, str]
    sentence: Mapping[str, str]


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("graph") / "structure.toml").read_text(encoding="utf-8"))


def explained(found: Structure) -> list[Explanation]:
    """Return a sentence for each measure: what it found in this graph, in zh and en.

    Examples
    --------
    >>> explained(Structure((), (), 0, 0.0, 0))[0].sentence["en"]
    'No two actors of this graph are told to work together.'
    """
    if not found.nodes:
        texts = _texts()["empty"]
        return [Explanation("size", texts["graph"], texts["sentence"])]
    nodes = found.nodes
    inner = [node for node in nodes if node.core]
    top = max(nodes, key=lambda n: n.kcore)
    broker = max(nodes, key=lambda n: n.betweenness)
    bridge = max(nodes, key=lambda n: n.bridging)
    free = min((n for n in nodes if n.degree > 1), key=lambda n: n.constraint or 0.0, default=None)
    relied = max(nodes, key=lambda n: n.relied_on)
    weakest = max(nodes, key=lambda n: n.lost)
    pair = found.pairs[0] if found.pairs else None
    values: dict[str, dict[str, object] | None] = {
        "size": {"actors": len(nodes), "ties": found.ties, "parts": found.parts},
        "core": {
            "core": len(inner),
            "periphery": len(nodes) - len(inner),
            "names": _names(inner),
            "ties": found.core_ties,
            "possible": len(inner) * (len(inner) - 1) // 2,
        }
        if inner
        else None,
        # Each actor with a partner is in the 1-core, which says nothing.
        "kcore": {"k": top.kcore, "count": sum(n.kcore == top.kcore for n in nodes)}
        if top.kcore > 1
        else None,
        "broker": {"name": broker.name, "share": f"{broker.betweenness:.0%}"} if broker.betweenness else None,
        "between": {"name": bridge.name, "share": f"{bridge.bridging:.0%}"} if bridge.bridging else None,
        "constraint": {"name": free.name, "value": f"{free.constraint:.2f}"} if free else None,
        "groups": {
            "count": max(n.group for n in nodes),
            "largest": sum(n.group == 1 for n in nodes),
            "modularity": f"{found.modularity:.2f}",
        },
        "relied": {"name": relied.name, "count": relied.relied_on} if relied.relied_on else None,
        "shared": {
            "first": pair.first,
            "second": pair.second,
            "count": len(pair.works),
            "works": _list(pair.works),
        }
        if pair
        else None,
        "removal": {"name": weakest.name, "share": f"{weakest.lost:.0%}"} if weakest.lost else None,
    }
    explanations = []
    for measure in MEASURES:
        texts = _texts()[measure]
        filled = values[measure]
        sentence = texts["sentence"] if filled is not None else texts["none"]
        told = {language: text.format(**(filled or {})) for language, text in sentence.items()}
        explanations.append(Explanation(measure, texts["graph"], told))
    return explanations


def _names(nodes: list[Node]) -> str:
    return _list(tuple(node.name for node in nodes))


def _list(names: tuple[str, ...]) -> str:
    return "、".join(names[:5]) + (" …" if len(names) > 5 else "")
