"""Names of administrative divisions in a text: known to the gazetteer, or looking like one.

A name that the gazetteer does not hold (new, renamed, invented) is found by its ending and by where it
stands: between marks, after a larger division, before the name of a body.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ontology.gazetteer import Gazetteer

TOWN = ("街道", "镇", "乡", "苏木")
COUNTY = ("区", "县", "旗")
_ENDING = re.compile(r"街道|镇(?!街道)|乡(?!镇)|苏木|自治区|自治州|省|市|区(?!县)|县|旗")
_LONGEST = 12
_BEFORE = 6
_NO_NAME = re.compile("镇[化村域居]|乡[村土愁亲贤情音邻里间]|[省市区县](?:域|级|民|场|情|容)")
_CHINESE_BEFORE = re.compile(r"[\u4e00-\u9fff]*$")


@dataclass(frozen=True)
class Mentions:
    """How often a text names each division: ``known`` to the gazetteer, and ``unknown`` ones."""

    known: Counter[str]
    unknown: Counter[str]

    @property
    def all(self) -> Counter[str]:
        """Both together."""
        return self.known + self.unknown


@dataclass(frozen=True)
class Words:
    """The words of the section ``areas`` in ``structure.toml``; see its comments."""

    generic: frozenset[str]
    stems: tuple[str, ...]
    villages: tuple[str, ...]
    before: str
    bodies: re.Pattern[str]
    larger: re.Pattern[str]
    selves: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def words() -> Words:
    """Return the words that are shipped."""
    text = resources.files("extract.lexicon").joinpath("structure.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["areas"]
    return Words(
        generic=frozenset(data["generic"]),
        stems=tuple(data["stems"]),
        villages=tuple(data["villages"]),
        before=data["before"],
        bodies=re.compile("|".join(data["bodies"])),
        larger=re.compile("|".join(data["larger_bodies"])),
        selves=tuple((level, re.compile(pattern)) for level, pattern in data["selves"].items()),
    )


def depth(name: str) -> int:
    """Return how deep a division stands by its ending: 0 province, 1 city, 2 county, 3 town.

    Examples
    --------
    >>> [depth(name) for name in ("云泽省", "禾塘市", "竹汀区", "竹泊街道")]
    [0, 1, 2, 3]
    """
    if name.endswith(TOWN):
        return 3
    if name.endswith(COUNTY) and not name.endswith(("自治区", "行政区")):
        return 2
    return 1 if name.endswith(("市", "自治州")) else 0


def mentions(text: str, front: int, gazetteer: Gazetteer) -> Mentions:
    """Count the divisions that ``text`` names; the first ``front`` characters are title and front lines.

    Examples
    --------
    >>> from ontology import gazetteer
    >>> found = mentions("禾塘市竹汀区竹泊街道办事处。闵行区江川路街道。", 0, gazetteer.load())
    >>> sorted(found.known), sorted(found.unknown)
    (['江川路街道', '闵行区'], ['禾塘市', '竹汀区', '竹泊街道'])
    """
    lexicon, names = words(), gazetteer.names()
    known: Counter[str] = Counter()
    rest: Counter[tuple[str, str]] = Counter()
    for match in _ENDING.finditer(text):
        end = match.end()
        window = text[max(0, end - _LONGEST) : end]
        tails = (window[i:] for i in range(len(window) - 1))
        name = next((tail for tail in tails if tail in names and tail not in lexicon.generic), "")
        if name and _is_meant(name, text, end, front, lexicon):
            known[name] += 1
            continue
        ending = match.group()
        if _NO_NAME.match(text, end - 1):
            continue
        before = _CHINESE_BEFORE.search(text[max(0, match.start() - _BEFORE) : match.start()])
        run = before.group() if before else ""
        acts = end <= front or ending in TOWN or "市" in run[1:-1] or lexicon.larger.match(text, end)
        if acts and len(run) >= 2:
            rest[run, ending] += 1
    known = Counter({_extended(name, count, text, gazetteer): count for name, count in known.items()})
    unknown = _unknown(rest, lexicon)
    for name in [name for name in known if name not in names]:
        unknown[name] = known.pop(name)
    return Mentions(known, unknown)


def _is_meant(name: str, text: str, end: int, front: int, lexicon: Words) -> bool:
    """Whether the known name before ``end`` is one here: 湖东区 is not 东区, 先进街道 mostly praises one."""
    if depth(name) == 3:
        return end <= front or _stem(name) not in lexicon.stems
    before = text[end - len(name) - 1 : end - len(name)]
    return (
        len(name) > 2
        or not ("\u4e00" <= before <= "\u9fff")
        or before in "省市区县州"
        or before in lexicon.before
    )


def _extended(name: str, count: int, text: str, gazetteer: Gazetteer) -> str:
    """Return the longer name of which a known town's name is only the end, where it always stands so.

    Two towns that were joined carry both names (甲乙街道), and the gazetteer may only know 乙街道.
    """
    if not name.endswith(TOWN) or count < 3:
        return name
    before = Counter(text[max(0, m.start() - 2) : m.start()] for m in re.finditer(re.escape(name), text))
    pair, often = before.most_common(1)[0]
    if often < 0.9 * count or len(pair) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]{2}", pair):
        return name
    lexicon = words()
    if pair in gazetteer.short_names() or pair[1] in "省市区县旗镇乡" or pair[1] in lexicon.before:
        return name
    return pair + name


def _unknown(rest: Counter[tuple[str, str]], lexicon: Words) -> Counter[str]:
    """Cut out of the characters before each ending the name that accounts for most of its mentions."""
    whole: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for (before, ending), count in rest.items():
        run, bounded = before, len(before) < _BEFORE
        for index in reversed(range(len(before))):
            larger = before[index] in "省市区县旗" and index < len(before) - 1
            if before[index] in lexicon.before or larger:
                run, bounded = before[index + 1 :], True
                break
        for length in range(2, min(5, len(run)) + 1):
            every[run[-length:] + ending] += count
        if bounded and 2 <= len(run) <= 5:
            whole[run + ending] += count
    found: Counter[str] = Counter()
    for name in whole:
        if _is_common(name, lexicon):
            continue
        # A longer string that ends in a name standing alone elsewhere is that name with a word before it.
        if not any(name != other and name.endswith(other) for other in whole):
            found[name] = every[name]
    return found


def _is_common(name: str, lexicon: Words) -> bool:
    """Whether a string that ends like a division is a common noun (示范街道, 核心城区)."""
    if name.endswith(tuple(lexicon.generic - {"街道"})) or name in lexicon.generic:
        return True
    stem = _stem(name)
    return depth(name) == 3 and (stem.endswith((*COUNTY, "市")) or stem in lexicon.stems)


def _stem(name: str) -> str:
    """Return the name of a town without its ending."""
    return name.removesuffix(next((ending for ending in TOWN if name.endswith(ending)), ""))
