"""Diffusion: where a mechanism, programme or policy appears first, where next, where documents are silent.

Events are ordered by place and time, as in studies of how policies spread among governments (Walker 1969,
"The Diffusion of Innovations among the American States"). They rest on what documents name, so *not adopted*
is said of a place and a year only where reports of that place are held that cover the year and do not name
the thing (:mod:`graph.standings`); of all others that *no document is held*.
Shared wording is the longest phrase that two sentences have in common (Ratcliff and Metzener 1988).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from graph.appearances import HOWS, How, Seen, appearances
from graph.model import Entity, Evidence, GraphData
from graph.phrases import longest_phrase
from graph.places import LEVELS, Level, level
from graph.vantage import Bodies

PHRASE = 6
"""The least length of a shared phrase, in characters, beside the name itself."""


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
    for thing, seen in appearances(data, bodies, theme, entity).items():
        by_place: dict[str, list[Seen]] = defaultdict(list)
        for one in seen:
            by_place[one.place].append(one)
        if len(by_place) < (1 if entity else least):
            continue
        found += _steps(bodies.entities[thing], by_place, bodies)
    return sorted(found, key=lambda s: (s.entity.name, s.entity.iri, s.number))


def _steps(entity: Entity, by_place: Mapping[str, list[Seen]], bodies: Bodies) -> Iterator[Step]:
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


def _rank(seen: Seen) -> tuple[bool, str, int, str, int]:
    return (not seen.date, seen.date, HOWS.index(seen.how), seen.evidence.doc, seen.evidence.start)


def _wide(place: str, bodies: Bodies) -> int:
    return LEVELS.index(level(bodies.entities[place])) if place in bodies.entities else len(LEVELS)


def _days(start: str, end: str) -> int | None:
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days
    except ValueError:
        return None


def _shared(
    one: Seen, earlier: Iterable[Seen], by_place: Mapping[str, list[Seen]], entity: Entity
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
