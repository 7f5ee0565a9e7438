"""The numbers that Word prints before list paragraphs and does not keep in their text.

Sections are told by their numbers (一、 （一） 1.), so a report whose author let Word count would lose them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_STYLES_AT_MOST = 12
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}


class AutoNumbers:
    """Counts along the paragraphs of one document; ask for each of them once, in order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element  # type: ignore[attr-defined]
        except (KeyError, AttributeError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        for num in root.iter(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            found = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if found is not None:
                self._levels[num.get(qn("w:numId"))] = dict(map(_level, found.iter(qn("w:lvl"))))

    def before(self, paragraph: Paragraph) -> str:
        """Return the number printed before ``paragraph``, empty for bullets and plain paragraphs."""
        number, depth = _place(paragraph)
        levels = self._levels.get(number)
        if levels is None or depth not in levels:
            return ""
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        form, text, _ = levels[depth]
        if form in {"bullet", "none"}:
            return ""

        def shown(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            form, _, start = levels.get(level, ("decimal", "", 1))
            return printed(counts.get(level, start), form)

        return re.sub(r"%([1-9])", shown, text)


def printed(count: int, form: str) -> str:
    """Return ``count`` in a number format of Word's; those that reports do not use come as digits.

    Examples
    --------
    >>> [printed(12, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle")]
    ['12', '十二', '⑫']
    """
    if form in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def _level(element: BaseOxmlElement) -> tuple[int, tuple[str, str, int]]:
    def value(name: str, default: str) -> str:
        child = element.find(qn(name))
        return default if child is None else (child.get(qn("w:val")) or default)

    start = value("w:start", "1")
    depth = element.get(qn("w:ilvl")) or "0"
    return int(depth), (
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        int(start) if start.isdigit() else 1,
    )


def _place(paragraph: Paragraph) -> tuple[str, int]:
    """Return the list and the depth of a paragraph, its own or its style's; an empty list for none."""
    style: Any = paragraph.style
    properties = [paragraph._p.pPr]
    # Styles of a hostile file may rest on each other in a circle.
    while style is not None and len(properties) < _STYLES_AT_MOST:
        properties.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for found in properties:
        numbering = None if found is None else found.find(qn("w:numPr"))
        if numbering is not None:
            number, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
            return (
                "" if number is None else str(number.get(qn("w:val"))),
                int(depth.get(qn("w:val"))) if depth is not None else 0,
            )
    return "", 0
