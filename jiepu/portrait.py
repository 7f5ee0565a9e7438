"""One entity with all that is said of it, sentence by sentence."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.model import Entity, Evidence, Figure, GraphMention
from jiepu.frames import frame
from ontology.records import RelationName, Status

if TYPE_CHECKING:
    import pandas as pd

    from graph.knowledge import KnowledgeGraph


@dataclass(frozen=True)
class Tie:
    """A relation as one sentence states it, seen from an entity: ``out`` to ``other``, or ``in`` from it."""

    relation: RelationName
    direction: Literal["out", "in"]
    other: Entity
    status: Status
    verb: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True)
class Portrait:
    """An entity with its relations, figures and mentions, each with its place in a document."""

    entity: Entity
    relations: tuple[Tie, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[GraphMention, ...]

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.entity.name

    @property
    def type(self) -> str:
        """The class."""
        return self.entity.type

    def to_frame(self) -> pd.DataFrame:
        """Return the relations as a data frame, one sentence a row."""
        columns = (
            "direction", "relation", "other", "type", "status", "verb", "confidence", "document", "quote",
        )  # fmt: skip
        rows = [
            (
                tie.direction, tie.relation, tie.other.name, tie.other.type, tie.status, tie.verb,
                tie.confidence, tie.evidence.doc, tie.evidence.quote,
            )
            for tie in self.relations
        ]  # fmt: skip
        return frame(columns, rows)

    def __str__(self) -> str:
        """Return all that is said of the entity, a line a sentence."""
        lines = [f"{self.entity.name} ({self.entity.type}) {self.entity.iri}"]
        if self.entity.definition:
            lines.append(self.entity.definition)
        for tie in self.relations:
            arrow = "→" if tie.direction == "out" else "←"
            lines.append(f"{arrow} {tie.relation} {tie.other.name} [{tie.status}]: {tie.evidence.quote}")
        lines += [f"= {f.indicator} {f.value}{f.unit} [{f.status}]: {f.evidence.quote}" for f in self.figures]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        # Texts of documents are escaped, by pandas too.
        entity = self.entity
        head = " · ".join(filter(None, (entity.name, entity.type, "、".join(entity.alt_names))))
        return f"<h4>{html.escape(head)}</h4><p>{html.escape(entity.definition)}</p>" + str(
            self.to_frame().to_html(escape=True, index=False)
        )


def portrait(knowledge: KnowledgeGraph, name: str) -> Portrait:
    """Return what a graph knows of the entity of a name or IRI.

    Raises
    ------
    QueryError
        If there is none, or the name is that of several.

    Examples
    --------
    >>> from graph.knowledge import KnowledgeGraph
    >>> from ontology.records import Document, Facts, Mention
    >>> document = Document("a", "青石街道", issuer="青石街道", areas=("青石街道",))
    >>> known = KnowledgeGraph.from_facts([Facts("a", document, (Mention(0, 4, "青石街道", "AREA"),))])
    >>> [(mention.start, mention.end) for mention in portrait(known, "青石街道").mentions]
    [(0, 4)]
    """
    entity = knowledge.entity(name)
    by_iri = {other.iri: other for other in knowledge.entities}
    ties = tuple(
        Tie(
            claim.rel,
            "out" if claim.head == entity.iri else "in",
            by_iri[claim.tail if claim.head == entity.iri else claim.head],
            claim.status,
            claim.verb,
            claim.confidence,
            claim.evidence,
        )
        for claim in knowledge.claims_of(entity.iri)
    )
    return Portrait(
        entity, ties, tuple(knowledge.figures_of(entity.iri)), tuple(knowledge.mentions_of(entity.iri))
    )
