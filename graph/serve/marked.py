"""A document's text cut into lines and spans, with the names in it and what each line says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Span:
    """A stretch of text; ``entity`` is the IRI that it names, if any."""

    text: str
    entity: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A line: its place in the text, level of heading (0 for none), spans, and what is said on it."""

    start: int
    level: int
    spans: tuple[Span, ...]
    facts: tuple[Mapping[str, Any], ...]


def lines(
    text: str,
    names: Iterable[Mapping[str, str]],
    facts: Iterable[Mapping[str, Any]],
    headings: Mapping[int, int],
) -> list[Line]:
    """Cut a text into its lines.

    Parameters
    ----------
    text
        The document's text.
    names
        Half-open spans of it (``start``, ``end``) with ``entity`` and ``class``. Of overlapping ones the
        earliest and longest counts.
    facts
        What is said, each with ``start``, the place of its sentence.
    headings
        The level of each heading by the place where it begins.

    Examples
    --------
    >>> [line] = lines("去青石路", [{"start": "1", "end": "4", "entity": "x:a", "class": "c"}], [], {})
    >>> [(span.text, span.entity) for span in line.spans]
    [('去', ''), ('青石路', 'x:a')]
    """
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n":
            starts.append(at + 1)
    on: dict[int, list[Mapping[str, Any]]] = {}
    for fact in facts:
        on.setdefault(bisect_right(starts, int(fact["start"])) - 1, []).append(fact)
    kept: dict[int, list[tuple[int, int, Mapping[str, str]]]] = {}
    reached = 0
    for name in sorted(names, key=lambda n: (int(n["start"]), -int(n["end"]))):
        start, end = int(name["start"]), int(name["end"])
        if reached <= start < end <= len(text):
            kept.setdefault(bisect_right(starts, start) - 1, []).append((start, end, name))
            reached = end
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        spans = tuple(_spans(text, start, end, kept.get(number, ())))
        said = tuple(on.get(number, ()))
        if text[start:end].strip() or said:
            found.append(Line(start, headings.get(start, 0), spans, said))
    return found


def _spans(
    text: str, start: int, end: int, names: Sequence[tuple[int, int, Mapping[str, str]]]
) -> Iterable[Span]:
    at = start
    for first, last, name in names:
        if first > at:
            yield Span(text[at:first])
        yield Span(text[first:last], name["entity"], name["class"])
        at = last
    if at < end:
        yield Span(text[at:end])
