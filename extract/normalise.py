"""A form of the text to match on, and the way back to the text as it is.

Crawled and converted text mixes half-width and full-width punctuation, puts spaces between Chinese
characters, breaks lines inside names and may use traditional characters. Everything that recognises
works on the normalised form; everything that is reported goes through ``Normal.span`` first.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import opencc

_NOTHING = "\u200b"
INVISIBLE = (
    *range(0x00, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x34F, 0x61C,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF,
    *range(0xE0100, 0xE01F0),
)  # fmt: skip
"""What is printed as nothing: zero-width and joining characters, marks of direction, control characters."""
# Blocks of compatibility forms: radicals, ideographs, vertical, small, half-width and full-width forms.
_COMPATIBLE = (
    (0x2E80, 0x2FD6), (0xF900, 0xFB00), (0xFE10, 0xFE70), (0xFF01, 0xFF66), (0xFFE0, 0xFFE7),
    (0x2F800, 0x2FA1E),
)  # fmt: skip
_SPECIAL = re.compile(f'[\\s"，：{_NOTHING}]')


@dataclass(frozen=True)
class Normal:
    """Normalised ``text`` with, for each of its characters, the ``offsets`` of the original one."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map the half-open, non-empty span [start, end) back to the original text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _forms() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("extract.lexicon").joinpath("characters.toml").read_text("utf-8"))


@cache
def _character_table() -> dict[int, str]:
    """Map each code point that has another form to the one character that stands for it."""
    table = _simplified(range(0x4E00, 0xA000)) | dict.fromkeys(INVISIBLE, _NOTHING)
    for name in ("radicals", "quotes", "signs", "punctuation"):
        table |= {ord(a): b for a, b in _forms()[name].items()}
    plain = {0x3000: " ", 0xA0: " "}
    for first, end in _COMPATIBLE:
        # Marks of combination decompose into a space and themselves: they are left alone.
        normal = ((c, unicodedata.normalize("NFKC", chr(c))) for c in range(first, end))
        plain |= {c: form for c, form in normal if len(form) == 1}
    # A compatibility form may be one of a character that has another form itself: ︵ of (, which becomes （.
    return {c: table.get(ord(form), form) for c, form in plain.items()} | table


@cache
def _letter_table() -> dict[int, str]:
    """Of the table above what concerns Chinese characters, letters and digits."""
    return {c: form for c, form in _character_table().items() if form.isalnum()}


def _simplified(points: Iterable[int]) -> dict[int, str]:
    characters = [chr(c) for c in points]
    simple = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one (the basic block, extension A and the planes beyond)."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character >= "\U00020000"


def plain(text: str) -> str:
    """Return ``text``, as long as it is, with characters simplified and letters and digits half-width.

    Punctuation and white space stay, for what reads the layout of a text at its own offsets.

    Examples
    --------
    >>> plain("２０３１年 霧橋街道(總結)")
    '2031年 雾桥街道(总结)'
    """
    return text.translate(_letter_table())


def normalise(text: str) -> Normal:
    """Return ``text`` in the form to match on: one character out for each one kept.

    Punctuation between Chinese words is full-width, digits and Latin letters half-width, straight quotation
    marks are paired, characters simplified and in their plain form; white space next to a Chinese character
    or sign is dropped, and so is what is printed as nothing.

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
    at = 0
    for special in _SPECIAL.finditer(mapped):
        index, character = special.start(), special.group()
        if at < index:
            kept.append(mapped[at:index])
            offsets.extend(range(at, index))
        at = index + 1
        if character == '"':
            character = "”" if opened else "“"
            opened = not opened
        elif character in "，：":
            if _between_digits(text, mapped, index):
                character = "," if character == "，" else ":"
        elif character == _NOTHING or not _parts_latin(kept[-1][-1] if kept else "", mapped, index):
            continue
        else:
            character = " "
        kept.append(character)
        offsets.append(index)
    if at < len(mapped):
        kept.append(mapped[at:])
        offsets.extend(range(at, len(mapped)))
    return Normal("".join(kept), tuple(offsets))


def _between_digits(text: str, mapped: str, index: int) -> bool:
    """Whether a comma or colon is part of a number or a time: 1,280 and 9:30."""
    before, after = mapped[index - 1 : index], mapped[index + 1 : index + 4]
    if not (before.isdigit() and after[:1].isdigit()):
        return False
    # A full-width comma is one of a number only where its digits are full-width too.
    narrow = text[index] in ",:" or text[index - 1] != before
    return narrow and (mapped[index] == "：" or after.isdigit())


def _parts_latin(before: str, mapped: str, index: int) -> bool:
    """Whether white space stands between two Latin words or numbers, the first after ``before``."""
    if not before.isascii() or not before or before.isspace():
        return False
    after = next((c for c in mapped[index + 1 : index + 8] if c != _NOTHING and not c.isspace()), "")
    return after != "" and after.isascii()
