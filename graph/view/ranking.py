"""Which entities matter most, and which of them make the first sight of a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from graph.model import Entity, GraphData

FIRST_SIGHT = 84
"""How many entities the page opens with: as many as can be read, well below what can be drawn."""

DRAWN_AT_ONCE = 1500
"""How many entities are laid out and may be drawn together."""

# A hub has at least this part of the strongest's links; so many hubs share the first sight.
_HUB_SHARE = 8
_HUBS = 10

Links = Mapping[int, frozenset[int]]


def ranked(data: GraphData) -> tuple[Entity, ...]:
    """Return the entities, the most connected first.

    Ties go to the entity with more claims, then more mentions, then to the name, so that the same graph is
    always in the same order.
    """
    ends: Counter[str] = Counter()
    others: dict[str, set[str]] = {}
    for claim in data.claims:
        ends.update((claim.head, claim.tail))
        others.setdefault(claim.head, set()).add(claim.tail)
        others.setdefault(claim.tail, set()).add(claim.head)
    mentions = Counter(mention.entity for mention in data.mentions)

    def key(entity: Entity) -> tuple[int, int, int, str, str]:
        iri = entity.iri
        return -len(others.get(iri, ())), -ends[iri], -mentions[iri], entity.name, iri

    return tuple(sorted(data.entities, key=key))


def links(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Return who is linked to whom, in either direction, without loops.

    >>> links([(0, 1), (1, 0), (2, 2)])
    {0: frozenset({1}), 1: frozenset({0})}
    """
    sets: dict[int, set[int]] = {}
    for a, b in pairs:
        if a != b:
            sets.setdefault(a, set()).add(b)
            sets.setdefault(b, set()).add(a)
    return {a: frozenset(b) for a, b in sets.items()}


def most_connected(order: Sequence[int], linked: Links, limit: int) -> tuple[int, ...]:
    """Choose at most ``limit`` of ``order`` (the most important first) that hang together.

    It grows from the hubs: whatever has most links to what is chosen comes next; of equals what leads on goes
    before what ends there, and then the turn is that of whoever has fewest around it, so that no hub alone
    fills the page. Nothing chosen stands without a link, unless the graph has no links at all.

    Examples
    --------
    >>> star = links([(0, 1), (0, 2), (0, 3), (1, 2)])
    >>> most_connected([0, 1, 2, 3], star, 3)
    (0, 1, 2)
    """
    if not linked:
        return tuple(order[:limit])
    rank = {n: place for place, n in enumerate(order) if n in linked}
    most = max(len(linked[n]) for n in rank)
    hubs = [n for n in rank if len(linked[n]) * _HUB_SHARE >= most][: max(1, min(_HUBS, limit // 6))]
    chosen = dict.fromkeys(hubs)
    reached: dict[int, int] = {}
    anchor: dict[int, int] = {}
    load: Counter[int] = Counter()

    def reach(n: int) -> None:
        reached.pop(n, None)
        # Of a hub's thousands of links only the best can come into question.
        near = linked[n] if len(linked[n]) <= limit else nsmallest(limit, linked[n], key=rank.__getitem__)
        for m in near:
            if m not in chosen:
                reached[m] = reached.get(m, 0) + 1
                anchor.setdefault(m, n)

    def key(n: int) -> tuple[int, bool, int, int]:
        return -min(reached[n], 3), len(linked[n]) == 1, load[anchor[n]], rank[n]

    for hub in hubs:
        reach(hub)
    while reached and len(chosen) < limit:
        best = min(reached, key=key)
        chosen[best] = None
        load[anchor[best]] += 1
        reach(best)
    return tuple(n for n in order if n in chosen and any(m in chosen for m in linked[n]))
