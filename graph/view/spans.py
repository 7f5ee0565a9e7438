"""When facts hold: spans of days that a page can sort, and nothing that only looks like a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ontology.records import Period

Span = tuple[str, str]
_DATE = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def span(said: Period | str | None) -> Span | None:
    """Return the first and the last day of a period or date, ``None`` where it names none.

    Examples
    --------
    >>> span("2024-02"), span(Period("2023-01-01", "2023-06-30")), span("去年")
    (('2024-02-01', '2024-02-29'), ('2023-01-01', '2023-06-30'), None)
    """
    if isinstance(said, Period):
        first, last = span(said.start), span(said.end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    match = _DATE.fullmatch(said or "")
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        begin = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        end = begin
    elif month:
        end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    else:
        end = date(year, 12, 31)
    return begin.isoformat(), end.isoformat()
