"""The words that relations hang on, read from the tables in ``extract/lexicon``."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.errors import ModelError
from ontology.records import RelationName, Status

_NEAR = 40
"""First characters of words that are told apart one after another; more are told apart by group first."""


@dataclass(frozen=True)
class Trigger:
    """One reading of a verb: its class, the relation it states (empty for none) and the status it gives."""

    cls: str
    relation: RelationName | None
    status: Status | None


@dataclass(frozen=True)
class RelationLexicon:
    """Verbs with their readings, and the pattern that finds them in text.

    ``readings`` maps a verb to its readings, the most common one first, ``classes`` to their classes;
    ``pattern`` finds the longest verb at each place.
    """

    readings: dict[str, tuple[Trigger, ...]]
    classes: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the verbs of ``text[start:end]`` as (start, end, verb), longest first, none overlapping."""
        return [(m.start(), m.end(), m.group()) for m in self.pattern.finditer(text, start, end)]


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of ``words``, sharing common beginnings.

    A flat alternation tries every word at every place; this one looks at each character once.

    Examples
    --------
    >>> trie_pattern(["推进", "推动", "推"])
    '推(?:[动进])?'
    """
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}

    def write(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        leaves = sorted(c for c, child in node.items() if c and set(child) == {""})
        branches = [
            re.escape(c) + write(child) for c, child in sorted(node.items()) if c and set(child) != {""}
        ]
        if leaves:
            branches.append(
                re.escape(leaves[0]) if len(leaves) == 1 else f"[{''.join(map(re.escape, leaves))}]"
            )
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return body + ("?" if "" in node else "")

    return write(trie)


def word_pattern(words: Collection[str]) -> re.Pattern[str]:
    """Return an expression that finds the longest of many ``words`` at each place of a text.

    It finds what :func:`trie_pattern` finds, in a fifth of the time where words begin with hundreds of
    characters: most places are turned away at once, and a trie is tried only for the characters near its own.

    Examples
    --------
    >>> [m.group() for m in word_pattern(["推进", "推动", "推"]).finditer("推动推广")]
    ['推动', '推']
    """
    firsts = sorted({word[0] for word in words})
    parts = [firsts[i : i + _NEAR] for i in range(0, len(firsts), _NEAR)]
    tries = (_opening(part) + trie_pattern(w for w in words if w[0] in part) for part in parts)
    return re.compile(f"{_opening(firsts)}(?:{'|'.join(tries)})")


def _opening(characters: Iterable[str]) -> str:
    """Return an expression that looks ahead to one of ``characters``."""
    return f"(?=[{''.join(map(re.escape, characters))}])"


def _rows(name: str) -> Iterator[list[str]]:
    text = files("extract.lexicon").joinpath(name).read_text(encoding="utf-8")
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not row or row[0].startswith("#"):
            continue
        if len(row) < 4:
            raise ModelError(
                f"词表 {name} 第 {number} 行缺少列: 应为 动词、类别、关系、状态",
                f"lexicon {name}, line {number}, lacks columns: verb, class, relation, status expected",
            )
        yield row


@cache
def load_lexicon() -> RelationLexicon:
    """Read ``verbs.tsv``; raises ``ModelError`` on a malformed row.

    Examples
    --------
    >>> lexicon = load_lexicon()
    >>> [verb for _, _, verb in lexicon.find("联合街道推进建设", 0, 8)]
    ['联合', '推进', '建设']
    """
    readings: dict[str, list[Trigger]] = {}
    for verb, cls, relation, status, *_ in _rows("verbs.tsv"):
        trigger = Trigger(cls, relation or None, status or None)  # type: ignore[arg-type]
        readings.setdefault(verb, []).append(trigger)
    frozen = {verb: tuple(triggers) for verb, triggers in readings.items()}
    classes = {verb: tuple(t.cls for t in triggers) for verb, triggers in frozen.items()}
    return RelationLexicon(frozen, classes, word_pattern(frozen))
