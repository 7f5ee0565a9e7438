"""The shortest connections between two entities, as rows of an answer: one row a claim of each step."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode

from graph.networks import shortest_chains
from graph.store import Row, Term

MOST = 100
"""The chains that an answer holds at most; between two far ends of a dense graph there can be thousands."""

COLUMNS = (
    "path", "step", "entity", "name", "direction", "relation", "other", "otherName", "status", "quote",
    "document",
)  # fmt: skip


def shortest_connections(
    columns: tuple[str, ...], rows: list[Row], asked: Mapping[str, Term]
) -> tuple[tuple[str, ...], list[Row]]:
    """Return all shortest chains between two entities, over claims of either direction.

    Parameters
    ----------
    columns, rows
        All claims of the graph: ``head``, ``headName``, ``relation``, ``tail``, ``tailName``, ``status``,
        ``quote``, ``document``, in a fixed order.
    asked
        The entities ``start`` and ``end``.

    Returns
    -------
    columns, rows
        :data:`COLUMNS`; ``path`` and ``step`` count from 1, ``direction`` is → where the claim runs along the
        chain and ← where it runs against it. No rows where the two are not connected or the same.

    Examples
    --------
    >>> a, b = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    >>> held = ("head", "headName", "relation", "tail", "tailName", "status", "quote", "document")
    >>> row = (a, Literal("甲"), None, b, Literal("乙"), None, Literal("甲与乙"), None)
    >>> _, found = shortest_connections(held, [row], {"start": b, "end": a})
    >>> [(str(r[3].value), r[4].value, r[7].value) for r in found]
    [('乙', '←', '甲')]
    """
    at = {column: index for index, column in enumerate(columns)}
    between: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        head, tail = row[at["head"]], row[at["tail"]]
        if isinstance(head, NamedNode) and isinstance(tail, NamedNode):
            between.setdefault((head.value, tail.value), []).append(row)
    start, end = (str(getattr(asked[name], "value", "")) for name in ("start", "end"))
    found: list[Row] = []
    for path, chain in enumerate(islice(shortest_chains(sorted(between), start, end), MOST), 1):
        for step, (here, there) in enumerate(pairwise(chain), 1):
            for direction, pair in (("→", (here, there)), ("←", (there, here))):
                ends = ("head", "tail") if direction == "→" else ("tail", "head")
                for row in between.get(pair, ()):
                    one, other = ((row[at[name]], row[at[f"{name}Name"]]) for name in ends)
                    said = (row[at["status"]], row[at["quote"]], row[at["document"]])
                    found.append(
                        (
                            Literal(path),
                            Literal(step),
                            *one,
                            Literal(direction),
                            row[at["relation"]],
                            *other,
                            *said,
                        )
                    )
    return COLUMNS, found
