"""What a person should look at: merges that rest on little, and names that look alike and stayed apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from graph.model import Entity, GraphData
from graph.names import name_key
from graph.resolve.context import LOCAL
from graph.resolve.rulings import Decision, Ruling
from graph.resolve.words import Words, is_description, load_words
from ontology.records import EntityType

DOUBTFUL = (
    "只用了后部",
    "省略了中间的修饰",
    "省略了一些修饰",
    "取字缩写",
    "引号内的名称相同",
    "同义的说法",
    "省略了“",
)
"""How the reasons begin that could be wrong; equal names and what a document fixes are not among them."""

_EVERYWHERE = ("引号内的名称相同", "同义的说法")
# Likeness in percent from which two names are worth a look: one lacks some characters of the other, or some
# are other characters. Names that share half of four characters are ordinary.
_LACKS = 65.0
_DIFFERS = 85.0
# A pair of characters that so many names of a class hold says nothing (中心, 服务).
_COMMON = 60
_SHORTEST = 3
# Areas have codes; persons differ in one character.
_NEVER: frozenset[EntityType] = frozenset({"AREA", "PERSON"})


@dataclass(frozen=True)
class Doubt:
    """A row for a person to decide: the columns of a ruling, how it is ``now`` and why, the likeness of the
    two names in percent, the documents that print the name.
    """

    name: str
    canonical: str
    type: EntityType | None
    scope: str
    now: Decision
    likeness: int
    reason: str
    documents: tuple[str, ...]


def doubts(data: GraphData, rulings: Sequence[Ruling] = ()) -> list[Doubt]:
    """Return the merges that rest on little, least alike first, then the near-misses, most alike first.

    What ``rulings`` have decided already is left out.

    Examples
    --------
    >>> entities = (Entity("a", "ORG", "青石理工大学"), Entity("b", "ORG", "青石理工技术大学"))
    >>> [(d.name, d.canonical, d.now) for d in doubts(GraphData((), entities, (), (), ()))]
    [('青石理工大学', '青石理工技术大学', 'different')]
    """
    decided = {frozenset((name_key(r.name), name_key(r.canonical))) for r in rulings}
    merged = sorted(_merged(data), key=lambda d: (d.likeness, d.canonical, d.name, d.scope))
    apart = sorted(_apart(data, load_words()), key=lambda d: (-d.likeness, d.canonical, d.name))
    return [
        d for d in (*merged, *apart) if frozenset((name_key(d.name), name_key(d.canonical))) not in decided
    ]


def _merged(data: GraphData) -> Iterator[Doubt]:
    entities = {entity.iri: entity for entity in data.entities}
    found: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for mention in data.mentions:
        entity = entities[mention.entity]
        if mention.reason.startswith(DOUBTFUL) and name_key(mention.text) != name_key(entity.name):
            scope = "" if mention.reason.startswith(_EVERYWHERE) else mention.doc
            found[mention.text, entity.iri, scope, mention.reason].add(mention.doc)
    for (text, iri, scope, reason), docs in found.items():
        entity = entities[iri]
        likeness = round(ratio(name_key(text), name_key(entity.name)))
        yield Doubt(text, entity.name, entity.type, scope, "same", likeness, reason, tuple(sorted(docs)))


def _apart(data: GraphData, words: Words) -> Iterator[Doubt]:
    docs: dict[str, set[str]] = defaultdict(set)
    count = Counter(mention.entity for mention in data.mentions)
    for mention in data.mentions:
        docs[mention.entity].add(mention.doc)
    names = {entity.iri: entity.name for entity in data.entities}
    for one, other, reason in (*_like(data.entities, words), *_homonyms(data.entities)):
        # What only describes (社区食堂) is like many names; in its own document it may be one of them.
        if any(_describes(e, words) for e in (one, other)) and not docs[one.iri] & docs[other.iri]:
            continue
        # The name that is printed more often, or is the longer one, is what the other may stand for.
        less, more = sorted((one, other), key=lambda e: (count[e.iri], len(e.name), e.iri))
        kind = less.type if less.type == more.type else None
        likeness = round(ratio(name_key(less.name), name_key(more.name)))
        scope = names.get(less.scope, "")
        yield Doubt(
            less.name, more.name, kind, scope, "different", likeness, reason, tuple(sorted(docs[less.iri]))
        )


def _describes(entity: Entity, words: Words) -> bool:
    return bool(entity.scope) or (entity.type in LOCAL and is_description(name_key(entity.name), words))


def _like(entities: Iterable[Entity], words: Words) -> Iterator[tuple[Entity, Entity, str]]:
    """Yield the pairs of one class whose names are alike, found by rarer pairs of characters in both."""
    blocks: dict[tuple[EntityType, str], list[tuple[str, Entity]]] = defaultdict(list)
    for entity in entities:
        key = name_key(entity.name)
        if entity.type not in _NEVER and len(key) >= _SHORTEST:
            for start in range(len(key) - 1):
                blocks[entity.type, key[start : start + 2]].append((key, entity))
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > _COMMON:
            continue
        for (a, one), (b, other) in combinations(block, 2):
            pair = (min(one.iri, other.iri), max(one.iri, other.iri))
            if (
                pair in seen
                or one.iri == other.iri
                or (one.scope and other.scope and one.scope != other.scope)
            ):
                continue
            seen.add(pair)
            if a != b and (reason := _reason(a, b, words)):
                yield one, other, reason


def _reason(a: str, b: str, words: Words) -> str:
    """Return how two names are alike; empty where they are not, or where what differs tells them apart."""
    likeness = ratio(a, b)
    if likeness < _LACKS:
        return ""
    edits = [edit for edit in Levenshtein.opcodes(a, b) if edit.tag != "equal"]
    for edit in edits:
        parts = (a[edit.src_start : edit.src_end], b[edit.dest_start : edit.dest_end])
        if any(part and all(c in words.distinctive or c.isdigit() for c in part) for part in parts):
            return ""
    if {edit.tag for edit in edits} in ({"insert"}, {"delete"}):
        return "一个比另一个多几个字"
    return "用字相近" if likeness >= _DIFFERS else ""


def _homonyms(entities: Iterable[Entity]) -> Iterator[tuple[Entity, Entity, str]]:
    """Yield the pairs of one name that are of two classes, and local to no place, or to the same one."""
    named: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        key = name_key(entity.name)
        if entity.type not in _NEVER and len(key) >= _SHORTEST:
            named[key, entity.scope].append(entity)
    for group in named.values():
        for one, other in combinations(group, 2):
            if one.type != other.type:
                yield one, other, "名称相同, 类别不同"
