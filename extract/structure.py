"""Structure: what a document says of itself, its sections with their roles, and its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from extract.blocks import Block, blocks
from extract.boilerplate import noise_blocks
from extract.dates import period_of, publication_date
from extract.divisions import mentions
from extract.front import front_of, kind_of
from extract.headings import Heading, headings
from extract.issuer import speaker_of
from extract.layout import Layout, layout
from extract.normalise import plain
from extract.roles import ROOT
from extract.sections import Plan, sections
from extract.sentences import sentence_spans
from extract.speakers import told_apart
from extract.squeeze import restore, squeeze
from ontology import gazetteer
from ontology.records import Document, Section, Sentence

_FRONT_LINE_AT_MOST = 120


def structure(document: Document) -> Document:
    """Return ``document`` with its metadata, sections and sentences.

    What the file itself said (title, date) is kept. Sections tile the text: the first is the whole of it, and
    every character lies in exactly one innermost section. What stems from a web page is marked noise.

    Examples
    --------
    >>> text = "竹汀区竹泊街道2025年工作总结\\n一、便民\\n开放议事亭。\\n二、下一步工作安排\\n续建步道。\\n"
    >>> document = structure(Document("a", text))
    >>> document.title, document.issuer, document.kind, document.period.end
    ('竹汀区竹泊街道2025年工作总结', '竹泊街道', 'report', '2025-12-31')
    >>> [(section.role, section.title) for section in document.sections]
    [('review', ''), ('front', ''), ('review', '便民'), ('plan', '下一步工作安排')]
    """
    squeezed = squeeze(document.text)
    if len(squeezed.text) < len(document.text):
        read = _structure(msgspec.structs.replace(document, text=squeezed.text))
        return restore(read, document.text, squeezed)
    return _structure(document)


def _structure(document: Document) -> Document:
    text, words = plain(document.text), layout()
    found = blocks(text, wrapped=document.format == "pdf")
    noise = noise_blocks(text, found, words)
    front = front_of(text, found, noise, words)
    shown = [i for i in range(len(found)) if i not in noise]
    printed = document.text[found[front.title].start : found[front.title].end] if front.title >= 0 else ""
    title = document.title or printed.lstrip("# ").replace("\n", "")
    headline = plain(title)
    lines = frozenset(i for i in shown if _is_front_line(text, found[i], words))
    parts = headings(text, found, noise | lines | frozenset(range(front.body)))

    first = "\n".join(text[found[i].start : found[i].end] for i in shown if i < front.body)
    body = "\n".join(text[found[i].start : found[i].end] for i in shown if i >= front.body)
    last = "\n".join(text[found[i].start : found[i].end] for i in shown[-4:])
    date = document.date or publication_date(first, last)
    kind = kind_of(headline, first, body, words, numbers=sum(bool(p.number) and not p.inline for p in parts))
    reviewing = [p.title for p in parts if p.title and not p.inline and not words.plan.search(p.title)]
    period = period_of(headline, reviewing, body, date, kind)
    opening = f"{plain(document.title)}\n{first}" if document.title else first
    named = mentions(f"{opening}\n{body}", len(opening), gazetteer.load())
    speaker = speaker_of(opening, body, named, gazetteer.load())

    year = int(period.end[:4]) if period and kind != "plan" else 0
    plan = Plan(text, found, noise, front.end, parts, ROOT.get(kind, "review"), year, words)
    tree = told_apart(sections(plan), f"{first}\n{body}", named, speaker)
    if text != document.text:
        tree = tuple(_as_printed(section, text, document.text) for section in tree)
    return msgspec.structs.replace(
        document,
        title=title or document.doc,
        issuer=speaker.issuer,
        areas=speaker.areas,
        code=speaker.code,
        date=date,
        kind=kind,
        period=period,
        sections=tree,
        sentences=_sentences(text, found, parts, tree, front.title),
        warnings=document.warnings + speaker.warnings,
    )


def _as_printed(section: Section, text: str, printed: str) -> Section:
    """Give a section the title that the document prints, which may be in traditional characters."""
    at = text.find(section.title, section.start, section.end) if section.title else -1
    if at < 0:
        return section
    return msgspec.structs.replace(section, title=printed[at : at + len(section.title)])


def _is_front_line(text: str, block: Block, words: Layout) -> bool:
    length = block.end - block.start
    return length <= _FRONT_LINE_AT_MOST and words.front.fullmatch(text, block.start, block.end) is not None


def _sentences(
    text: str, found: Sequence[Block], parts: Sequence[Heading], tree: Sequence[Section], title: int
) -> tuple[Sentence, ...]:
    """Cut the blocks into sentences and tell each its innermost section."""
    titled = {part.start: part.end for part in parts if part.end > part.start}
    place = _Innermost(tree)
    sentences = []
    for index, block in enumerate(found):
        for start, end in _cut(text, block, titled):
            heading = start in titled or index == title
            sentences.append(Sentence(start, end, place.of(start), heading))
    return tuple(sentences)


def _cut(text: str, block: Block, titled: dict[int, int]) -> list[tuple[int, int]]:
    if titled.get(block.start) == block.end:
        return [(block.start, block.end)]
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text, block.start, block.end):
        # A number is no sentence of its own, whatever point follows it.
        if spans and titled.get(spans[-1][0], 0) >= end:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


class _Innermost:
    """Finds the innermost section at an offset."""

    def __init__(self, tree: Sequence[Section]) -> None:
        borders = sorted({0, *(s.start for s in tree), *(s.end for s in tree)})
        inner = [0] * len(borders)
        place = {border: i for i, border in enumerate(borders)}
        for index, section in enumerate(tree):
            # Inner sections come after the outer ones and write over them.
            for i in range(place[section.start], place[section.end]):
                inner[i] = index
        self._borders, self._inner = borders, inner

    def of(self, offset: int) -> int:
        return self._inner[bisect_right(self._borders, offset) - 1]
