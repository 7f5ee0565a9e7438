"""What the model sees of a candidate that neither of its names has alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.relations.between import BetweenFeatures, kind_of
from extract.relations.candidates import Candidate, Topic, is_subject
from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon
from extract.relations.marks import Marks, bucket
from extract.relations.numbering import Book
from extract.relations.patterns import Skeleton

_NEWS = re.compile("该|此|这|其|他|她|它|中心|平台|项目|活动|基地|联盟|社区|居民区|街道|镇")


class PairFeatures:
    """Entries of the features of candidates, and of names whose other end may be left out."""

    def __init__(self, lexicon: RelationLexicon, book: Book) -> None:
        self._classes = lexicon.classes
        self._topic = book.group(self._topics)
        self._issuer = book.group(_issuer)
        self._own = book.group(_own)
        self._alternatives = book.group(_alternatives)
        self._pattern = book.group(_pattern)
        self._kind = book.group(_kind)
        self._between = BetweenFeatures(lexicon, book)
        self._issuer_first = BetweenFeatures(lexicon, book, "O|")
        self._issuer_last = BetweenFeatures(lexicon, book, "R|")

    def __call__(self, scene: Scene, candidate: Candidate, skeleton: Skeleton, marks: Marks) -> list[int]:
        """Return the entries of the groups of features of a candidate."""
        right, left = candidate.right, candidate.left
        if candidate.topic is not None:
            return self._of_topic(scene, candidate.topic, right)
        if candidate.side != "issuer" and left is not None:
            return self._between(scene, left, right, skeleton, marks)
        out = [self._issuer[scene.issuer[-1:], right.type]]
        if left is None:
            return [*out, self._own["", False, "", "", ""]]
        after = left.index > right.index
        where = "after" if after else "same" if left.clause == right.clause else "before"
        before_it = scene.shape[max(0, left.left - 1) : left.left]
        behind_it = scene.shape[left.right : left.right + 1]
        out.append(self._own[where, is_subject(left), right.type, before_it, behind_it])
        if after:
            return out + self._issuer_last(scene, right, left, skeleton, marks)
        return out + self._issuer_first(scene, left, right, skeleton, marks)

    def alone(self, scene: Scene, right: Node, skeleton: Skeleton) -> list[int]:
        """Return the entries for a name whose other end may be left out, whatever that end is."""
        same = other = None
        for node in scene.nodes[: right.index]:
            if is_subject(node):
                if node.clause == right.clause:
                    same = node
                elif node.clause < right.clause:
                    other = node
        out = [
            self._alternatives[
                right.type,
                same.type if same else "-",
                other.type if other else "-",
                bucket(right.clause - other.clause) if other else "",
                right.before[-1][2] if right.before else "",
            ]
        ]
        readings = skeleton.readings(right)
        for name in readings.alone:
            out.append(self._pattern[name, len(readings.kinds)])
        for kind in readings.kinds:
            out.append(self._kind[kind, right.type])
        return out

    def _of_topic(self, scene: Scene, topic: Topic, right: Node) -> list[int]:
        opening = _NEWS.match(scene.shape)
        return [
            self._topic[
                topic.node.type,
                right.type,
                bucket(topic.age),
                topic.heading,
                topic.thing,
                topic.node.mention.text[-2:],
                opening.group() if opening else "",
                right.before[-1][2] if right.before else "",
            ]
        ]

    def _topics(
        self,
        topic: str,
        right: str,
        age: str,
        heading: bool,
        thing: bool,
        ending: str,
        opening: str,
        verb: str,
    ) -> Iterator[str]:
        kinds = f"{topic}|{right}"
        yield f"topic|{right}"
        yield f"t={kinds}"
        yield f"tage={age}|{heading}"
        yield f"ts={ending}"
        yield f"t={kinds}|{age}|{heading}"
        yield f"t={topic}|op={opening or '-'}"
        yield f"t={kinds}|op={bool(opening)}"
        yield f"t={kinds}|own={thing}"
        if verb:
            yield from (f"t={kinds}|c={cls}" for cls in self._classes[verb])


def _issuer(ending: str, right: str) -> tuple[str, ...]:
    return f"issuer|{right}", f"is={ending}|{right}"


def _own(where: str, subject: bool, right: str, before: str, behind: str) -> tuple[str, ...]:
    if not where:
        return ("own=-",)
    return (
        f"own={where}|{subject}",
        f"own={where}|{right}|{subject}",
        f"ownl={before}|{where}",
        f"ownr={behind}|{where}",
    )


def _alternatives(right: str, same: str, other: str, distance: str, verb: str) -> Iterator[str]:
    """Tell which other agents could be the subject of a name whose subject may be left out."""
    yield f"alt={same}"
    yield f"alts={other}"
    if distance:
        yield f"altd={distance}"
    yield f"{right}|alt={same}|{other}"
    if verb:
        yield f"alt={same}|v={verb}"


def _pattern(name: str, kinds: int) -> tuple[str, ...]:
    kind = kind_of(name)
    return f"pat={name}", f"pat={kind}", f"pat={kind}|{kinds}"


def _kind(kind: str, right: str) -> tuple[str, ...]:
    return f"pl={kind}", f"pl={kind}|{right}"
