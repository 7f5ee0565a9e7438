"""From scores to relations: what a sentence states, by whom, with its status, verb, time and confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from extract.relations.candidates import Candidate, names_of
from extract.relations.clauses import Node, Scene
from extract.relations.encode import Encoded
from extract.relations.lexicon import RelationLexicon
from extract.relations.model import STATUSES, Floats, RelationModel
from extract.relations.second_look import Numbers, readings
from ontology.records import RelationName, Status

_ONE_HEAD = frozenset({"undertakes", "awarded", "follows", "serves", "reliesOn", "guidedBy"})
"""Relations of which a name is the tail once a sentence: of several heads the likeliest is kept."""

_BESIDE = 0.7
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


def decide(encoded: Encoded, model: RelationModel) -> Iterator[Decision]:
    """Yield what the model finds stated, in the order of the candidates, each relation once a sentence."""
    if not encoded.found:
        return
    classes, statuses = model.scores(encoded)
    best, raw = likeliest(encoded, classes, model)
    sure = model.calibrate(raw)
    kept = np.flatnonzero(sure >= FLOOR)
    top: dict[tuple[object, ...], int] = {}
    first: dict[tuple[object, ...], tuple[int, Node | None, Node | None]] = {}
    for i in map(int, kept):
        scene, candidate = encoded.found[i]
        rel, forward = model.labels[best[i]]
        unit = candidate.right if forward else candidate.left
        if rel in _ONE_HEAD and unit is not None:
            rival = (scene.sentence.index, rel, unit.unit)
            if rival not in top or raw[top[rival]] < raw[i]:
                top[rival] = i
        for left, right in names_of(candidate):
            head, tail = (left, right) if forward else (right, left)
            key = (scene.sentence.index, rel, *(_text(scene, candidate, end) for end in (head, tail)))
            if key not in first or raw[first[key][0]] < raw[i]:
                first[key] = (i, head, tail)
    for i, head, tail in sorted(first.values(), key=lambda found: found[0]):
        scene, candidate = encoded.found[i]
        rel, forward = model.labels[best[i]]
        unit = candidate.right if forward else candidate.left
        only = rel not in _ONE_HEAD or unit is None or top[scene.sentence.index, rel, unit.unit] == i
        if rel is None:  # pragma: no cover - the first class, none, is not among ``best``
            continue
        yield Decision(
            scene=scene,
            candidate=candidate,
            rel=rel,
            head=head,
            tail=tail,
            status=STATUSES[int(statuses[i].argmax())],
            confidence=float(sure[i]),
            accepted=bool(sure[i] >= model.threshold_of(rel) and (only or raw[i] >= _BESIDE)),
        )


def likeliest(encoded: Encoded, classes: Floats, model: RelationModel) -> tuple[Numbers, Floats]:
    """Return for each candidate the likeliest class but none, and its confidence before calibration."""
    best = classes[:, 1:].argmax(axis=1) + 1
    if model.second is None:
        return best, classes[np.arange(len(best)), best]
    found = readings(encoded, classes, model.labels)
    sure = model.second.sure(found.values)
    raw = np.zeros(len(best), np.float32)
    # Ascending, so that of several readings of a candidate the surest is the one that stays.
    order = np.argsort(sure, kind="stable")
    best[found.candidate[order]] = found.cls[order]
    raw[found.candidate[order]] = sure[order]
    return best, raw


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
