"""Title and front lines of a document, and the kind that they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.blocks import Block
from extract.layout import Layout
from extract.numbering import numbered
from ontology.records import Kind

_TITLE_AT_MOST = 80
_FRONT_AT_MOST = 16
_NAME_AT_MOST = 4
_TITLE_END = "。；;，,"


@dataclass(frozen=True)
class Front:
    """The lines before the body: the index of the title among the blocks (-1 for none) and of the first line
    of the body, and where that line starts."""

    title: int
    body: int
    end: int


def front_of(text: str, found: Sequence[Block], noise: frozenset[int], layout: Layout) -> Front:
    """Tell title and front lines (来源, 发布时间, 某会议通过) from the body.

    Examples
    --------
    >>> from extract.blocks import blocks
    >>> from extract.layout import layout
    >>> text = "竹泊街道2025年工作总结\\n来源:竹泊街道办事处\\n一、便民\\n"
    >>> front_of(text, blocks(text), frozenset(), layout())
    Front(title=0, body=2, end=25)
    """
    title, body, labelled = -1, 0, False
    announces = False
    shown = [i for i in range(len(found)) if i not in noise][:_FRONT_AT_MOST]
    for index in shown:
        line = text[found[index].start : found[index].end].removeprefix("# ")
        fits = _is_title(text, found, index)
        named = fits and any(pattern.search(line) for _, pattern in layout.kinds)
        name = title >= 0 and len(line) <= _NAME_AT_MOST
        name = name and _next_is_front(text, found, shown, index, layout)
        if name or layout.front.fullmatch(line) or (labelled and len(line) <= 40):
            body = index + 1
        elif fits and (title < 0 or (named and not announces)):
            # A page may print its column before the title.
            title, body, announces = index, index + 1, named
        elif named and text[found[title].start : found[title].end].endswith(line):
            body = index + 1
        else:
            break
        labelled = layout.label.fullmatch(line) is not None
    if title < 0 and body == 0:
        return Front(-1, 0, 0)
    rest = next((found[i].start for i in range(body, len(found)) if i not in noise), len(text))
    return Front(title, body, rest)


def _next_is_front(
    text: str, found: Sequence[Block], shown: Sequence[int], index: int, layout: Layout
) -> bool:
    """Whether front matter goes on after a line that holds only a name."""
    after = next((i for i in shown if i > index), -1)
    return after >= 0 and layout.front.fullmatch(text, found[after].start, found[after].end) is not None


def _is_title(text: str, found: Sequence[Block], index: int) -> bool:
    block = found[index]
    line = text[block.start : block.end]
    number = numbered(text, block.start, block.end)
    if len(line) > _TITLE_AT_MOST or line[-1] in _TITLE_END or (number is not None and number.printed != "#"):
        return False
    return index + 1 < len(found) and re.search(r"[\u4e00-\u9fff]{2}", line) is not None


def kind_of(title: str, front: str, text: str, layout: Layout, *, numbers: int) -> Kind:
    """Return the kind of a document by its title, else by the words of its text.

    ``front`` holds the title and front lines; ``numbers`` counts the numbered headings: news has few.
    """
    for name, pattern in layout.kinds:
        if pattern.search(title):
            return name  # type: ignore[return-value]
    published = re.search("来源|发布(?:时间|日期)", front) is not None
    if title and published and numbers <= 1:
        return "news"
    words = {m.group() for m in layout.news.finditer(text)}
    if len(words) >= 2 and numbers <= 3:
        return "news"
    opening = text[:400]
    if not title and (layout.review.search(opening) or layout.weak_review.search(opening)):
        return "report"
    return "other"
