"""What the words around a name say of its stage: done, under way, or still to come."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import word_pattern
from ontology.records import Status

_ORDER: tuple[Status, ...] = ("planned", "ongoing", "done")
_REACH = 24


@dataclass(frozen=True)
class StatusCues:
    """Patterns for each stage, of the words after a name and before it."""

    after: tuple[tuple[Status, re.Pattern[str]], ...]
    before: tuple[tuple[Status, re.Pattern[str]], ...]


@cache
def load_cues() -> StatusCues:
    """Read ``status.toml``."""
    table = tomllib.loads(files("extract.lexicon").joinpath("status.toml").read_text(encoding="utf-8"))

    def read(part: str) -> tuple[tuple[Status, re.Pattern[str]], ...]:
        return tuple((s, word_pattern(table[part][s])) for s in _ORDER)

    return StatusCues(read("after"), read("before"))


def stage(scene: Scene, node: Node, cues: StatusCues) -> tuple[str, str]:
    """Return the stage that the words after a name tell and that of the nearest word before it (``-``: none).

    Words in the clause of its enumeration count, up to the next name on the right.
    """
    text = scene.text
    place = bisect_left(scene.breaks, node.group_right)
    end = scene.breaks[place] if place < len(scene.breaks) else len(text)
    following = next((n.left for n in scene.nodes[node.index + 1 :] if n.left >= node.group_right), len(text))
    end = min(end, following, node.group_right + _REACH)
    after = next((s for s, p in cues.after if p.search(text, node.group_right, end)), "-")
    begin, _ = scene.clause_span(node.clause)
    latest, before = -1, "-"
    for status, pattern in cues.before:
        for match in pattern.finditer(text, max(begin, node.group_left - _REACH), node.group_left):
            if match.start() > latest:
                latest, before = match.start(), status
    return after, before
