"""The blocks of a text: lines, or paragraphs where a line holds several or a page wraps them.

A block is what a writer would call a paragraph or a heading. Crawled reports may come as one line with single
spaces for paragraph breaks; PDF text breaks paragraphs at the page's width.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import east_asian_width

from extract.numbering import numbered

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\u3000\u00a0\u200b\ufeff"
_LONG = 400
"""Characters; a longer line with spaces in it may hold several paragraphs."""
_GAP = re.compile(r"[ \t\u3000\u00a0]+")
_HEADING_AT_MOST = 60
_FINAL = "。！？!?；;：:”）)】"
_OPENING, _CLOSING = "（(《“「【[", "）)》”」】]"


@dataclass(frozen=True)
class Block:
    """The half-open span [start, end) of a paragraph or heading, without the white space around it."""

    start: int
    end: int


def blocks(text: str, *, wrapped: bool = False) -> list[Block]:
    """Cut ``text`` into its blocks, in order; white space between them belongs to none.

    Parameters
    ----------
    text
        The text of a document.
    wrapped
        Whether lines are broken at the width of a page, as in PDF; a block then spans its line breaks.

    Examples
    --------
    >>> text = "竹泊街道工作总结\\n一、总体情况\\n"
    >>> [text[b.start : b.end] for b in blocks(text)]
    ['竹泊街道工作总结', '一、总体情况']
    """
    lines = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        if start < end:
            lines.append(Block(start, end))
    if wrapped:
        return _joined(text, lines)
    found: list[Block] = []
    for line in lines:
        found.extend(_parted(text, line) if line.end - line.start > _LONG else [line])
    return found


def _parted(text: str, line: Block) -> list[Block]:
    """Part a long line at spaces that end a sentence or stand after a heading."""
    parts = []
    start = line.start
    depth, at = 0, line.start
    for gap in _GAP.finditer(text, line.start, line.end):
        for character in text[at : gap.start()]:
            depth += (character in _OPENING) - (character in _CLOSING)
        at = gap.end()
        if _breaks(text, start, gap.start(), gap.end(), line.end, depth):
            parts.append(Block(start, gap.start()))
            start, depth = gap.end(), 0
    parts.append(Block(start, line.end))
    return [part for part in parts if part.start < part.end]


def _breaks(text: str, start: int, end: int, after: int, limit: int, depth: int) -> bool:
    if end <= start or after >= limit:
        return False
    if text[end - 1] in "。！？!?" or text[end - 2 : end] in {"。”", "！”", "？”", "。）", "。)"}:
        return True
    if depth > 0 or (
        text[end - 1].isascii()
        and text[end - 1].isalnum()
        and text[after].isascii()
        and text[after].isalnum()
    ):
        return False
    # A short stretch without a full stop between two breaks is a heading.
    return (
        end - start <= _HEADING_AT_MOST
        and not re.search(r"[。！？]", text[start:end])
        and text[end - 1] not in "、，,"
    )


def _joined(text: str, lines: list[Block]) -> list[Block]:
    """Join lines that a page broke: a line that fills its width goes on in the next one."""
    widths = [sum(2 if east_asian_width(c) in "WF" else 1 for c in text[b.start : b.end]) for b in lines]
    common = Counter(width // 4 for width in widths if width > 30)
    # The width of a full line: the widest that is usual, so that short lines of lists do not count.
    usual = [w for w, n in common.items() if n >= max(2, 0.1 * sum(common.values()))]
    full = 4 * max(usual, default=10**6) - 6
    found: list[Block] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        goes_on = (
            before is not None
            and widths[index - 1] >= full
            and text[before.end - 1] not in "。！？!?"
            and "\n\n" not in text[before.end : line.start]
            and not numbered(text, line.start, line.end)
        )
        if goes_on:
            found[-1] = Block(found[-1].start, line.end)
        else:
            found.append(line)
    return found
