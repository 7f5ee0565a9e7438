"""The vocabulary of reference, read from ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.records import EntityType

LEVELS = ("province", "city", "county", "town")


@dataclass(frozen=True)
class Words:
    """Word lists by their use; see the comments of ``vocabulary.toml``."""

    generic: frozenset[str]
    longest_generic: int
    self_words: Mapping[str, str]
    prefixes: tuple[tuple[str, str], ...]
    not_prefixes: tuple[str, ...]
    own: tuple[str, ...]
    not_areas: tuple[str, ...]
    area_suffixes: tuple[tuple[str, str], ...]
    formal: tuple[tuple[str, str], ...]
    classifiers: tuple[str, ...]
    bare_classifiers: tuple[str, ...]
    epithets: tuple[str, ...]
    synonyms: tuple[tuple[str, str], ...]
    distinctive: frozenset[str]
    distinctive_words: tuple[str, ...]
    places: tuple[str, ...]
    neighbourhoods: tuple[str, ...]
    roads: tuple[str, ...]
    extents: tuple[str, ...]
    body_endings: frozenset[str]
    confusable: tuple[frozenset[str], ...]
    shortest_proper: int
    heads: tuple[tuple[str, EntityType], ...]


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


@cache
def load_words() -> Words:
    """Read the vocabulary that ships with the package (once a process).

    Examples
    --------
    >>> load_words().self_words["全区"]
    'county'
    """
    data = tomllib.loads(files("graph.resolve").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    generic = {word for words in data["generic"].values() for word in words.split()}
    suffixes = [(s, block["level"]) for block in data["area"] for s in block["suffixes"]]
    return Words(
        generic=frozenset(generic),
        longest_generic=max(map(len, generic)),
        self_words={word: level for level in LEVELS for word in data["self"][level]},
        prefixes=tuple((word, level) for level in LEVELS[::-1] for word in data["prefix"][level]),
        not_prefixes=tuple(data["prefix"]["not"].split()),
        own=tuple(data["own"]["town"]),
        not_areas=tuple(data["not_area"]["suffixes"]),
        area_suffixes=tuple(sorted(suffixes, key=lambda s: -len(s[0]))),
        formal=tuple(sorted(data["formal"].items(), key=lambda f: -len(f[0]))),
        classifiers=_longest_first(data["classifier"]["words"]),
        bare_classifiers=_longest_first(data["classifier"]["bare"]),
        epithets=_longest_first(data["epithet"]["words"]),
        synonyms=tuple((other, row[0]) for row in data["synonyms"]["rows"] for other in row[1:]),
        distinctive=frozenset(data["distinctive"]["characters"]),
        distinctive_words=tuple(data["distinctive"]["words"]),
        places=tuple(data["distinctive"]["places"]),
        neighbourhoods=tuple(data["neighbourhood"]["heads"]),
        roads=tuple(data["neighbourhood"]["not_after"]),
        extents=_longest_first(data["extent"]["words"]),
        body_endings=frozenset(data["body"]["endings"]),
        confusable=tuple(frozenset(row) for row in data["confusable"]["rows"]),
        shortest_proper=data["confusable"]["shortest"],
        heads=tuple(
            sorted(
                ((word, kind) for kind, words in data["heads"].items() for word in words),
                key=lambda h: (-len(h[0]), h),
            )
        ),
    )


def is_description(key: str, words: Words) -> bool:
    """Whether a name is made of general words alone, so that it describes rather than names.

    Examples
    --------
    >>> is_description("社区卫生服务中心", load_words()), is_description("云栖驿站", load_words())
    (True, False)
    """
    reach = [True] + [False] * len(key)
    for end in range(1, len(key) + 1):
        first = max(0, end - words.longest_generic)
        reach[end] = any(reach[start] and key[start:end] in words.generic for start in range(first, end))
    return reach[-1]
