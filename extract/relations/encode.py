"""A document's candidates as arrays of feature numbers, in one pass over its scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.relations.candidates import Candidate, Topic, candidates, thing_of, topics_of
from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon
from extract.relations.marks import Marks
from extract.relations.name_features import NameFeatures
from extract.relations.numbering import Number
from extract.relations.pair_features import PairFeatures
from extract.relations.patterns import Skeleton, load_patterns
from extract.relations.status import load_cues

_MEMORY = 3


@dataclass
class Encoded:
    """Candidates with their features as numbers.

    ``node_ids`` holds the features of each name, ``pair_ids`` those of each candidate. ``left`` and ``right``
    are rows of ``node_ids``; ``left`` is -1 where the other end is not one of the sentence's names.
    """

    found: list[tuple[Scene, Candidate]] = field(default_factory=list)
    node_ids: list[list[int]] = field(default_factory=list)
    pair_ids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


class Features:
    """The features of names and of pairs as numbers; one for a model, since it remembers what it computed.

    Parameters
    ----------
    lexicon
        The verbs.
    name_number, pair_number
        Tell the number of a feature of a name and of a pair, from 1; ``None`` for one that is not known.
    """

    def __init__(self, lexicon: RelationLexicon, name_number: Number, pair_number: Number) -> None:
        self.of_name = NameFeatures(lexicon, load_cues(), name_number)
        self.of_pair = PairFeatures(lexicon, pair_number)


def encode(scenes: Iterable[Scene], features: Features) -> Encoded:
    """Return the candidates of a document with the numbers of those of their features that are known.

    Parameters
    ----------
    scenes
        The document's sentences with names, in order.
    features
        The features and their numbers.
    """
    out = Encoded()
    patterns = load_patterns()
    of_name, of_pair = features.of_name, features.of_pair
    subject: tuple[Node, int] | None = None
    heading: tuple[Node, int] | None = None
    thing: tuple[Node, int] | None = None
    for scene in scenes:
        at = scene.sentence.index
        topics: list[Topic] = []
        if subject is not None and at - subject[1] <= _MEMORY:
            topics.append(Topic(subject[0], at - subject[1]))
        if heading is not None and _new(heading[0], topics):
            topics.append(Topic(heading[0], at - heading[1], heading=True))
        if thing is not None and at - thing[1] == 1 and _new(thing[0], topics):
            topics.append(Topic(thing[0], at - thing[1], thing=True))
        row: dict[int, int] = {}
        marks = Marks(scene)
        skeleton = Skeleton(scene, patterns)
        for node in scene.nodes:
            if node.members and not node.own:
                row[node.index] = len(out.node_ids)
                out.node_ids.append(of_name(scene, node, marks))
        alone: dict[int, list[int]] = {}
        for candidate in candidates(scene, topics):
            out.found.append((scene, candidate))
            ids = of_pair(scene, candidate, skeleton, marks)
            if candidate.side in ("issuer", "topic"):
                right = candidate.right
                if right.index not in alone:
                    alone[right.index] = of_pair.alone(scene, right, skeleton)
                ids += alone[right.index]
            out.pair_ids.append(ids)
            printed = candidate.left is not None and candidate.side in ("pair", "same", "brackets")
            out.left.append(row[candidate.left.unit] if printed and candidate.left else -1)
            out.right.append(row[candidate.right.index])
        news = topics_of(scene)
        if news and scene.sentence.sentence.heading:
            heading, subject = (news[0], at), None
        elif news:
            subject = (news[0], at)
        made = thing_of(scene)
        if made is not None:
            thing = (made, at)
    return out


def _new(node: Node, topics: list[Topic]) -> bool:
    return all(t.node.mention.text != node.mention.text for t in topics)
