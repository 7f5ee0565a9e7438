"""The numbered notes of a briefing: each sentence once, with links to and from all that cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Evidence
from ontology.records import Document


@dataclass(frozen=True)
class Ref:
    """A place in the text that cites note ``number``; ``anchor`` is the place's own name."""

    number: int
    anchor: str


@dataclass(frozen=True)
class Note:
    """A sentence with where it stands, and the anchors of all that cite it."""

    number: int
    quote: str
    title: str
    section: str
    date: str
    source: str
    cited: tuple[str, ...]


class Notes:
    """Numbers sentences in the order in which they are cited.

    Parameters
    ----------
    documents
        Of the graph: they give title, date and address.

    Examples
    --------
    >>> notes = Notes([Document("a", "青石街道办好食堂。", title="总结")])
    >>> said = Evidence("a", 0, 9, "青石街道办好食堂。")
    >>> [notes.cite(said).anchor, notes.cite(said).anchor]
    ['r1-1', 'r1-2']
    >>> [(note.number, note.title, note.cited) for note in notes.rows()]
    [(1, '总结', ('r1-1', 'r1-2'))]
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.doc: document for document in documents}
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._kept: list[tuple[Evidence, list[str]]] = []

    def cite(self, evidence: Evidence) -> Ref:
        """Return the reference to the note of ``evidence``, a new one where it was not cited before."""
        key = (evidence.doc, evidence.start, evidence.end)
        number = self._numbers.setdefault(key, len(self._kept) + 1)
        if number > len(self._kept):
            self._kept.append((evidence, []))
        cited = self._kept[number - 1][1]
        cited.append(f"r{number}-{len(cited) + 1}")
        return Ref(number, cited[-1])

    def rows(self) -> list[Note]:
        """Return the notes in the order of their numbers."""
        return [self._note(number, *kept) for number, kept in enumerate(self._kept, 1)]

    def _note(self, number: int, evidence: Evidence, cited: list[str]) -> Note:
        document = self._documents[evidence.doc]
        return Note(
            number, " ".join(evidence.quote.split()), document.title or document.doc, evidence.section,
            document.date, document.source, tuple(cited),
        )  # fmt: skip
