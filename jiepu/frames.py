"""Answers as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.terms import JP, PREFIXES

if TYPE_CHECKING:
    import pandas as pd

    from graph.questions import Table
    from graph.store import Term

_XSD = PREFIXES["xsd"]
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")}
_REAL = {_XSD + name for name in ("decimal", "double", "float")}


def frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Return rows as a data frame, with these columns even where there is no row."""
    import pandas as pd

    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))


def table(answer: Table) -> pd.DataFrame:
    """Return an answer as a data frame of Python values."""
    return frame(answer.columns, ([value(term) for term in row] for row in answer.rows))


def value(term: Term | None) -> str | int | float | bool | None:
    """Return an RDF term as a Python value: numbers as numbers, terms of the vocabulary by their short name.

    Examples
    --------
    >>> value(Literal(3)), value(NamedNode(JP + "done")), value(NamedNode("https://example.org/a"))
    (3, 'done', 'https://example.org/a')
    """
    if isinstance(term, NamedNode):
        return term.value.removeprefix(JP)
    if isinstance(term, Literal):
        kind = term.datatype.value
        try:
            if kind in _WHOLE:
                return int(term.value)
            if kind in _REAL:
                return float(term.value)
        except ValueError:
            return term.value
        return term.value == "true" if kind == _XSD + "boolean" else term.value
    return None if term is None else str(term)
