"""Sets of names that are one thing, with the reason of every join."""

from __future__ import annotations

from collections.abc import Iterable


class Union:
    """Disjoint sets over the numbers 0 to ``size``; each join keeps the reason it was made for."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self.reasons: dict[int, str] = {}

    def find(self, node: int) -> int:
        """Return the representative of the set of ``node``."""
        root = node
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[node] != root:
            self._parent[node], node = root, self._parent[node]
        return root

    def join(self, node: int, other: int, reason: str) -> bool:
        """Put ``node`` into the set of ``other``; return whether they were apart. The first reason stays."""
        a, b = self.find(node), self.find(other)
        if a == b:
            return False
        self._parent[a] = b
        self.reasons.setdefault(node, reason)
        return True

    def groups(self, nodes: Iterable[int]) -> dict[int, list[int]]:
        """Return the sets, each in the order of ``nodes``, by representative."""
        found: dict[int, list[int]] = {}
        for node in nodes:
            found.setdefault(self.find(node), []).append(node)
        return found
