"""From scores to relations: what a sentence states, by whom, with its status, verb, time and confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from extract.relations.candidates import Candidate
from extract.relations.clauses import Node, Scene
from extract.relations.encode import Encoded, enumerated
from extract.relations.lexicon import RelationLexicon
from extract.relations.model import STATUSES, Floats, RelationModel
from ontology.records import RelationName, Status

_ONE_HEAD = frozenset({"undertakes", "awarded", "follows", "serves", "reliesOn", "guidedBy"})
"""Relations of which a name is the tail once a sentence: of several heads the likeliest is kept."""

_BESIDE = 0.5
"""A second head is accepted all the same where its own raw probability reaches this."""

FLOOR = 0.15
"""Calibrated confidence below which a candidate is not worth keeping at all."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A relation as decided; ``head`` and ``tail`` are ``None`` for an end that the sentence leaves out."""

    scene: Scene
    candidate: Candidate
    rel: RelationName
    head: Node | None
    tail: Node | None
    status: Status
    confidence: float
    accepted: bool


def smooth(encoded: Encoded, classes: Floats, statuses: Floats) -> tuple[Floats, Floats]:
    """Let the members of an enumeration agree: each gets the mean of all (of the logarithms, for classes)."""
    numbers: dict[tuple[object, ...], int] = {}
    group = np.empty(len(encoded.found), np.intp)
    for i, (scene, candidate) in enumerate(encoded.found):
        key = (scene.sentence.index, *enumerated(candidate))
        group[i] = numbers.setdefault(key, len(numbers))
    sizes = np.bincount(group, minlength=len(numbers)).astype(np.float32)[:, None]
    logs = np.zeros((len(numbers), classes.shape[1]), np.float32)
    np.add.at(logs, group, np.log(classes + 1e-6))
    means = np.exp(logs / sizes)
    means /= means.sum(axis=1, keepdims=True)
    own = np.zeros((len(numbers), statuses.shape[1]), np.float32)
    np.add.at(own, group, statuses)
    return means[group], (own / sizes)[group]


def decide(encoded: Encoded, model: RelationModel) -> Iterator[Decision]:
    """Yield what the model finds stated, in the order of the candidates, each relation once a sentence."""
    if not encoded.found:
        return
    classes, statuses = smooth(encoded, *model.scores(encoded))
    best = classes[:, 1:].argmax(axis=1) + 1
    raw = classes[np.arange(len(best)), best]
    sure = model.calibrate(raw)
    kept = np.flatnonzero(sure >= FLOOR)
    ends = {int(i): _ends(encoded.found[i][1], model.labels[best[i]][1]) for i in kept}
    first: dict[tuple[object, ...], int] = {}
    top: dict[tuple[object, ...], int] = {}
    for i in map(int, kept):
        scene, candidate = encoded.found[i]
        rel = model.labels[best[i]][0]
        head, tail = ends[i]
        texts = tuple(_text(scene, candidate, end) for end in (head, tail))
        key = (scene.sentence.index, rel, *texts)
        if key not in first or raw[first[key]] < raw[i]:
            first[key] = i
        if rel in _ONE_HEAD and tail is not None:
            rival = (scene.sentence.index, rel, tail.index)
            if rival not in top or raw[top[rival]] < raw[i]:
                top[rival] = i
    for i in sorted(first.values()):
        scene, candidate = encoded.found[i]
        rel = model.labels[best[i]][0]
        head, tail = ends[i]
        assert rel is not None  # noqa: S101 - the first class, none, is not among ``best``
        only = rel not in _ONE_HEAD or tail is None or top[scene.sentence.index, rel, tail.index] == i
        yield Decision(
            scene=scene,
            candidate=candidate,
            rel=rel,
            head=head,
            tail=tail,
            status=STATUSES[int(statuses[i].argmax())],
            confidence=float(sure[i]),
            accepted=bool(sure[i] >= model.threshold and (only or raw[i] >= _BESIDE)),
        )


def _ends(candidate: Candidate, forward: bool) -> tuple[Node | None, Node | None]:
    """Return head and tail; an end that the sentence does not print is ``None``."""
    left = candidate.left
    return (left, candidate.right) if forward else (candidate.right, left)


def _text(scene: Scene, candidate: Candidate, end: Node | None) -> str:
    return end.mention.text if end is not None else restored(scene, candidate)[0]


def restored(scene: Scene, candidate: Candidate) -> tuple[str, Node | None]:
    """Return the name of the end that the sentence leaves out, with its node where it is a topic's."""
    topic = candidate.topic
    return (topic.node.mention.text, topic.node) if topic is not None else (scene.issuer, None)


def trigger(
    scene: Scene, candidate: Candidate, rel: RelationName, tail: Node | None, lexicon: RelationLexicon
) -> tuple[int, int] | None:
    """Return the span of the verb that states the relation: the nearest one that can, else the nearest."""
    node = tail if tail is not None else candidate.right
    near = node.before[-node.near :] if node.near else []
    order = [*near[::-1], *node.after, *node.before[::-1], *node.earlier[::-1]]
    for start, end, verb in order:
        if any(reading.relation == rel for reading in lexicon.readings[verb]):
            return start, end
    return (order[0][0], order[0][1]) if order and rel == "undertakes" else None
