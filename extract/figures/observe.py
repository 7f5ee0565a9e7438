"""Observations: the measured and targeted figures of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from extract.analysis import AnalysedSentence, Analysis
from extract.figures.clauses import Slot
from extract.figures.lexicon import alternatives, figure_words
from extract.figures.quantities import NUMBER_HINT
from extract.figures.readings import Reading, read_sentence
from extract.periods import TimeExpression, find_times
from ontology.records import Document, FigureStatus, Mention, Observation

_LEVEL_END = re.compile(r"[从由至到达为]$|达到$|指数$|得分$")


@cache
def _target_words() -> re.Pattern[str]:
    words = figure_words()
    return re.compile(rf"(?:{alternatives(words.target)})(?!近|来)")


def _status(sentence: AnalysedSentence, slot: Slot) -> FigureStatus:
    """Tell a target from an actual figure by the section and the words in front of it."""
    if sentence.role == "plan":
        return "target"
    text = sentence.text
    start = max(text.rfind("；", 0, slot.quantity.start), text.rfind("。", 0, slot.quantity.start)) + 1
    return "target" if _target_words().search(text, start, slot.quantity.start) else "actual"


def _subject(document: Document, sentence: AnalysedSentence, mentions: Sequence[tuple[int, int, Mention]],
             slot: Slot) -> str:  # fmt: skip
    return document.issuer


def _plausible(
    sentence: AnalysedSentence, reading: Reading, mentions: Sequence[tuple[int, int, Mention]]
) -> bool:
    """Whether a quantity is taken for an observation, by rule."""
    quantity, text = reading.quantity, sentence.text
    if not reading.indicator or len(reading.indicator) < 2:
        return False
    if any(a <= quantity.first < b for a, b, _ in mentions):
        return False
    quoted = text.rfind("“", 0, quantity.first) > text.rfind("”", 0, quantity.first)
    titled = text.rfind("《", 0, quantity.first) > text.rfind("》", 0, quantity.first)
    if quoted or titled or reading.slot.bracket:
        return False
    before = text[reading.slot.left : quantity.start]
    if quantity.unit == "" and "/" not in quantity.value and not _LEVEL_END.search(before):
        return False
    if quantity.unit == "位" and re.search(r"排名|位次|名次|排位", before):
        return False
    if quantity.chinese and quantity.value == "1" and not quantity.approx:
        return False
    return not (
        quantity.chinese and not quantity.approx and quantity.unit in ("大", "个", "项", "级", "种", "面")
    )


def observe(analysis: Analysis, mentions: Sequence[Mention]) -> tuple[Observation, ...]:
    """Find the observations of an analysed document, in order of their numbers.

    Parameters
    ----------
    analysis
        The document with its normalised sentences and the roles of their sections.
    mentions
        The names that were found in it; a number inside a name is none of the document's figures.

    Examples
    --------
    >>> from extract.analysis import analyse
    >>> from ontology.records import Section, Sentence
    >>> text = "上半年,新增停车泊位120个,同比增长20%。"
    >>> document = Document("a", text, issuer="柳湾街道", title="柳湾街道2023年工作总结",
    ...                     sections=(Section(0, 24, 0, "review"),), sentences=(Sentence(0, 24, 0),))
    >>> (seen,) = observe(analyse(document, lambda t: [t]), ())
    >>> seen.indicator, seen.value, seen.unit, seen.change, seen.basis, seen.period, seen.dates.end
    ('新增停车泊位', '120', '个', '+20%', '同比', '上半年', '2023-06-30')
    """
    document = analysis.document
    starts = [m.start for m in mentions]
    found: list[Observation] = []
    for sentence in analysis.sentences:
        text = sentence.text
        if not NUMBER_HINT.search(text):
            continue
        times = find_times(text, document)
        readings = read_sentence(text, times)
        if not readings:
            continue
        here = mentions[
            bisect_left(starts, sentence.sentence.start) : bisect_left(starts, sentence.sentence.end)
        ]
        located = [(*span, m) for m in here if (span := sentence.locate(m.start, m.end))]
        for reading in readings:
            if not _plausible(sentence, reading, located):
                continue
            found.extend(_observations(document, sentence, reading, times, located))
    return tuple(found)


def _observations(
    document: Document,
    sentence: AnalysedSentence,
    reading: Reading,
    times: Sequence[TimeExpression],
    located: Sequence[tuple[int, int, Mention]],
) -> list[Observation]:
    """Return the observations that one reading states: one, or one for each of its parallel names."""
    quantity = reading.quantity
    value_start, value_end = sentence.span(quantity.first, quantity.last)
    time = next((t for t in reversed(times) if t.end <= quantity.start), None)
    start, end = sentence.sentence.start, sentence.sentence.end
    return [
        Observation(
            subject=_subject(document, sentence, located, reading.slot),
            indicator=indicator,
            value=quantity.value,
            unit=quantity.unit,
            status=_status(sentence, reading.slot),
            start=start,
            end=end,
            quote=document.text[start:end],
            approx=quantity.approx,
            change=reading.change,
            basis=reading.basis,
            period=time.text if time else "",
            dates=time.dates if time else None,
            number=quantity.number,
            value_start=value_start,
            value_end=value_end,
        )
        for indicator in [reading.indicator, *reading.names]
    ]
