"""Key entities: of each class the best connected, with what is said of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Claim
from graph.view.ranking import ranked
from jiepu.briefing.subject import Statement, Subject, one_line

_PER_CLASS = 5
_STATEMENTS = 3


@dataclass(frozen=True)
class Leading:
    """An entity: its name, its other names, in how many documents it stands, what is said of it."""

    name: str
    others: str
    documents: int
    claims: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class OfClass:
    """The leading entities of a class, and how many it has in all."""

    name: str
    total: int
    rows: tuple[Leading, ...]


def leading(subject: Subject) -> tuple[OfClass, ...]:
    """Return the leading entities of each class, in the order of the legend."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    docs: dict[str, set[str]] = defaultdict(set)
    for claim in subject.data.claims:
        for end in dict.fromkeys((claim.head, claim.tail)):
            claims[end].append(claim)
            docs[end].add(claim.evidence.doc)
    for mention in subject.data.mentions:
        docs[mention.entity].add(mention.doc)
    order = ranked(subject.data)
    found = []
    for row in subject.look.classes:
        named = [entity for entity in order if entity.type == row["id"]]
        # What no statement speaks of is no key entity.
        chosen = [entity for entity in named if claims[entity.iri]][:_PER_CLASS]
        if chosen:
            rows = tuple(
                Leading(
                    one_line(entity.name),
                    "、".join(one_line(name) for name in entity.alt_names[:3]),
                    len(docs[entity.iri]),
                    len(claims[entity.iri]),
                    tuple(subject.said(c, entity.iri) for c in _telling(claims[entity.iri], entity.iri)),
                )
                for entity in chosen
            )
            found.append(OfClass(row[subject.language], len(named), rows))
    return tuple(found)


def _telling(claims: list[Claim], iri: str) -> list[Claim]:
    """Return a few claims, the surest of each document and relation before a second of the same."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    others: set[str] = set()
    keyed: list[tuple[int, int, Claim]] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.evidence.doc, c.evidence.start, c.iri)):
        other = claim.tail if claim.head == iri else claim.head
        key = (claim.rel, claim.evidence.doc)
        keyed.append((seen[key] + (other in others), len(keyed), claim))
        seen[key] += 1
        others.add(other)
    return [claim for _, _, claim in sorted(keyed, key=lambda item: item[:2])[:_STATEMENTS]]
