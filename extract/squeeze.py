"""Text without what only spaces it out, for the structure step, and the way back to the text as it is.

Titles and whole pages are printed with a space between every two characters, and web text hides zero-width
characters in words; neither says anything of the layout, while other white space does.
"""

from __future__ import annotations

import re

import msgspec

from extract.normalise import INVISIBLE, Normal
from ontology.records import Document

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u2e80-\u2fd5\U00020000-\U0003ffff"
_PAIR = re.compile(f"[{_CHINESE}](?=[ \t\u3000\u00a0]*[{_CHINESE}])")
# The white space comes first, so that lines without any are passed over fast.
_GAP = re.compile(f"[ \t\u3000\u00a0](?<=[{_CHINESE}].)[ \t\u3000\u00a0]*(?=[{_CHINESE}])")
_HIDDEN = frozenset(map(chr, INVISIBLE))
_SPACED_OUT = 0.5
"""Share of the neighbours in a line that stand apart, from which on the line is spaced out."""


def squeeze(text: str) -> Normal:
    """Return ``text`` without zero-width characters and without the spaces of lines that are spaced out.

    Examples
    --------
    >>> squeeze("工 作 总 结\\n来源:甲处 乙处写").text
    '工作总结\\n来源:甲处 乙处写'
    """
    dropped = []
    if not _HIDDEN.isdisjoint(text):
        dropped += [(at, at + 1) for at, character in enumerate(text) if character in _HIDDEN]
    at = 0
    for line in text.split("\n"):
        gaps = [hit.span() for hit in _GAP.finditer(line)]
        if gaps and len(gaps) >= _SPACED_OUT * len(_PAIR.findall(line)):
            dropped += [(at + start, at + end) for start, end in gaps]
        at += len(line) + 1
    if not dropped:
        return Normal(text, tuple(range(len(text))))
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in [*sorted(dropped), (len(text), len(text))]:
        kept.append(text[at:start])
        offsets.extend(range(at, start))
        at = end
    return Normal("".join(kept), tuple(offsets))


def restore(document: Document, text: str, squeezed: Normal) -> Document:
    """Return a structured document about ``squeezed`` as one about ``text``, its offsets moved there."""
    bounds = (*squeezed.offsets, len(text))

    def border(place: int) -> int:
        """Sections tile the text: what was dropped belongs to the one before."""
        return bounds[place] if place else 0

    sections = (
        msgspec.structs.replace(s, start=border(s.start), end=border(s.end)) for s in document.sections
    )
    sentences = (
        msgspec.structs.replace(s, start=bounds[s.start], end=bounds[s.end - 1] + 1)
        for s in document.sentences
    )
    return msgspec.structs.replace(document, text=text, sections=tuple(sections), sentences=tuple(sentences))
