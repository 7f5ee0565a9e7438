"""Names that go on after a quotation: “…”治理学院 is a school, “…”品牌 only a brand of that name.

The arbiter decides about the quoted part; here the name gets its full length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from extract.names.context import Context
from extract.names.lexicon import Lexicon

_FARTHEST = 14
"""Characters after the mark in which the name must end."""
_CODE = re.compile("[0-9+A-Za-z×]")
_BROKEN = re.compile("[等和及与的为由以到在是将之]")
"""Signs that what follows the quotation is no single noun phrase."""


@dataclass(frozen=True)
class Quotations:
    """What is known of words behind quotations: see ``quotations.toml``."""

    classifying: frozenset[str]
    of_type: Mapping[str, frozenset[int]]
    """For each type the classes of head nouns that make names of it."""
    codes_only: frozenset[int]
    telling: int
    """Characters from which on words behind a quotation say more than a kind."""

    @classmethod
    def load(cls, lexicon: Lexicon) -> Quotations:
        """Read the word list; classes become the numbers that the lexicon gives them."""
        table = tomllib.loads(files("extract.lexicon").joinpath("quotations.toml").read_text("utf-8"))

        def numbers(classes: str) -> frozenset[int]:
            wanted = set(classes.split())
            return frozenset(
                i for i, name in enumerate(lexicon.class_names, 1) if wanted & set(name.split("+"))
            )

        return cls(
            frozenset(table["classifying"].split()),
            {kind: numbers(classes) for kind, classes in table["types"].items()},
            numbers(table["codes_only"]),
            int(table["telling"]),
        )

    def extend(self, context: Context, start: int, end: int, kind: str) -> tuple[int, int]:
        """Return the full span of a name of type ``kind`` whose quoted part is [start, end), in the row."""
        text = context.row.text
        if text[start - 1] != "“" or text[end] != "”":
            return start, end
        first = end + 1
        code = bool(_CODE.search(text[start:end]))
        wanted = self.of_type.get(kind, frozenset())
        whole = start, end
        at = int(context.next_head[first])
        while context.head[at] and at < min(int(context.right[first]), first + _FARTHEST):
            tail, number = text[first : at + 1], int(context.head[at])
            if _BROKEN.search(tail):
                break
            plain = tail in self.classifying or (number in self.codes_only and len(tail) < self.telling)
            if number in wanted and (code or not plain):
                whole = start - 1, at + 1
            at = int(context.next_head[at + 1])
        return whole
