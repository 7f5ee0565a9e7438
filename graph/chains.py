"""The shortest connections between two entities, as rows of an answer: one row a claim of each step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from graph.networks import shortest_chains
from graph.store import GraphStore, Row, Term

MOST = 100
"""The chains that an answer holds at most; between two far ends of a dense graph there can be thousands."""

_STEP = ("entity", "name", "direction", "relation", "other", "otherName", "status", "quote", "document")
COLUMNS = ("path", "step", *_STEP)


def shortest_connections(
    store: GraphStore, links: list[Row], asked: Mapping[str, Term]
) -> tuple[tuple[str, ...], list[Row]]:
    """Return all shortest chains between two entities, over claims of either direction.

    Parameters
    ----------
    store
        The graph, which is asked for the claims of each step (by the question ``between``).
    links
        Head and tail of every claim.
    asked
        The entities ``start`` and ``end``.

    Returns
    -------
    columns, rows
        :data:`COLUMNS`; ``path`` and ``step`` count from 1, ``direction`` is → where the claim runs along the
        chain and ← where it runs against it. No rows where the two are not connected or the same.
    """
    pairs = sorted(
        (head.value, tail.value)
        for head, tail in links
        if isinstance(head, NamedNode) and isinstance(tail, NamedNode)
    )
    start, end = (str(getattr(asked[name], "value", "")) for name in ("start", "end"))
    known: dict[tuple[str, str], list[Row]] = {}
    found: list[Row] = []
    for path, chain in enumerate(islice(shortest_chains(pairs, start, end), MOST), 1):
        for step, pair in enumerate(pairwise(chain), 1):
            if pair not in known:
                known[pair] = _claims(store, *pair)
            found += [(Literal(path), Literal(step), *row) for row in known[pair]]
    return COLUMNS, found


def _claims(store: GraphStore, here: str, there: str) -> list[Row]:
    """Return the claims between two entities, in the order of the columns of a step."""
    bindings = {"entity": NamedNode(here), "other": NamedNode(there)}
    columns, rows = store.select(_between(), bindings)
    at = [columns.index(column) for column in _STEP]
    return [tuple(row[i] for i in at) for row in rows]


@cache
def _between() -> str:
    return (files("graph.queries") / "between.rq").read_text(encoding="utf-8")
