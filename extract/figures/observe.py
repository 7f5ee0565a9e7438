"""Observations: the measured and targeted figures of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.analysis import AnalysedSentence, Analysis
from extract.figures.changes import ChangeVerb, read_change
from extract.figures.clauses import Slot, slots
from extract.figures.lexicon import alternatives, figure_words
from extract.figures.naming import Name, name_quantity, parallel, trim
from extract.figures.quantities import NUMBER_HINT, Quantity, find_quantities
from extract.periods import TimeExpression, find_times
from ontology.records import Document, FigureStatus, Mention, Observation


@dataclass(slots=True)
class Reading:
    """What one quantity of a sentence is taken to say, before it is decided whether it is an observation."""

    slot: Slot
    name: Name
    indicator: str
    change: str = ""
    basis: str = ""
    changes: bool = False
    names: list[str] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        """The number that is read."""
        return self.slot.quantity


def _signed(verb: ChangeVerb, quantity: Quantity) -> str:
    return f"{verb.sign}{quantity.value}{quantity.unit}"


def _blank(text: str, times: Sequence[TimeExpression]) -> str:
    """Return the sentence with its expressions of time replaced by a mark of the same length."""
    for time in times:
        text = text[: time.start] + "\0" * (time.end - time.start) + text[time.end :]
    return text


def read_sentence(text: str, times: Sequence[TimeExpression]) -> list[Reading]:
    """Read every quantity of a normalised sentence: its indicator, and the change stated beside it."""
    masked = tuple((t.start, t.end) for t in times if not t.vague)
    quantities = find_quantities(text, masked)
    if not quantities:
        return []
    blank = _blank(text, [t for t in times if not t.vague])
    readings: list[Reading] = []
    previous = ""
    pending: tuple[list[str], ChangeVerb | None] = ([], None)
    for slot in slots(text, quantities):
        quantity = slot.quantity
        left = blank[slot.left : quantity.start].replace("\0", "")
        right = blank[quantity.end : slot.right].replace("\0", "")
        bare_left = left.strip("、和及与，")
        verb = read_change(left)
        if not bare_left and pending[0] and readings and not right:
            # One of the further values of 分别: the next name, or the next figure that the change is of.
            previous = pending[0].pop(0)
            reading = Reading(slot, Name(previous, "before", previous, ""), previous)
            if pending[1]:
                reading.change, reading.basis = _signed(pending[1], quantity), pending[1].basis
            readings.append(reading)
            continue
        if verb:
            head = trim(left[: verb.head])
            own = name_quantity(left[: verb.head], "", quantity.unit, previous, False)
            if not head and readings:
                target = readings[-1]
                if not target.changes and not target.change:
                    target.change, target.basis = _signed(verb, quantity), verb.basis
                    continue
            names = (
                parallel(own.text) if verb.each or left[verb.head :].startswith(("均", "都")) else [own.text]
            )
            if verb.rate:
                names = [f"{n}{left[verb.head :]}" for n in names]
            first = names[0] if names else ""
            reading = Reading(slot, own, first, _signed(verb, quantity), verb.basis, True)
            if verb.each:
                pending = (names[1:], verb)
            else:
                reading.names = names[1:]
            readings.append(reading)
            previous = first
            continue
        sibling = bool(readings) and left.startswith("、")
        name = name_quantity(left, right, quantity.unit, previous, sibling)
        reading = Reading(slot, name, name.text)
        if re.search(r"分别(?:达到|达|为|是|超过|完成|提高到|提升至)*$", left):
            names = parallel(name.text)
            reading.indicator = names[0] if names else ""
            pending = (names[1:], None)
        elif re.search(r"均(?:达到|达|为|是|超过|实现)*$", left):
            names = parallel(name.text)
            reading.indicator, reading.names = (names[0] if names else ""), names[1:]
        readings.append(reading)
        previous = reading.indicator
    return readings


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
    if quantity.unit == "" and "/" not in quantity.value:
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
