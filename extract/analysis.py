"""A document as the recognisers see it: sentences in normalised form, cut into words.

Recognisers work in the coordinates of ``AnalysedSentence.text`` and report through its ``span``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extract.normalise import normalise
from ontology.records import Document, Role, Section, Sentence

Cut = Callable[[str], Sequence[str]]
"""A word segmenter: text without white space in, its words in order out."""


@dataclass(frozen=True)
class AnalysedSentence:
    """One sentence, normalised and segmented.

    ``words`` are half-open spans in ``text`` that cover it, in order. ``section`` is the innermost one and
    ``role`` its role.
    """

    index: int
    sentence: Sentence
    section: Section
    text: str
    offsets: tuple[int, ...]
    words: tuple[tuple[int, int], ...]

    @property
    def role(self) -> Role:
        """The role of the section that the sentence stands in."""
        return self.section.role

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map the half-open, non-empty span [start, end) of ``text`` to offsets in the document."""
        base = self.sentence.start
        return base + self.offsets[start], base + self.offsets[end - 1] + 1

    def locate(self, start: int, end: int) -> tuple[int, int] | None:
        """Map the document span [start, end) into ``text``; ``None`` where it is not inside the sentence."""
        base = self.sentence.start
        first = bisect_left(self.offsets, start - base)
        last = bisect_left(self.offsets, end - base)
        return (first, last) if first < last else None


@dataclass(frozen=True)
class Analysis:
    """A structured document with its analysed sentences, in order."""

    document: Document
    sentences: tuple[AnalysedSentence, ...]


def words_of(text: str, cut: Cut) -> tuple[tuple[int, int], ...]:
    """Cut ``text`` into words: half-open spans that cover it, in order.

    Examples
    --------
    >>> words_of("街道 办", lambda text: text.split())
    ((0, 2), (2, 3), (3, 4))
    """
    words = cut(text)
    ends = list(accumulate(map(len, words)))
    if ends and ends[-1] == len(text):
        return tuple(pairwise((0, *ends)))
    spans, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start > at:
            spans.append((at, start))
        at = start + len(word)
        spans.append((start, at))
    if at < len(text):
        spans.append((at, len(text)))
    return tuple(spans)


def analyse(document: Document, cut: Cut) -> Analysis:
    """Normalise and segment every sentence of a structured document (one that has ``sentences``).

    Examples
    --------
    >>> from ontology.records import Section
    >>> text = "打造“江小鲤”品牌。"
    >>> section, sentence = Section(0, 10, 0, "review"), Sentence(0, 10, 0)
    >>> document = Document("a", text, sections=(section,), sentences=(sentence,))
    >>> [s.text[a:b] for s in analyse(document, list).sentences for a, b in s.words][:3]
    ['打', '造', '“']
    """
    analysed = []
    for index, sentence in enumerate(document.sentences):
        normal = normalise(document.text[sentence.start : sentence.end])
        section, words = document.sections[sentence.section], words_of(normal.text, cut)
        analysed.append(AnalysedSentence(index, sentence, section, normal.text, normal.offsets, words))
    return Analysis(document, tuple(analysed))
