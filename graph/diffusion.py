"""Diffusion: where a mechanism, programme or policy appears first, where next, where documents are silent.

Events are ordered by place and time, as in studies of how policies spread among governments (Walker 1969,
"The Diffusion of Innovations among the American States"). They rest on what documents name, so *not adopted*
is said of a place and a year only where reports of that place are held that cover the year and do not name
the thing; of all others it is said that *no document is held*. What news or a plan leaves out says nothing.
Shared wording is the longest phrase that two sentences have in common (Ratcliff and Metzener 1988).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from graph.model import Entity, Evidence, GraphData
from graph.names import name_key
from graph.phrases import longest_phrase
from graph.places import LEVELS, Level, level
from graph.sentences import Sentences
from graph.themes import lineage
from graph.vantage import Bodies, vantage
from ontology.records import Document, EntityType

How = Literal["adopted", "planned", "named"]
State = Literal["adopted", "planned", "named", "notAdopted", "notHeld"]

TYPES: tuple[EntityType, ...] = ("MECHANISM", "PROGRAMME", "POLICY")
"""What can spread."""

PHRASE = 6
"""The least length of a shared phrase, in characters, beside the name itself."""

_HOWS: tuple[How, ...] = ("adopted", "planned", "named")
_DEEDS = frozenset({"undertakes", "reliesOn", "follows", "participatesIn", "serves", "locatedIn"})
# The months of a year that reports must cover before their silence counts; December is often cut short.
_MONTHS = 11


@dataclass(frozen=True)
class Step:
    """The first appearance of something in a place.

    ``number`` counts the places from 1 in the order of ``date`` (ISO; empty, and last, where no document of
    the place has one), ``days`` since the first. ``how`` tells whether the place does it, plans it or only
    names it.
    ``phrase`` is the longest that the sentence shares with that of an earlier place, ``shared_with``.
    """

    entity: Entity
    place: str
    place_name: str
    level: Level
    number: int
    date: str
    days: int | None
    how: How
    evidence: Evidence
    phrase: str = ""
    shared_with: str = ""


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


@dataclass(frozen=True)
class _Seen:
    place: str
    date: str
    how: How
    evidence: Evidence


def diffusion(data: GraphData, *, theme: str = "", least: int = 2, entity: str = "") -> list[Step]:
    """Return where each mechanism, programme and policy appears, place by place, in order of time.

    Parameters
    ----------
    data
        The graph.
    theme
        Only what a claim of this theme, or one below it, speaks of; all where empty.
    least
        The places that something must appear in.
    entity
        Only this one, by its IRI; ``least`` then is 1.

    Examples
    --------
    >>> diffusion(GraphData((), (), (), (), ()))
    []
    """
    bodies = Bodies(data)
    found: list[Step] = []
    for thing, seen in _appearances(data, bodies, theme, entity).items():
        by_place: dict[str, list[_Seen]] = defaultdict(list)
        for one in seen:
            by_place[one.place].append(one)
        if len(by_place) < (1 if entity else least):
            continue
        found += _steps(bodies.entities[thing], by_place, bodies)
    return sorted(found, key=lambda s: (s.entity.name, s.entity.iri, s.number))


def standings(data: GraphData, *, theme: str = "", least: int = 2, entity: str = "") -> list[Standing]:
    """Return how each thing stands in each place of the levels that it appears in, year by year.

    Years run from its first appearance to the last day that any document of the graph knows of. Places are
    the areas of the graph of those levels, whether or not documents of theirs are held. The parameters are
    those of :func:`diffusion`.
    """
    bodies = Bodies(data)
    held: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for document in data.documents:
        for place in _speakers(document, bodies):
            held[place].append((document, name_key(_said(document, place, bodies))))
    years = [year for document in data.documents for year in _years(document)]
    found: list[Standing] = []
    for thing, seen in _appearances(data, bodies, theme, entity).items():
        places = {one.place for one in seen}
        dated = [one for one in seen if one.date]
        if not dated or len(places) < (1 if entity else least):
            continue
        levels = {level(bodies.entities[place]) for place in places if place in bodies.entities} - {
            "community"
        }
        others = {e.iri for e in data.entities if e.type == "AREA" and level(e) in levels}
        first = min(int(one.date[:4]) for one in dated)
        for place in sorted(places | others):
            if place in bodies.entities:
                for year in range(first, max(years, default=first) + 1):
                    found.append(_standing(thing, place, year, seen, held[place], bodies))
    return found


def _standing(
    thing: str,
    place: str,
    year: int,
    seen: Iterable[_Seen],
    held: Iterable[tuple[Document, str]],
    bodies: Bodies,
) -> Standing:
    entity, area = bodies.entities[thing], bodies.entities[place]
    here = [one for one in seen if one.place == place and one.date[:4] == str(year)]
    if here:
        best = min(here, key=lambda s: (_HOWS.index(s.how), s.date, s.evidence.doc, s.evidence.start))
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


def _appearances(data: GraphData, bodies: Bodies, theme: str, only: str) -> dict[str, list[_Seen]]:
    """Return where each thing that can spread is named, claims before mere mentions."""
    found: dict[str, list[_Seen]] = defaultdict(list)
    themed: set[str] = set()
    wanted = {e.iri for e in data.entities if (e.iri == only if only else e.type in TYPES)}
    claimed: set[tuple[str, str, str]] = set()
    for claim in data.claims:
        if claim.evidence.part == "noise":
            continue
        for thing, other in ((claim.tail, claim.head), (claim.head, claim.tail)):
            if thing not in wanted:
                continue
            if any(theme in lineage(t) for t in claim.themes):
                themed.add(thing)
            body = bodies.of(claim.evidence, other)
            how: How = "named"
            if claim.rel in _DEEDS:
                how = "planned" if claim.status == "planned" else "adopted"
            when = _told(bodies.documents[claim.evidence.doc], claim.evidence, how)
            found[thing].append(_Seen(body, when, how, claim.evidence))
            claimed.add((thing, body, claim.evidence.doc))
            if level(bodies.entities[other]) == "community" and other != body:
                found[thing].append(_Seen(other, when, how, claim.evidence))
    sentences = Sentences(data.documents)
    for mention in data.mentions:
        if mention.entity in wanted and (evidence := sentences.around(mention.doc, mention.start)):
            body = bodies.of(evidence)
            if (
                evidence.part not in {"noise", "glossary"}
                and (mention.entity, body, mention.doc) not in claimed
            ):
                when = _told(bodies.documents[mention.doc], evidence, "named")
                found[mention.entity].append(_Seen(body, when, "named", evidence))
    return {thing: seen for thing, seen in sorted(found.items()) if not theme or thing in themed}


def _told(document: Document, evidence: Evidence, how: How) -> str:
    """Return the day that a sentence tells of: the end of what a report covers, the making of a plan."""
    speaks = vantage(document)
    return speaks.made if how == "planned" or evidence.part == "plan" else speaks.until


def _steps(entity: Entity, by_place: Mapping[str, list[_Seen]], bodies: Bodies) -> Iterator[Step]:
    firsts = [min(seen, key=_rank) for seen in by_place.values()]
    firsts.sort(key=lambda one: (not one.date, one.date, _wide(one.place, bodies), one.place))
    start = firsts[0].date
    for number, one in enumerate(firsts, 1):
        phrase, other = _shared(one, firsts[: number - 1], by_place, entity)
        place = bodies.entities.get(one.place)
        yield Step(
            entity, one.place, bodies.name(one.place), level(place) if place else "", number, one.date,
            _days(start, one.date), one.how, one.evidence, phrase, bodies.name(other) if other else "",
        )  # fmt: skip


def _rank(seen: _Seen) -> tuple[bool, str, int, str, int]:
    return (not seen.date, seen.date, _HOWS.index(seen.how), seen.evidence.doc, seen.evidence.start)


def _wide(place: str, bodies: Bodies) -> int:
    return LEVELS.index(level(bodies.entities[place])) if place in bodies.entities else len(LEVELS)


def _days(start: str, end: str) -> int | None:
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return None


def _shared(
    one: _Seen, earlier: Iterable[_Seen], by_place: Mapping[str, list[_Seen]], entity: Entity
) -> tuple[str, str]:
    """Return the longest phrase that any sentence of a place shares with one of an earlier place."""
    best, source = "", ""
    names = sorted({entity.name, *entity.alt_names}, key=len, reverse=True)
    mine = [(one, _without(one.evidence.quote, names, "\x00")) for one in by_place[one.place]]
    for other in earlier:
        theirs = [(one, _without(one.evidence.quote, names, "\x01")) for one in by_place[other.place]]
        for (here, first), (there, second) in product(mine, theirs):
            if here.evidence.doc != there.evidence.doc:
                phrase = longest_phrase(first, second)
                if len(phrase) >= max(PHRASE, len(best) + 1):
                    best, source = phrase, other.place
    return best, source


def _without(quote: str, names: Iterable[str], gap: str) -> str:
    """Return a sentence with a gap for each name: that the thing is called so is no shared wording."""
    for name in names:
        quote = quote.replace(name, gap)
    return quote
