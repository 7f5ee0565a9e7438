"""The body of a document as its notes see it: its mentions, and the marks that point to a note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.normalise import normalise
from ontology.records import Mention

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MARK = rf"[\[［【〔]\s*注?\s*(?P<number>\d{{1,3}})\s*[\]］】〕]|(?P<circled>[{CIRCLED}])"
_BODY_MARK = re.compile(rf"{MARK}|[(（]注(?P<note>\d{{1,3}})[)）]")
_CLOSING = "”\"》」』）)'’"
_QUOTES = re.compile(r"[“”\"《》「」『』‘’\s]")


def plain_name(text: str) -> str:
    """Return a name as it is compared: normalised, without quotation marks and spaces."""
    return _QUOTES.sub("", normalise(text).text)


def label_of(match: re.Match[str]) -> str:
    """Return the number of a mark, whatever its form: ``[3]``, ``［3］`` and ``③`` are all 3."""
    groups = match.groupdict()
    if groups.get("circled"):
        return str(CIRCLED.index(groups["circled"]) + 1)
    return groups.get("number") or groups.get("note") or groups.get("listed") or ""


def overlap(name: str, plain: str) -> int:
    """Return how many characters a name shares with the term, 0 where neither holds the other."""
    other = plain_name(name)
    return len(other) if other in plain else len(plain) if plain in other else 0


class Body:
    """The text outside the notes, with its mentions and marks."""

    def __init__(self, text: str, mentions: Sequence[Mention], regions: Sequence[tuple[int, int]]) -> None:
        self.text = text
        # One sign for each of the notes keeps the offsets.
        self.outside = text
        for a, b in regions:
            self.outside = self.outside[:a] + "\n" * (b - a) + self.outside[b:]
        self.mentions = [m for m in mentions if not any(a <= m.start < b for a, b in regions)]
        self.ends = [m.end for m in sorted(self.mentions, key=lambda m: m.end)]
        self.by_end = sorted(self.mentions, key=lambda m: m.end)
        self.marks: dict[str, list[tuple[int, int]]] = {}
        for match in _BODY_MARK.finditer(self.outside):
            self.marks.setdefault(label_of(match), []).append(match.span())

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
        plain = plain_name(term)
        for start, _ in self.marks.get(label, ()):
            printed = self.printed(plain, start)
            if printed is None:
                continue
            inside = [m for m in self.mentions if printed < m.end <= start and m.start >= printed - 12]
            if inside:
                return max(inside, key=lambda m: (overlap(m.text, plain), m.start)).start
            return printed
        return None

    def printed(self, plain: str, end: int) -> int | None:
        """Return where the text that ends at ``end`` starts to read as ``plain`` (or as its tail)."""
        window = max(0, end - len(plain) - 24)
        line = self.text[window:end]
        for start in range(len(line) - 1, -1, -1):
            candidate = plain_name(line[start:])
            if candidate == plain:
                while window + start > 0 and self.text[window + start - 1] in '“"《「':
                    start -= 1
                return window + start
            if len(candidate) > len(plain):
                break
        mention = self.before(end, 8)
        if mention and overlap(mention.text, plain) * 2 >= min(len(plain_name(mention.text)), len(plain)):
            return mention.start
        return None

    def named(self, term: str) -> int | None:
        """Return the first mention whose text is the term, or where the body prints the term."""
        plain = plain_name(term)
        for mention in self.mentions:
            if plain_name(mention.text) == plain:
                return mention.start
        for mention in self.mentions:
            other = plain_name(mention.text)
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
            at = self.outside.find(quoted)
            if at >= 0 and len(quoted) > 2:
                return at + (quoted != bare)
        return None
