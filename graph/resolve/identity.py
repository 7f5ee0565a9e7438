"""What each set of names is called, and by which IRI it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.iri import resource
from graph.model import Entity
from graph.names import name_key
from graph.resolve.areas import Area, Place
from graph.resolve.context import SAME
from graph.resolve.nodes import Node
from graph.resolve.union import Union
from graph.resolve.words import Words
from ontology.records import EntityType


@dataclass(frozen=True)
class Identified:
    """The entities, and for each node its entity's IRI and the reason of its resolution."""

    entities: dict[str, Entity]
    iris: tuple[str, ...]
    reasons: tuple[str, ...]
    areas: dict[str, tuple[str, ...]]


def identify(
    nodes: Sequence[Node],
    union: Union,
    places: Sequence[Place],
    words: Words,
    ruled: Mapping[int, str] = MappingProxyType({}),
) -> Identified:
    """Give each set of names a canonical name and an IRI; ``ruled`` names the sets of some nodes.

    The class is the one with the greatest weight of mentions. The name is the fullest printed one, unless
    another is printed at least three times as often.
    """
    iris = [""] * len(nodes)
    entities: dict[str, Entity] = {}
    for members in union.groups(range(len(nodes))).values():
        group = [nodes[i] for i in members]
        entity = _entity(group, words, next((ruled[i] for i in members if i in ruled), ""))
        base, count = entity.iri, 1
        while entity.iri in entities and entity.type != "AREA":
            count += 1
            entity = replace(entity, iri=f"{base}~{count}")
        if known := entities.get(entity.iri):
            names = {*known.alt_names, *entity.alt_names, entity.name} - {known.name}
            entity = Entity(known.iri, known.type, known.name, tuple(sorted(names)), known.code, known.scope)
        entities[entity.iri] = entity
        for index in members:
            iris[index] = entity.iri
    areas: dict[str, tuple[str, ...]] = {}
    for place in places:
        for area in place.areas:
            entities.setdefault(area.iri, Entity(area.iri, "AREA", area.name, code=area.code))
        for inner, outer in zip(place.areas[1:], place.areas, strict=False):
            entities[inner.iri] = replace(entities[inner.iri], within=outer.iri)
        areas[place.doc] = tuple(area.iri for area in place.areas)
    reasons = tuple(_explained(union.reasons.get(i, ""), node) for i, node in enumerate(nodes))
    return Identified(entities, tuple(iris), reasons, areas)


def _explained(joined: str, node: Node) -> str:
    """Return why a name is what it is: what it was joined for, unless its document says more (区委)."""
    says_more = joined.startswith(SAME) and node.reading.reason != SAME
    return node.reading.reason if says_more or not joined else joined


def _entity(group: Sequence[Node], words: Words, ruled: str = "") -> Entity:
    weight: Counter[EntityType] = Counter()
    printed: Counter[str] = Counter()
    names: set[str] = set()
    for node in group:
        weight[node.name.type] += node.name.weight  # type: ignore[assignment]
        expanded = name_key(node.reading.full) != node.name.key
        if expanded:
            names.add(node.reading.full)
        for text, count in node.name.texts.items():
            # 区委 is no name that others could know the committee of this district by.
            if not node.reading.fixed:
                names.add(text)
            if not expanded:
                printed[text] += max(count, 1) if node.name.starts else 0
    kind = min(weight, key=lambda t: (-weight[t], t))
    # What a person calls it tells which of several areas it is, and what it is local to.
    called = [n for n in group if name_key(ruled) in {n.name.key, name_key(n.reading.full)}] if ruled else []
    area = next((n.reading.area for n in (*called, *group) if n.reading.area), None)
    if kind == "AREA" and area is not None:
        return Entity(area.iri, kind, area.name, _others(names, area.name), area.code)
    name = ruled or _canonical(printed, [n.reading.full for n in group], words)
    scope = next((n.reading.scope for n in called or group if n.reading.scope), None)
    return Entity(
        _iri(kind, scope, name, group), kind, name, _others(names, name), "", scope.iri if scope else ""
    )


def _canonical(printed: Counter[str], full: Sequence[str], words: Words) -> str:
    best = max(printed or Counter(full), key=lambda t: (len(name_key(t)), printed[t], t))
    often = max(printed, key=lambda t: (printed[t], len(t), t), default=best)
    for word in words.bare_classifiers:
        shorter = (text for text in sorted(printed) if name_key(text) + word == name_key(best))
        best = next(shorter, best)
    # 中心 may be printed often; it is still only the end of a name.
    if name_key(best).endswith(name_key(often)):
        return best
    return often if printed[often] >= 3 * max(printed[best], 1) else best


def _others(names: set[str], name: str) -> tuple[str, ...]:
    return tuple(sorted(names - {name}))


def _iri(kind: EntityType, scope: Area | None, name: str, group: Sequence[Node]) -> str:
    # A description without a known area belongs to its document.
    local = scope is not None
    if not local and group[0].reading.key.startswith(group[0].place.doc + "/"):
        return resource(kind.lower(), group[0].place.doc, name_key(name))
    if scope is not None:
        return resource(kind.lower(), *scope.path, name_key(name))
    return resource(kind.lower(), name_key(name))
