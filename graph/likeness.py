"""How alike two works of one body are: by the names of their objects and by their wording.

Likeness is the share of character bigrams in common, each weighed by how rare it is among the sentences of
the body (inverse document frequency, Spärck Jones 1972, "A statistical interpretation of term specificity").
The candidates are blocked by body and by a shared bigram, as in record linkage (Christen 2012, "Data
Matching").
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from graph.names import name_key

CLAUSE = re.compile(r"[,，;；。!！?？:：\n]")
_COUNTED = re.compile(r"第?([一二三四五六七八九十百零\d]+)([村期届批号弄幢栋街里社组季年路])")
_BRANCH = re.compile(r"[东西南北中新老][路街道巷村苑里园湾坊]")


@dataclass(frozen=True)
class Words:
    """What the wording of works is told by (``works.toml``)."""

    contrast: frozenset[str]
    generic: tuple[str, ...]
    given_up: tuple[str, ...]
    delayed: tuple[str, ...]
    ongoing: tuple[str, ...]
    done: tuple[str, ...]
    kinds: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """Return the word lists of works."""
    source = tomllib.loads((files("graph") / "works.toml").read_text(encoding="utf-8"))
    return Words(
        frozenset(source["contrast"]),
        tuple(sorted(source["generic"], key=len, reverse=True)),
        tuple(source["given_up"]),
        tuple(source["delayed"]),
        tuple(source["ongoing"]),
        tuple(source["done"]),
        {name: frozenset(found) for name, found in source["kinds"].items()},
    )


def bigrams(text: str) -> frozenset[str]:
    """Return the character bigrams of a text without its marks; of one character, the character.

    Examples
    --------
    >>> sorted(bigrams("“水岸”路"))
    ['岸路', '水岸']
    """
    key = name_key(text)
    return frozenset(key[i : i + 2] for i in range(len(key) - 1)) or frozenset({key} - {""})


def clause(quote: str, start: int, end: int) -> str:
    """Return the part of ``quote`` between commas that holds [start, end).

    Examples
    --------
    >>> clause("新建水岸公园,修缮水岸桥,办好水岸节", 9, 12)
    '修缮水岸桥'
    """
    before = [match.end() for match in CLAUSE.finditer(quote, 0, start)]
    after = CLAUSE.search(quote, end)
    return quote[before[-1] if before else 0 : after.start() if after else len(quote)]


def contradicts(first: str, second: str) -> bool:
    """Whether two names differ in what tells members of a series apart: a numeral, a point of the compass.

    Examples
    --------
    >>> contradicts("水岸三村", "水岸五村"), contradicts("东水新村", "西水新村")
    (True, True)
    >>> contradicts("水岸路", "水岸南路")
    True
    >>> contradicts("水岸节", "第二届水岸节"), contradicts("水岸路", "水岸路南段")
    (False, False)
    """
    a, b = name_key(first), name_key(second)
    if counted_apart(a, b):
        return True
    contrast = words().contrast
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "replace" and set(a[i:j]) & contrast and set(b[k:m]) & contrast:
            return True
        # 水岸路 and 水岸南路 are two roads; 水岸路 and 水岸路南段 are not.
        if tag == "insert" and _BRANCH.fullmatch(b[k:m] + b[m : m + 1]):
            return True
        if tag == "delete" and _BRANCH.fullmatch(a[i:j] + a[j : j + 1]):
            return True
    return False


def counted_apart(first: str, second: str) -> bool:
    """Whether two texts number one unit differently.

    Examples
    --------
    >>> counted_apart("水岸二期", "水岸三期"), counted_apart("水岸二期", "水岸")
    (True, False)
    """
    one, other = ({unit: number for number, unit in _COUNTED.findall(name_key(t))} for t in (first, second))
    return any(one[unit] != other[unit] for unit in one.keys() & other.keys())


def bare(name: str, areas: Collection[str] = ()) -> str:
    """Return the part of a name that tells it from others of its kind, the whole name where there is none.

    Parameters
    ----------
    name
        Of an object.
    areas
        Names of the areas around it, which tell nothing either.

    Examples
    --------
    >>> bare("水岸口袋公园新建工程"), bare("“水岸”品牌"), bare("邻里中心")
    ('水岸', '水岸', '邻里中心')
    """
    key = name_key(name)
    left = key
    for word in (*areas, *words().generic):
        left = left.replace(word, "")
    return left if len(left) > 1 else key


def kinds_of_work(text: str) -> frozenset[str]:
    """Return which kinds of work a clause speaks of.

    Examples
    --------
    >>> sorted(kinds_of_work("修缮水岸桥并举办开桥仪式"))
    ['hold', 'repair']
    """
    return frozenset(kind for kind, found in words().kinds.items() if any(word in text for word in found))


class Weights:
    """How much each bigram tells within a body: rare ones more.

    Parameters
    ----------
    texts
        The sentences of the body.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            number += 1
            counts.update(bigrams(text))
        self._counts, self._number = counts, number

    def __call__(self, gram: str) -> float:
        """Return the weight of a bigram."""
        return math.log(1 + (self._number + 1) / (self._counts[gram] + 1))

    def sum(self, grams: Collection[str]) -> float:
        """Return the weight of several bigrams together."""
        return sum(map(self, grams))

    def telling(self, grams: Collection[str]) -> float:
        """Return how rare bigrams are at the mean: 0 where each sentence has them, 1 where only one has."""
        most = math.log(1 + (self._number + 1) / 2)
        return min(1.0, self.sum(grams) / (len(grams) * most)) if grams else 0.0

    def shared(self, first: frozenset[str], second: frozenset[str]) -> float:
        """Return which share (0 to 1) of the lighter of two sets of bigrams the other holds."""
        least = min(self.sum(first), self.sum(second))
        return self.sum(first & second) / least if least else 0.0

    def dice(self, first: frozenset[str], second: frozenset[str]) -> float:
        """Return twice the weight in common over the weight of both (Dice 1945), 0 to 1."""
        both = self.sum(first) + self.sum(second)
        return 2 * self.sum(first & second) / both if both else 0.0
