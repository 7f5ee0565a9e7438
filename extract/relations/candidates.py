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
_THINGS = frozenset({"PROGRAMME", "MECHANISM", "PROJECT", "EVENT", "PLATFORM", "PLACE", "ORG"})
_OWN = frozenset(
    {
        "街道",
        "我街道",
        "全街道",
        "街道办事处",
        "街道办",
        "镇",
        "我镇",
        "全镇",
        "乡",
        "我乡",
        "我省",
        "全省",
        "我市",
        "全市",
    }
)

Side = Literal["pair", "issuer", "topic"]


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

    ``left`` is the name that comes first in the sentence; ``None`` where the other end is not printed in it:
    the issuer (``side`` is ``issuer``) or a name of an earlier sentence (``topic``). For the issuer ``left``
    may also be its own name, printed anywhere in the sentence.
    """

    side: Side
    left: Node | None
    right: Node
    topic: Topic | None = None


def is_subject(node: Node) -> bool:
    """Whether a name can be its clause's subject: outside brackets, no verb of the clause before it."""
    return not node.depth and not node.before and node.type in _SUBJECTS


def is_own(node: Node, issuer: str) -> bool:
    """Whether a name is the issuer's: its full name, a short form or a bare ``街道``."""
    text = node.mention.text
    if node.type not in ("AREA", "ORG") or not issuer:
        return False
    return text == issuer or (
        node.type == "AREA"
        and (text in _OWN or (len(text) >= 2 and issuer.startswith(text) and len(text) * 2 >= len(issuer)))
    )


def topics_of(scene: Scene, issuer: str) -> list[Node]:
    """Return the names that later sentences may leave out: the subject, or a heading's only name."""
    nodes = scene.nodes
    if scene.sentence.sentence.heading:
        return [n for n in nodes[-1:] if n.type in _TOPICS and not is_own(n, issuer)]
    return [
        n for n in nodes if n.type in _TOPICS and is_subject(n) and n.place == 0 and not is_own(n, issuer)
    ][:1]


def thing_of(scene: Scene, issuer: str) -> Node | None:
    """Return the name that the next sentence most likely takes up: the first one that is no agent."""
    return next((n for n in scene.nodes if n.type in _THINGS and not n.depth and not is_own(n, issuer)), None)


def candidates(scene: Scene, issuer: str, topics: list[Topic]) -> Iterator[Candidate]:
    """Yield the candidates of a sentence, each pair of names once.

    Names more than twelve apart are joined only where the first is a possible subject, and only to the
    nearest three of these, so that the number stays linear in the length of the sentence.
    """
    nodes = scene.nodes
    own = [n for n in nodes if is_own(n, issuer)]
    own_indices = {n.index for n in own}
    subjects: list[Node] = []
    for right in nodes:
        if right.index in own_indices:
            continue
        if issuer:
            before = [n for n in own if n.index < right.index]
            yield Candidate("issuer", before[-1] if before else own[0] if own else None, right)
        for topic in topics:
            if topic.node.mention.text != right.mention.text:
                yield Candidate("topic", None, right, topic)
        near = nodes[max(0, right.index - _REACH) : right.index]
        far = [n for n in subjects[-3:] if n.index < right.index - _REACH]
        for left in far + near:
            if left.index not in own_indices and left.mention.text != right.mention.text:
                yield Candidate("pair", left, right)
        if is_subject(right):
            subjects.append(right)


def end_type(issuer: str) -> EntityType:
    """Return the class of an issuer by its name: an office or committee is an organisation."""
    return "ORG" if issuer.endswith(("办事处", "委", "政府", "委员会", "局", "办", "会", "中心")) else "AREA"
