"""The second look: what a reading of one candidate is worth once all others of its document are known.

A candidate is first weighed on its own. Then a name is seen to be claimed by three heads, a head to act in
the sentences around, a sentence to be read as a list of members: a small network over such counts says how
sure each reading is. It sees no words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from extract.relations.candidates import Candidate, Side
from extract.relations.clauses import Scene
from extract.relations.encode import Encoded
from ontology.records import RelationName, Role

Floats = NDArray[np.float32]
Numbers = NDArray[Any]
Labels = tuple[tuple[RelationName | None, bool], ...]

FAINT = 0.05
"""Probability below which a reading is not looked at again."""

_RELATIONS: tuple[RelationName, ...] = get_args(RelationName)
_KINDS = len(_RELATIONS)
_SIDES: dict[Side, int] = {side: i for i, side in enumerate(get_args(Side))}
_ROLES: dict[Role, int] = {"review": 0, "plan": 1, "news": 2, "list": 3}
_BESIDE = ("undertakes", "participatesIn", "partOf", "locatedIn")
_ALMOST = 1e-6
_PLACES = 1 << 16
"""Places of a sentence, the names that stand in it from the front and those left out from the back."""

_HALF = 1 << 15


@dataclass(frozen=True)
class Readings:
    """Readings: ``candidate`` and ``cls`` tell of what, ``values`` holds what is counted for each."""

    candidate: Numbers
    cls: Numbers
    values: Floats


@dataclass(frozen=True)
class SecondLook:
    """The network: values less ``mean``, over ``spread``, pass a hidden layer and a linear part beside it.

    Parameters
    ----------
    mean, spread
        One number for each value.
    inner, inner_bias, outer
        The hidden layer and what its units add.
    straight, bias
        What each value adds by itself, and what is always added.
    """

    mean: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    straight: Floats
    bias: Floats

    def sure(self, values: Floats) -> Floats:
        """Return the probability that each reading is right, a row of ``values`` a reading."""
        if not len(values):
            return np.zeros(0, np.float32)
        scaled = np.clip((values - self.mean) / self.spread, -4, 4)
        hidden = np.maximum(scaled @ self.inner + self.inner_bias, 0)
        return np.asarray(1 / (1 + np.exp(-(hidden @ self.outer + scaled @ self.straight + self.bias))))

    def arrays(self) -> dict[str, Floats]:
        """Return the weights under names for a file."""
        return {f"second_{name}": value for name, value in vars(self).items()}

    @classmethod
    def of(cls, arrays: Mapping[str, Floats]) -> SecondLook:
        """Read what :meth:`arrays` returned; raises ``KeyError`` where a part is missing."""
        return cls(**{name: arrays[f"second_{name}"] for name in cls.__dataclass_fields__})


def readings(encoded: Encoded, classes: Floats, labels: Labels) -> Readings:
    """Return the readings of a document's candidates that are not faint, with what is counted for each.

    Parameters
    ----------
    encoded
        The candidates.
    classes
        The probability of each class, a row a candidate; the first class is none.
    labels
        The relation of each class and whether it runs from left to right.
    """
    which, cls = np.nonzero(classes[:, 1:] >= FAINT)
    if not len(which):
        return Readings(which, cls, np.zeros((0, 0), np.float32))
    cls = cls + 1
    own = classes[which, cls].astype(np.float64)
    names: dict[str, int] = {}
    looked, row = np.unique(which, return_inverse=True)
    table = np.array(
        [_describe(scene, candidate, names) for scene, candidate in map(encoded.found.__getitem__, looked)],
        np.int64,
    )[row]
    at, left, right, left_name, right_name = table[:, :5].T
    forward = np.array([f for _, f in labels])[cls]
    relation = np.array([_RELATIONS.index(r) if r else -1 for r, _ in labels])[cls]
    head, tail = np.where(forward, left, right), np.where(forward, right, left)
    head_name = np.where(forward, left_name, right_name)
    count = len(names)
    by_tail = _others(tail * _KINDS + relation, own)
    by_head = _others(head * _KINDS + relation, own)
    ends = np.minimum(left_name, right_name) * count + np.maximum(left_name, right_name)
    by_pair = _others(at * count * count + ends, own)
    rest = classes[which]
    rest[np.arange(len(which)), cls] = 0
    named = relation * count + head_name
    of_name, of_relation = np.bincount(named, own)[named] - own, np.bincount(relation, own)[relation] - own
    in_all = np.bincount(head_name, own)[head_name] - own
    before, here, after = _sums(
        at * count + head_name, own, *((at + t) * count + head_name for t in (-1, 0, 1))
    )
    shrunk = [
        rest[:, 1:].max(axis=1),
        *by_tail,
        own / (own + by_tail[0]),
        *by_head[:2],
        by_pair[1],
        of_name,
        of_name / (of_relation + 1e-3),
        in_all / (own.sum() - own + 1e-3),
        before,
        after,
        here - own,
    ]
    wanted = [tail * _KINDS + _RELATIONS.index(name) for name in _BESIDE]
    shrunk += _sums(tail * _KINDS + relation, own, *wanted, head * _KINDS + _RELATIONS.index("undertakes"))
    certain = np.log(own + _ALMOST)
    kinds = np.eye(len(labels))[cls]
    sizes, marks, side, role = table[:, 5:8], table[:, 8:11], table[:, 11], table[:, 12]
    values = np.column_stack(
        [
            certain,
            np.log(classes[which, 0] + _ALMOST),
            np.log1p(3 * np.column_stack(shrunk)),
            np.log1p(sizes),
            marks,
            np.eye(len(_SIDES))[side],
            np.eye(len(_ROLES) + 1)[role],
            kinds,
            kinds * (certain[:, None] + 1.2),
        ]
    )
    return Readings(which, cls, values.astype(np.float32))


def _describe(scene: Scene, candidate: Candidate, names: dict[str, int]) -> tuple[int, ...]:
    """Return what is known of a candidate without its words, as whole numbers.

    They are its sentence, the places of its ends in the document and the numbers of their names; then three
    sizes, three marks, and the numbers of its side and of the sentence's role. ``names`` numbers the names.
    """
    topic, left, right = candidate.topic, candidate.left, candidate.right
    side, at = candidate.side, scene.sentence.index
    base = at * _PLACES
    parted = 0
    if topic is not None or side == "issuer" or left is None:
        text = scene.issuer if topic is None else topic.node.mention.text
        name = names.setdefault(text, len(names))
        place = base + _PLACES - 1 - name % _HALF
    else:
        name = names.setdefault(scene.issuer if left.own else left.mention.text, len(names))
        place = base + (2 * left.index + 1 if side == "brackets" else 2 * left.unit)
        parted = right.group - left.group if side == "pair" else 0
    text = scene.issuer if right.own else right.mention.text
    return (
        at,
        place,
        base + 2 * right.unit,
        name,
        names.setdefault(text, len(names)),
        len(right.members),
        len(scene.nodes),
        parted,
        0 if topic is None else 1 + min(topic.age, 4),
        topic is not None and topic.heading,
        topic is not None and topic.thing,
        _SIDES[side],
        _ROLES.get(scene.sentence.role, len(_ROLES)),
    )


def _others(keys: Numbers, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return of the other weights under the same key their sum, the largest, and how many are larger.

    Examples
    --------
    >>> [a.round(1).tolist() for a in _others(np.array([7, 7, 8]), np.array([0.5, 0.3, 0.2]))]
    [[0.3, 0.5, 0.0], [0.3, 0.5, 0.0], [0.0, 1.0, 0.0]]
    """
    order = np.lexsort((-weights, keys))
    ordered, under = weights[order], keys[order]
    first = np.concatenate([[True], under[1:] != under[:-1]])
    starts, group = np.flatnonzero(first), np.cumsum(first) - 1
    rank = np.arange(len(keys)) - starts[group]
    total = np.add.reduceat(ordered, starts)[group] - ordered
    # Of the largest itself the largest other one is the next, where that is under the same key.
    after = np.concatenate([np.where(first[1:], 0, ordered[1:]), [0]])
    largest = np.where(rank == 0, after, ordered[starts][group])
    out = np.empty((3, len(keys)))
    out[:, order] = total, largest, rank
    return out[0], out[1], out[2]


def _sums(keys: Numbers, weights: Numbers, *wanted: Numbers) -> list[Numbers]:
    """Return for each array of wanted keys the sums of the weights under them.

    Examples
    --------
    >>> [a.tolist() for a in _sums(np.array([4, 4, 9]), np.array([1.0, 2.0, 3.0]), np.array([9, 5, 4]))]
    [[3.0, 0.0, 3.0]]
    """
    known, place = np.unique(keys, return_inverse=True)
    sums = np.bincount(place, weights)
    out = []
    for sought in wanted:
        found = np.minimum(np.searchsorted(known, sought), len(known) - 1)
        out.append(np.where(known[found] == sought, sums[found], 0))
    return out
