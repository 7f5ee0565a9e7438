"""The word lists that recognition of names draws on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from zlib import crc32

from extract.names.hashing import WordList
from ontology import gazetteer

_LEVELS = ("province", "city", "county", "town")


@dataclass(frozen=True)
class Lexicon:
    """Head nouns, cue words, administrative divisions and standard names, ready to look up.

    ``head_class`` and ``cue_class`` give the class numbers (from 1) of single words.
    """

    heads: WordList
    cues: WordList
    areas: WordList
    standard: WordList
    head_class: dict[str, int]
    cue_class: dict[str, int]
    class_names: tuple[str, ...]


def _read(name: str, key: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Number the classes of a word list; a word of several classes gets a number of its own."""
    tables: dict[str, Any] = tomllib.loads(files("extract.lexicon").joinpath(name).read_text("utf-8"))
    groups: dict[str, list[str]] = {}
    for title, table in tables.items():
        for word in table[key].split():
            groups.setdefault(word, []).append(title)
    numbers: dict[str, int] = {title: i for i, title in enumerate(tables, 1)}
    for group in groups.values():
        numbers.setdefault("+".join(dict.fromkeys(group)), len(numbers) + 1)
    return {w: numbers["+".join(dict.fromkeys(g))] for w, g in groups.items()}, tuple(numbers)


def fingerprint() -> int:
    """A number that changes with the lists and templates that a model was trained with."""
    names = (
        files("extract.names").joinpath("templates.toml"),
        *(
            files("extract.lexicon").joinpath(name)
            for name in ("heads.toml", "cues.toml", "standard.toml", "words.toml")
        ),
    )
    return crc32(b"".join(file.read_bytes() for file in names))


def load() -> Lexicon:
    """Read the lists that the package ships.

    Examples
    --------
    >>> lexicon = load()
    >>> lexicon.class_names[lexicon.head_class["工作法"] - 1]
    'mechanism'
    """
    heads, names = _read("heads.toml", "heads")
    cues, _ = _read("cues.toml", "words")
    standard, _ = _read("standard.toml", "names")
    known = gazetteer.load()
    areas = {name: 5 + _LEVELS.index(level) for name, level in known.short_names().items()}
    areas |= {name: 1 + _LEVELS.index(level) for name, level in known.names().items()}
    return Lexicon(
        heads=WordList(heads),
        cues=WordList(cues),
        areas=WordList(areas),
        standard=WordList(standard),
        head_class=heads,
        cue_class=cues,
        class_names=names,
    )
