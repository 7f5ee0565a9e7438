"""Forms of a name to compare by: without marks, width, spaces or traditional characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import opencc

_MARKS = re.compile(r"[“”\"'‘’「」『』《》<>〈〉()()\[\]【】〔〕{}\s·‧・•﹒,，。;；:：!！、—–_]")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{2,})[”\"」』]")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """Return ``text`` as names are compared: simplified, half-width, lower case, without marks and spaces.

    Examples
    --------
    >>> name_key("“小岫鱼” 品牌") == name_key("「小岫魚」品牌")
    True
    >>> name_key("１＋２＋３")
    '1+2+3'
    """
    form = unicodedata.normalize("NFKC", text)
    key = _MARKS.sub("", _simplifier().convert(form)).lower()
    return key or "".join(form.split())


def quoted_part(text: str) -> str:
    """Return the one quotation of two or more characters that a name holds, or an empty string.

    Examples
    --------
    >>> quoted_part("“小岫鱼”企服品牌"), quoted_part("小岫鱼")
    ('小岫鱼', '')
    """
    found = _QUOTED.findall(text)
    return found[0] if len(found) == 1 else ""


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one (basic block, extension A and the planes beyond)."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character >= "\U00020000"
