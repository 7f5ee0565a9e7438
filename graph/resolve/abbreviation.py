"""Whether one name of a document is a shorter form of another."""

from __future__ import annotations

from graph.names import quoted_part
from graph.resolve.words import Words, is_description
from ontology.records import EntityType

_INSIDE: frozenset[EntityType] = frozenset({"ORG", "PLACE", "PROJECT", "MECHANISM", "PROGRAMME"})
# A group's shorter name is a wider group (长者, 独居长者); titles and persons differ in one character.
_NEVER: frozenset[EntityType] = frozenset({"GROUP", "HONOUR", "PERSON", "AREA"})
_INITIALS: frozenset[EntityType] = frozenset({"ORG", "PLACE"})


def plain(key: str, words: Words) -> str:
    """Return the key of a name without the words that only praise or date (新时代)."""
    for epithet in words.epithets:
        rest = key.replace(epithet, "")
        if len(rest) >= 3:
            key = rest
    return key


def abbreviates(short: str, long: str, kind: EntityType, words: Words, *, describes: bool = False) -> str:
    """Return why ``short`` stands for ``long``, both keys of one document and class; empty where it does not.

    Four ways: the last word that only classifies is dropped; only the end is kept (“…治理学院”); a modifier
    inside is dropped; the initials of an organisation or place are kept. The last two need a proper name:
    a shorter one that only ``describes`` (社区活动中心) is another thing than 社区文化活动中心. What is left
    out must not be what tells two things apart: a number, a direction, a branch, a place of its own.

    Examples
    --------
    >>> from graph.resolve.words import load_words
    >>> [abbreviates(a, "青石收储地块", "PLACE", load_words()) for a in ("青石地块", "收储地块")]
    ['省略了中间的修饰', '只用了后部']
    >>> abbreviates("青石路", "青石东路", "PLACE", load_words())
    ''
    """
    if kind in _NEVER or len(short) >= len(long):
        return ""
    if any(long == short + classifier for classifier in words.classifiers):
        return "末尾的词只说明类别"
    neighbourhood = any(long == short + head for head in words.neighbourhoods)
    if neighbourhood and kind == "PLACE" and not short.endswith(words.roads):
        return "省略了“社区”一类的词"
    gaps = _gaps(short, long)
    if gaps is None or _distinguishes(gaps, short, long, words):
        return ""
    if long.endswith(short):
        return "只用了后部" if len(gaps[0]) >= 2 else ""
    if describes or kind not in _INSIDE:
        return ""
    if short[:2] == long[:2] and short[-2:] == long[-2:] and len(gaps) == 1 and len(short) >= 4:
        return "省略了中间的修饰" if 2 * len(gaps[0]) <= len(long) else ""
    if len(short) >= 8 and short[-2:] == long[-2:] and 5 * len(short) >= 3 * len(long):
        return "省略了一些修饰"
    if kind in _INITIALS and _initials(short, long, kind, gaps, words):
        return "取字缩写"
    return ""


def _initials(short: str, long: str, kind: EntityType, gaps: list[str], words: Words) -> bool:
    """Whether ``short`` takes characters of ``long`` from its first on: 文创园 of 文化创意产业园."""
    if short[0] != long[0] or len(short) < (3 if kind == "ORG" else 4):
        return False
    if short[-1] == long[-1]:
        return len(gaps) >= 2 if max(map(len, gaps)) > 2 else kind == "ORG" or len(gaps) >= 2
    return kind == "ORG" and len(gaps) == 1 and gaps[0] in words.body_endings and len(short) >= 3


def _gaps(short: str, long: str) -> list[str] | None:
    """Return the stretches of ``long`` that ``short`` leaves out, ``None`` where it is no subsequence.

    A common end is matched first, then from the front, so that what is left out stays together.
    """
    end = 0
    while end < len(short) and short[-1 - end] == long[-1 - end]:
        end += 1
    head, body = short[: len(short) - end], long[: len(long) - end]
    gaps, open_, at = [""], False, 0
    for character in body:
        if at < len(head) and character == head[at]:
            at, open_ = at + 1, False
        elif open_:
            gaps[-1] += character
        else:
            gaps.append(character)
            open_ = True
    return gaps[1:] if at == len(head) else None


def _distinguishes(gaps: list[str], short: str, long: str, words: Words) -> bool:
    """Whether what is left out tells two things apart."""
    for gap in gaps:
        if all(c in words.distinctive for c in gap) or any(c.isdigit() for c in gap):
            return True
        if gap.endswith(words.places) and not long.startswith(gap) and not is_description(gap, words):
            return True
        # 青石医科大学 is not 青石大学, nor a construction bank the bank.
        if (
            len(gap) >= 2
            and not long.startswith(gap)
            and any(long.endswith(gap + e) for e in words.body_endings)
        ):
            return True
    return any((w in long) != (w in short) for w in words.distinctive_words)


def is_instance(short: str, long: str) -> bool:
    """Whether a printed name is one of a kind that it quotes: 青石小学“书香屋” is one of several 书香屋.

    Examples
    --------
    >>> is_instance("书香屋", "青石小学“书香屋”"), is_instance("书香", "“书香”小屋")
    (True, False)
    """
    quoted = quoted_part(long)
    return bool(quoted) and quoted == short and not long.startswith(("“", '"', "「", "『"))
