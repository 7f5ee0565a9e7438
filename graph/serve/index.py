"""What the server keeps in memory: the names of entities to search by, and who is linked to whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from graph.serve.reading import CLASS_OF, records
from graph.store import GraphStore
from graph.view.pinyin import syllables
from graph.view.ranking import links, most_connected
from ontology.records import EntityType

_MARKS = re.compile(r"[\s“”\"'‘’《》「」()()·]")
_LONGEST = 60


@dataclass(frozen=True)
class Named:
    """An entity to be found: its names as compared, and their sounds (whole and initials)."""

    iri: str
    type: EntityType
    name: str
    others: tuple[str, ...]
    keys: tuple[str, ...]
    sounds: tuple[str, ...]


class Index:
    """Entities by importance, the most linked first.

    Parameters
    ----------
    entities
        IRI, class and names of each, the preferred name first.
    pairs
        Heads and tails of claims.

    Examples
    --------
    >>> index = Index({"x:a": ("PLACE", ["青石路"]), "x:b": ("ORG", ["青石小学"])}, [("x:a", "x:b")])
    >>> [found.name for found in index.search("qsx")], [found.name for found in index.search("石路")]
    (['青石小学'], ['青石路'])
    >>> index.around(["x:a"], depth=1, limit=5)
    ['x:a', 'x:b']
    """

    def __init__(
        self, entities: Mapping[str, tuple[EntityType, Sequence[str]]], pairs: Iterable[tuple[str, str]]
    ) -> None:
        pairs = [(head, tail) for head, tail in pairs if head in entities and tail in entities]
        degree: dict[str, set[str]] = {iri: set() for iri in entities}
        for head, tail in pairs:
            if head != tail:
                degree[head].add(tail)
                degree[tail].add(head)
        order = sorted(entities, key=lambda iri: (-len(degree[iri]), entities[iri][1][0], iri))
        self.entities = [_named(iri, *entities[iri]) for iri in order]
        self._at = {iri: number for number, iri in enumerate(order)}
        self._links = links((self._at[head], self._at[tail]) for head, tail in pairs)
        self.claims = len(pairs)

    @classmethod
    def of(cls, store: GraphStore) -> Index:
        """Make the index of a graph."""
        named: dict[str, tuple[EntityType, list[str]]] = {}
        for row in records(store, "names"):
            _, names = named.setdefault(row["entity"], (CLASS_OF[row["class"]], []))
            if row["preferred"] == "true":
                names.insert(0, row["name"])
            else:
                names.append(row["name"])
        return cls(named, [(row["head"], row["tail"]) for row in records(store, "links")])

    def __contains__(self, iri: str) -> bool:
        """Whether an IRI is that of an entity."""
        return iri in self._at

    def __getitem__(self, iri: str) -> Named:
        """Return the entity of an IRI."""
        return self.entities[self._at[iri]]

    def degree(self, iri: str) -> int:
        """Return how many entities are linked to one."""
        return len(self._links.get(self._at[iri], ()))

    def search(self, text: str, limit: int = 12) -> list[Named]:
        """Return entities whose name holds ``text``, or whose pinyin or initials do, the best first."""
        typed = _key(text)[:_LONGEST]
        if not typed:
            return []
        latin = typed.isascii() and typed.isalnum()
        scored = []
        for number, one in enumerate(self.entities):
            value = _score(one, typed, latin)
            if value is not None:
                scored.append((value, number))
        return [self.entities[number] for _, number in nsmallest(limit, scored)]

    def around(self, iris: Iterable[str], *, depth: int, limit: int) -> list[str]:
        """Return at most ``limit`` entities within ``depth`` steps of some, the nearest first."""
        known = [self._at[iri] for iri in iris if iri in self._at][:limit]
        found = dict.fromkeys(known)
        edge = list(found)
        for _ in range(depth):
            near = {m for n in edge for m in self._links.get(n, ())} - found.keys()
            edge = nsmallest(limit - len(found), near)
            found.update(dict.fromkeys(edge))
        return [self.entities[number].iri for number in found]

    def most_linked(self, limit: int) -> list[str]:
        """Return the most linked entities that hang together."""
        chosen = most_connected(range(len(self.entities)), self._links, limit)
        return [self.entities[number].iri for number in chosen]


def _key(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


def _named(iri: str, kind: EntityType, names: Sequence[str]) -> Named:
    sounds = []
    for name in names:
        parts = syllables(name).split()
        sounds += ["".join(parts), "".join(part[0] for part in parts)]
    keys = tuple(_key(name) for name in names)
    return Named(iri, kind, names[0], tuple(names[1:]), keys, tuple(sounds))


def _score(one: Named, typed: str, latin: bool) -> float | None:
    """Return how well a name fits what is typed: the lower the better, none if not at all."""
    best = None
    for place, key in enumerate(one.keys):
        at = key.find(typed)
        if at >= 0:
            value = (0 if key == typed else 1 if at == 0 else 3) + (0.5 if place else 0)
            best = value if best is None else min(best, value)
    if best is not None or not latin:
        return best
    return min(
        (
            1.5 if sound == typed else 2 if sound.startswith(typed) else 4
            for sound in one.sounds
            if typed in sound
        ),
        default=None,
    )
