"""The sentences behind facts: cut once from their documents, shared by all facts that they state."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from graph.model import Evidence
from ontology.records import Document

# A «sentence» longer than this is a table or a list run together: a window around the evidence is shown.
_LONGEST = 600
_AROUND = 160

Marks = list[list[int]]


class Passages:
    """Collects sentences for the page; each text and each passage is kept once.

    Parameters
    ----------
    documents
        The documents of the graph, in the order that passages refer to them.

    Attributes
    ----------
    texts
        Distinct texts; the first is empty.
    rows
        One passage a row: document, offset in its text (code points), and the indices in ``texts`` of the
        section's title, the sentence, the sentence before and the sentence after.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.texts: list[str] = [""]
        self.rows: list[tuple[int, int, int, int, int, int]] = []
        self._documents = documents
        self._numbers = {document.doc: number for number, document in enumerate(documents)}
        self._starts = [[sentence.start for sentence in document.sentences] for document in documents]
        self._text_index: dict[str, int] = {"": 0}
        self._row_index: dict[tuple[int, int, int, int, int, int], int] = {}

    def number(self, doc: str) -> int:
        """Return the place of document ``doc`` in the given order, or -1 if it is not among them."""
        return self._numbers.get(doc, -1)

    def add(self, evidence: Evidence, marks: Iterable[tuple[int, int]] = ()) -> tuple[int, Marks]:
        """Keep the sentence around ``evidence`` and return its row and the marks in it.

        ``marks`` are half-open spans of the document's text; those returned count from the beginning of the
        passage. Without marks the evidence is marked itself, unless it is the whole passage.
        """
        number = self.number(evidence.doc)
        start, text, section, before, after = self._around(number, evidence)
        row = (
            number, start, self._text(section), self._text(text), self._text(before), self._text(after)
        )  # fmt: skip
        index = self._row_index.setdefault(row, len(self.rows))
        if index == len(self.rows):
            self.rows.append(row)
        spans = list(marks) or [(evidence.start, evidence.end)]
        inside = _join([(a - start, b - start) for a, b in spans], len(text))
        return index, [] if inside == [[0, len(text)]] and not marks else inside

    def outlines(self) -> list[list[tuple[int, int, int, str]]]:
        """Return for each document its sections: beginning, level, title (an index in ``texts``), role."""
        return [
            [(s.start, s.level, self._text(s.title), s.role) for s in document.sections]
            for document in self._documents
        ]

    def _text(self, text: str) -> int:
        index = self._text_index.setdefault(text, len(self.texts))
        if index == len(self.texts):
            self.texts.append(text)
        return index

    def _around(self, number: int, evidence: Evidence) -> tuple[int, str, str, str, str]:
        """Return offset, text, section, sentence before and sentence after of the passage to show."""
        given = (evidence.start, evidence.quote, evidence.section, evidence.before, evidence.after)
        if number < 0:
            return given
        document, starts = self._documents[number], self._starts[number]
        sentences, text = document.sentences, document.text
        if not sentences or text[evidence.start : evidence.end] != evidence.quote:
            return given
        first = max(bisect_right(starts, evidence.start) - 1, 0)
        last = max(bisect_right(starts, evidence.end - 1) - 1, first)
        start = min(sentences[first].start, evidence.start)
        end = max(sentences[last].end, evidence.end)
        if end - start > _LONGEST:
            start, end = max(start, evidence.start - _AROUND), min(end, evidence.end + _AROUND)
        section = evidence.section
        if not section and sentences[first].section < len(document.sections):
            section = document.sections[sentences[first].section].title
        before = evidence.before or self._neighbour(document, range(first - 1, -1, -1))
        after = evidence.after or self._neighbour(document, range(last + 1, len(sentences)))
        return start, text[start:end], section, before, after

    @staticmethod
    def _neighbour(document: Document, order: range) -> str:
        for index in order:
            sentence = document.sentences[index]
            words = document.text[sentence.start : sentence.end].strip()
            if words:
                return words[:_LONGEST]
        return ""


def _join(spans: Iterable[tuple[int, int]], length: int) -> Marks:
    """Clip half-open spans to [0, length), sort them and join those that overlap.

    >>> _join([(4, 6), (-2, 1), (5, 9), (7, 7)], 8)
    [[0, 1], [4, 8]]
    """
    joined: Marks = []
    for start, end in sorted((max(a, 0), min(b, length)) for a, b in spans):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
