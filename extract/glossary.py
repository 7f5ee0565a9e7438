"""Notes that explain a term, bound to the mention that they explain.

Three forms are read: a list of notes under a heading (名词解释), each opened by the mark that stands
behind the term in the body (``[1]``, ``①``, ``注1``) or by the term alone; a note in brackets (（注：…）);
and abbreviations (以下简称“…”), which give the name before them another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.abbreviations import abbreviations
from extract.analysis import Analysis
from extract.coded import list_components
from extract.normalise import normalise
from extract.notebody import MARK, Body, label_of
from ontology.records import Definition, Mention

_NOTE_START = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?:{MARK}|注\s*(?P<note>\d{{1,3}})[:：.．、]?"
    r"|(?P<listed>\d{1,3})[.．、](?!\d))[ \t\u3000]*"
)
_HEADING = re.compile(
    r"(?:^|\n)[ \t\u3000]*[(（【]?(?:附[件录]?\d*[:：]?)?(?:有关|相关|部分)?"
    r"(?:名词|名称|用语|术语)(?:解释|注释|说明)[^\n]{0,8}\n"
)
_TERM_END = re.compile(r"[:：]|——|(?<=[”\"])(?=[是指即])")
_INLINE = re.compile(r"[(（](?:注|说明)[:：](?P<text>[^()（）]{4,300})[)）]")
_ALIAS_NOTE = re.compile(
    r"(?:是|为|即|系)(?:指)?[“\"](?P<full>[^”\"]{4,60})[”\"]的简称|^[是为即系](?P<bare>[^，。“”]{4,40})的简称"
)


def _regions(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the parts of the text that hold notes: glossary sections, or what follows the heading."""
    document = analysis.document
    found = [(s.start, s.end) for s in document.sections if s.role == "glossary"]
    if not found:
        found = [(m.end(), len(document.text)) for m in _HEADING.finditer(document.text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _notes(body: Body, start: int, end: int) -> list[Definition]:
    """Read the notes of one region of the text."""
    text = body.text
    opened = list(_NOTE_START.finditer(text, start, end))
    if not opened:
        lines = re.finditer(r"(?:^|(?<=\n))[^\n:：]{2,40}(?=[:：])", text[start:end])
        found = [(start + m.start(), start + m.end()) for m in lines]
        return [
            _note(body, a, a, b, "")
            for (a, _), b in zip(found, [*(f[0] for f in found[1:]), end], strict=True)
        ]
    stops = [*(m.start() for m in opened[1:]), end]
    return [_note(body, m.start(), m.end(), b, m.group().strip()) for m, b in zip(opened, stops, strict=True)]


def _note(body: Body, start: int, term_at: int, end: int, mark: str) -> Definition:
    """Read one note: [``start``, ``end``) with its mark, the term from ``term_at``."""
    text = body.text
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    content = text[term_at:end]
    cut = _TERM_END.search(content, 1, 60)
    term = content[: cut.start()].strip() if cut else content.strip()
    said = re.sub(r"\s*\n\s*", "", content[cut.end() :]).strip() if cut else ""
    unresolved: list[str] = [] if said else ["没有解释文字"]
    match = _NOTE_START.match(mark) if mark else None
    label = label_of(match) if match else ""
    at = body.explained(term, label) if label else None
    if at is None:
        at = body.named(term)
        if label and label not in body.marks and not (match and match["listed"]):
            unresolved.append(f"正文中没有标记{mark}")
    if at is None:
        unresolved.append("正文中没有找到被解释的名称")
    parts = list_components(normalise(term).text, normalise(said).text)
    alias = _ALIAS_NOTE.search(normalise(said).text)
    aliases = tuple(a for a in ((alias["full"] or alias["bare"]) if alias else "",) if a)
    bare = _strip_quotes(term)
    return Definition(
        bare,
        said,
        start,
        end,
        text[start:end],
        mark,
        at,
        parts.components,
        (*unresolved, *parts.unresolved),
        aliases,
    )


def _strip_quotes(term: str) -> str:
    """Take off quotation marks that enclose the whole term."""
    inner = re.fullmatch(r"[“\"《「]([^“”\"《》「」]+)[”\"》」]", term)
    return inner.group(1) if inner else term


def _inline(body: Body) -> list[Definition]:
    found = []
    for match in _INLINE.finditer(body.text):
        mention = body.before(match.start())
        if mention:
            parts = list_components(normalise(mention.text).text, normalise(match["text"]).text)
            found.append(
                Definition(
                    mention.text,
                    match["text"],
                    mention.start,
                    match.end(),
                    body.text[mention.start : match.end()],
                    "注",
                    mention.start,
                    parts.components,
                    parts.unresolved,
                )
            )
    return found


def define(analysis: Analysis, mentions: Sequence[Mention]) -> tuple[Definition, ...]:
    """Find the definitions and abbreviations of a document and bind them to its mentions.

    Parameters
    ----------
    analysis
        The document; the notes are looked for in sections with the role ``glossary``, or after a heading.
    mentions
        The names that were found in it.

    Returns
    -------
    tuple of Definition
        In order. ``term_start`` is the start of the mention explained, of the term as printed where no
        mention is known there, and ``None`` where the body does not print it; ``unresolved`` says what is
        missing.

    Examples
    --------
    >>> from ontology.records import Document
    >>> text = "推行“1+2”巡护机制[1]。\\n名词解释:\\n[1]“1+2”巡护机制:指由1名河长、2名巡护员组成的机制。"
    >>> (note,) = define(Analysis(Document("a", text), ()), ())
    >>> note.term, note.term_start, [(c.value, c.label) for c in note.components]
    ('“1+2”巡护机制', 2, [('1', '河长'), ('2', '巡护员')])
    """
    text = analysis.document.text
    regions = _regions(analysis)
    body = Body(text, mentions, regions)
    found = [note for start, end in regions for note in _notes(body, start, end)]
    found += _inline(body) + abbreviations(body)
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))
