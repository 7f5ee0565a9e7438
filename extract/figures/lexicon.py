"""The words by which figures are read, from ``extract/lexicon``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class FigureWords:
    """The word lists of ``units.toml`` and ``figures.toml``, each in the order of the file.

    ``link``, ``lead`` and ``middle`` are regular expressions, all others are words.
    """

    units: tuple[str, ...]
    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    up_rate: tuple[str, ...]
    down_rate: tuple[str, ...]
    rate: tuple[str, ...]
    basis: tuple[tuple[str, str], ...]
    target: tuple[str, ...]
    sure: tuple[str, ...]
    link: tuple[str, ...]
    lead: tuple[str, ...]
    drop: tuple[str, ...]
    middle: tuple[str, ...]
    keep: tuple[str, ...]
    relative: tuple[str, ...]
    adverbs: tuple[str, ...]
    predicate: tuple[str, ...]
    general: tuple[str, ...]


def alternatives(words: tuple[str, ...]) -> str:
    """Return a pattern that matches any of ``words``, the longest first.

    Examples
    --------
    >>> alternatives(("达", "达到"))
    '达到|达'
    """
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def figure_words() -> FigureWords:
    """Load the word lists once."""
    folder = files("extract.lexicon")
    units = tomllib.loads(folder.joinpath("units.toml").read_text(encoding="utf-8"))
    words = tomllib.loads(folder.joinpath("figures.toml").read_text(encoding="utf-8"))
    basis = tuple((printed, name) for name, forms in words["basis"].items() for printed in forms)
    return FigureWords(
        units=tuple(unit for group in units.values() for unit in group),
        before=tuple(words["approx"]["before"]),
        inside=tuple(words["approx"]["inside"]),
        after=tuple(words["approx"]["after"]),
        up=tuple(words["change"]["up"]),
        down=tuple(words["change"]["down"]),
        up_rate=tuple(words["change"]["up_rate"]),
        down_rate=tuple(words["change"]["down_rate"]),
        rate=tuple(words["change"]["rate"]),
        basis=basis,
        target=tuple(words["target"]["words"]),
        sure=tuple(words["target"]["sure"]),
        link=tuple(words["indicator"]["link"]),
        lead=tuple(words["indicator"]["lead"]),
        drop=tuple(words["indicator"]["drop"]),
        middle=tuple(words["indicator"]["middle"]),
        keep=tuple(words["indicator"]["keep"]),
        relative=tuple(words["indicator"]["relative"]),
        adverbs=tuple(words["indicator"]["adverbs"]),
        predicate=tuple(words["indicator"]["predicate"]),
        general=tuple(words["indicator"]["general"]),
    )
