"""Themes of sections and facts by seed words: which words speak of what is data, in ``lexicon/themes.toml``.

A section is judged by its own words: its heading, and what stands under it outside deeper sections. A fact is
judged by its sentence, and where that prints no seed it takes the themes of the sections around it, the
innermost first. Every theme can be explained by the words that gave it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from ontology.records import Facts, Section

_SILENT = frozenset({"front", "noise"})
"""Roles of parts that are about nothing."""

_TRIED_IN_TURN = 8
"""First characters of words that a pattern tries one after the other."""


class Seed(NamedTuple):
    """A seed word where it is printed, at [start, end) in code points, and the theme that it speaks of."""

    start: int
    end: int
    word: str
    theme: str


class Reason(NamedTuple):
    """A theme of a text with its points and the words that gave them, in the order of their first print."""

    theme: str
    points: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """The seeds of ``themes.toml``: a pattern that finds them, the theme of each, and how points are counted.

    ``heading`` is what a seed in a heading counts; a theme needs ``share`` of the points of the strongest and
    ``repeat`` points, unless no theme has as many.
    """

    pattern: re.Pattern[str]
    themes: Mapping[str, str]
    heading: float
    share: float
    repeat: float


@cache
def lexicon() -> Lexicon:
    """Return the seed words that are shipped."""
    text = resources.files("extract.lexicon").joinpath("themes.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    themes = {word: theme for theme, words in data["seeds"].items() for word in words}
    # A longer word that speaks of something else is found like a seed and then counts for nothing.
    themes |= dict.fromkeys(data["not_seeds"]["words"], "")
    weights = data["weights"]
    return Lexicon(re.compile(_tree(themes)), themes, weights["heading"], weights["share"], weights["repeat"])


def _tree(words: Iterable[str]) -> str:
    """Return a pattern of ``words`` (two characters at least), the longest that fits first.

    Almost no character of a text begins a word: two sets of characters tell so, and the words that may begin
    are halved by further sets until few are left to be tried.

    >>> bool(re.match(_tree(["党建", "养老院", "养老"]), "养老院")), _tree(["党建", "党员"])
    (True, '(?=[党][员建])(?:党(?:员|建))')
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        by_first.setdefault(word[0], []).append(word[1:])
    second = "".join(sorted({rest[0] for rests in by_first.values() for rest in rests}))
    words_by_first = sorted(by_first.items())
    opening = "".join(first for first, _ in words_by_first)
    return f"(?=[{re.escape(opening)}][{re.escape(second)}])(?:{_branch(words_by_first)})"


def _branch(words: Sequence[tuple[str, Sequence[str]]]) -> str:
    if len(words) <= _TRIED_IN_TURN:
        return "|".join(
            f"{re.escape(first)}(?:{'|'.join(re.escape(rest) for rest in rests)})" for first, rests in words
        )
    size = -(-len(words) // _TRIED_IN_TURN)
    parts = [words[i : i + size] for i in range(0, len(words), size)]
    return "|".join(
        f"(?=[{re.escape(''.join(first for first, _ in part))}])(?:{_branch(part)})" for part in parts
    )


def seeds_of(text: str) -> list[Seed]:
    """Return the seed words that a text prints, in order, none overlapping.

    Examples
    --------
    >>> [(seed.word, seed.theme) for seed in seeds_of("新建长者食堂,优化营商环境")]
    [('长者', 'elderlyCare'), ('营商环境', 'businessEnvironment')]
    """
    known = lexicon()
    return [
        Seed(found.start(), found.end(), found.group(), theme)
        for found in known.pattern.finditer(text)
        if (theme := known.themes[found.group()])
    ]


def explain(text: str, heading: str = "") -> list[Reason]:
    """Return the themes of a text, the strongest first, each with the seed words that gave it.

    Parameters
    ----------
    text
        What the text says, without its heading.
    heading
        Its heading, whose words count more.

    Examples
    --------
    >>> explain("为独居老人送餐,开设老年课堂,举办招聘会。", "为老服务")
    [Reason(theme='elderlyCare', points=5.0, words=('为老', '老人', '老年'))]
    """
    return _weighed(seeds_of(heading), seeds_of(text))


def _weighed(heading: Sequence[Seed], text: Sequence[Seed]) -> list[Reason]:
    known = lexicon()
    points: Counter[str] = Counter()
    words: dict[str, dict[str, None]] = {}
    for seeds, weight in ((heading, known.heading), (text, 1)):
        for seed in seeds:
            points[seed.theme] += weight  # type: ignore[assignment]
            words.setdefault(seed.theme, {})[seed.word] = None
    if not points:
        return []
    most = max(points.values())
    least = max(known.share * most, min(known.repeat, most))
    kept = sorted((t for t in points if points[t] >= least), key=lambda t: (-points[t], t))
    return [Reason(theme, float(points[theme]), tuple(words[theme])) for theme in kept]


def themed(facts: Facts) -> Facts:
    """Return ``facts`` with the themes of its sections, relations and figures.

    Examples
    --------
    >>> from ontology.records import Document, Observation
    >>> text = "为老服务\\n全年助餐3万人次。"
    >>> document = Document("a", text, sections=(Section(0, len(text), 1, "review", "为老服务"),))
    >>> figure = Observation("青石街道", "助餐", "3", "万人次", "actual", 5, len(text), text[5:])
    >>> found = themed(Facts("a", document, observations=(figure,)))
    >>> found.document.sections[0].themes, found.observations[0].themes
    (('elderlyCare',), ('elderlyCare',))
    """
    seeds = seeds_of(facts.document.text)
    starts = [seed.start for seed in seeds]
    sections = _sections(facts.document.text, facts.document.sections, seeds)

    def within(start: int, end: int) -> list[Seed]:
        return [
            seed for seed in seeds[bisect_left(starts, start) : bisect_left(starts, end)] if seed.end <= end
        ]

    known: dict[tuple[int, int], tuple[str, ...]] = {}

    def of(start: int, end: int) -> tuple[str, ...]:
        if (start, end) not in known:
            said = sorted({seed.theme for seed in within(start, end)})
            known[start, end] = tuple(said) or _around(sections, start)
        return known[start, end]

    replace = msgspec.structs.replace
    return replace(
        facts,
        document=replace(facts.document, sections=sections),
        relations=tuple(replace(r, themes=of(r.start, r.end)) for r in facts.relations),
        observations=tuple(replace(o, themes=of(o.start, o.end)) for o in facts.observations),
    )


def _sections(text: str, sections: Sequence[Section], seeds: Sequence[Seed]) -> tuple[Section, ...]:
    """Give each section the themes of the seeds that stand in it and in none of the deeper ones."""
    own: list[list[Seed]] = [[] for _ in sections]
    # Outer sections come before the inner ones that begin where they do: the last around a seed holds it.
    order = sorted(range(len(sections)), key=lambda i: (sections[i].start, sections[i].level))
    open_: list[int] = []
    following = 0
    for seed in seeds:
        while following < len(order) and sections[order[following]].start <= seed.start:
            open_.append(order[following])
            following += 1
        while open_ and sections[open_[-1]].end <= seed.start:
            open_.pop()
        holder = next((i for i in reversed(open_) if sections[i].end > seed.start), None)
        if holder is not None:
            own[holder].append(seed)
    found = []
    for section, held in zip(sections, own, strict=True):
        ends = _heading_ends(text, section)
        reasons = (
            []
            if section.role in _SILENT
            else _weighed([s for s in held if s.end <= ends], [s for s in held if s.end > ends])
        )
        found.append(msgspec.structs.replace(section, themes=tuple(reason.theme for reason in reasons)))
    return tuple(found)


def _heading_ends(text: str, section: Section) -> int:
    """Return where the heading of a section ends in the text; where it begins, if it has none."""
    at = text.find(section.title, section.start, section.end) if section.title else -1
    return section.start if at < 0 else at + len(section.title)


def _around(sections: Sequence[Section], at: int) -> tuple[str, ...]:
    """Return the themes of the innermost section around an offset that has any; the whole text is none."""
    holding = [s for s in sections if s.level and s.start <= at < s.end and s.themes]
    return tuple(sorted(max(holding, key=lambda s: s.level).themes)) if holding else ()
