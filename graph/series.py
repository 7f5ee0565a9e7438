"""Figures over time: indicators side by side, stated changes checked, targets beside what came of them.

Figures are aligned by who they are about, by their label and by the family of their unit
(:mod:`graph.units`). A stated change is checked against the one computed from both years by interval
arithmetic (Moore 1966, "Interval Analysis"): a printed number stands for all that round to it, and only
where no such pair gives the stated change do the two disagree. Approximate values (近, 约, 余) are not
checked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graph.model import Figure, GraphData
from graph.themes import lineage
from graph.units import Interval, base_unit, bound, indicator_key, printed_interval
from graph.vantage import Bodies, due_period
from ontology.records import Period

Check = Literal["agrees", "disagrees", "approximate", "notHeld", ""]
Met = Literal["met", "missed", "progress", "notHeld", ""]

_CHANGE = re.compile(r"^([+\-−－＋])?\s*(\d[\d,]*(?:\.\d+)?)\s*(.*)$", re.DOTALL)
_SHORT = 2


@dataclass(frozen=True)
class Point:
    """A figure in its series.

    ``key`` and ``family`` align it, ``number`` is its value in the family's base unit, ``None`` where the
    figure tells only a change. ``period`` is the days it is for; ``implied`` says that they are those of the
    document. ``earlier`` is the figure a year (or a period) before, ``computed`` the change since then in the
    unit of the stated one (percent where none is stated), ``check`` how the two compare. For a target,
    ``outcome`` is the figure that tells how it ended and ``met`` what it tells.
    """

    figure: Figure
    subject_name: str
    key: str
    family: str
    number: float | None
    period: Period | None
    implied: bool
    earlier: Figure | None = None
    computed: float | None = None
    check: Check = ""
    outcome: Figure | None = None
    met: Met = ""


@dataclass(frozen=True)
class Conflict:
    """Two documents that give one indicator two values for the same days."""

    first: Point
    second: Point


def series(data: GraphData, *, theme: str = "") -> list[Point]:
    """Return the figures of a graph in their series: by label, family of units, subject and time.

    Parameters
    ----------
    data
        The graph.
    theme
        Only figures of this theme or one below it; all where empty.

    Examples
    --------
    >>> series(GraphData((), (), (), (), ()))
    []
    """
    bodies = Bodies(data)
    points = [
        _point(figure, bodies)
        for figure in data.figures
        if figure.evidence.part != "noise" and (not theme or any(theme in lineage(t) for t in figure.themes))
    ]
    groups: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.figure.subject, point.key, point.family].append(point)
    done = [_judged(point, groups[point.figure.subject, point.key, point.family]) for point in points]
    return sorted(done, key=_order)


def conflicts(points: Iterable[Point]) -> list[Conflict]:
    """Return the pairs of exact figures of two documents that cannot both be right.

    Only where both sentences give the days themselves, and the label is longer than two characters.
    """
    groups: dict[tuple[str, str, str, str, str], list[Point]] = defaultdict(list)
    for point in points:
        period = point.period
        if (
            period
            and not point.implied
            and point.number is not None
            and not point.figure.approx
            and point.figure.status == "actual"
            and len(point.key) > _SHORT
        ):
            groups[point.figure.subject, point.key, point.family, period.start, period.end].append(point)
    found = []
    for group in groups.values():
        for i, first in enumerate(group):
            for second in group[i + 1 :]:
                here, there = _interval(first.figure), _interval(second.figure)
                apart = first.figure.evidence.doc != second.figure.evidence.doc
                if apart and here and there and not here.meets(there):
                    found.append(Conflict(first, second))
    return found


def _order(point: Point) -> tuple[str, str, str, str, str, int]:
    evidence = point.figure.evidence
    end = point.period.end if point.period else ""
    return (point.key, point.family, point.subject_name, end, evidence.doc, evidence.start)


def _point(figure: Figure, bodies: Bodies) -> Point:
    document = bodies.documents[figure.evidence.doc]
    family, factor = base_unit(figure.unit)
    said = figure.dates
    period = said
    if said is None:
        target = figure.status == "target"
        reports = document.kind == "report" and figure.evidence.part in {"review", "list", "front"}
        period = due_period(document, None) if target else (document.period if reports else None)
    subject = bodies.entities[figure.subject].name if figure.subject in bodies.entities else figure.subject
    number = None if figure.number is None or _only_change(figure) else figure.number * factor
    key = indicator_key(figure.indicator, bodies.around(document.doc))
    return Point(figure, subject, key, family, number, period, said is None and period is not None)


def _only_change(figure: Figure) -> bool:
    """Whether the value is the change itself: 下降 35.8% of something whose level is not told."""
    change = _CHANGE.match(figure.change)
    return bool(change and change[2] == figure.value.strip() and change[3] == figure.unit)


def _judged(point: Point, group: list[Point]) -> Point:
    figure = point.figure
    if figure.status == "target":
        return _target(point, group)
    before = _period_before(point)
    if point.number is None or before is None:
        return point
    earlier = [
        other
        for other in group
        if other.period == before and other.number is not None and other.figure.status == "actual"
    ]
    if not earlier:
        return _with(point, check="notHeld" if figure.change else "")
    judged = [_compared(point, other) for other in earlier]
    # Where the year before is told twice, one that agrees will do: the two are another matter.
    rank = ("agrees", "approximate", "disagrees", "")
    return min(judged, key=lambda p: rank.index(p.check))


def _period_before(point: Point) -> Period | None:
    """Return the days that a change of the figure looks back to: a year before, or the period just before."""
    if point.period is None:
        return None
    if point.figure.basis == "可比":
        return None
    try:
        start, end = (date.fromisoformat(day) for day in (point.period.start, point.period.end))
        if point.figure.basis == "环比":
            return _just_before(start, end)
        return Period(_year_before(start).isoformat(), _year_before(end).isoformat())
    except (ValueError, OverflowError):
        return None


def _just_before(start: date, end: date) -> Period:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    month = start.year * 12 + start.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1)
    last = start - timedelta(days=1)
    if start.day != 1:
        first = last - (end - start)
    return Period(first.isoformat(), last.isoformat())


def _year_before(day: date) -> date:
    # 29 February has none; 28 February may be the end of that month a year later.
    if (day + timedelta(days=1)).day == 1 and day.month == 2:
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _interval(figure: Figure) -> Interval | None:
    return printed_interval(figure.value, base_unit(figure.unit)[1])


def _compared(point: Point, other: Point) -> Point:
    """Return ``point`` with the change since ``other``, checked against the stated one."""
    now, then = _interval(point.figure), _interval(other.figure)
    if point.number is None or other.number is None or now is None or then is None:
        return point
    stated = _CHANGE.match(point.figure.change)
    unit = stated[3].strip() if stated else ""
    relative = not stated or unit in {"%", "％"}
    percent = _relative(now, then) if other.number else None
    difference = Interval(now.low - then.high, now.high - then.low)
    computed: float | None = point.number - other.number
    if relative and point.family != "%":
        computed = (point.number / other.number - 1) * 100 if other.number else None
    if computed is not None:
        computed = round(computed, 4)
    if not stated:
        return _with(point, earlier=other.figure, computed=computed)
    if point.figure.approx or other.figure.approx:
        return _with(point, earlier=other.figure, computed=computed, check="approximate")
    sign = -1.0 if stated[1] in {"-", "−", "－"} else 1.0
    family, factor = base_unit(unit)
    said = printed_interval(stated[2], factor)
    if said is None or (not relative and family != point.family):
        return _with(point, earlier=other.figure, computed=computed)
    said = said if sign > 0 else Interval(-said.high, -said.low)
    # 提升6.2% of a rate is said of both its points and its ratio.
    ways = [percent] if relative and point.family != "%" else [difference, percent if relative else None]
    agrees = any(way is not None and way.meets(said) for way in ways)
    if not any(way is not None for way in ways):
        return _with(point, earlier=other.figure, computed=computed)
    return _with(point, earlier=other.figure, computed=computed, check="agrees" if agrees else "disagrees")


def _relative(now: Interval, then: Interval) -> Interval | None:
    if then.low <= 0:
        return None
    return Interval((now.low / then.high - 1) * 100, (now.high / then.low - 1) * 100)


def _target(point: Point, group: list[Point]) -> Point:
    """Return a target with the last figure for its days, and whether that reaches it."""
    due = point.period
    if due is None or point.number is None:
        return point
    told = [
        other
        for other in group
        if other.figure.status == "actual"
        and other.number is not None
        and other.period is not None
        and due.start[:4] == other.period.end[:4]
        and other.period.end <= due.end
        and other.figure.evidence.doc != point.figure.evidence.doc
    ]
    if not told:
        return _with(point, met="notHeld")
    last = max(told, key=lambda p: (p.period.end if p.period else "", p.figure.evidence.doc))
    side = bound(point.figure.approx)
    reached = _reaches(last, point, most=side == "most")
    if reached:
        # Less than allowed in half the time says nothing of the whole.
        final = last.period is not None and last.period.end >= due.end
        return _with(point, outcome=last.figure, met="met" if final or side != "most" else "progress")
    final = last.period is not None and last.period.end >= due.end
    return _with(point, outcome=last.figure, met="missed" if final else "progress")


def _reaches(last: Point, target: Point, *, most: bool) -> bool:
    number, goal = last.number or 0.0, target.number or 0.0
    return number <= goal * (1 + 1e-9) if most else number >= goal * (1 - 1e-9)


def _with(
    point: Point,
    *,
    earlier: Figure | None = None,
    computed: float | None = None,
    check: Check = "",
    outcome: Figure | None = None,
    met: Met = "",
) -> Point:
    return Point(
        point.figure, point.subject_name, point.key, point.family, point.number, point.period, point.implied,
        earlier, computed, check, outcome, met,
    )  # fmt: skip
