"""A document's candidates as arrays of feature numbers, in one pass over its scenes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.relations.candidates import Candidate, Topic, candidates, thing_of, topics_of
from extract.relations.clauses import Node, Scene
from extract.relations.features import alone_features, node_features, pair_features, scene_features
from extract.relations.lexicon import RelationLexicon
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


def encode(
    scenes: Iterable[Scene],
    lexicon: RelationLexicon,
    node_numbers: Mapping[str, int],
    pair_numbers: Mapping[str, int],
) -> Encoded:
    """Return the candidates of a document with the numbers of those of their features that are known.

    Parameters
    ----------
    scenes
        The document's sentences with names, in order.
    lexicon
        The verbs.
    node_numbers, pair_numbers
        The number of each feature of a name and of a pair, from 1; ``get`` gives ``None`` for all others.
    """
    out = Encoded()
    patterns, cues = load_patterns(), load_cues()
    subject: tuple[Node, int] | None = None
    heading: tuple[Node, int] | None = None
    thing: tuple[Node, int] | None = None
    node_get, pair_get = node_numbers.get, pair_numbers.get
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
        shared = scene_features(scene)
        skeleton = Skeleton(scene, patterns)
        for node in scene.nodes:
            if node.members and not node.own:
                row[node.index] = len(out.node_ids)
                numbers = map(node_get, node_features(scene, node, lexicon, shared, cues))
                out.node_ids.append(list(filter(None, numbers)))
        alone: dict[int, list[int]] = {}
        for candidate in candidates(scene, topics):
            out.found.append((scene, candidate))
            numbers = map(pair_get, pair_features(scene, candidate, lexicon, skeleton))
            ids = list(filter(None, numbers))
            if candidate.side in ("issuer", "topic"):
                right = candidate.right
                if right.index not in alone:
                    numbers = map(pair_get, alone_features(scene, right, lexicon, skeleton))
                    alone[right.index] = list(filter(None, numbers))
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
