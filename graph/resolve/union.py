"""Sets of names that are one thing, with the reason of every join."""

from __future__ import annotations

from collections.abc import Iterable


class Union:
    """Disjoint sets over the numbers 0 to ``size``; each join keeps the reason it was made for.

    Examples
    --------
    >>> union = Union(3)
    >>> union.forbid(7, [0], [2])
    >>> union.join(1, 0, "一"), union.join(2, 1, "二"), union.forbidden(2, 1)
    (True, False, 7)
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._sides: dict[int, set[tuple[int, int]]] = {}
        self.reasons: dict[int, str] = {}

    def find(self, node: int) -> int:
        """Return the representative of the set of ``node``."""
        root = node
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[node] != root:
            self._parent[node], node = root, self._parent[node]
        return root

    def forbid(self, number: int, ones: Iterable[int], others: Iterable[int]) -> None:
        """Let no set hold one of ``ones`` and one of ``others``, by a rule that goes by ``number``."""
        for side, members in enumerate((ones, others)):
            for node in members:
                self._sides.setdefault(self.find(node), set()).add((number, side))

    def forbidden(self, node: int, other: int) -> int | None:
        """Return the number of a rule that keeps the sets of two nodes apart, if there is one."""
        if not self._sides:
            return None
        mine, theirs = (self._sides.get(self.find(n), set()) for n in (node, other))
        return min((number for number, side in mine if (number, 1 - side) in theirs), default=None)

    def join(self, node: int, other: int, reason: str) -> bool:
        """Put ``node`` into the set of ``other``; return whether they were apart and could be joined.

        The first reason of a node stays.
        """
        a, b = self.find(node), self.find(other)
        if a == b or self.forbidden(a, b) is not None:
            return False
        self._parent[a] = b
        if sides := self._sides.pop(a, None):
            self._sides.setdefault(b, set()).update(sides)
        self.reasons.setdefault(node, reason)
        return True

    def groups(self, nodes: Iterable[int]) -> dict[int, list[int]]:
        """Return the sets, each in the order of ``nodes``, by representative."""
        found: dict[int, list[int]] = {}
        for node in nodes:
            found.setdefault(self.find(node), []).append(node)
        return found
