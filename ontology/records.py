"""The frozen records that travel from documents to the graph.

Offsets are half-open, in code points of ``Document.text``. ``quote`` is always
``Document.text[start:end]``, exactly. JSON Lines in and out by :func:`dumps` and :func:`loads`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

EntityType = Literal[
    "AREA", "ORG", "PLACE", "PROGRAMME", "PROJECT", "MECHANISM",
    "EVENT", "POLICY", "HONOUR", "PLATFORM", "PERSON", "GROUP",
]  # fmt: skip
RelationName = Literal[
    "partOf", "locatedIn", "undertakes", "participatesIn", "partnersWith", "reliesOn",
    "serves", "awarded", "follows", "guidedBy", "boundedBy", "holdsPost",
]  # fmt: skip
Status = Literal["done", "ongoing", "planned"]
FigureStatus = Literal["actual", "target"]
Role = Literal["front", "review", "plan", "glossary", "news", "list", "noise"]
Kind = Literal["report", "plan", "news", "list", "notice", "other"]


class Period(msgspec.Struct, frozen=True):
    """A span of days, both ends included, as ISO dates (``2025-01-01``)."""

    start: str
    end: str


class Section(msgspec.Struct, frozen=True):
    """A part of a document under one heading.

    ``level`` is 0 for the whole text before any heading, then 1 and deeper; ``title`` is the heading
    without its number, empty where there is none. Sections nest: a deeper one lies inside the one above.
    ``issuer`` is the body that the section is about or speaks for where that is not the document's own (a
    document joined from reports of several subdistricts), else empty. ``themes`` are concepts of the scheme
    of themes (``elderlyCare``), those that its own text speaks of most first.
    """

    start: int
    end: int
    level: int
    role: Role
    title: str = ""
    number: str = ""
    issuer: str = ""
    themes: tuple[str, ...] = ()


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, heading or list item; ``section`` indexes the innermost ``Document.sections``."""

    start: int
    end: int
    section: int
    heading: bool = False


class Document(msgspec.Struct, frozen=True):
    """A document as read: its text, where it comes from, and its structure.

    ``doc`` identifies it within a build. ``issuer`` is the canonical name of the subdistrict (or other body)
    that speaks; ``areas`` are its administrative areas from the largest to the smallest, the issuer's own
    included; ``code`` the official code of the smallest one known.
    """

    doc: str
    text: str
    path: str = ""
    format: str = "txt"
    encoding: str = "utf-8"
    sha256: str = ""
    title: str = ""
    issuer: str = ""
    areas: tuple[str, ...] = ()
    code: str = ""
    date: str = ""
    kind: Kind = "other"
    period: Period | None = None
    source: str = ""
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    warnings: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True):
    """A name where it is printed, with who proposed it and how sure the arbiter is (0 to 1)."""

    start: int
    end: int
    text: str
    type: EntityType
    proposer: str = ""
    confidence: float = 1.0


class Relation(msgspec.Struct, frozen=True):
    """A relation that one sentence states.

    ``head`` and ``tail`` are names as printed, or the canonical name of a subject that the sentence
    leaves out; ``head_start`` and ``tail_start`` locate the mention and are ``None`` for a restored end.
    ``start`` and ``end`` bound the evidence, ``verb`` is the trigger as printed. ``accepted`` is false for
    a fact below the confidence threshold, which stays out of the graph unless asked for.
    """

    head: str
    rel: RelationName
    tail: str
    status: Status
    start: int
    end: int
    quote: str
    head_type: EntityType
    tail_type: EntityType
    head_start: int | None = None
    tail_start: int | None = None
    verb: str = ""
    confidence: float = 1.0
    rule: str = ""
    accepted: bool = True
    period: Period | None = None
    themes: tuple[str, ...] = ()


class Observation(msgspec.Struct, frozen=True):
    """A measured or targeted figure; ``value`` as printed, ``number`` as a decimal in ``unit``.

    ``change`` is signed as stated (``+14.2%``, ``-2.1个百分点``), ``basis`` one of 同比, 可比, 环比.
    """

    subject: str
    indicator: str
    value: str
    unit: str
    status: FigureStatus
    start: int
    end: int
    quote: str
    approx: str = ""
    change: str = ""
    basis: str = ""
    period: str = ""
    dates: Period | None = None
    number: float | None = None
    value_start: int | None = None
    value_end: int | None = None
    confidence: float = 1.0
    themes: tuple[str, ...] = ()


class Component(msgspec.Struct, frozen=True):
    """One listed part of a coded name: ``1名网格长`` of “1+2+3”."""

    value: str
    unit: str
    label: str


class Definition(msgspec.Struct, frozen=True):
    """What a glossary note says of a term; ``term_start`` locates the mention that it explains."""

    term: str
    text: str
    start: int
    end: int
    quote: str
    mark: str = ""
    term_start: int | None = None
    components: tuple[Component, ...] = ()
    unresolved: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """All that was found in one document. The JSON of it is one line of ``facts.jsonl``."""

    doc: str
    document: Document
    entities: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    definitions: tuple[Definition, ...] = ()


def dumps(facts: Facts) -> str:
    """Return ``facts`` as one line of JSON, without the line end.

    Examples
    --------
    >>> line = dumps(Facts("a", Document("a", "江川路街道")))
    >>> loads(line).document.text
    '江川路街道'
    """
    return msgspec.json.encode(facts).decode("utf-8")


def loads(line: str | bytes) -> Facts:
    """Read one line of ``facts.jsonl``; raises ``msgspec.ValidationError`` on anything else."""
    return msgspec.json.decode(line, type=Facts)
