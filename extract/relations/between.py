"""What the model sees of two names of one sentence: what stands between them and beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract.relations.candidates import is_subject
from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon
from extract.relations.marks import Marks, bucket, phrase_after
from extract.relations.numbering import Book
from extract.relations.patterns import Skeleton

_BAG = 4


class BetweenFeatures:
    """Entries of the features of two names; ``mark`` tells apart pairs in which one is the issuer's."""

    def __init__(self, lexicon: RelationLexicon, book: Book, mark: str = "") -> None:
        verbs = _Verbs(lexicon)
        self._same = book.group(verbs.same, mark)
        self._members = book.group(_members, mark)
        self._order = book.group(_order, mark)
        self._nesting = book.group(_nesting, mark)
        self._pattern = book.group(_pattern, mark)
        self._unsaid = book.group(_unsaid, mark)
        self._verbs = book.group(verbs.between, mark)
        self._lefts = book.group(verbs.of_left, mark)
        self._word = book.group(_word, mark)
        self._inner = book.group(_inner, mark)
        self._owner = book.group(_owner, mark)

    def __call__(self, scene: Scene, left: Node, right: Node, skeleton: Skeleton, marks: Marks) -> list[int]:
        """Return the entries of the features of two units, or of the members of one unit."""
        text = scene.shape
        one, two = left.type, right.type
        if left is right:
            joint = text[left.right : right.members[1].left]
            phrase = phrase_after(scene, right)
            verb = right.after[0][2] if right.after else ""
            return [self._same[one, joint, len(right.members) == 2, phrase[:2], phrase[-2:], verb]]
        if left.group == right.group:
            joint = text[left.right : right.left] if right.index == left.index + 1 else "far"
            return [self._members[one, two, joint]]
        begin, end = left.group_right, right.group_left
        if begin > end:
            begin = left.right
            end = max(begin, right.left if right.depth <= left.depth else right.group_left)
        far = bucket(right.clause - left.clause)
        subject = is_subject(left)
        between = [n for n in scene.nodes[left.index + 1 : right.index] if n.group != left.group]
        rival = any(is_subject(n) for n in between)
        types = {n.type for n in between if n.group != right.group}
        word = self._word
        out = [
            self._order[one, two, far, bucket(right.group - left.group), subject, rival],
            self._nesting[
                one,
                two,
                right.depth - left.depth,
                right.group == left.group + 1,
                bool(right.before and left.before and right.before[-1] == left.before[-1]),
                left.mention.text in right.mention.text or right.mention.text in left.mention.text,
                one in types,
                two in types,
            ],
            word["k=", "rr", one, two, text[right.group_right : right.group_right + 2]],
            word["k=", "rl", one, two, text[max(0, right.group_left - 2) : right.group_left]],
            word["pre=", "", one, two, text[max(0, left.group_left - 2) : left.group_left]],
            word["post=", "", one, two, text[left.group_right : left.group_right + 2]],
        ]
        readings = skeleton.readings(right)
        fired = readings.by_left.get(left.unit, ())
        for name, rank in fired:
            out.append(self._pattern[name, rank, one, two])
        for name in readings.alone:
            out.append(self._unsaid[name, bool(fired)])
        if end - begin <= 6:
            out.append(word["k=", "gap", one, two, text[begin:end]])
        verbs = scene.verbs
        low, high = bisect_left(verbs, (begin, 0, "")), bisect_left(verbs, (end, 0, ""))
        first, last = (verbs[low][2], verbs[high - 1][2]) if low < high else ("", "")
        out.append(self._verbs[one, two, first, last, far])
        for _, _, form in verbs[low : min(high, low + _BAG)]:
            out.append(word["k=", "bag", one, two, form])
        if left.near and left.before:
            out.append(
                self._lefts[one, two, left.before[-1][2], right.before[-1][2] if right.before else "", far]
            )
        frames = marks.frames.within(scene.clause_span(left.clause)[0], left.group_left)
        if frames:
            out.append(word["k=", "fr", one, two, f"{frames[-1]}|{far}"])
        phrase = phrase_after(scene, left)
        if phrase:
            out.append(word["k=", "np", one, two, phrase[-2:]])
        inner = marks.frames.within(begin, end)
        if inner:
            out.append(self._inner[one, two, inner[-1], inner[0], far])
        if right.depth > left.depth:
            alone = all(n.depth >= right.depth for n in scene.nodes[left.index + 1 : right.index])
            bracket = text[right.group_left - 1 : right.group_left] if alone else ""
            out.append(self._owner[one, two, alone, bracket, right.size])
        return out


def kind_of(pattern: str) -> str:
    """Return the kind of a pattern: its name without its number."""
    return pattern[: pattern.rindex("|")]


def _members(one: str, two: str, joint: str) -> tuple[str, ...]:
    kinds = f"{one}|{two}"
    return f"m={kinds}", f"mb={joint}|{kinds}", f"k={kinds}"


def _order(one: str, two: str, far: str, groups: str, subject: bool, rival: bool) -> tuple[str, ...]:
    kinds = f"{one}|{two}"
    return (
        f"k={kinds}",
        f"k={kinds}|{far}",
        f"k={kinds}|i{groups}",
        f"sub={subject}|{rival}|{far}",
        f"k={kinds}|sub={subject}|{rival}",
    )


def _nesting(
    one: str, two: str, deeper: int, near: bool, shared: bool, holds: bool, like_one: bool, like_two: bool
) -> Iterator[str]:
    kinds = f"{one}|{two}"
    yield f"near={near}|{kinds}"
    yield f"k={kinds}|deep={deeper}"
    if shared:
        yield f"k={kinds}|shared"
    if holds:
        yield f"holds={kinds}"
    yield f"{kinds}|lt={like_one}|rt={like_two}"


def _pattern(name: str, rank: int, one: str, two: str) -> tuple[str, ...]:
    kind, kinds, near = kind_of(name), f"{one}|{two}", min(rank, 3)
    return (
        f"pat={name}",
        f"pat={kind}",
        f"pat={kind}|{kinds}",
        f"pat={kind}|{near}",
        f"pat={name}|{near}",
        f"pat={kind}|{kinds}|{near}",
    )


def _unsaid(name: str, fired: bool) -> tuple[str, ...]:
    return (f"ps={kind_of(name)}|{fired}",)


def _word(opening: str, what: str, one: str, two: str, value: str) -> tuple[str, ...]:
    if what:
        return (f"{opening}{one}|{two}|{what}={value}",)
    return (f"{opening}{value}|{one}|{two}",)


def _inner(one: str, two: str, last: str, first: str, far: str) -> tuple[str, ...]:
    return f"k={one}|{two}|in={last}|{far}", f"k={one}|{two}|in0={first}|{far}"


def _owner(one: str, two: str, alone: bool, bracket: str, size: int) -> Iterator[str]:
    yield f"owner={alone}"
    yield f"k={one}|{two}|owner={alone}"
    if alone:
        yield f"k={one}|{two}|br={bracket}|{size}"


class _Verbs:
    """Features that verbs make together with their classes."""

    def __init__(self, lexicon: RelationLexicon) -> None:
        self._classes = lexicon.classes

    def same(self, kind: str, joint: str, two: bool, opening: str, ending: str, verb: str) -> Iterator[str]:
        kinds = f"{kind}|{kind}"
        yield f"g={kinds}"
        yield f"gb={joint}|{kinds}"
        yield f"gn={two}|{joint}|{kinds}"
        yield f"gp={opening}|{kinds}"
        yield f"gz={ending}|{kinds}"
        if verb:
            yield from (f"gc={cls}|{kinds}" for cls in self._classes[verb])

    def between(self, one: str, two: str, first: str, last: str, far: str) -> Iterator[str]:
        kinds = f"{one}|{two}"
        if not first:
            yield f"k={kinds}|nov|{far}"
            return
        yield f"k={kinds}|v0={first}"
        for cls in self._classes[first]:
            yield f"k={kinds}|c0={cls}"
        for cls in self._classes[last]:
            yield f"k={kinds}|cz={cls}"
            yield f"k={kinds}|cz={cls}|{far}"

    def of_left(self, one: str, two: str, verb: str, other: str, far: str) -> Iterator[str]:
        kinds = f"{one}|{two}"
        yield f"k={kinds}|lv={verb}|{far}"
        for cls in self._classes[verb]:
            yield f"k={kinds}|lc={cls}"
            if other:
                yield from (f"{cls}>{second}|{far}" for second in self._classes[other][:2])
