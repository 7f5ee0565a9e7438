"""Substance: how much of what is said of a programme is concrete, and which sentences are carried over.

A sentence is concrete where it has a number, a unit, a time, a place or a partner beside the name itself:
what makes a pledge checkable (Naurin, Royed and Thomson, eds, 2019, "Party Mandates and Democracy"). A
sentence is carried over where one of an earlier document of the same body holds most of its runs of
characters (containment of shingles, Broder 1997, "On the resemblance and containment of documents"), found
exactly, without sampling.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import Entity, Evidence, Figure, GraphData, GraphMention
from graph.phrases import containment, shingles
from graph.sentences import Sentences
from graph.themes import lineage
from graph.vantage import Bodies, vantage
from ontology.records import EntityType

SIZE = 6
"""The characters of a shingle: longer than most words and set phrases of four characters."""

SHARE = 0.7
"""A sentence of which an earlier one holds this share of the shingles is carried over."""

LEAST = 12
"""The shingles that a sentence must have to be looked at: one of 17 characters or more."""

SIGNS = ("number", "unit", "time", "place", "partner")
"""What makes a sentence concrete."""

_PLACES = frozenset({"PLACE", "AREA"})
_PARTNERS = frozenset({"ORG"})


@dataclass(frozen=True)
class Told:
    """A sentence that names a programme, and which of :data:`SIGNS` it has."""

    evidence: Evidence
    signs: frozenset[str]


@dataclass(frozen=True)
class Substance:
    """What the sentences of one body say of a programme."""

    entity: Entity
    body: str
    body_name: str
    told: tuple[Told, ...]

    @property
    def share(self) -> float:
        """The share of sentences that carry anything concrete."""
        return sum(bool(one.signs) for one in self.told) / len(self.told)

    def having(self, sign: str) -> float:
        """Return the share of sentences that carry one sign."""
        return sum(sign in one.signs for one in self.told) / len(self.told)


@dataclass(frozen=True)
class Carried:
    """A sentence and the earlier one of the same body that it repeats; ``share`` of its shingles, 0 to 1."""

    body: str
    body_name: str
    evidence: Evidence
    earlier: Evidence
    share: float


def substance(
    data: GraphData, *, theme: str = "", types: Iterable[EntityType] = ("PROGRAMME",)
) -> list[Substance]:
    """Return for each programme and body how concrete what is said of it is, most often named first.

    Parameters
    ----------
    data
        The graph.
    theme
        Only what a claim of this theme, or one below it, speaks of; all where empty.
    types
        The classes to look at.

    Examples
    --------
    >>> substance(GraphData((), (), (), (), ()))
    []
    """
    bodies, sentences = Bodies(data), Sentences(data.documents)
    wanted = {entity.iri for entity in data.entities if entity.type in set(types)}
    if theme:
        ends = {
            e for c in data.claims if any(theme in lineage(t) for t in c.themes) for e in (c.head, c.tail)
        }
        wanted &= ends
    there: dict[tuple[str, int], list[GraphMention]] = defaultdict(list)
    spans: dict[tuple[str, int], Evidence] = {}
    for mention in data.mentions:
        if evidence := sentences.around(mention.doc, mention.start):
            there[mention.doc, evidence.start].append(mention)
            spans[mention.doc, evidence.start] = evidence
    figures: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in data.figures:
        if evidence := sentences.around(figure.evidence.doc, figure.evidence.start):
            figures[evidence.doc, evidence.start].append(figure)
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for key, mentions in there.items():
        evidence = spans[key]
        if evidence.part in {"noise", "glossary"}:
            continue
        body = bodies.of(evidence)
        for thing in sorted({m.entity for m in mentions} & wanted):
            signs = _signs(thing, body, evidence, mentions, figures[key], bodies)
            found[thing, body].append(Told(evidence, signs))
    rows = [
        Substance(bodies.entities[thing], body, bodies.name(body), tuple(told))
        for (thing, body), told in found.items()
    ]
    return sorted(rows, key=lambda r: (-len(r.told), r.entity.name, r.entity.iri, r.body))


def _signs(
    thing: str,
    body: str,
    evidence: Evidence,
    mentions: Iterable[GraphMention],
    figures: Iterable[Figure],
    bodies: Bodies,
) -> frozenset[str]:
    found = set()
    text = list(evidence.quote)
    above = _above(body, bodies)
    for mention in mentions:
        for i in range(mention.start - evidence.start, min(mention.end - evidence.start, len(text))):
            # Digits of a name count nothing.
            text[i] = " "
        if mention.entity not in above | {thing}:
            if mention.type in _PLACES:
                found.add("place")
            elif mention.type in _PARTNERS:
                found.add("partner")
    rest = "".join(text)
    times, numbers = _patterns()
    if times.search(rest):
        found.add("time")
    for figure in figures:
        if figure.value and figure.value in evidence.quote:
            found |= {"number"} | ({"unit"} if figure.unit else set())
        if figure.dates:
            found.add("time")
    if numbers.search(times.sub(" ", rest)):
        found.add("number")
    return frozenset(found)


def _above(body: str, bodies: Bodies) -> set[str]:
    """Return a body and the areas that contain it: that a street lies in its city is nothing concrete."""
    chain: set[str] = set()
    while body in bodies.entities and body not in chain:
        chain.add(body)
        body = bodies.entities[body].within
    return chain


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    source = tomllib.loads((files("graph") / "substance.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(source["times"]), re.ASCII), re.compile("|".join(source["numbers"]), re.ASCII)


def carried_over(data: GraphData) -> list[Carried]:
    """Return the sentences that repeat one of an earlier document of the same body, by body and document.

    Only of documents whose order in time is known; headings, notes and what is no text are left out.

    Examples
    --------
    >>> carried_over(GraphData((), (), (), (), ()))
    []
    """
    bodies, sentences = Bodies(data), Sentences(data.documents)
    by_body: dict[str, list[tuple[str, Evidence, frozenset[str]]]] = defaultdict(list)
    for document in data.documents:
        until = vantage(document).until
        for evidence in sentences.said(document.doc) if until else ():
            grams = shingles(evidence.quote, SIZE)
            if len(grams) >= LEAST:
                by_body[bodies.of(evidence)].append((until, evidence, grams))
    found: list[Carried] = []
    for body, told in sorted(by_body.items()):
        found += _repeated(body, bodies.name(body), sorted(told, key=lambda t: (t[0], t[1].doc, t[1].start)))
    return found


def _repeated(body: str, name: str, told: list[tuple[str, Evidence, frozenset[str]]]) -> Iterator[Carried]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, (_, _, grams) in enumerate(told):
        for gram in grams:
            holders[gram].append(index)
    for until, evidence, grams in told:
        common = Counter(
            index
            for gram in grams
            for index in holders[gram]
            if told[index][0] < until and told[index][1].doc != evidence.doc
        )
        if common:
            best = max(common, key=lambda index: (common[index], told[index][0], -index))
            share = containment(grams, told[best][2])
            if share >= SHARE:
                yield Carried(body, name, evidence, told[best][1], round(share, 2))
