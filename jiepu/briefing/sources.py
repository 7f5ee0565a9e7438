"""The documents of a briefing, and what could not be read or placed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jiepu.briefing.changes import term
from jiepu.briefing.subject import Subject, one_line


@dataclass(frozen=True)
class Source:
    """A document: what it is called, who speaks, when and of which time, how much was read in it."""

    doc: str
    title: str
    issuer: str
    date: str
    covers: str
    characters: int
    facts: int
    address: str
    lacks: tuple[str, ...]
    warnings: tuple[str, ...]


def sources(subject: Subject) -> tuple[Source, ...]:
    """Return the documents in their order; ``lacks`` names what could not be told of one."""
    facts = Counter(claim.evidence.doc for claim in subject.data.claims)
    facts.update(figure.evidence.doc for figure in subject.data.figures)
    found = []
    for document in subject.data.documents:
        lacks = [
            name
            for name, missing in (
                ("issuer", not document.issuer),
                ("date", not document.date and document.period is None),
                ("sections", not document.sections),
                ("facts", not facts[document.doc]),
            )
            if missing
        ]
        found.append(
            Source(
                document.doc, one_line(document.title), document.issuer, document.date,
                term(document.period), len(document.text), facts[document.doc], document.source,
                tuple(lacks), document.warnings,
            )
        )  # fmt: skip
    return tuple(found)
