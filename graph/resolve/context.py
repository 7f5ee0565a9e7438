"""What a document fixes: its 街道, its 区委, its short area names; and what only describes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.names import name_key
from graph.resolve.areas import Area, Place, area_of, level_of, short_names
from graph.resolve.words import Words
from ontology.gazetteer import Gazetteer
from ontology.records import EntityType


@dataclass(frozen=True)
class Reading:
    """How a document means a name: its full form, the area it is local to, and why.

    ``area`` is set where the name is an administrative area. ``scope`` is the area that a description belongs
    to; ``key`` is what two readings are compared by.
    """

    full: str
    key: str
    reason: str
    area: Area | None = None
    scope: Area | None = None
    lead: Area | None = None


class Context:
    """Reads the names of one document.

    Parameters
    ----------
    place
        Where the document stands.
    printed
        The full names of other areas that it prints, so that their short forms are known too.
    """

    def __init__(self, place: Place, printed: Iterable[str], words: Words, gazetteer: Gazetteer) -> None:
        self.place = place
        self._words = words
        self._gazetteer = gazetteer
        self._areas: dict[str, Area] = {}
        others = [self._find_area(name) for name in sorted(set(printed))]
        for area in (*place.areas, *others):
            self._areas.setdefault(area.name, area)
        self._short: dict[str, Area] = {}
        for area in (*reversed(place.areas), *others):
            for short in short_names(area, words, gazetteer):
                self._short.setdefault(short, area)
        # Leading areas of longer names: full names first, then the one short form that is safe.
        leads = {area.name: area for area in self._areas.values()}
        for area in (*reversed(place.areas), *others):
            for short in short_names(area, words, gazetteer)[:1]:
                leads.setdefault(short, area)
        self._leads = tuple(sorted(leads.items(), key=lambda lead: (-len(lead[0]), lead[0])))

    def _find_area(self, name: str) -> Area:
        found = self._gazetteer.resolve(name, self.place.codes)
        return area_of(found) if found else Area(name, level_of(name, self._words))

    def read(self, text: str, kind: EntityType) -> Reading:
        """Return how this document means ``text`` where it is a name of class ``kind``."""
        key = name_key(text)
        return self._read_area(text, key) if kind == "AREA" else self._read_other(text, key, kind)

    def _read_area(self, text: str, key: str) -> Reading:
        if level := self._words.self_words.get(key):
            if area := self.place.at(level):
                return Reading(area.name, area.iri, f"“{text}”由文档确定: 指{area.name}", area)
            return Reading(text, f"{self.place.doc}/{key}", "文档没有给出所指的区域", scope=self.place.scope)
        if area := self._areas.get(key):
            return Reading(area.name, area.iri, "区划名称", area)
        if area := self._short.get(key):
            return Reading(area.name, area.iri, f"“{text}”是{area.name}的简称", area)
        found = self._gazetteer.resolve(key, self.place.codes)
        if found is None:
            rest = self._without_superiors(key)
            if rest != key:
                return self._read_area(text, rest)
        area = area_of(found) if found else Area(key, level_of(key, self._words))
        reason = "区划名称" if area.name == key else f"“{text}”是{area.name}的简称"
        return Reading(area.name, area.iri, reason, area)

    def _without_superiors(self, key: str) -> str:
        """Drop leading areas (and 人民政府) as long as another area of the document follows."""
        while True:
            lead = next((name for name, _ in self._leads if key.startswith(name)), "")
            rest = key.removeprefix(lead).removeprefix("人民政府") if lead else key
            if not lead or not any(rest.startswith(name) for name, _ in self._leads):
                return key
            key = rest

    def _read_other(self, text: str, key: str, kind: EntityType) -> Reading:
        words = self._words
        reason = "名称相同"
        full, lead = text, None
        core = self._without_superiors(key.removeprefix("中共"))
        for formal, usual in words.formal:
            if core.endswith(formal):
                core = core.removesuffix(formal) + usual
                break
        if core != key:
            full, reason = core, f"“{text}”是全称"
        local = False
        unknown = self._lacks(core)
        expanded = self._expand(core)
        if expanded:
            lead, rest = expanded
            core = rest
            full, reason = lead.name + rest, f"“{text}”由文档确定: 指{lead.name}{rest}"
            local = lead == self.place.scope
            if kind not in {"ORG", "EVENT"} and local:
                full = text
        elif kind != "PLACE" or not core.endswith("路"):
            for name, area in self._leads:
                if core.startswith(name) and len(core) > len(name) + 1:
                    lead, core = area, core.removeprefix(name)
                    # 浦东新区区委 and 浦东新区委 are one body.
                    if len(core) > 1 and core[0] == area.name[-1] and core[0] in "省市区县镇乡":
                        core = core[1:]
                    break
        if unknown:
            return Reading(full, f"{self.place.doc}/{core}", "文档没有给出所属的区域", scope=self.place.scope)
        if is_description(core, words) and kind in _LOCAL:
            scope = lead or self.place.scope
            reason = reason if lead else f"“{text}”是描述, 属于{scope.name if scope else '本文档'}"
            return Reading(
                full, f"{scope.iri if scope else self.place.doc}/{core}", reason, scope=scope, lead=lead
            )
        if lead is not None:
            return Reading(full, f"{lead.iri}/{core}", reason, scope=lead if local else None, lead=lead)
        return Reading(full, core, reason)

    def _lacks(self, key: str) -> bool:
        """Whether a name begins with a level (市第二医院) of which the document has no area."""
        prefix = self._prefix(key)
        return prefix is not None and self.place.at(prefix[1]) is None

    def _prefix(self, key: str) -> tuple[str, str] | None:
        """Return the word that stands for an area at the start of ``key``, with its level."""
        if any(key.startswith(word) for word in self._words.not_prefixes):
            return None
        found = ((p, level) for p, level in self._words.prefixes if key.startswith(p) and key != p)
        return next(found, None)

    def _expand(self, key: str) -> tuple[Area, str] | None:
        """Return the area and the rest of a body's name that the document completes (区委, 党工委)."""
        words = self._words
        if key in words.own:
            scope = self.place.at("town")
            return (scope, key) if scope else None
        if (prefix := self._prefix(key)) and (area := self.place.at(prefix[1])):
            return area, key.removeprefix(prefix[0])
        return None


_LOCAL: frozenset[EntityType] = frozenset({"ORG", "PLACE", "PROJECT", "PLATFORM", "EVENT"})


def is_description(key: str, words: Words) -> bool:
    """Whether a name is made of general words alone, so that it describes rather than names.

    Examples
    --------
    >>> from graph.resolve.words import load_words
    >>> is_description("社区卫生服务中心", load_words()), is_description("质汇驿站", load_words())
    (True, False)
    """
    reach = [True] + [False] * len(key)
    for end in range(1, len(key) + 1):
        first = max(0, end - words.longest_generic)
        reach[end] = any(reach[start] and key[start:end] in words.generic for start in range(first, end))
    return reach[-1]
