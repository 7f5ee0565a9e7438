"""Where parts of a document begin: numbered, unnumbered and inline headings, items, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.blocks import Block
from extract.numbering import Number, numbered
from extract.sentences import sentence_spans

_LINE_AT_MOST = 60
"""Characters; a longer block is a paragraph."""
_TITLE_AT_MOST = 45
_STOPPED_AT_MOST = 24
_INLINE_AT_MOST = 17
_INLINE_AT_LEAST = 4
_BODY_AT_LEAST = 20
_SENTENCE_END = re.compile(r"[。！？!?；;]")
_NO_TITLE = re.compile(r"[,，;；:：\d％%]|[。！？!?].")
_TRIM = " \t\u3000。：:；;！!.【】[]#*"
_ITEM = re.compile(
    r"(?:(?:[一二三四五六七八九十]{1,2})[是要](?!否|求|素|件|点|领|以|么|不)|第[一二三四五六七八九]{1,2}[,，])"
)
_INLINE_ORDER, _INLINE_ITEM_ORDER, _UNNUMBERED_ORDER = 80.0, 85.0, 15.0
_INTRODUCES = re.compile(r"(?:是|有|为|下|工作|说|道|及|到)[:：]$|.{20}[:：]$")
_APPENDIX = re.compile(r"附(?:件|录)?[一二三四五六\d]{0,2}[:：]")
_APPENDIX_ORDER = 5.0
_SIGNED = re.compile(r"(?:20\d\d|二[〇零○].{2})年.{1,3}月.{1,3}日.{0,3}$")
_UNNUMBERED_END = re.compile(r"[。！？!?；;，,、…—]$")


@dataclass(frozen=True)
class Heading:
    """The beginning of a part at ``start``.

    ``end`` is where its heading sentence ends (``start`` where it has none). ``order`` says how deep it is: a
    part ends where one of the same or a lower order begins, and an ``inline`` one also at the end of
    its block.
    """

    start: int
    end: int
    order: float
    title: str = ""
    number: str = ""
    style: str = ""
    inline: bool = False


def headings(text: str, found: Sequence[Block], skipped: frozenset[int]) -> list[Heading]:
    """Return the headings of all blocks but the ``skipped`` ones (by index), in order.

    Examples
    --------
    >>> from extract.blocks import blocks
    >>> text = "一、便民服务\\n网格日益完善。开放议事亭三处,居民就近商量老街更新的大小事情。\\n"
    >>> [(h.number, h.title, h.inline) for h in headings(text, blocks(text), frozenset())]
    [('一、', '便民服务', False), ('', '网格日益完善', True)]
    """
    numbers = [None if i in skipped else numbered(text, b.start, b.end) for i, b in enumerate(found)]
    following = _next_numbers(numbers)
    shown: list[Heading] = []
    above = _UNNUMBERED_ORDER
    for index, block in enumerate(found):
        if index in skipped:
            continue
        number = numbers[index]
        if number is not None:
            shown.append(_numbered(text, block, number))
            if number.style not in {"item", "note"}:
                above = number.order + 0.5
            if shown[-1].end < block.end:
                shown.extend(_inline(text, Block(max(shown[-1].end, number.end), block.end)))
        elif _is_heading_line(text, found, index, skipped):
            appendix = _APPENDIX.match(text, block.start, block.end)
            coming = following[index]
            # Over the numbers that start again after it, else under the last number.
            order = coming.order - 0.5 if coming is not None and coming.value == 1 else above
            order = _APPENDIX_ORDER if appendix else order
            shown.append(Heading(block.start, block.end, order, _clean(text[block.start : block.end])))
        else:
            shown.extend(_inline(text, block))
    return shown


def _numbered(text: str, block: Block, number: Number) -> Heading:
    """Read a numbered block: a heading of its own, a heading sentence before text, or an item."""
    first = next(sentence_spans(text, number.end, block.end), (number.end, block.end))
    whole = first[1] == block.end
    end, title = block.start, ""
    if number.style == "note":
        term = re.match(r"[^。！？；]{2,40}?(?=[:：])", text[first[0] : first[1]])
        title = _clean(term.group()) if term else ""
    elif _is_title(text, first, whole):
        end, title = first[1], _clean(text[first[0] : first[1]])
    elif (colon := re.match(r"[^。！？；]{2,24}?[:：]", text[first[0] : first[1]])) is not None:
        title = _clean(colon.group())
    # An item that is a paragraph of its own ends with it; what follows unmarked is not part of it.
    closed = number.style in {"item", "dash", "circle"} and end < block.end
    return Heading(block.start, end, number.order, title, number.printed, number.style, inline=closed)


def _is_title(text: str, first: tuple[int, int], whole: bool) -> bool:
    """Whether the first sentence after a number is a title: short, or a line that does not end as text."""
    start, end = first
    if whole and _SENTENCE_END.search(text[start : end - 1]):
        return False
    if not whole:
        return end - start <= _TITLE_AT_MOST
    if text[end - 1] in "。；;":
        # A short line with a full stop may be a title, a line with clauses is an item of a list.
        return end - start <= _STOPPED_AT_MOST
    return end - start <= _LINE_AT_MOST


def _is_heading_line(text: str, found: Sequence[Block], index: int, skipped: frozenset[int]) -> bool:
    """Whether an unnumbered block is a heading: short, without a full stop, and followed by something."""
    block = found[index]
    line = text[block.start : block.end]
    if not 2 <= len(line) <= _LINE_AT_MOST or _UNNUMBERED_END.search(line) or _SENTENCE_END.search(line):
        return False
    if not re.search(r"[\u4e00-\u9fff]{2}", line) or _INTRODUCES.search(line):
        return False
    following = next((found[i] for i in range(index + 1, len(found)) if i not in skipped), None)
    if following is None:
        return False
    body = text[following.start : following.end]
    if _SIGNED.match(body):
        return False
    return len(line) <= 40 or len(body) > 2 * len(line)


def _next_numbers(numbers: Sequence[Number | None]) -> list[Number | None]:
    """Return for each block the next number after it that orders parts."""
    following: list[Number | None] = []
    coming: Number | None = None
    for number in reversed(numbers):
        following.append(coming)
        if number is not None and number.style not in {"item", "dash", "note"}:
            coming = number
    return following[::-1]


def _inline(text: str, block: Block) -> Iterator[Heading]:
    """Find the short title sentences and the numbered items inside a paragraph.

    Titles count only where they begin with the first or second sentence: a short sentence in the middle of a
    paragraph without them is only short.
    """
    spans = list(sentence_spans(text, block.start, block.end))
    titled = False
    for index, ((start, end), (after, after_end)) in enumerate(
        zip(spans, [*spans[1:], (0, 0)], strict=False)
    ):
        if item := _ITEM.match(text, start, end):
            yield Heading(start, start, _INLINE_ITEM_ORDER, "", item.group(), "item", inline=True)
        elif (
            (titled or index <= 1)
            and _INLINE_AT_LEAST < end - start <= _INLINE_AT_MOST
            and after_end - after >= max(_BODY_AT_LEAST, 1.5 * (end - start))
            and text[end - 1] == "。"
            and not _NO_TITLE.search(text[start : end - 1])
            and text.count("“", start, end) == text.count("”", start, end)
        ):
            titled = True
            yield Heading(start, end, _INLINE_ORDER, _clean(text[start:end]), inline=True)


def _clean(title: str) -> str:
    return re.sub(r"\s*\n\s*", "", title).strip(_TRIM)
