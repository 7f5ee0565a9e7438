"""Which blocks come from the web page and not from the document: navigation, captions, teasers.

Nothing is dropped: these blocks become sections with the role ``noise``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.blocks import Block
from extract.layout import Layout
from extract.numbering import numbered

_CAPTION_AT_LEAST = 10
_NEAR = 12
"""Characters; a shorter line without a full stop between two lines of navigation belongs to them."""
_ARROWS = ">＞»›"
_TAGS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,6}(?:\|[\u4e00-\u9fffA-Za-z]{2,8}){1,3}$")
_HEADLINE_AT_MOST = 80
_FINAL = "。！？!?”；;"


def noise_blocks(text: str, found: Sequence[Block], layout: Layout) -> frozenset[int]:
    """Return the indexes of the blocks that are noise.

    A block is noise where it is a line of navigation, the repetition of a caption or headline, or part of the
    teasers of other articles that follow the last one (each with its headline printed twice).

    Examples
    --------
    >>> from extract.blocks import blocks
    >>> from extract.layout import layout
    >>> text = "首页\\n>\\n要闻\\n竹泊街道推进老街更新。\\n分享到：\\n"
    >>> sorted(noise_blocks(text, blocks(text), layout()))
    [0, 1, 2, 4]
    """
    lines = [text[block.start : block.end] for block in found]
    noise = {i for i, line in enumerate(lines) if len(line) <= 160 and layout.noise.fullmatch(line)}
    noise |= _repeated(lines)
    noise |= _teasers(lines)
    tail = _tail(text, found, lines, layout)
    noise |= set(range(tail, len(lines)))
    _fill(lines, noise)
    for index, line in enumerate(lines):
        if line[-1] in _ARROWS and len(line) <= _NEAR:
            # A trail of links: what stands on either side of an arrow is one.
            noise.update(i for i in (index - 1, index + 1) if _is_stray(lines, i))
    navigation = {lines[i] for i in noise if len(lines[i]) <= _NEAR}
    noise |= {i for i, line in enumerate(lines) if line in navigation}
    return frozenset(noise)


def _repeated(lines: Sequence[str]) -> set[int]:
    """Find every line but the first of those that are printed again: captions and running headlines."""
    counts = Counter(line for line in lines if len(line) >= _CAPTION_AT_LEAST and line[-1] not in _FINAL)
    repeated: set[int] = set()
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if counts[line] > 1:
            if line in seen:
                repeated.add(index)
            seen.add(line)
    return repeated


def _teasers(lines: Sequence[str]) -> set[int]:
    """Find the articles announced at the end, from the first headline that is not the document's own.

    Portals print such headlines with tags (…,社区|网格|党建) or twice in a row. Doubled ones count only where
    they go on to the end with little text after each, so that a doubled title near the start is left alone.
    """
    tagged = [i for i, line in enumerate(lines) if _TAGS.search(line) and len(line) <= _HEADLINE_AT_MOST]
    own = lines[tagged[0]] if tagged else ""
    foreign = next((i for i in tagged if lines[i] != own and i > 2), -1)
    if foreign > 0 and not any(lines[i] == own for i in tagged if i > foreign):
        return set(range(foreign, len(lines)))
    doubled = [
        i for i in range(1, len(lines) - 1) if lines[i] == lines[i + 1] and len(lines[i]) >= _CAPTION_AT_LEAST
    ]
    for first in doubled:
        stops = [i for i in doubled if i >= first] + [len(lines)]
        if first >= 2 and all(b - a <= 5 for a, b in pairwise(stops)):
            return set(range(first, len(lines)))
    return set()


def _tail(text: str, found: Sequence[Block], lines: Sequence[str], layout: Layout) -> int:
    """Return the index from which only links to other pages follow, else the number of lines."""
    for index, line in enumerate(lines):
        if len(line) <= 80 and layout.tail.fullmatch(line):
            rest = range(index + 1, len(lines))
            if not any(numbered(text, found[i].start, found[i].end) for i in rest):
                return index
    return len(lines)


def _is_stray(lines: Sequence[str], index: int) -> bool:
    return 0 <= index < len(lines) and len(lines[index]) <= _NEAR and lines[index][-1] not in _FINAL


def _fill(lines: Sequence[str], noise: set[int]) -> None:
    """Add the short stray lines beside navigation at both ends of the page."""
    said = [i for i, line in enumerate(lines) if len(line) > _NEAR or line[-1] in _FINAL]
    if not said:
        return
    first, last = said[0], said[-1]
    head = [i for i in range(first) if i in noise]
    if head:
        # Among short lines above the first long one, those between lines of navigation are navigation.
        noise.update(range(head[-1]))
    tail = [i for i in range(last + 1, len(lines)) if i in noise]
    if tail:
        noise.update(range(tail[0], len(lines)))
