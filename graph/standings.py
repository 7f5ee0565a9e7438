"""How things that can spread stand in each place, year by year: adopted, not adopted, or no document held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.appearances import HOWS, Seen, appearances
from graph.model import Entity, Evidence, GraphData
from graph.names import name_key
from graph.places import Level, level
from graph.vantage import Bodies
from ontology.records import Document

State = Literal["adopted", "planned", "named", "notAdopted", "notHeld"]

# The months of a year that reports must cover before their silence counts; December is often cut short.
_MONTHS = 11


@dataclass(frozen=True)
class Standing:
    """How something stands in a place in a year; ``told_by`` are the documents that say so or are silent."""

    entity: Entity
    place: str
    place_name: str
    level: Level
    year: int
    state: State
    told_by: tuple[str, ...] = ()
    evidence: Evidence | None = None


def standings(data: GraphData, *, theme: str = "", least: int = 2, entity: str = "") -> list[Standing]:
    """Return how each thing stands in each place of the levels that it appears in, year by year.

    Years run from its first appearance to the last day that any document of the graph knows of. Places are
    the areas of those levels that documents of the graph speak for, and for one ``entity`` all areas of those
    levels that the graph knows of. The parameters are those of :func:`graph.diffusion.diffusion`.

    Examples
    --------
    >>> standings(GraphData((), (), (), (), ()))
    []
    """
    bodies = Bodies(data)
    held: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for document in data.documents:
        for place in _speakers(document, bodies):
            held[place].append((document, name_key(_said(document, place, bodies))))
    years = [year for document in data.documents for year in _years(document)]
    found: list[Standing] = []
    for thing, seen in appearances(data, bodies, theme, entity).items():
        places = {one.place for one in seen}
        dated = [one for one in seen if one.date]
        if not dated or len(places) < (1 if entity else least):
            continue
        levels = {level(bodies.entities[place]) for place in places if place in bodies.entities} - {
            "community"
        }
        others = {
            e.iri
            for e in data.entities
            if e.type == "AREA" and level(e) in levels and (entity or e.iri in held)
        }
        first = min(int(one.date[:4]) for one in dated)
        for place in sorted(places | others):
            if place in bodies.entities:
                found += [
                    _standing(thing, place, year, seen, held.get(place, ()), bodies)
                    for year in range(first, max(years, default=first) + 1)
                ]
    return found


def _standing(
    thing: str,
    place: str,
    year: int,
    seen: Iterable[Seen],
    held: Iterable[tuple[Document, str]],
    bodies: Bodies,
) -> Standing:
    entity, area = bodies.entities[thing], bodies.entities[place]
    here = [one for one in seen if one.place == place and one.date[:4] == str(year)]
    if here:
        best = min(here, key=lambda s: (HOWS.index(s.how), s.date, s.evidence.doc, s.evidence.start))
        docs = tuple(sorted({one.evidence.doc for one in here}))
        return Standing(entity, place, area.name, level(area), year, best.how, docs, best.evidence)
    telling = [d for d, _ in held if d.kind == "report" and year in _years(d)]
    names = [key for name in (entity.name, *entity.alt_names) if len(key := name_key(name)) > 1]
    naming = tuple(sorted(d.doc for d, text in held if year in _years(d) and any(n in text for n in names)))
    state: State = "named" if naming else "notAdopted" if _cover(telling, year) else "notHeld"
    told = naming or tuple(sorted(d.doc for d in telling if state == "notAdopted"))
    return Standing(entity, place, area.name, level(area), year, state, told)


def _years(document: Document) -> tuple[int, ...]:
    """Return the years that a document tells of: those of its period, or else that of its date."""
    period = document.period
    days = (period.start, period.end) if period else (document.date, document.date)
    if not all(day[:4].isdigit() for day in days):
        return ()
    return tuple(range(int(days[0][:4]), int(days[1][:4]) + 1))


def _cover(reports: Iterable[Document], year: int) -> bool:
    """Whether the periods of reports together cover a year."""
    months = {f"{year}-{month:02}" for month in range(1, 13)}
    periods = [d.period for d in reports if d.period]
    return sum(any(p.start[:7] <= m <= p.end[:7] for p in periods) for m in months) >= _MONTHS


def _speakers(document: Document, bodies: Bodies) -> set[str]:
    """Return the bodies that a document speaks for: one, or those of the reports that it was joined from."""
    joined = {bodies.of(Evidence(document.doc, s.start, s.end, "")) for s in document.sections if s.issuer}
    return joined or {bodies.of(Evidence(document.doc, -1, -1, ""))}


def _said(document: Document, place: str, bodies: Bodies) -> str:
    """Return what a document says for one of the bodies that it speaks for."""
    if not any(section.issuer for section in document.sections):
        return document.text
    return "".join(
        document.text[s.start : s.end]
        for s in document.sentences
        if bodies.of(Evidence(document.doc, s.start, s.end, "")) == place
    )
