"""A document's candidates as arrays of feature numbers, in one pass over its scenes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.relations.candidates import Candidate, Topic, candidates, thing_of, topics_of
from extract.relations.clauses import Node, Scene
from extract.relations.features import node_features, pair_features, scene_features
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
        The number of each feature of a name and of a pair; a mapping whose ``get`` gives ``None`` for others.
    """
    out = Encoded()
    patterns, cues = load_patterns(), load_cues()
    subject: tuple[Node, int] | None = None
    heading: tuple[Node, int] | None = None
    thing: tuple[Node, int] | None = None
    node_get, pair_get = node_numbers.get, pair_numbers.get
    for scene in scenes:
        at, issuer = scene.sentence.index, scene.issuer
        topics: list[Topic] = []
        if subject is not None and at - subject[1] <= _MEMORY:
            topics.append(Topic(subject[0], at - subject[1]))
        if heading is not None and _new(heading[0], topics):
            topics.append(Topic(heading[0], at - heading[1], heading=True))
        if thing is not None and at - thing[1] == 1 and _new(thing[0], topics):
            topics.append(Topic(thing[0], at - thing[1], thing=True))
        base = len(out.node_ids)
        shared = scene_features(scene)
        skeleton = Skeleton(scene, patterns)
        for node in scene.nodes:
            numbers = map(node_get, node_features(scene, node, lexicon, shared, cues))
            out.node_ids.append([n for n in numbers if n is not None])
        known: dict[tuple[object, ...], list[int]] = {}
        for candidate in candidates(scene, issuer, topics):
            key = enumerated(candidate)
            ids = known.get(key)
            if ids is None:
                found = map(pair_get, pair_features(scene, candidate, lexicon, skeleton))
                ids = known[key] = [n for n in found if n is not None]
            out.found.append((scene, candidate))
            out.pair_ids.append(ids)
            paired = candidate.side == "pair" and candidate.left is not None
            out.left.append(base + candidate.left.index if paired and candidate.left else -1)
            out.right.append(base + candidate.right.index)
        news = topics_of(scene, issuer)
        if news and scene.sentence.sentence.heading:
            heading, subject = (news[0], at), None
        elif news:
            subject = (news[0], at)
        made = thing_of(scene, issuer)
        if made is not None:
            thing = (made, at)
    return out


def enumerated(candidate: Candidate) -> tuple[object, ...]:
    """Return what candidates have in common whose names are members of the same enumerations.

    They stand in the same words, so that what holds of one holds of all. A name in brackets belongs to the
    one before them, not to the whole enumeration.
    """
    left, right = candidate.left, candidate.right
    if candidate.topic is not None:
        return "topic", candidate.topic.node.mention.start, right.group, right.type
    if candidate.side == "issuer" or left is None:
        return "issuer", right.group, right.type
    if left.group == right.group:
        return "same", left.group, left.type, right.type, right.index - left.index == 1
    if left.depth != right.depth:
        return "brackets", left.index, right.group, right.type
    return "pair", left.group, left.type, right.group, right.type


def _new(node: Node, topics: list[Topic]) -> bool:
    return all(t.node.mention.text != node.mention.text for t in topics)
