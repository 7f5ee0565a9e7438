"""Patterns over what stands around two names: what a reader's rule of thumb says of them."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.relations.clauses import Node, Scene
from ontology.records import EntityType

LETTER: dict[EntityType, str] = {
    "AREA": "A",
    "ORG": "O",
    "PLACE": "P",
    "PROGRAMME": "R",
    "PROJECT": "J",
    "MECHANISM": "M",
    "EVENT": "E",
    "POLICY": "Y",
    "HONOUR": "H",
    "PLATFORM": "F",
    "PERSON": "N",
    "GROUP": "G",
}
_SPACE = {"~~~": "[^。；]{0,40}?", "~~": "[^，。；]{0,16}?", "~": "[^，。；]{0,6}?"}
_ENDS = re.compile(r"<(\[\w+\]|\w)|>(\[\w+\]|\w)")
_BEFORE, _GAP, _AFTER = 14, 60, 18
_REACH = 12


@dataclass(frozen=True)
class Pattern:
    """One row of the table: what it is called, and the expression that it stands for."""

    name: str
    regex: re.Pattern[str]


@dataclass(frozen=True)
class Patterns:
    """The table, by the classes of the two names; the left class is empty where only one is printed."""

    by_types: dict[tuple[str, str], tuple[Pattern, ...]]


@cache
def load_patterns() -> Patterns:
    """Read ``relation_patterns.tsv`` and sort its rows by the classes that they can match.

    Examples
    --------
    >>> [p.name for p in load_patterns().by_types["", "H"]]
    ['awarded|s|0']
    """
    text = files("extract.lexicon").joinpath("relation_patterns.tsv").read_text(encoding="utf-8")
    by_types: dict[tuple[str, str], list[Pattern]] = {}
    counts: dict[str, int] = {}
    for row in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if not row or row[0].startswith("#"):
            continue
        relation, direction, source = row[:3]
        kind = f"{relation}|{direction}"
        number = counts[kind] = counts.get(kind, -1) + 1
        lefts, rights = "", ""
        for left, right in _ENDS.findall(source):
            lefts, rights = lefts or left.strip("[]"), rights or right.strip("[]")
        for mark, expression in _SPACE.items():
            source = source.replace(mark, expression)
        pattern = Pattern(f"{kind}|{number}", re.compile(source))
        for left in lefts or [""]:
            for right in rights:
                by_types.setdefault((left, right), []).append(pattern)
    return Patterns({types: tuple(found) for types, found in by_types.items()})


@dataclass(frozen=True)
class Readings:
    """What the patterns say of one name.

    ``by_left`` gives for the place of a name before it the patterns that hold, each with its rank: 1 for the
    nearest name for which that kind of pattern holds. ``kinds`` are all kinds among them; ``alone`` the
    patterns that hold with the subject left out.
    """

    by_left: dict[int, tuple[tuple[str, int], ...]]
    kinds: frozenset[str]
    alone: tuple[str, ...]


class Skeleton:
    """A sentence with each enumeration of names as one sign, ready for the patterns."""

    def __init__(self, scene: Scene, patterns: Patterns) -> None:
        self._patterns = patterns
        self._units = [n for n in scene.nodes if n.members]
        self._seen: dict[tuple[int, str, int, str], tuple[str, ...]] = {}
        self._ranked: dict[int, Readings] = {}
        parts: list[str] = []
        at = 0
        length = 0
        self._place: dict[int, tuple[int, int]] = {}
        spans: dict[int, tuple[int, int]] = {}
        for node in scene.nodes:
            begin, end = spans.get(node.group, (node.left, node.right))
            spans[node.group] = (min(begin, node.left), max(end, node.right))
        inner_of: dict[int, int] = {}
        for group, (begin, end) in sorted(spans.items(), key=lambda s: (s[1][0], -s[1][1])):
            if begin < at:
                # A name in brackets inside an enumeration: it keeps a sign of its own, after the bracket.
                inner_of[group] = length
                parts.append("（◇")
                self._place[group] = (length + 1, length + 2)
                length += 2
                continue
            parts += [scene.text[at:begin], "◇"]
            length += begin - at
            self._place[group] = (length, length + 1)
            length += 1
            at = end
        parts.append(scene.text[at:])
        self._text = "".join(parts)

    def readings(self, right: Node) -> Readings:
        """Return what the patterns say of a name and each name before it, nearest first."""
        found = self._ranked.get(right.index)
        if found is None:
            found = self._ranked[right.index] = self._read(right)
        return found

    def _read(self, right: Node) -> Readings:
        fired: dict[str, int] = {}
        by_left: dict[int, tuple[tuple[str, int], ...]] = {}
        last: dict[str, int] = {}
        before = [n for n in self._units if n.index < right.index]
        for left in reversed(before[-_REACH:]):
            names = self.match(left, right)
            if names:
                ranked = []
                for name in names:
                    kind = name[: name.rindex("|")]
                    if last.get(kind) != left.group:
                        fired[kind] = fired.get(kind, 0) + 1
                        last[kind] = left.group
                    ranked.append((name, fired[kind]))
                by_left[left.index] = tuple(ranked)
        return Readings(by_left, frozenset(fired), self.match(None, right))

    def match(self, left: Node | None, right: Node) -> tuple[str, ...]:
        """Return the names of the patterns that hold for two names, or for one whose subject is left out."""
        second = LETTER[right.type]
        first = LETTER[left.type] if left is not None else ""
        key = (left.group if left is not None else -1, first, right.group, second)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._match(
                left.group if left is not None else -1, first, right.group, second
            )
        return found

    def _match(self, left: int, first: str, right: int, second: str) -> tuple[str, ...]:
        rows = self._patterns.by_types.get((first, second))
        if not rows or left == right:
            return ()
        begin, end = self._place[right]
        text = self._text
        if first:
            left_begin, left_end = self._place[left]
            if not left_end <= begin <= left_end + _GAP:
                return ()
            before = text[max(0, left_begin - _BEFORE) : left_begin]
            around = f"{before}<{first}{text[left_end:begin]}>{second}{text[end : end + _AFTER]}"
        else:
            around = f"{text[max(0, begin - 2 * _BEFORE) : begin]}>{second}{text[end : end + _AFTER]}"
        return tuple(row.name for row in rows if row.regex.search(around))
