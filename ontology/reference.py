"""Annotated sentences, one JSON object a line, as facts: a graph can be built from a person's annotation.

A record is ``{"doc", "sid", "start", "text", "entities", "relations", "observations"}``; ``start`` is the
sentence's offset in the document. A name's ``text`` counts wherever the sentence prints it, longest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from ontology.errors import ReadError
from ontology.records import (
    Document,
    EntityType,
    Facts,
    FigureStatus,
    Mention,
    Observation,
    Relation,
    RelationName,
    Section,
    Sentence,
    Status,
)

_AREA = re.compile(r"[\u4e00-\u9fff]{2,}(?:街道|镇|乡|新区|区|县|市|省|自治区|地区)$")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,}(?:街道|镇|乡|地区)$")


# The areas above a subdistrict, as names of areas and of bodies begin.
_ABOVE = {
    "province": re.compile(r"([\u4e00-\u9fff]{2,6}(?:省|自治区))(?=$|委|政府)"),
    "city": re.compile(r"([\u4e00-\u9fff]{2,5}?市)(?=$|委|政府|[\u4e00-\u9fff]+区)"),
    "county": re.compile(
        r"(?:[\u4e00-\u9fff]{2,5}?市)?([\u4e00-\u9fff]{2,5}(?<![民社小园街片城校])[区县])(?=$|委|政府|人民|法院|检察院|妇联)"
    ),
}
_LED = frozenset({"AREA", "ORG"})


class Name(msgspec.Struct, frozen=True):
    """A name of a sentence."""

    text: str
    type: EntityType


class Link(msgspec.Struct, frozen=True):
    """A relation between two names, printed or restored."""

    head: str
    rel: RelationName
    tail: str
    status: Status


class Figure(msgspec.Struct, frozen=True):
    """A figure of a sentence; the guide of the annotation says what each key holds."""

    subject: str
    indicator: str
    value: str | float
    unit: str | None = ""
    status: FigureStatus = "actual"
    approx: str | None = ""
    change: str | float | None = ""
    basis: str | None = ""
    period: str | None = ""


class Record(msgspec.Struct, frozen=True):
    """One annotated sentence."""

    doc: str
    start: int
    text: str
    entities: tuple[Name, ...] = ()
    relations: tuple[Link, ...] = ()
    observations: tuple[Figure, ...] = ()


def read_reference(path: Path) -> list[Facts]:
    """Read a file of annotated sentences.

    Parameters
    ----------
    path
        A ``.jsonl`` file with one record a line; it may hold several documents.

    Returns
    -------
    list of Facts
        One a document, in the order in which they first appear. The document's text is put together from its
        sentences, each at its own offset, with line ends in between.

    Raises
    ------
    ReadError
        If a line is no such record; the message names the file and the line.
    """
    records: list[Record] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                records.append(msgspec.json.decode(line, type=Record))
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise ReadError(
                    f"{path}:{number}: 不是参考标注的记录 ({error})",
                    f"{path}:{number}: not a record of the reference annotation ({error})",
                ) from error
    return facts_from_records(records)


def facts_from_records(records: Iterable[Record]) -> list[Facts]:
    """Return the facts of annotated sentences, one record a document.

    Examples
    --------
    >>> name, link = Name("小青", "PROGRAMME"), Link("青石街道", "undertakes", "小青", "done")
    >>> facts = facts_from_records([Record("a", 0, "打造“小青”。", (name,), (link,))])
    >>> facts[0].document.issuer, facts[0].entities[0].start, facts[0].relations[0].head_start
    ('青石街道', 3, None)
    """
    by_doc: dict[str, list[Record]] = {}
    for record in records:
        by_doc.setdefault(record.doc, []).append(record)
    return [_facts(doc, sorted(found, key=lambda r: r.start)) for doc, found in by_doc.items()]


def occurrences(record: Record) -> list[Mention]:
    """Return where a sentence prints its names: longer names first, none overlapping, in order of offset.

    Examples
    --------
    >>> names = (Name("青石", "AREA"), Name("青石公园", "PLACE"))
    >>> [(m.start, m.text) for m in occurrences(Record("a", 10, "青石的青石公园", names))]
    [(10, '青石'), (13, '青石公园')]
    """
    taken = [False] * len(record.text)
    found = []
    for name in sorted(record.entities, key=lambda n: -len(n.text)):
        for hit in re.finditer(re.escape(name.text), record.text):
            if not any(taken[hit.start() : hit.end()]):
                taken[hit.start() : hit.end()] = [True] * len(name.text)
                at = record.start + hit.start()
                found.append(Mention(at, at + len(name.text), name.text, name.type, "reference"))
    return sorted(found, key=lambda m: m.start)


def _facts(doc: str, records: Sequence[Record]) -> Facts:
    text, sentences = "", []
    for record in records:
        # Where two records overlap the text of the first stays; the offsets of both are the document's own.
        text = text.ljust(record.start, "\n")[: max(len(text), record.start)]
        text += record.text[len(text) - record.start :]
        sentences.append(Sentence(record.start, record.start + len(record.text), 0))
    types = _types(records)
    issuer, areas = _areas(records, types)
    mentions: list[Mention] = []
    relations: list[Relation] = []
    observations: list[Observation] = []
    for record in records:
        found = occurrences(record)
        at = {m.text: m.start for m in reversed(found)}
        own = {m.text: m.type for m in found}
        end = record.start + len(record.text)
        mentions += found
        for r in record.relations:
            head_type = own.get(r.head) or types.get(r.head) or _guess(r.head)
            tail_type = own.get(r.tail) or types.get(r.tail) or _guess(r.tail)
            relations.append(
                Relation(
                    r.head,
                    r.rel,
                    r.tail,
                    r.status,
                    record.start,
                    end,
                    record.text,
                    head_type,
                    tail_type,
                    at.get(r.head),
                    at.get(r.tail),
                    rule="reference",
                )
            )
        for o in record.observations:
            value = str(o.value)
            where = record.text.find(value)
            spot = (record.start + where, record.start + where + len(value)) if where >= 0 else (None, None)
            observations.append(
                Observation(
                    o.subject,
                    o.indicator,
                    value,
                    o.unit or "",
                    o.status,
                    record.start,
                    end,
                    record.text,
                    o.approx or "",
                    str(o.change or ""),
                    o.basis or "",
                    o.period or "",
                    number=_number(value),
                    value_start=spot[0],
                    value_end=spot[1],
                )
            )
    section = Section(0, len(text), 0, "review")
    document = Document(
        doc, text, format="jsonl", title=_title(records), issuer=issuer, areas=areas,
        sections=(section,), sentences=tuple(sentences),
    )  # fmt: skip
    return Facts(doc, document, tuple(mentions), tuple(relations), tuple(observations))


def _types(records: Iterable[Record]) -> dict[str, EntityType]:
    """Return the class of each name, the most frequent one in the document."""
    votes: dict[str, Counter[EntityType]] = {}
    for record in records:
        for name in record.entities:
            votes.setdefault(name.text, Counter())[name.type] += 1
    return {text: min(c, key=lambda t: (-c[t], t)) for text, c in votes.items()}


def _guess(text: str) -> EntityType:
    """Return the class of a restored end that the document never prints: an area, or a body."""
    return "AREA" if _AREA.match(text) else "ORG"


def _areas(records: Sequence[Record], types: dict[str, EntityType]) -> tuple[str, tuple[str, ...]]:
    """Return who speaks, and its areas from the largest to the smallest.

    Who speaks is the subject that sentences most often leave out; an area above it is the one of its level
    that is most often named, alone or at the head of a restored body (the district before 区委).
    """
    subjects: Counter[str] = Counter()
    above: dict[str, Counter[str]] = {level: Counter() for level in _ABOVE}
    for record in records:
        names = {name.text for name in record.entities}
        ends = [end for r in record.relations for end in (r.head, r.tail)]
        ends += [o.subject for o in record.observations]
        restored = [end for end in ends if end not in names]
        subjects.update({s: 3 * restored.count(s) for s in restored if _ISSUER.match(s)})
        subjects.update(n for n in names if types[n] == "AREA" and _ISSUER.match(n))
        for level, pattern in _ABOVE.items():
            found = (
                pattern.match(name.removeprefix("中共"))
                for name in (*restored, *(n for n in names if types[n] in _LED))
            )
            above[level].update(match.group(1) for match in found if match)
    issuer = min(subjects, key=lambda s: (-subjects[s], s), default="")
    chain = [min(c, key=lambda n: (-c[n], n)) for c in above.values() if c]
    return issuer, tuple(dict.fromkeys((*chain, issuer))) if issuer else tuple(chain)


def _title(records: Sequence[Record]) -> str:
    """Return the first line that prints enough to be a title, at most 60 characters of it."""
    return next((r.text.strip()[:60] for r in records[:5] if len(r.text.strip()) >= 8), "")


def _number(value: str) -> float | None:
    try:
        return float(re.sub(r"[,，\s]", "", value))
    except ValueError:
        return None


def is_reference(line: str | bytes) -> bool:
    """Whether a line of JSON is a record of the annotation (and not a line of ``facts.jsonl``)."""
    try:
        record = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return False
    return {"doc", "start", "text"} <= record.keys() and "document" not in record
