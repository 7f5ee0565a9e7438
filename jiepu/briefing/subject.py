"""What every section of a briefing is made from: the graph by its keys, the words and the notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.model import Claim, Entity, Evidence, GraphData
from graph.vantage import Bodies
from graph.view.look import Look
from jiepu.briefing.notes import Notes, Ref
from jiepu.language import Texts
from ontology.records import Document


@dataclass(frozen=True)
class Statement:
    """A statement in words, its status (empty where it has none) and the notes that bear it."""

    text: str
    status: str
    refs: tuple[Ref, ...]


class Subject:
    """The graph that a briefing is about.

    Parameters
    ----------
    data
        The graph.
    look
        How classes, relations and statuses are called.
    say
        The words of results, in the language of the briefing.
    """

    def __init__(self, data: GraphData, look: Look, say: Texts) -> None:
        self.data = data
        self.look = look
        self.say = say
        self.notes = Notes(data.documents)
        self.entities: Mapping[str, Entity] = {entity.iri: entity for entity in data.entities}
        self.documents: Mapping[str, Document] = {document.doc: document for document in data.documents}
        self._relations = {row["id"]: row for row in look.relations}

    @property
    def language(self) -> str:
        """The language of the briefing: ``zh`` or ``en``."""
        return self.say.language

    @cached_property
    def bodies(self) -> Bodies:
        """Which body each sentence speaks for."""
        return Bodies(self.data)

    def name(self, iri: str) -> str:
        """Return what an entity is called, on one line."""
        return one_line(self.entities[iri].name)

    def status(self, status: str) -> str:
        """Return a status in words."""
        return next(str(row[self.language]) for row in self.look.statuses if row["id"] == status)

    def said(self, claim: Claim, seen_from: str = "") -> Statement:
        """Return a claim in words, as seen from one of its ends where that is given."""
        row = self._relations[claim.rel]
        back = seen_from == claim.tail != claim.head
        verb = row[f"{self.language}_back" if back else self.language]
        other = self.name(claim.head if back else claim.tail)
        text = f"{verb} {other}" if seen_from else f"{self.name(claim.head)} {verb} {other}"
        return Statement(text, claim.status, (self.notes.cite(claim.evidence),))

    def sentence(self, doc: str, start: int, end: int) -> Evidence:
        """Return the sentence around a span of a document, the span itself where none is known."""
        document = self.documents[doc]
        for sentence in document.sentences:
            if sentence.start <= start < sentence.end:
                section = document.sections[sentence.section] if document.sections else None
                return Evidence(
                    doc, sentence.start, sentence.end, document.text[sentence.start : sentence.end],
                    section.title if section else "",
                )  # fmt: skip
        return Evidence(doc, start, end, document.text[start:end])


def one_line(text: str) -> str:
    """Return ``text`` without line breaks.

    Lines of a PDF break within names; between Chinese characters nothing stands for the break.

    Examples
    --------
    >>> one_line("社区\\n食堂"), one_line("open  day")
    ('社区食堂', 'open day')
    """
    parts = text.split()
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined += (" " if joined[-1].isascii() and part[0].isascii() else "") + part
    return joined
