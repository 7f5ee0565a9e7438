"""What the graph holds: entities, claims and observations with their evidence.

These frozen records sit between the facts of documents and every form in which the graph goes out
(RDF, networkx, HTML, tables). All offsets are code points of the document's text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ontology.records import Component, Document, EntityType, FigureStatus, Period, RelationName, Status


@dataclass(frozen=True)
class Evidence:
    """Where a document says something; ``quote`` is its text at [start, end), exactly.

    ``section`` is the path of headings above it, ``part`` the role of the innermost section (review, plan,
    glossary …), ``before`` and ``after`` are what stands beside the quotation on its line.
    """

    doc: str
    start: int
    end: int
    quote: str
    section: str = ""
    before: str = ""
    after: str = ""
    part: str = ""


@dataclass(frozen=True)
class Entity:
    """One thing in the world: ``iri``, class, canonical name, other names, where it is described.

    ``code`` is an area's official code, ``within`` the IRI of the area that contains it; ``scope`` is the
    IRI of the area that a description belongs to (社区卫生服务中心 of one subdistrict).
    """

    iri: str
    type: EntityType
    name: str
    alt_names: tuple[str, ...] = ()
    code: str = ""
    scope: str = ""
    definition: str = ""
    within: str = ""


@dataclass(frozen=True)
class GraphMention:
    """A name where it is printed, resolved to ``entity`` (an IRI); ``reason`` explains the resolution."""

    doc: str
    start: int
    end: int
    text: str
    type: EntityType
    entity: str
    reason: str = ""
    confidence: float = 1.0
    proposer: str = ""


@dataclass(frozen=True)
class Claim:
    """A relation between two entities as one sentence states it.

    ``marks`` are the spans inside the evidence that name head, verb and tail, for highlighting; ``themes``
    are concepts of the scheme of themes (``elderlyCare``).
    """

    iri: str
    head: str
    rel: RelationName
    tail: str
    status: Status
    verb: str
    confidence: float
    evidence: Evidence
    marks: tuple[tuple[int, int], ...] = ()
    period: Period | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """An observation about an entity (``subject`` is an IRI)."""

    iri: str
    subject: str
    indicator: str
    value: str
    unit: str
    status: FigureStatus
    evidence: Evidence
    number: float | None = None
    approx: str = ""
    change: str = ""
    basis: str = ""
    period: str = ""
    dates: Period | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """What a glossary note says of an entity, with the parts that it lists."""

    iri: str
    entity: str
    text: str
    evidence: Evidence
    components: tuple[Component, ...] = ()


@dataclass(frozen=True)
class GraphData:
    """Everything in a graph, in a fixed order: the same input gives the same value.

    ``issuers`` pairs each document with the IRI of the area that it speaks for, where that is known.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[GraphMention, ...]
    warnings: tuple[str, ...] = field(default=())
    definitions: tuple[Definition, ...] = field(default=())
    issuers: tuple[tuple[str, str], ...] = field(default=())
