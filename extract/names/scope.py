"""Where names are looked for: everywhere but in what a web page repeats."""

from __future__ import annotations

from collections import Counter

from extract.analysis import AnalysedSentence, Analysis


def sentences(analysis: Analysis) -> list[AnalysedSentence]:
    """Return the sentences of a document that may hold names.

    Left out are empty ones and, among what is marked as noise, those that stand more than once (captions,
    titles of teasers) or list key words between bars.

    Examples
    --------
    >>> from extract.analysis import analyse
    >>> from ontology.records import Document, Section, Sentence
    >>> text = "柳庄|治理\\n柳庄举办读书会。"
    >>> parts = (Section(0, 6, 0, "noise"), Section(6, 14, 0, "news"))
    >>> document = Document("a", text, sections=parts, sentences=(Sentence(0, 5, 0), Sentence(6, 14, 1)))
    >>> [s.text for s in sentences(analyse(document, list))]
    ['柳庄举办读书会。']
    """
    often = Counter(s.text for s in analysis.sentences if s.role == "noise")
    return [s for s in analysis.sentences if s.text and (s.role != "noise" or _told(s.text, often))]


def _told(text: str, often: Counter[str]) -> bool:
    return often[text] == 1 and "|" not in text
