"""A form of the text to match on, and the way back to the text as it is.

Crawled and converted text mixes half-width and full-width punctuation, puts spaces between Chinese
characters, breaks lines inside names and may use traditional characters. Everything that recognises
works on the normalised form; everything that is reported goes through ``Normal.span`` first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import opencc

_PUNCTUATION = {
    ",": "，",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
    "～": "~",
    "﹒": "·",
    "‧": "·",
    "・": "·",
    "•": "·",
}
_QUOTES = {
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "〝": "“",
    "〞": "”",
    "＂": '"',
    "〈": "《",
    "〉": "》",
}
_BETWEEN_DIGITS = {",", ":"}


@dataclass(frozen=True)
class Normal:
    """Normalised ``text`` with, for each of its characters, the ``offsets`` of the original one."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map the half-open, non-empty span [start, end) back to the original text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _character_table() -> dict[int, str]:
    """Map each code point that has another form: full-width signs, traditional characters, quotes."""
    table = {0xFF01 + i: chr(0x21 + i) for i in range(94)} | {0x3000: " ", 0xA0: " "}
    simplify = opencc.OpenCC("t2s").convert
    characters = [chr(c) for c in range(0x4E00, 0xA000)]
    simple = simplify("\n".join(characters)).split("\n")
    table |= {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}
    table |= {ord(a): b for a, b in _QUOTES.items()}
    # Signs that stand between Chinese words become full-width again, whatever they were.
    table |= {ord(a): b for a, b in _PUNCTUATION.items()}
    table |= {0xFF01 + (ord(a) - 0x21): b for a, b in _PUNCTUATION.items() if 0x21 <= ord(a) <= 0x7E}
    return table


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one (the basic block, extension A and the planes beyond)."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character >= "\U00020000"


def normalise(text: str) -> Normal:
    """Return ``text`` in the form to match on: one character out for each one kept.

    Punctuation between Chinese words is full-width, digits and Latin letters half-width, straight quotation
    marks are paired, characters simplified; white space next to a Chinese character or sign is dropped.

    Examples
    --------
    >>> normal = normalise('打造 "江小鲤" 品牌,增长14.2%')
    >>> normal.text
    '打造“江小鲤”品牌，增长14.2%'
    >>> normal.span(3, 6)
    (4, 7)
    """
    mapped = text.translate(_character_table())
    if len(mapped) != len(text):  # pragma: no cover - the table maps one character to one
        raise AssertionError("the character table must keep the length")
    kept: list[str] = []
    offsets: list[int] = []
    opened = False
    last = len(text) - 1
    for index, character in enumerate(mapped):
        if character.isspace():
            before = kept[-1] if kept else ""
            after = next((c for c in mapped[index + 1 : index + 8] if not c.isspace()), "")
            if not (before.isascii() and before and after.isascii() and after) or before.isspace():
                continue
            character = " "
        elif character == '"':
            character = "”" if opened else "“"
            opened = not opened
        elif (
            character in "，："
            and 0 < index < last
            and mapped[index - 1].isdigit()
            and mapped[index + 1].isdigit()
            and text[index] in _BETWEEN_DIGITS
            and (character == "：" or mapped[index + 1 : index + 4].isdigit())
        ):
            character = text[index]
        kept.append(character)
        offsets.append(index)
    return Normal("".join(kept), tuple(offsets))
