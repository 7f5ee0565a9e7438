"""Where a query wants the values of its parameters, so that the store looks them up instead of filtering.

A line ``#= name`` in a query is a comment until a value is bound to ``?name``; then it becomes a ``VALUES``
block of that term. The store writes the term itself, with everything escaped that has to be: no text of
a user ever becomes a part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_PLACE = re.compile(r"^[ \t]*#= (\w+)[ \t]*$", re.MULTILINE)


def place(query: str, bindings: Mapping[str, NamedNode | Literal | BlankNode | Triple]) -> str:
    r"""Return ``query`` with the terms of ``bindings`` at their places; others stay comments.

    Examples
    --------
    >>> place("SELECT * {\n  #= x\n  #= y\n}", {"x": Literal('" } #')})
    'SELECT * {\nVALUES ?x { "\\" } #" }\n  #= y\n}'
    """

    def values(found: re.Match[str]) -> str:
        term = bindings.get(found[1])
        return found[0] if term is None else f"VALUES ?{found[1]} {{ {term} }}"

    return _PLACE.sub(values, query)
