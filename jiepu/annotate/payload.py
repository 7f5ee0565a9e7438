"""A document as the page holds it: one row a sentence, with the facts that stand in it.

Offsets in rows are half-open, in code points from the row's beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiepu.annotate.judge import Judged, Judgement
from ontology.records import Definition, Facts, Mention, Observation, Relation

Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A document to show, with its judgement where there is a reference."""

    facts: Facts
    judgement: Judgement | None = None


def payload(page: Page) -> dict[str, Any]:
    """Return what the page holds of one document.

    Keys are ``doc``, ``title``, ``issuer``, ``date``, ``kind``, ``period``, ``warnings``, ``counts``
    (matched, reference, found for each kind of fact; ``None`` without a reference), ``sections`` (role,
    title, level) and ``rows``. A row has its text, its section (-1 for text outside all sentences), whether
    it is a heading, and

    - ``names``: start, end, type, verdict; whether it was ``found`` or is the reference's; proposer,
      confidence; ``mate``, the name on the other side that it belongs to; ``note``, the definition bound to
      it; whether the name ends here (``last``) or goes on in the next row;
    - ``relations``, ``figures``, ``definitions``: the facts that it states, with spans ``at`` in the row.

    Examples
    --------
    >>> from ontology.records import Document, Section, Sentence
    >>> whole, sentence = Section(0, 3, 0, "plan"), Sentence(0, 3, 0)
    >>> document = Document("a", "柳岸。", sections=(whole,), sentences=(sentence,))
    >>> shown = payload(Page(Facts("a", document, (Mention(0, 2, "柳岸", "PLACE"),))))
    >>> shown["rows"][0]["text"], shown["rows"][0]["names"][0]["end"]
    ('柳岸。', 2)
    """
    facts, document = page.facts, page.facts.document
    rows = list(_rows(facts))
    starts = [row["start"] for row in rows]
    judged = page.judgement

    def row_at(offset: int) -> Row:
        return rows[max(bisect_right(starts, offset) - 1, 0)]

    notes = {d.term_start: d.text for d in facts.definitions if d.term_start is not None}
    for name in judged.names if judged else _unjudged(facts.entities):
        _put_name(name, rows, starts, notes)
    if rows:
        for relation in judged.relations if judged else _unjudged(facts.relations):
            row = row_at(relation.fact.start)
            row["relations"].append(_relation(relation, row))
        for figure in judged.observations if judged else _unjudged(facts.observations):
            row = row_at(figure.fact.start)
            row["figures"].append(_figure(figure, row))
        for definition in facts.definitions:
            row_at(definition.start)["definitions"].append(_definition(definition))
    for row in rows:
        row["names"].sort(key=lambda n: (n["start"], not n["found"]))
        row["relations"].sort(key=lambda r: (r["order"], r["verdict"] == "missed"))
        row["figures"].sort(key=lambda f: f["order"])
    period = document.period
    return {
        "doc": facts.doc,
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date,
        "kind": document.kind,
        "period": [period.start, period.end] if period else [],
        "warnings": list(document.warnings),
        "counts": {key: [c.matched, c.reference, c.found] for key, c in judged.counts.items()}
        if judged
        else None,
        "sections": [[s.role, s.title, s.level] for s in document.sections],
        "rows": rows,
    }


def _rows(facts: Facts) -> Iterator[Row]:
    """The sentences, and what stands between them where that is more than white space."""
    text, at = facts.document.text, 0

    def row(start: int, end: int, section: int, heading: bool = False) -> Row:
        facts_of_row: Row = {"names": [], "relations": [], "figures": [], "definitions": []}
        return {
            "start": start, "text": text[start:end], "section": section, "heading": heading,
        } | facts_of_row  # fmt: skip

    for sentence in sorted(facts.document.sentences, key=lambda s: s.start):
        start = max(sentence.start, at)
        if text[at:start].strip():
            yield row(at, start, -1)
        if start < sentence.end:
            yield row(start, sentence.end, sentence.section, sentence.heading)
        at = max(at, sentence.end)
    if text[at:].strip():
        yield row(at, len(text), -1)


def _unjudged(facts: Iterable[Any]) -> Iterator[Judged[Any]]:
    return (Judged(fact, None, "unjudged") for fact in facts)


def _put_name(judged: Judged[Mention], rows: list[Row], starts: list[int], notes: Mapping[int, str]) -> None:
    """Add a name to each row that it stands in, and the reference's beside it where the two differ."""
    found, reference = judged.found, judged.reference
    shown = [(found, reference, True)] if found else []
    if reference and judged.verdict != "right":
        shown.append((reference, found, False))
    for name, mate, is_found in shown:
        first = max(bisect_right(starts, name.start) - 1, 0)
        for row in rows[first:]:
            base, length = row["start"], len(row["text"])
            if base >= name.end:
                break
            start, end = max(name.start - base, 0), min(name.end - base, length)
            if start < end:
                row["names"].append(
                    {
                        "start": start,
                        "end": end,
                        "type": name.type,
                        "found": is_found,
                        "verdict": judged.verdict,
                        "proposer": name.proposer if is_found else "",
                        "confidence": name.confidence,
                        "mate": {"type": mate.type, "text": mate.text} if mate else None,
                        "note": notes.get(name.start, ""),
                        "last": name.end - base <= length,
                    }
                )


def _relation(judged: Judged[Relation], row: Row) -> dict[str, Any]:
    r, base = judged.fact, row["start"]
    ends = ((r.head_start, r.head), (r.tail_start, r.tail))
    order = r.tail_start if r.tail_start is not None else r.start
    return {
        "head": r.head,
        "head_type": r.head_type,
        "tail": r.tail,
        "tail_type": r.tail_type,
        "relation": r.rel,
        "status": r.status,
        "verb": r.verb,
        "confidence": r.confidence,
        "rule": r.rule,
        "accepted": r.accepted,
        "period": [r.period.start, r.period.end] if r.period else [],
        "verdict": judged.verdict,
        "mate": judged.reference.status if judged.found and judged.reference else "",
        "at": [[start - base, start - base + len(text)] for start, text in ends if start is not None],
        "order": order,
    }


def _figure(judged: Judged[Observation], row: Row) -> dict[str, Any]:
    o, base = judged.fact, row["start"]
    placed = o.value_start is not None and o.value_end is not None
    return {
        "subject": o.subject,
        "indicator": o.indicator,
        "value": o.value,
        "unit": o.unit,
        "approx": o.approx,
        "change": o.change,
        "basis": o.basis,
        "period": o.period,
        "target": o.status == "target",
        "confidence": o.confidence,
        "verdict": judged.verdict,
        "mate": judged.reference.change if judged.found and judged.reference else "",
        "at": [[o.value_start - base, o.value_end - base]] if placed else [],
        "order": o.value_start if placed else o.start,
    }


def _definition(definition: Definition) -> dict[str, Any]:
    return {
        "term": definition.term,
        "mark": definition.mark,
        "text": definition.text,
        "parts": [f"{c.value}{c.unit}{c.label}" for c in definition.components],
        "unresolved": list(definition.unresolved),
        "aliases": list(definition.aliases),
        "bound": definition.term_start is not None,
    }
