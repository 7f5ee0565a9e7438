"""The administrative areas that documents stand in, with their official codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.iri import resource
from graph.resolve.words import Words
from ontology.gazetteer import Division, Gazetteer
from ontology.records import Document


@dataclass(frozen=True)
class Area:
    """An administrative area: official or printed name, level, official code where it has one.

    ``under`` is the code of the official area that contains one without a code: two districts may each have a
    松岫街道.
    """

    name: str
    level: str
    code: str = ""
    under: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """What tells the area from all others: its code, or its name and what is known to contain it."""
        if self.code:
            return (self.code,)
        return (self.under, self.name) if self.under else (self.name,)

    @property
    def iri(self) -> str:
        """The identity of the area."""
        return resource("area", *self.path)


@dataclass(frozen=True)
class Place:
    """Where a document stands: its ``areas`` from the largest to the smallest, and who issued it."""

    doc: str
    areas: tuple[Area, ...]
    issuer: str

    def at(self, level: str) -> Area | None:
        """Return the area of the document at ``level``; a municipality answers to ``city``.

        A county-level city is the county, and also the city where nothing else is.
        """
        for area in reversed(self.areas):
            if area.level == level:
                return area
        if level == "city":
            return next((a for a in reversed(self.areas) if a.name.endswith("市")), None)
        return None

    @property
    def scope(self) -> Area | None:
        """The area whose own facilities and bodies the document describes: its smallest one."""
        return self.areas[-1] if self.areas else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The official codes that are known, from the largest area to the smallest."""
        return tuple(area.code for area in self.areas if area.code)


def level_of(name: str, words: Words) -> str:
    """Return the level that the last character of an area's full name tells, empty where it tells none.

    Examples
    --------
    >>> from graph.resolve.words import load_words
    >>> level_of("江川路街道", load_words()), level_of("江川", load_words())
    ('town', '')
    """
    if name.endswith(words.not_areas):
        return ""
    return next(
        (level for suffix, level in words.area_suffixes if name.endswith(suffix) and name != suffix), ""
    )


def area_of(division: Division) -> Area:
    """Return an official division as an area."""
    return Area(division.name, division.level, division.code)


def place_of(document: Document, gazetteer: Gazetteer, words: Words) -> Place:
    """Place a document in the administrative tree.

    The official chain is taken where the document's code leads to one, or its smallest area that the table
    holds, told apart by the others. Areas below it, and all areas where the table holds none (renamed, or
    invented), stay as the document names them, without a code.
    """
    named = [name for name in document.areas if name]
    if level_of(document.issuer, words) and document.issuer not in named:
        named.append(document.issuer)
    chain = gazetteer.ancestors(document.code) if document.code else ()
    known = len(named)
    while not chain and known:
        known -= 1
        others = [d.code for name in named[:known] if (d := gazetteer.resolve(name)) is not None]
        found = gazetteer.resolve(named[known], others)
        if found is not None and found.name == named[known] and _fits(found, named[:known], gazetteer):
            chain = gazetteer.ancestors(found.code)
    official = tuple(area_of(d) for d in chain)
    lowest = max((i for i, name in enumerate(named) if any(a.name == name for a in official)), default=-1)
    under = official[-1].code if official else ""
    rest = tuple(Area(name, level_of(name, words), under=under) for name in named[lowest + 1 :])
    return Place(document.doc, official + rest, document.issuer)


def unlisted(places: Sequence[Place]) -> dict[str, Area]:
    """Return the areas without a code that documents stand in, by name; not those of which there are several.

    Examples
    --------
    >>> one, other = Area("松岫街道", "town", under="310112"), Area("松岫街道", "town", under="310104")
    >>> list(unlisted([Place("a", (one,), "")])), unlisted([Place("a", (one,), ""), Place("b", (other,), "")])
    (['松岫街道'], {})
    """
    found: dict[str, set[Area]] = {}
    for place in places:
        for area in place.areas:
            if not area.code:
                found.setdefault(area.name, set()).add(area)
    return {name: next(iter(areas)) for name, areas in found.items() if len(areas) == 1}


def _fits(found: Division, named: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a division is the one meant: its name is unique, or an area that is named contains it."""
    if len(gazetteer.by_name(found.name)) == 1:
        return True
    return any(d.name in named for d in gazetteer.ancestors(found.code))


def short_names(area: Area, words: Words, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return what ``area`` may be called without its level, the most usual first.

    Examples
    --------
    >>> from graph.resolve.words import load_words
    >>> from ontology.gazetteer import load
    >>> short_names(Area("江川路街道", "town"), load_words(), load())
    ('江川', '江川路')
    """
    found = []
    if area.level in {"province", "city", "county"} and (short := gazetteer.shorten(area.name, area.level)):  # type: ignore[arg-type]
        found.append(short)
    for suffix, level in words.area_suffixes:
        short = area.name.removesuffix(suffix)
        if level == area.level and short != area.name and len(short) >= 2:
            found.append(short)
    return tuple(dict.fromkeys(sorted(found, key=len)))
