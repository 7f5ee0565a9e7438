"""Terms of the graph in words: as they are for machines, by name and in the user's language for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jiepu.answers import Answer
from jiepu.language import Texts
from jiepu.vocabulary import labels
from ontology.terms import JPR, PREFIXES

if TYPE_CHECKING:
    from graph.store import Row, Term


def literal(columns: Sequence[str], rows: Sequence[Row]) -> Answer:
    """Return an answer for machines: the variables' names, IRIs in full."""
    return Answer(tuple(columns), tuple(tuple(_value(term) for term in row) for row in rows))


def readable(columns: Sequence[str], rows: Sequence[Row], say: Texts, *, addresses: bool = True) -> Answer:
    """Return an answer for people: heads and terms of the vocabulary in words, other IRIs with their prefix.

    Parameters
    ----------
    columns, rows
        The answer as the store gives it.
    say
        The language.
    addresses
        Whether to keep columns that hold nothing but addresses of entities; the questions of the library
        give the name in a column beside it.
    """
    every = range(len(columns))
    shown = [i for i in every if addresses or not rows or not _addresses(row[i] for row in rows)]
    heads = tuple(say.get(f"column.{columns[i]}", columns[i]) for i in shown)
    return Answer(heads, tuple(tuple(_word(row[i], say) for i in shown) for row in rows))


def _addresses(terms: Iterable[Term | None]) -> bool:
    # An empty text stands for an entity that is not told.
    return all((_value(term) or JPR).startswith(JPR) for term in terms)


def _value(term: Term | None) -> str | None:
    if term is None:
        return None
    # A quoted triple has no value of its own.
    return str(getattr(term, "value", term))


def _word(term: Term | None, say: Texts) -> str | None:
    value = _value(term)
    if value is None or type(term).__name__ != "NamedNode":
        return value
    if label := labels(say.language).get(value):
        return label
    for name, base in PREFIXES.items():
        if value.startswith(base):
            return f"{name}:{value.removeprefix(base)}"
    return value
