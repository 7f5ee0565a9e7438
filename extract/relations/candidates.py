"""Which pairs of names, and which names with a subject left out, may stand in a relation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.relations.clauses import Node, Scene
from ontology.records import EntityType

_REACH = 12
_SUBJECTS = frozenset({"AREA", "ORG", "PLACE", "PERSON"})
_TOPICS = frozenset({"AREA", "ORG", "PLACE"})
_THINGS = frozenset({"PROGRAMME", "EVENT", "PLACE", "ORG"})
Side = Literal["pair", "same", "brackets", "issuer", "topic"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A name of an earlier sentence that this one may speak of.

    ``age`` is the number of sentences since, ``heading`` whether that sentence was a heading, ``thing``
    whether the name is no agent but what an agent made, which “该项目” or “中心” may take up.
    """

    node: Node
    age: int
    heading: bool = False
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two ends that a relation may join.

    ``left`` comes first in the sentence; ``left`` and ``right`` stand for all members of the units that they
    open. ``side`` tells what they are: ``pair``, two units; ``same``, the members of one; ``brackets``, a
    single name and the unit in the brackets after it; ``issuer`` and ``topic``, an end that the sentence may
    leave out: who speaks (``left`` is its own name, where one is printed), or a name of an earlier sentence.
    """

    side: Side
    left: Node | None
    right: Node
    topic: Topic | None = None


def is_subject(node: Node) -> bool:
    """Whether a name can be its clause's subject: outside brackets, no verb of the clause before it."""
    return not node.depth and not node.before and node.type in _SUBJECTS


def topics_of(scene: Scene) -> list[Node]:
    """Return the names that later sentences may leave out: the subject, or a heading's only name."""
    nodes = [n for n in scene.nodes if n.type in _TOPICS and not n.own]
    if scene.sentence.sentence.heading:
        return [n for n in nodes if n is scene.nodes[-1]]
    return [n for n in nodes if is_subject(n) and n.place == 0][:1]


def thing_of(scene: Scene) -> Node | None:
    """Return the name that the next sentence most likely takes up: the first one that is no agent."""
    return next((n for n in scene.nodes if n.type in _THINGS and not n.depth and not n.own), None)


def candidates(scene: Scene, topics: list[Topic]) -> Iterator[Candidate]:
    """Yield the candidates of a sentence: each pair of units, and each unit of several names with itself.

    Units more than twelve apart are joined only where the first is a possible subject, and only to the
    nearest three of these, so that the number stays linear in the length of the sentence.
    """
    own = [n for n in scene.nodes if n.own]
    units = [n for n in scene.nodes if n.members and not n.own]
    subjects: list[tuple[int, Node]] = []
    for place, right in enumerate(units):
        if scene.issuer:
            before = [n for n in own if n.index < right.index]
            yield Candidate("issuer", before[-1] if before else own[0] if own else None, right)
        for topic in topics:
            if topic.node.mention.text != right.mention.text:
                yield Candidate("topic", None, right, topic)
        far = [n for at, n in subjects[-3:] if at < place - _REACH]
        for left in far + units[max(0, place - _REACH) : place]:
            owner = _owner(scene, left, right)
            yield Candidate("pair", left, right) if owner is None else Candidate("brackets", owner, right)
        if len(right.members) > 1:
            yield Candidate("same", right, right)
        if is_subject(right):
            subjects.append((place, right))


def _owner(scene: Scene, left: Node, right: Node) -> Node | None:
    """Return the member of ``left`` that stands right before the brackets around ``right``, if one does."""
    if right.depth <= left.depth:
        return None
    before = next((n for n in scene.nodes[right.index - 1 :: -1] if n.depth < right.depth), None)
    return before if before is not None and before.unit == left.index else None


def names_of(candidate: Candidate) -> list[tuple[Node | None, Node]]:
    """Return the pairs of names that a candidate stands for; ``None`` for one that is not printed."""
    left, right = candidate.left, candidate.right
    if candidate.side == "same":
        names = right.members
        pairs: list[tuple[Node | None, Node]] = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    elif candidate.side == "brackets":
        pairs = [(left, b) for b in right.members]
    elif candidate.side == "pair" and left is not None:
        pairs = [(a, b) for a in left.members or [left] for b in right.members]
    else:
        return [(left, b) for b in right.members]
    return [(a, b) for a, b in pairs if a is None or a.mention.text != b.mention.text]


def end_type(issuer: str) -> EntityType:
    """Return the class of an issuer by its name: an office or committee is an organisation."""
    return "ORG" if issuer.endswith(("办事处", "委", "政府", "委员会", "局", "办", "会", "中心")) else "AREA"
