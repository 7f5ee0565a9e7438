"""What a document fixes: its 街道, its 区委, its short area names; and what only describes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.names import name_key
from graph.resolve.areas import Area, Place, area_of, level_of, short_names
from graph.resolve.words import Words, is_description
from ontology.gazetteer import Division, Gazetteer
from ontology.records import EntityType


@dataclass(frozen=True)
class Reading:
    """How a document means a name: its full form, the area it is local to, and why.

    ``area`` is set where the name is an administrative area. ``scope`` is the area that a description belongs
    to, ``lead`` the one that the name begins with. ``key`` is what two readings are compared by, ``core`` the
    name without its leading area. ``fixed`` says that the document completed the name (区委).
    """

    full: str
    key: str
    core: str
    reason: str
    area: Area | None = None
    scope: Area | None = None
    lead: Area | None = None
    fixed: bool = False


class Context:
    """Reads the names of one document.

    Parameters
    ----------
    place
        Where the document stands.
    printed
        The full names of other areas that it prints, so that their short forms are known too.
    unlisted
        Areas without a code in which other documents stand, by name.
    """

    def __init__(
        self,
        place: Place,
        printed: Iterable[str],
        words: Words,
        gazetteer: Gazetteer,
        unlisted: Mapping[str, Area] = MappingProxyType({}),
    ) -> None:
        self.place = place
        self._unlisted = unlisted
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
        return area_of(found) if found else self._unofficial(name)

    def _unofficial(self, name: str) -> Area:
        return self._unlisted.get(name) or Area(name, level_of(name, self._words))

    def read(self, text: str, kind: EntityType) -> Reading:
        """Return how this document means ``text`` where it is a name of class ``kind``."""
        key = name_key(text)
        return self._read_area(text, key) if kind == "AREA" else self._read_other(text, key, kind)

    def _read_area(self, text: str, key: str) -> Reading:
        if level := self._words.self_words.get(key):
            if area := self.place.at(level):
                return Reading(
                    area.name, area.iri, key, f"“{text}”由文档确定: 指{area.name}", area, fixed=True
                )
            return Reading(
                text, f"{self.place.doc}/{key}", key, "文档没有给出所指的区域", scope=self.place.scope
            )
        if area := self._areas.get(key):
            return Reading(area.name, area.iri, key, "区划名称", area)
        if area := self._short.get(key):
            return Reading(area.name, area.iri, key, f"“{text}”是{area.name}的简称", area)
        found = self._official(key)
        if found is None:
            rest = self._without_superiors(key)
            if rest != key:
                return self._read_area(text, rest)
        area = area_of(found) if found else self._unofficial(key)
        reason = "区划名称" if area.name == key else f"“{text}”是{area.name}的简称"
        return Reading(area.name, area.iri, key, reason, area)

    def _official(self, key: str) -> Division | None:
        """Return the official division of a name: a full name, a town near by, or a well-known short one."""
        found = self._gazetteer.resolve(key, self.place.codes)
        if found and (found.name == key or found.level in {"province", "city"} or self._near(found.code)):
            return found
        towns = [
            d
            for suffix, level in self._words.area_suffixes
            if level == "town"
            for d in self._gazetteer.by_name(key + suffix)
            if self._near(d.code)
        ]
        return towns[0] if len(towns) == 1 else None

    def _near(self, code: str) -> bool:
        """Whether a code lies in the city, or the municipality, of the document."""
        around = self.place.at("city") or self.place.at("province")
        if around is None or not around.code:
            return False
        return code.startswith(around.code[:2] if around.code.endswith("0000") else around.code[:4])

    def _without_superiors(self, key: str) -> str:
        """Drop leading areas (and 人民政府) as long as another area of the document follows."""
        while True:
            lead = next((name for name, _ in self._leads if key.startswith(name)), "")
            rest = key.removeprefix(lead).removeprefix("人民政府") if lead else key
            if not lead or not any(rest.startswith(name) for name, _ in self._leads):
                return key
            key = rest

    def _read_other(self, text: str, key: str, kind: EntityType) -> Reading:
        core, reason = self._usual(key, kind)
        full = text if reason == SAME else core
        if self._lacks(core):
            return Reading(
                text, f"{self.place.doc}/{core}", core, "文档没有给出所属的区域",
                scope=self.place.scope, fixed=True,
            )  # fmt: skip
        if expanded := self._expand(core):
            lead, rest = expanded
            name = lead.name + rest
            if kind not in {"ORG", "EVENT"} and lead == self.place.scope:
                name = text
            reason = f"“{text}”由文档确定: 指{lead.name}{rest}"
            scope = lead if lead == self.place.scope or is_description(rest, self._words) else None
            return Reading(name, f"{lead.iri}/{rest}", rest, reason, scope=scope, lead=lead, fixed=True)
        found, rest = self._lead(core, kind)
        described = kind in LOCAL and is_description(rest, self._words)
        if found is not None:
            # 青石社区食堂 is local to 青石; 青石大学 is a name, though 大学 alone describes.
            scope = found if described and len(rest) >= 4 else None
            return Reading(full, f"{found.iri}/{rest}", rest, reason, scope=scope, lead=found)
        if described:
            scope = self.place.scope
            where = scope.iri if scope else self.place.doc
            reason = f"“{text}”是描述, 属于{scope.name if scope else '本文档'}"
            return Reading(full, f"{where}/{core}", core, reason, scope=scope)
        return Reading(full, core, core, reason)

    def _usual(self, key: str, kind: EntityType) -> tuple[str, str]:
        """Return a name in the form that documents use, and the reason where that is another one."""
        words = self._words
        core = self._without_superiors(key.removeprefix("中共"))
        formal = core != key
        for long, usual in words.formal:
            if core.endswith(long):
                core = core.removesuffix(long) + usual
                formal = formal or len(usual) < len(long)
                break
        # 鹤鸣一居 is 鹤鸣一居民区; 好的去处 and 好去处 are one.
        if kind == "PLACE" and core[-1] == "居" and core[-2:-1] in words.distinctive:
            core += "民区"
        if len(core) >= 5:
            core = core.replace("的", "")
        return core, "全称与通称" if formal else SAME

    def _lead(self, core: str, kind: EntityType) -> tuple[Area | None, str]:
        """Split a name into the area that it begins with, full or short, and the rest."""
        if kind == "PLACE" and core.endswith("路"):
            return None, core
        for name, area in self._leads:
            rest = core.removeprefix(name)
            if rest != core and len(rest) >= 2:
                # 浦东新区区委 and 浦东新区委 are one body.
                if rest[0] == area.name[-1] and rest[0] in "省市区县镇乡":
                    rest = rest[1:]
                return area, rest
        return None, core

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


SAME = "名称相同"
"""The reason of a name that says by itself what it means."""
LOCAL: frozenset[EntityType] = frozenset({"ORG", "PLACE", "PROJECT", "PLATFORM", "EVENT"})
"""Classes whose descriptions are one thing in each place."""
