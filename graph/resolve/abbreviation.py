"""Whether one name of a document is a shorter form of another."""

from __future__ import annotations

from graph.names import name_key
from graph.resolve.words import Words
from ontology.records import EntityType

# A group's shorter name is a wider group (孤老, 户籍孤老); titles and persons differ in one character.
_NEVER: frozenset[EntityType] = frozenset({"GROUP", "HONOUR", "PERSON", "AREA"})


def abbreviates(short: str, long: str, kind: EntityType, words: Words) -> str:
    """Return why ``short`` stands for ``long``, both of one document and class; empty where it does not.

    Examples
    --------
    >>> from graph.resolve.words import load_words
    >>> abbreviates("青石地块", "青石收储地块", "PLACE", load_words())
    '缩写'
    >>> abbreviates("青石路", "青石东路", "PLACE", load_words())
    ''
    """
    a, b = name_key(short), name_key(long)
    if kind in _NEVER or len(a) >= len(b):
        return ""
    for classifier in words.classifiers:
        if b == a + classifier:
            return f"“{classifier}”只说明类别"
    left_out = _left_out(a, b)
    if left_out is None or _distinguishes(left_out, a, b, words):
        return ""
    if b.endswith(a):
        return "" if "·" in long or len(left_out) < 2 else "后部相同的简称"
    if len(a) >= 4 and a[:2] == b[:2] and a[-2:] == b[-2:] and 2 * len(left_out) <= len(b):
        return "缩写"
    if kind == "ORG" and a[0] == b[0] and len(a) >= 3:
        return "机构缩写"
    return ""


def _left_out(short: str, long: str) -> str | None:
    """Return the characters of ``long`` that ``short`` leaves out, ``None`` where it is no subsequence.

    A common end is matched first, then from the front, so that what is left out stays together.
    """
    end = 0
    while end < len(short) and short[-1 - end] == long[-1 - end]:
        end += 1
    head, body = short[: len(short) - end], long[: len(long) - end]
    out, at = [], 0
    for character in body:
        if at < len(head) and character == head[at]:
            at += 1
        else:
            out.append(character)
    return "".join(out) if at == len(head) else None


def _distinguishes(left_out: str, short: str, long: str, words: Words) -> bool:
    """Whether what is left out tells two things apart: directions, numbers, 分院."""
    if any(c in words.distinctive for c in left_out) and len(left_out) <= 2:
        return True
    if any(c in words.distinctive and c.isdigit() for c in left_out):
        return True
    return any((w in long) != (w in short) for w in words.distinctive_words)
