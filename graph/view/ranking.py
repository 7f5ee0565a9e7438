"""Which entities matter most, and which of them make the first sight of a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.model import Entity, GraphData

FIRST_SIGHT = 84
"""How many entities the page opens with: as many as can be read, well below what can be drawn."""

DRAWN_AT_ONCE = 1500
"""How many entities are laid out and may be drawn together."""

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

    Entities with two links or more come first, for they carry the structure; single leaves of a hub fill
    what is left, taken from each hub in turn so that no hub alone fills the page. Nothing chosen stands
    without a link to another one chosen, unless the graph has no links at all.

    Examples
    --------
    >>> star = links([(0, 1), (0, 2), (0, 3), (1, 2)])
    >>> most_connected([0, 1, 2, 3], star, 3)
    (0, 1, 2)
    """
    if not linked:
        return tuple(order[:limit])
    core = [n for n in order if len(linked.get(n, ())) > 1][:limit]
    chosen = set(core)
    leaves: dict[int, list[int]] = {}
    for n in order:
        if n in linked and n not in chosen:
            hub = max(linked[n], key=lambda m: len(linked[m]))
            leaves.setdefault(hub, []).append(n)
    # Where nothing has two links the graph is pairs: each end is the other's hub.
    queues = [leaves[hub] for hub in order if hub in leaves and (hub in chosen or not core)]
    for turn in range(max(map(len, queues), default=0)):
        chosen.update(queue[turn] for queue in queues[: limit - len(chosen)] if turn < len(queue))
    return tuple(n for n in order if n in chosen and linked.get(n, frozenset()) & chosen)
