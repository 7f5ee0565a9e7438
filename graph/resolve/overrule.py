"""Rulings carried out: names joined or kept apart before anything is joined by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.names import name_key
from graph.resolve.nodes import Node
from graph.resolve.rulings import Ruling
from graph.resolve.union import Union
from ontology.errors import UsageError

BY_HAND = "人工认定, 别名表第"
"""How the reason of a ruling begins."""


@dataclass
class Overruled:
    """What the rulings did: ``names`` that they give to nodes, nodes that mean something only where they
    stand (``here``), and ``warnings`` of rulings that met nothing.
    """

    names: dict[int, str] = field(default_factory=dict)
    here: set[int] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def named(nodes: Sequence[Node], ruling: Ruling) -> list[int]:
    """Return the nodes that a ruling speaks of by its ``name``, within its scope."""
    key = name_key(ruling.name)
    printed = [i for i in _fitting(nodes, ruling) if nodes[i].name.key == key and _within(nodes[i], ruling)]
    return printed or [
        i
        for i in _fitting(nodes, ruling)
        if name_key(nodes[i].reading.full) == key and _within(nodes[i], ruling)
    ]


def canonical(nodes: Sequence[Node], ruling: Ruling) -> list[int]:
    """Return the nodes that are called what the ruling's ``canonical`` is, wherever they stand."""
    key = name_key(ruling.canonical)
    return [i for i in _fitting(nodes, ruling) if key in {nodes[i].name.key, name_key(nodes[i].reading.full)}]


def forbid(nodes: Sequence[Node], rulings: Sequence[Ruling], merged: Union, union: Union) -> list[str]:
    """Keep apart in ``union`` what the rulings call different; return the warnings.

    Whatever ``merged``, which knows nothing of them, joins to the canonical name is on its side, so that the
    name that is set apart does not draw a part of the others with it.
    """
    warnings = []
    for number, ruling in enumerate(rulings):
        if ruling.decision == "different":
            one = set(named(nodes, ruling))
            roots = {merged.find(i) for i in canonical(nodes, ruling) if i not in one}
            other = {i for i in range(len(nodes)) if merged.find(i) in roots} - one
            if not one or not other:
                warnings.append(_unmet(ruling, ruling.name if not one else ruling.canonical))
            union.forbid(number, one, other)
    return warnings


def join(nodes: Sequence[Node], rulings: Sequence[Ruling], union: Union) -> Overruled:
    """Join in ``union`` what the rulings call the same.

    A name joins the canonical one of its own document if there is one, or else of its own area, or else one
    that is not local to any place; names that mean something else in each place do not join across places.

    Raises
    ------
    UsageError
        If two rulings contradict each other.
    """
    done = Overruled()
    for ruling in rulings:
        if ruling.decision != "same":
            continue
        members, others = named(nodes, ruling), canonical(nodes, ruling)
        if not members and not others:
            done.warnings.append(_unmet(ruling, ruling.name))
        reason = f"{BY_HAND} {ruling.line} 行: {ruling.canonical}"
        alike = name_key(ruling.name) == name_key(ruling.canonical)
        for index in members:
            target = _first(nodes, index, members) if alike else _nearest(nodes, index, others)
            if target not in {None, index} and not union.join(index, target, reason):
                _contradiction(union, index, target, ruling, rulings)
            union.reasons.setdefault(index, reason)
            done.names[index] = ruling.canonical
            if ruling.scope and not alike:
                done.here.add(index)
    return done


def _fitting(nodes: Sequence[Node], ruling: Ruling) -> list[int]:
    """Return the nodes of the ruling's class; areas are never set apart, since their code tells them."""
    return [
        i
        for i, node in enumerate(nodes)
        if (ruling.type is None or node.name.type == ruling.type)
        and not (ruling.decision == "different" and node.name.type == "AREA")
    ]


def _within(node: Node, ruling: Ruling) -> bool:
    place = node.place
    return ruling.scope in {"", place.doc} or any(ruling.scope in {a.name, a.code} for a in place.areas)


def _first(nodes: Sequence[Node], index: int, members: Sequence[int]) -> int:
    """Return the first of the nodes of one name that are local to the same place, or all to none."""
    return next(m for m in members if nodes[m].reading.scope == nodes[index].reading.scope)


def _nearest(nodes: Sequence[Node], index: int, others: Sequence[int]) -> int | None:
    node = nodes[index]

    def distance(other: int) -> int:
        local = nodes[other].reading.scope
        if nodes[other].place.doc == node.place.doc:
            return 0
        if local is not None:
            return 1 if local in node.place.areas else 9
        return 2

    ranked = [(distance(o), nodes[o].name.type != node.name.type, o) for o in others if distance(o) < 9]
    return min(ranked)[2] if ranked else None


def _contradiction(union: Union, a: int, b: int, ruling: Ruling, rulings: Sequence[Ruling]) -> None:
    number = union.forbidden(a, b)
    if number is not None:
        other = rulings[number].place
        raise UsageError(
            f"{ruling.place}: 与 {other} 矛盾: 一处说相同, 一处说不同",
            f"{ruling.place}: contradicts {other}: one says same, the other different",
        )


def _unmet(ruling: Ruling, name: str) -> str:
    return f"{ruling.place}: 没有遇到“{name}”, 这一行没有用上"
