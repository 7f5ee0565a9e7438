"""Figures with the change that their sentence states, checked where the year before is held, and targets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from graph.model import Figure
from graph.series import Point, series
from jiepu.briefing.notes import Ref
from jiepu.briefing.subject import Subject, one_line
from ontology.records import Period

_PER_BODY = 30
_CHANGE = re.compile(r"([+\-−－＋]?)(\d[\d,]*(?:\.\d+)?)\s*(%|％|个百分点)")
_FULL = 50.0


@dataclass(frozen=True)
class Change:
    """A figure: what it measures and of whom, its value (empty where only the change is told), the change.

    ``bar`` is the change as part of a half bar (-1 to 1), ``None`` where it is no percentage; ``over`` says
    that it goes beyond the end of the scale. ``beside`` is the figure of the year before, or what became of
    a target, ``verdict`` what the comparison gives in words and ``wrong`` whether the two do not go together.
    """

    subject: str
    indicator: str
    value: str
    change: str
    computed: str
    basis: str
    period: str
    target: bool
    bar: float | None
    over: bool
    refs: tuple[Ref, ...]
    beside: str
    verdict: str
    wrong: bool
    beside_refs: tuple[Ref, ...]


@dataclass(frozen=True)
class OfBody:
    """The changes that a body's documents state."""

    name: str
    rows: tuple[Change, ...]
    more: int
    compared: bool


def changes(subject: Subject) -> tuple[OfBody, ...]:
    """Return by body the figures with a change, stated or computed, and the targets whose end is known."""
    told = [p for p in series(subject.data) if p.figure.change or p.computed is not None or p.outcome]
    bodies = subject.bodies
    order = {document.doc: number for number, document in enumerate(subject.data.documents)}

    def key(point: Point) -> tuple[str, str, bool, int, int]:
        said = point.figure.evidence
        body = bodies.of(said)
        beside = point.earlier is not None or point.outcome is not None
        return (bodies.name(body), body, not beside, order[said.doc], said.start)

    found = []
    for (name, body), group in groupby(sorted(told, key=key), key=lambda point: key(point)[:2]):
        rows = list(group)
        shown = tuple(_change(subject, point, body) for point in rows[:_PER_BODY])
        found.append(
            OfBody(one_line(name), shown, len(rows) - len(shown), any(row.beside_refs for row in shown))
        )
    return tuple(found)


def _change(subject: Subject, point: Point, body: str) -> Change:
    figure = point.figure
    beside = point.earlier or point.outcome
    percent = percentage(figure.change)
    if percent is None and not figure.change and point.family != "%" and point.earlier:
        percent = point.computed
    verdict = point.met if point.outcome else point.check
    return Change(
        subject="" if figure.subject == body else one_line(point.subject_name),
        indicator=one_line(figure.indicator),
        value="" if point.number is None else _printed(figure),
        change=figure.change.replace("-", "−"),
        computed=_signed(percent) if percent is not None and not figure.change else "",
        basis=figure.basis,
        period=term(point.period) or one_line(figure.period),
        target=figure.status == "target",
        bar=None if percent is None else max(-1.0, min(1.0, percent / _FULL)),
        over=percent is not None and abs(percent) > _FULL,
        refs=(subject.notes.cite(figure.evidence),),
        beside=_printed(beside) if beside else "",
        verdict=subject.say.get(f"word.check.{verdict}", "") if beside else "",
        wrong=verdict in {"disagrees", "missed"},
        beside_refs=(subject.notes.cite(beside.evidence),) if beside else (),
    )


def _printed(figure: Figure) -> str:
    return one_line(f"{figure.approx}{figure.value}{figure.unit}")


def _signed(percent: float) -> str:
    return f"{percent:+.1f}%".replace("-", "−")


def percentage(change: str) -> float | None:
    """Return a stated change in per cent or percentage points, ``None`` where it is in another unit.

    Examples
    --------
    >>> percentage("-2.1个百分点"), percentage("+14.2%"), percentage("+3家")
    (-2.1, 14.2, None)
    """
    match = _CHANGE.fullmatch(change.strip())
    if not match:
        return None
    size = float(match[2].replace(",", ""))
    return -size if match[1] in {"-", "−", "－"} else size


def term(period: Period | None) -> str:
    """Return a span of days as short as it can be said.

    Examples
    --------
    >>> term(Period("2031-01-01", "2031-12-31")), term(Period("2031-01-01", "2031-06-30")), term(None)
    ('2031', '2031-01 – 2031-06', '')
    """
    if period is None:
        return ""
    length = 4 if period.start[4:] == "-01-01" and period.end[4:] == "-12-31" else 7
    first, last = period.start[:length], period.end[:length]
    return first if first == last else f"{first} – {last}"
