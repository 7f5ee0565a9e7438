"""Themes: how many facts each body's documents state of each theme, with a few of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from graph.model import Claim
from graph.themes import concepts, lineage
from jiepu.briefing.subject import Statement, Subject, one_line

_STATEMENTS = 2


@dataclass(frozen=True)
class Topic:
    """A theme: its name, how deep it stands in the scheme, facts in all and by body, examples."""

    name: str
    depth: int
    total: int
    counts: tuple[int, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Topics:
    """The bodies, in the order of the counts, the largest count, and the themes that any fact has."""

    bodies: tuple[str, ...]
    most: int
    rows: tuple[Topic, ...]


def topics(subject: Subject) -> Topics:
    """Return the themes in the order of the scheme; a fact counts for its own themes, not for those above."""
    counts: Counter[tuple[str, str]] = Counter()
    of_theme: dict[str, list[Claim]] = defaultdict(list)
    totals: Counter[str] = Counter()
    facts = [(claim.evidence, claim.themes) for claim in subject.data.claims]
    facts += [(figure.evidence, figure.themes) for figure in subject.data.figures]
    for evidence, themes in facts:
        body = subject.bodies.of(evidence)
        totals[body] += 1
        for theme in themes:
            counts[theme, body] += 1
    for claim in subject.data.claims:
        for theme in claim.themes:
            of_theme[theme].append(claim)
    bodies = [body for body, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))]
    rows = []
    shown: set[str] = set()
    for name, concept in concepts().items():
        here = tuple(counts[name, body] for body in bodies)
        if any(here):
            rows.append(
                Topic(
                    concept.zh if subject.language == "zh" else concept.en,
                    len(lineage(name)) - 1,
                    sum(here),
                    here,
                    tuple(subject.said(claim) for claim in _examples(of_theme[name], shown)),
                )
            )
    most = max((count for row in rows for count in row.counts), default=0)
    return Topics(tuple(one_line(subject.bodies.name(body)) for body in bodies), most, tuple(rows))


def _examples(claims: list[Claim], shown: set[str]) -> list[Claim]:
    """Return the surest claims, one a document before a second of the same, and none that was shown."""
    seen: Counter[str] = Counter()
    keyed: list[tuple[int, int, Claim]] = []
    fresh = [claim for claim in claims if claim.iri not in shown]
    for claim in sorted(fresh, key=lambda c: (-c.confidence, c.evidence.doc, c.evidence.start, c.iri)):
        keyed.append((seen[claim.evidence.doc], len(keyed), claim))
        seen[claim.evidence.doc] += 1
    chosen = [claim for _, _, claim in sorted(keyed, key=lambda item: item[:2])[:_STATEMENTS]]
    shown.update(claim.iri for claim in chosen)
    return chosen
