"""What the model sees of one name: its form, its place, the verbs and words around it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon
from extract.relations.marks import Marks, bucket, phrase_after
from extract.relations.numbering import Book
from extract.relations.status import StatusCues, stage


class NameFeatures:
    """Entries of the features of names, which all pairs of a name share."""

    def __init__(self, lexicon: RelationLexicon, cues: StatusCues, book: Book) -> None:
        self._cues = cues
        self._sentence = book.group(_sentence)
        self._form = book.group(_form)
        self._left = book.group(_left)
        self._right = book.group(_right)
        self._shape = book.group(_shape)
        self._opening = book.group(_opening)
        verbs = _Verbs(lexicon)
        self._before = book.group(verbs.before)
        self._unverbed = book.group(verbs.none_before)
        self._after = book.group(verbs.after)
        self._frames = book.group(_frames)
        self._phrase = book.group(_phrase)
        self._stage = book.group(_stage)
        self._preposition = book.group(_preposition)
        self._beside = book.group(_beside)
        self._aspect = book.group(_aspect)

    def __call__(self, scene: Scene, node: Node, marks: Marks) -> list[int]:
        """Return the entries of the groups of features of one name of a sentence."""
        text, kind, nodes = scene.shape, node.type, scene.nodes
        left, right, index = node.group_left, node.group_right, node.index
        sentence, name = scene.sentence, node.mention.text
        begin, end = scene.clause_span(node.clause)
        role = sentence.role
        opening = text[begin : min(begin + 2, left)]
        out = [
            self._sentence[kind, role, bucket(len(nodes)), sentence.sentence.heading, marks.plans],
            self._form[name[-2:], bucket(len(name) // 2)],
            self._left[kind, text[max(begin, left - 2) : left]],
            self._right[kind, text[right : right + 2]],
            self._shape[bucket(node.size), node.left < node.start, min(node.depth, 2), bucket(node.clause)],
            self._opening[kind, opening],
        ]
        if node.before:
            last = node.before[-1]
            out.append(self._before[kind, last[2], bool(node.near), bucket(left - last[1])])
        else:
            out.append(self._unverbed[kind, node.earlier[-1][2] if node.earlier else ""])
        if node.after:
            first = node.after[0]
            out.append(self._after[kind, first[2], bucket(first[0] - right), bool(node.before)])
        else:
            out.append(self._after[kind, "", "", False])
        frames = marks.frames.within(begin, left)
        if frames:
            out.append(self._frames[kind, frames[-1], frames[0]])
        phrase = phrase_after(scene, node)
        if phrase:
            out.append(self._phrase[kind, phrase[-2:], phrase[0] == "等"])
        later, sooner = stage(scene, node, self._cues)
        out.append(self._stage[kind, later, sooner, role])
        gap_start = begin
        for other in nodes[:index]:
            if gap_start < other.right <= left:
                gap_start = other.right
        prepositions = marks.prepositions.within(gap_start, left)
        if prepositions:
            out.append(self._preposition[kind, prepositions[-1]])
        out.append(
            self._beside[
                nodes[index + 1].type if index + 1 < len(nodes) else "$",
                nodes[index - 1].type if index else "^",
            ]
        )
        for word in set(marks.aspects.within(begin, left)):
            out.append(self._aspect["wb", word])
        for word in set(marks.aspects.within(right, end if end > right else right + 8)):
            out.append(self._aspect["wa", word])
        return out


def _sentence(kind: str, role: str, count: str, heading: bool, plans: tuple[str, ...]) -> Iterator[str]:
    yield from (f"role={role}", f"n={count}", kind, f"{kind}|role={role}")
    if heading:
        yield "heading"
    for word in plans:
        yield f"sw={word}"


def _form(ending: str, length: str) -> tuple[str, ...]:
    return f"s1={ending[-1]}", f"s2={ending}", f"len={length}"


def _left(kind: str, before: str) -> Iterator[str]:
    # Where the clause opens, that is told too.
    yield f"l1={before[-1:] or '^'}"
    yield f"l2={before if len(before) > 1 else '^' + before}"
    yield f"{kind}|l2={before}"
    yield f"open={not before}"


def _right(kind: str, after: str) -> tuple[str, ...]:
    return f"r1={after[:1]}", f"r2={after}", f"{kind}|r2={after}"


def _shape(size: str, quoted: bool, depth: int, clause: str) -> tuple[str, ...]:
    return f"size={size}", f"quoted={quoted}", f"depth={depth}", f"clause={clause}"


def _opening(kind: str, words: str) -> tuple[str, ...]:
    return f"c2={words}", f"{kind}|c2={words}"


def _frames(kind: str, last: str, first: str) -> tuple[str, ...]:
    return f"{kind}|fr={last}", f"{kind}|fr0={first}"


def _phrase(kind: str, ending: str, open_list: bool) -> Iterator[str]:
    yield f"np={ending}"
    yield f"{kind}|np={ending}"
    if open_list:
        yield f"{kind}|deng"


def _stage(kind: str, later: str, sooner: str, role: str) -> Iterator[str]:
    yield f"st={later}|{sooner}"
    yield f"st={later}|{sooner}|{role}"
    yield f"sa={later}|{role}"
    yield f"sb={sooner}|{role}"
    yield f"sb={sooner}|{kind}"


def _preposition(kind: str, word: str) -> tuple[str, ...]:
    return f"prep={word}", f"{kind}|prep={word}"


def _beside(following: str, previous: str) -> tuple[str, ...]:
    return f"next={following}", f"prev={previous}"


def _aspect(side: str, word: str) -> tuple[str, ...]:
    return (f"{side}={word}",)


class _Verbs:
    """Features that verbs make together with their classes."""

    def __init__(self, lexicon: RelationLexicon) -> None:
        self._classes = lexicon.classes

    def before(self, kind: str, verb: str, near: bool, distance: str) -> Iterator[str]:
        tag = "b" if near else "f"
        yield from (f"{tag}v={verb}", f"{kind}|{tag}v={verb}", f"{tag}d={distance}")
        for cls in self._classes[verb]:
            yield f"{tag}c={cls}"
            yield f"{kind}|{tag}c={cls}"
        if not near:
            yield f"{kind}|far"

    def none_before(self, kind: str, earlier: str) -> Iterator[str]:
        yield "nov"
        yield f"{kind}|nov"
        if earlier:
            yield f"ev={earlier}"
            for cls in self._classes[earlier]:
                yield f"{kind}|ec={cls}"

    def after(self, kind: str, verb: str, distance: str, before: bool) -> Iterator[str]:
        if not verb:
            yield "noa"
            return
        yield from (f"av={verb}", f"{kind}|av={verb}", f"ad={distance}")
        for cls in self._classes[verb]:
            yield f"ac={cls}"
            yield f"{kind}|ac={cls}|{before}"
