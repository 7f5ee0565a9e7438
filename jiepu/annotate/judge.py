"""What was found against the reference: which facts are right, which are not and how, which are missing.

Facts are matched as the reference's own ``score.py`` does, so that the figures are those of ``make eval``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from graph.names import name_key, quoted_part
from ontology.records import Facts, Mention, Observation, Relation

Verdict = Literal["right", "type", "span", "status", "change", "wrong", "missed", "unjudged"]
"""``type``, ``span``, ``status`` and ``change`` say what is wrong with a fact that the reference has too;
``wrong`` stands only in what was found, ``missed`` only in the reference; ``unjudged`` where it is silent."""

Fact = TypeVar("Fact", Mention, Relation, Observation)

_SYMMETRIC = frozenset({"partnersWith"})


@dataclass(frozen=True)
class Judged(Generic[Fact]):
    """A fact that was found, the one of the reference, or both where they belong together."""

    found: Fact | None
    reference: Fact | None
    verdict: Verdict

    @property
    def fact(self) -> Fact:
        """The fact to show: what was found, or else the reference's."""
        fact = self.found or self.reference
        if fact is None:
            raise ValueError("there is a fact on at least one side")
        return fact


@dataclass(frozen=True)
class Count:
    """How many facts match, how many the reference has, how many were found in what it covers."""

    matched: int
    reference: int
    found: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1.

        >>> Count(3, 4, 4).f1
        0.75
        """
        return 2 * self.matched / (self.reference + self.found) if self.reference + self.found else 0.0


@dataclass(frozen=True)
class Judgement:
    """All facts of a document judged, with counts in total and by type and relation."""

    names: tuple[Judged[Mention], ...]
    relations: tuple[Judged[Relation], ...]
    observations: tuple[Judged[Observation], ...]
    counts: Mapping[str, Count]


def judge(found: Facts, reference: Facts, aliases: Mapping[str, str]) -> Judgement:
    """Compare the facts of a document with its reference.

    Parameters
    ----------
    found, reference
        Facts about the same text, with the same offsets.
    aliases
        Canonical name of each name that the document prints in another way, for the ends of relations.

    Returns
    -------
    Judgement
        ``counts`` holds ``names``, ``relations`` and ``figures``, the types of names and the relations.

    Examples
    --------
    >>> from ontology.records import Document, Sentence
    >>> document = Document("a", "柳岸公园", sentences=(Sentence(0, 4, 0),))
    >>> park, bank = Mention(0, 4, "柳岸公园", "PLACE"), Mention(0, 2, "柳岸", "PLACE")
    >>> judgement = judge(Facts("a", document, (bank,)), Facts("a", document, (park,)), {})
    >>> judgement.names[0].verdict, judgement.counts["names"]
    ('span', Count(matched=0, reference=1, found=1))
    """
    covered = _Covered(reference)
    counts: dict[str, Count] = {}
    names = _names(found.entities, reference.entities, covered, counts)
    relations = _relations(found.relations, reference.relations, covered, aliases, counts)
    observations = _observations(found.observations, reference.observations, covered, counts)
    return Judgement(tuple(names), tuple(relations), tuple(observations), counts)


class _Covered:
    """Tells which sentence of the reference an offset lies in."""

    def __init__(self, reference: Facts) -> None:
        self._spans = sorted((s.start, s.end) for s in reference.document.sentences)
        self._starts = [start for start, _ in self._spans]

    def sentence(self, offset: int) -> int | None:
        """The number of the sentence at ``offset``; ``None`` where the reference is silent."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self._spans[at][1] else None


def _core(name: Mention) -> tuple[int, int]:
    """The span that a name is compared by: its quoted part where it holds exactly one."""
    quoted = quoted_part(name.text)
    if not quoted:
        return name.start, name.end
    start = name.start + name.text.index(quoted)
    return start, start + len(quoted)


def _names(
    found: Sequence[Mention], reference: Sequence[Mention], covered: _Covered, counts: dict[str, Count]
) -> list[Judged[Mention]]:
    mine = {_core(m): m for m in found if covered.sentence(m.start) is not None}
    theirs = {_core(m): m for m in reference}
    judged = [Judged(m, None, "unjudged") for m in found if covered.sentence(m.start) is None]
    for core in mine.keys() & theirs.keys():
        same = mine[core].type == theirs[core].type
        judged.append(Judged(mine[core], theirs[core], "right" if same else "type"))
    left = {core: m for core, m in mine.items() if core not in theirs}
    lacking = {core: m for core, m in theirs.items() if core not in mine}
    for a, b in _overlaps(list(left.values()), list(lacking.values())):
        judged.append(Judged(a, b, "span"))
        del left[_core(a)], lacking[_core(b)]
    judged += [Judged(m, None, "wrong") for m in left.values()]
    judged += [Judged(None, m, "missed") for m in lacking.values()]
    right = Counter(j.found.type for j in judged if j.found and j.verdict == "right")
    have = Counter(m.type for m in theirs.values())
    give = Counter(m.type for m in mine.values())
    counts["names"] = Count(right.total(), have.total(), give.total())
    counts |= {t: Count(right[t], have[t], give[t]) for t in sorted(have.keys() | give.keys())}
    return judged


def _overlaps(found: Sequence[Mention], reference: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Pair names that overlap, one to one, those first that share most."""
    order = sorted(reference, key=lambda m: m.start)
    starts = [m.start for m in order]
    shared = [
        (min(a.end, b.end) - max(a.start, b.start), a.type == b.type, a, b)
        for a in found
        for b in order[max(bisect_right(starts, a.start) - 2, 0) : bisect_right(starts, a.end)]
    ]
    pairs: list[tuple[Mention, Mention]] = []
    taken: set[tuple[str, int]] = set()
    for size, _, a, b in sorted(shared, key=lambda s: (-s[0], -s[1], s[2].start, s[3].start)):
        if size > 0 and not {("found", a.start), ("reference", b.start)} & taken:
            taken |= {("found", a.start), ("reference", b.start)}
            pairs.append((a, b))
    return pairs


def _same_name(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    a, b = aliases.get(a, a), aliases.get(b, b)
    if name_key(quoted_part(a) or a) == name_key(quoted_part(b) or b):
        return True
    short, long = sorted((name_key(a), name_key(b)), key=len)
    return short == long or (len(short) >= 2 and short in long and len(short) * 2 >= len(long))


def _same_relation(a: Relation, b: Relation, aliases: Mapping[str, str]) -> bool:
    if a.rel != b.rel:
        return False
    if _same_name(a.head, b.head, aliases) and _same_name(a.tail, b.tail, aliases):
        return True
    crossed = _same_name(a.head, b.tail, aliases) and _same_name(a.tail, b.head, aliases)
    return a.rel in _SYMMETRIC and crossed


def _key(relation: Relation, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two statements one relation of the document."""
    ends = [name_key(aliases.get(end, end)) for end in (relation.head, relation.tail)]
    return (relation.rel, *(sorted(ends) if relation.rel in _SYMMETRIC else ends))


def _relations(
    found: Sequence[Relation],
    reference: Sequence[Relation],
    covered: _Covered,
    aliases: Mapping[str, str],
    counts: dict[str, Count],
) -> list[Judged[Relation]]:
    """Judge every statement; a relation counts once a document, however often it is stated."""
    counted = [r for r in found if r.accepted and covered.sentence(r.start) is not None]
    theirs, mine = ({_key(r, aliases): r for r in reversed(rs)} for rs in (reference, counted))
    ordered = [list(dict.fromkeys(_key(r, aliases) for r in rs)) for rs in (reference, counted)]
    pairs = _pair_off(ordered[0], ordered[1], lambda a, b: _same_relation(theirs[a], mine[b], aliases))
    mate = {b: a for a, b in pairs}
    stated: dict[tuple[str, ...], list[Relation]] = {}
    for r in reference:
        stated.setdefault(_key(r, aliases), []).append(r)

    judged: list[Judged[Relation]] = []
    for r in found:
        sentence = covered.sentence(r.start)
        if sentence is None:
            judged.append(Judged(r, None, "unjudged"))
        elif not r.accepted:
            same = next((g for g in reference if _same_relation(g, r, aliases)), None)
            judged.append(Judged(r, same, "right" if same else "unjudged"))
        elif (key := mate.get(_key(r, aliases))) is None:
            judged.append(Judged(r, None, "wrong"))
        else:
            here = [g for g in stated[key] if covered.sentence(g.start) == sentence]
            same = next((g for g in here if g.status == r.status), (here or stated[key])[0])
            judged.append(Judged(r, same, "right" if same.status == r.status else "status"))
    matched = set(mate.values())
    judged += [Judged(None, r, "missed") for r in reference if _key(r, aliases) not in matched]

    right = Counter(key[0] for key in matched)
    have, give = Counter(key[0] for key in theirs), Counter(key[0] for key in mine)
    counts["relations"] = Count(right.total(), have.total(), give.total())
    counts |= {t: Count(right[t], have[t], give[t]) for t in sorted(have.keys() | give.keys())}
    return judged


def _observations(
    found: Sequence[Observation],
    reference: Sequence[Observation],
    covered: _Covered,
    counts: dict[str, Count],
) -> list[Judged[Observation]]:
    mine = [o for o in found if covered.sentence(o.start) is not None]
    # What one sentence says is compared with that sentence first.
    near = _pair_off(
        reference,
        mine,
        lambda a, b: covered.sentence(a.start) == covered.sentence(b.start) and _same_figure(a, b),
    )
    far = _pair_off(
        [o for o in reference if all(o is not a for a, _ in near)],
        [o for o in mine if all(o is not b for _, b in near)],
        _same_figure,
    )
    judged = [Judged(o, None, "unjudged") for o in found if covered.sentence(o.start) is None]
    for theirs, o in (*near, *far):
        changed = theirs.change and _number(theirs.change) != _number(o.change)
        judged.append(Judged(o, theirs, "change" if changed else "right"))
    matched = {id(o) for pair in (*near, *far) for o in pair}
    judged += [Judged(o, None, "wrong") for o in mine if id(o) not in matched]
    judged += [Judged(None, o, "missed") for o in reference if id(o) not in matched]
    counts["figures"] = Count(len(near) + len(far), len(reference), len(mine))
    return judged


def _same_figure(a: Observation, b: Observation) -> bool:
    if _number(a.value) != _number(b.value) or name_key(a.unit) != name_key(b.unit):
        return False
    one, other = Counter(name_key(a.indicator)), Counter(name_key(b.indicator))
    short = min(one.total(), other.total())
    return short > 0 and (one & other).total() * 2 >= short


def _number(text: str) -> str:
    """A number as it is compared: without separators and a percent sign, in its shortest form."""
    plain = re.sub(r"[,，\s]", "", text).rstrip("%")
    try:
        return format(float(plain), "g")
    except ValueError:
        return plain


Item = TypeVar("Item")


def _pair_off(
    reference: Iterable[Item], found: Iterable[Item], same: Callable[[Item, Item], bool]
) -> list[tuple[Item, Item]]:
    """Pair each item of the reference with the first one found that is the same and still free."""
    free, pairs = list(found), []
    for item in reference:
        at = next((n for n, other in enumerate(free) if same(item, other)), None)
        if at is not None:
            pairs.append((item, free.pop(at)))
    return pairs
