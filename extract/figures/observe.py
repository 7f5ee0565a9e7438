"""Observations: the measured and targeted figures of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.analysis import AnalysedSentence, Analysis
from extract.figures.features import Scene, features, surely_target, target_features
from extract.figures.model import FigureModel, load_model
from extract.figures.naming import trim
from extract.figures.quantities import FRACTION, NUMBER_HINT, Quantity
from extract.figures.readings import Reading, read_sentence
from extract.figures.spans import time_of
from extract.figures.subjects import Thread, candidates, choose, follow
from extract.periods import TimeExpression, find_times
from ontology.records import Document, FigureStatus, Mention, Observation

_LEVEL_END = re.compile(r"[从由至到达为]$|达到$|指数$|得分$")
_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}|[村镇乡楼桥路河树床站人户车船岛园馆店校班队组长宽高]$")
_RANKED = re.compile(r"排名|位次|名次|排位")


def _possible(scene: Scene, reading: Reading) -> bool:
    """Whether a quantity may be an observation at all: it has an indicator and stands in no name or code."""
    quantity = reading.quantity
    if not _NAMED.search(reading.indicator):
        return False
    inside = any(a <= quantity.first < b for a, b, _ in scene.near(quantity.first))
    opens = any(a == quantity.first for a, _, _ in scene.near(quantity.first))
    if inside and not (opens and quantity.unit):
        # A name that starts with a count (3个小区…) was cut wrongly; the count is one all the same.
        return False
    before = reading.slot.left
    if quantity.unit == "" and not FRACTION.search(quantity.value) and not _LEVEL_END.search(before):
        return False
    return not (quantity.unit == "位" and _RANKED.search(before))


def considered(
    analysis: Analysis, mentions: Sequence[Mention]
) -> Iterator[tuple[Scene, Thread, list[Reading]]]:
    """Yield each sentence that holds quantities, with those of its readings that may be observations.

    ``Thread`` tells what the document spoke of before the sentence.
    """
    thread = Thread()
    starts = [m.start for m in mentions]
    seen: dict[str, int] = {}
    for sentence in analysis.sentences:
        text = sentence.text
        here = mentions[
            bisect_left(starts, sentence.sentence.start) : bisect_left(starts, sentence.sentence.end)
        ]
        readings: list[Reading] = []
        times: tuple[TimeExpression, ...] = ()
        if NUMBER_HINT.search(text):
            times = find_times(text, analysis.document)
            readings = read_sentence(text, times)
        if not readings and not here:
            thread.age += 1
            continue
        located = [(*span, m) for m in here if (span := sentence.locate(m.start, m.end))]
        scene = Scene(analysis.document, sentence, times, located, dict(seen) if readings else {})
        possible = [r for r in readings if _possible(scene, r)]
        if possible:
            yield scene, thread, possible
        follow(thread, scene)
        for reading in possible:
            key = reading.quantity.value + reading.quantity.unit
            for shape in (key, key + reading.indicator[-2:]):
                seen[shape] = seen.get(shape, 0) + 1


def observe(
    analysis: Analysis, mentions: Sequence[Mention], model: FigureModel | None = None
) -> tuple[Observation, ...]:
    """Find the observations of an analysed document, in order of their numbers.

    Parameters
    ----------
    analysis
        The document with its normalised sentences and the roles of their sections.
    mentions
        The names that were found in it; a number inside a name is none of the document's figures.
    model
        What decides; the shipped one where it is not given.

    Examples
    --------
    >>> from extract.analysis import analyse
    >>> from ontology.records import Document, Section, Sentence
    >>> text = "上半年,新增停车泊位120个,同比增长20%。"
    >>> document = Document("a", text, issuer="柳湾街道", title="柳湾街道2023年工作总结",
    ...                     sections=(Section(0, 24, 0, "review"),), sentences=(Sentence(0, 24, 0),))
    >>> (seen,) = observe(analyse(document, lambda t: [t]), ())
    >>> seen.indicator, seen.value, seen.unit, seen.change, seen.basis, seen.period, seen.dates.end
    ('新增停车泊位', '120', '个', '+20%', '同比', '上半年', '2023-06-30')
    """
    model = model or load_model()
    found: list[Observation] = []
    for scene, thread, readings in considered(analysis, mentions):
        for reading in readings:
            chance = model.chance(features(scene, reading, readings))
            if chance >= model.threshold:
                aim = model.target_chance(target_features(scene, reading))
                time = time_of(scene, reading)
                target = aim >= 0.5 or surely_target(scene, reading, time)
                subject = choose(candidates(scene, thread, reading), model.subject, analysis.document.issuer)
                status: FigureStatus = "target" if target else "actual"
                found.extend(_observations(scene, reading, subject, status, chance, time))
    return tuple(found)


def _without(subject: str, indicator: str) -> str:
    """Return an indicator without its subject's name in front of it."""
    rest = indicator.removeprefix("“").removeprefix(subject).removeprefix("”")
    if len(rest) >= len(indicator.removeprefix("“")):
        return indicator
    rest = trim(rest)
    return rest if len(rest) > 1 else indicator


def _printed_unit(document: Document, sentence: AnalysedSentence, quantity: Quantity) -> str:
    """Return the unit with the brackets that the document prints (套(间), 套（间）)."""
    if "（" not in quantity.unit:
        return quantity.unit
    start, end = sentence.span(quantity.last, quantity.unit_end)
    if "(" in document.text[start:end]:
        return quantity.unit.replace("（", "(").replace("）", ")")
    return quantity.unit


def _observations(
    scene: Scene,
    reading: Reading,
    subject: str,
    status: FigureStatus,
    chance: float,
    time: TimeExpression | None,
) -> list[Observation]:
    """Return the observations that one reading states: one, or one for each of its parallel names."""
    document, sentence, quantity = scene.document, scene.sentence, reading.quantity
    value_start, value_end = sentence.span(quantity.first, quantity.last)
    start, end = sentence.sentence.start, sentence.sentence.end
    return [
        Observation(
            subject=subject,
            indicator=indicator,
            value=quantity.value,
            unit=_printed_unit(document, sentence, quantity),
            status=status,
            start=start,
            end=end,
            quote=document.text[start:end],
            approx=quantity.approx,
            change=reading.change,
            basis=reading.basis,
            period=time.text.removeprefix("到") if time else "",
            dates=time.dates if time else None,
            number=quantity.number,
            value_start=value_start,
            value_end=value_end,
            confidence=round(chance, 3),
        )
        for indicator in [_without(subject, name) for name in [reading.indicator, *reading.names]]
    ]
