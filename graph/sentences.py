"""The sentences of documents as evidence, found by an offset or gone through in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graph.model import Evidence
from ontology.records import Document

_SILENT = frozenset({"noise", "glossary"})


class Sentences:
    """Finds sentences of documents.

    Parameters
    ----------
    documents
        Each with its sentences in order.

    Examples
    --------
    >>> from ontology.records import Sentence
    >>> parts = (Sentence(0, 2, 0), Sentence(2, 5, 0))
    >>> Sentences([Document("a", "甲。乙丙。", sentences=parts)]).around("a", 3).quote
    '乙丙。'
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.doc: document for document in documents}
        self._starts = {d.doc: [s.start for s in d.sentences] for d in self._documents.values()}

    def around(self, doc: str, offset: int) -> Evidence | None:
        """Return the sentence that ``offset`` lies in, ``None`` where it lies in none."""
        document = self._documents[doc]
        index = bisect_right(self._starts[doc], offset) - 1
        if index < 0 or document.sentences[index].end <= offset:
            return None
        return self._evidence(document, index)

    def said(self, doc: str) -> Iterator[Evidence]:
        """Yield the sentences in which a document speaks: no headings, no notes."""
        document = self._documents[doc]
        for index, sentence in enumerate(document.sentences):
            evidence = self._evidence(document, index)
            if not sentence.heading and evidence.part not in _SILENT:
                yield evidence

    def _evidence(self, document: Document, index: int) -> Evidence:
        sentence = document.sentences[index]
        part = document.sections[sentence.section].role if sentence.section < len(document.sections) else ""
        quote = document.text[sentence.start : sentence.end]
        return Evidence(document.doc, sentence.start, sentence.end, quote, part=part)
