"""Notes that explain a term, bound to the mention that they explain.

Three forms are read: a list of notes under a heading (名词解释), each opened by the mark that stands
behind the term in the body (``[1]``, ``①``, ``注1``) or by the term alone; a note in brackets (（注：…）);
and abbreviations (以下简称“…”), which give the name before them another one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.analysis import Analysis
from extract.coded import list_components
from extract.normalise import normalise
from ontology.records import Definition, Mention

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = rf"[\[［【〔]\s*注?\s*(?P<number>\d{{1,3}})\s*[\]］】〕]|(?P<circled>[{_CIRCLED}])"
_BODY_MARK = re.compile(rf"{_MARK}|[(（]注(?P<note>\d{{1,3}})[)）]")
_NOTE_START = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?:{_MARK}|注\s*(?P<note>\d{{1,3}})[:：.．、]?"
    r"|(?P<listed>\d{1,3})[.．、](?!\d))[ \t\u3000]*"
)
_HEADING = re.compile(
    r"(?:^|\n)[ \t\u3000]*[(（【]?(?:附[件录]?\d*[:：]?)?(?:有关|相关|部分)?"
    r"(?:名词|名称|用语|术语)(?:解释|注释|说明)[^\n]{0,8}\n"
)
_TERM_END = re.compile(r"[:：]|——|(?<=[”\"])(?=[是指即])")
_INLINE = re.compile(r"[(（](?:注|说明)[:：](?P<text>[^()（）]{4,300})[)）]")
_SHORT = re.compile(
    r"[(（](?P<lead>以下(?:统一|分别|合|统)?简?称(?:为|作|之为)?|下称|后称|简称)[:：]?(?P<names>[^()（）]{2,60})[)）]"
    r"|[,，](?P<lead2>以下简称|简称)(?:为)?(?P<names2>[“\"][^”\"]{2,30}[”\"])"
)
_NAMES = re.compile(r"[“\"《「]([^”\"》」]{2,40})[”\"》」]")
_OR = re.compile(r"或者|或|、|和|及")
_ALIAS_NOTE = re.compile(
    r"(?:是|为|即|系)(?:指)?[“\"](?P<full>[^”\"]{4,60})[”\"]的简称|^[是为即系](?P<bare>[^，。“”]{4,40})的简称"
)
_CLOSING = "”\"》」』）)'’"
_QUOTES = re.compile(r"[“”\"《》「」『』‘’\s]")


def _plain(text: str) -> str:
    """Return a name as it is compared: normalised, without quotation marks and spaces."""
    return _QUOTES.sub("", normalise(text).text)


def _label(match: re.Match[str]) -> str:
    """Return the number of a mark, whatever its form: ``[3]``, ``［3］`` and ``③`` are all 3."""
    groups = match.groupdict()
    if groups.get("circled"):
        return str(_CIRCLED.index(groups["circled"]) + 1)
    return groups.get("number") or groups.get("note") or groups.get("listed") or ""


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


class _Body:
    """The text outside the notes, with its mentions and marks."""

    def __init__(self, text: str, mentions: Sequence[Mention], regions: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.regions = regions
        self.mentions = [m for m in mentions if not any(a <= m.start < b for a, b in regions)]
        self.ends = [m.end for m in sorted(self.mentions, key=lambda m: m.end)]
        self.by_end = sorted(self.mentions, key=lambda m: m.end)
        self.marks: dict[str, list[tuple[int, int]]] = {}
        for match in _BODY_MARK.finditer(text):
            if not any(a <= match.start() < b for a, b in regions):
                self.marks.setdefault(_label(match), []).append(match.span())

    def before(self, at: int, reach: int = 0) -> Mention | None:
        """Return the mention that ends at ``at``, past closing marks, or at most ``reach`` before."""
        index = bisect_right(self.ends, at) - 1
        if index < 0:
            return None
        mention = self.by_end[index]
        between = self.text[mention.end : at]
        if not between.strip(_CLOSING) or (
            len(between) <= reach and not re.search(r"[，。；,;、\n]", between)
        ):
            return mention
        return None

    def explained(self, term: str, label: str) -> int | None:
        """Return where the term of a note is printed before its mark: the start of its mention, if known."""
        plain = _plain(term)
        for start, _ in self.marks.get(label, ()):
            printed = self.printed(plain, start)
            if printed is None:
                continue
            inside = [m for m in self.mentions if printed < m.end <= start and m.start >= printed - 12]
            if inside:
                return max(inside, key=lambda m: (_overlap(m.text, plain), m.start)).start
            return printed
        return None

    def printed(self, plain: str, end: int) -> int | None:
        """Return where the text that ends at ``end`` starts to read as ``plain`` (or as its tail)."""
        window = max(0, end - len(plain) - 24)
        line = self.text[window:end]
        for start in range(len(line) - 1, -1, -1):
            candidate = _plain(line[start:])
            if candidate == plain:
                while window + start > 0 and self.text[window + start - 1] in '“"《「':
                    start -= 1
                return window + start
            if len(candidate) > len(plain):
                break
        mention = self.before(end, 8)
        if mention and _overlap(mention.text, plain) * 2 >= min(len(_plain(mention.text)), len(plain)):
            return mention.start
        return None

    def named(self, term: str) -> int | None:
        """Return the first mention whose text is the term, or where the body prints the term."""
        plain = _plain(term)
        for mention in self.mentions:
            if _plain(mention.text) == plain:
                return mention.start
        for mention in self.mentions:
            other = _plain(mention.text)
            if (
                len(other) > 2
                and (other in plain or plain in other)
                and min(len(other), len(plain)) * 2 >= max(len(other), len(plain))
            ):
                return mention.start
        return self.first_printed(term)

    def first_printed(self, term: str) -> int | None:
        """Return where the body first prints the term itself, in quotation marks if it does so anywhere."""
        bare = term.strip('“”"《》')
        for quoted in (f"“{bare}”", f'"{bare}"', bare):
            at = self.text.find(quoted)
            while at >= 0 and any(a <= at < b for a, b in self.regions):
                at = self.text.find(quoted, at + 1)
            if at >= 0 and len(quoted) > 2:
                return at + (quoted != bare)
        return None


def _overlap(name: str, plain: str) -> int:
    """Return how many characters a name shares with the term, 0 where neither holds the other."""
    other = _plain(name)
    return len(other) if other in plain else len(plain) if plain in other else 0


def _notes(body: _Body, start: int, end: int) -> list[Definition]:
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


def _note(body: _Body, start: int, term_at: int, end: int, mark: str) -> Definition:
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
    label = _label(match) if match else ""
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


def _abbreviations(body: _Body) -> list[Definition]:
    found = []
    for match in _SHORT.finditer(body.text):
        printed = match["names"] or match["names2"]
        names = _NAMES.findall(printed) or [n for n in _OR.split(printed.strip('“”"')) if n]
        names = [n.strip() for n in names if 2 <= len(n.strip()) <= 30]
        if not names:
            continue
        mention = body.before(match.start())
        unresolved: tuple[str, ...] = ()
        if mention:
            term, at, start = mention.text, mention.start, mention.start
        else:
            start = _phrase_start(body.text, match.start())
            term, at = body.text[start : match.start()].strip(), None
            unresolved = ("简称之前没有认出名称",)
        if not term:
            continue
        found.append(
            Definition(
                term,
                "",
                start,
                match.end(),
                body.text[start : match.end()],
                "",
                at,
                (),
                unresolved,
                tuple(names),
            )
        )
    return found


def _phrase_start(text: str, end: int) -> int:
    """Return where the title, quotation or phrase that ends at ``end`` starts."""
    for opening, closing in ("《》", "“”"):
        if text.endswith(closing, 0, end):
            return max(text.rfind(opening, 0, end), 0)
    return max(text.rfind(c, 0, end) for c in "，。；、：,;:\n（(") + 1


def _inline(body: _Body) -> list[Definition]:
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
    body = _Body(text, mentions, regions)
    found = [note for start, end in regions for note in _notes(body, start, end)]
    found += _inline(body) + _abbreviations(body)
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))
