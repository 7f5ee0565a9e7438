"""Where entities stand on the page: computed once, at build time, always the same for the same graph."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

import igraph  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from graph.view.ranking import Links

Points = npt.NDArray[np.float64]

_SEED = 7
_ASPECT = 0.8
_LABEL_LETTERS = 12
_LETTER, _LINE = 14.0, 50.0
_ROUNDS = 300
_ROUNDS_AROUND, _FEWEST_ROUNDS, _STEPS = 80, 20, 600_000
_DRAWN_IN = 0.5
_PARTS_TIED, _TIE = 40, 0.08


def arrange(
    first: Sequence[int],
    rest: Sequence[int],
    linked: Links,
    classes: Sequence[int],
    names: Sequence[str],
) -> dict[int, tuple[int, int]]:
    """Return the place of each entity in pixels, x to the right and y down, the middle of ``first`` at 0.

    ``first`` is laid out by itself, each with room for its label, so that the page opens readable; ``rest``
    is then laid out around it without moving it. ``classes`` and ``names`` are indexed by entity.

    Fruchterman and Reingold, Graph drawing by force-directed placement, Software: Practice and Experience
    21 (1991), as igraph has it.

    Examples
    --------
    >>> from graph.view.ranking import links
    >>> places = arrange([0, 1], [2], links([(0, 1), (0, 2)]), [0, 0, 0], "甲乙丙")
    >>> sorted(places) == [0, 1, 2] and len(set(places.values())) == 3
    True
    """
    boxes = np.array([_box(names[n]) for n in first] or np.empty((0, 2)))
    points = _spread(_forces(first, linked, _start(first, linked, classes)), boxes)
    places = {n: (round(x), round(y)) for n, (x, y) in zip(first, points.tolist(), strict=True)}
    if rest:
        places |= _around(places, rest, linked, classes)
    return places


def _box(name: str) -> tuple[float, float]:
    """Return width and height of the room that a symbol and its label need."""
    return max(len(name[:_LABEL_LETTERS]) * _LETTER + 14, 48.0), _LINE


def _start(nodes: Sequence[int], linked: Links, classes: Sequence[int]) -> Points:
    """Place hubs on a ring and the others beside their hub, by class: forces keep what starts together.

    A hub has many links by the measure of this graph; what is linked to two hubs starts between them.
    """
    present = set(nodes)
    degree = {n: len(linked.get(n, frozenset()) & present) for n in nodes}
    hubs = [n for n in nodes if degree[n] >= max(8, max(degree.values(), default=0) // 6)][:12]
    ring = {
        hub: np.array([math.cos(a), math.sin(a)]) * (10.0 if len(hubs) > 1 else 0.0)
        for hub, a in ((hub, math.tau * i / len(hubs)) for i, hub in enumerate(hubs))
    }
    kinds = max(classes, default=0) + 1
    random_angle = random.Random(_SEED)  # noqa: S311 - a picture, not a secret
    points = []
    for n in nodes:
        if n in ring:
            points.append(ring[n])
            continue
        mine = [ring[hub] for hub in hubs if hub in linked.get(n, ())]
        middle = sum(mine, np.zeros(2)) / max(len(mine), 1)
        angle = math.tau * (classes[n] + random_angle.random()) / kinds
        points.append(middle + np.array([math.cos(angle), math.sin(angle)]) * (4 + 3 * random_angle.random()))
    return np.array(points) if points else np.empty((0, 2))


def _forces(
    nodes: Sequence[int],
    linked: Links,
    start: Points,
    fixed: Mapping[int, tuple[float, float]] | None = None,
    rounds: int = _ROUNDS,
) -> Points:
    """Run igraph's layout from ``start``; the links of a hub pull less, for it has so many."""
    if len(nodes) < 2:
        return start
    place = {n: i for i, n in enumerate(nodes)}
    pairs = [
        (i, place[m]) for n, i in place.items() for m in sorted(linked.get(n, ())) if place.get(m, -1) > i
    ]
    degree = np.bincount(np.array(pairs, dtype=np.int64).reshape(-1), minlength=len(nodes))
    weights = [
        1.0 / (1.0 + math.log(min(degree[a], degree[b]) * max(degree[a], degree[b]))) for a, b in pairs
    ]
    graph = igraph.Graph(n=len(nodes), edges=pairs)
    # Parts that nothing links would drift apart: their first nodes hold on to each other a little.
    firsts = [min(part) for part in graph.connected_components()][:_PARTS_TIED]
    graph.add_edges([(firsts[0], other) for other in firsts[1:]])
    weights += [_TIE] * (len(firsts) - 1)
    bounds = {}
    if fixed:
        for name, side, far in (("minx", 0, -1e9), ("maxx", 0, 1e9), ("miny", 1, -1e9), ("maxy", 1, 1e9)):
            bounds[name] = [fixed[n][side] if n in fixed else far for n in nodes]
    # igraph draws its random numbers from one generator for all; it is given back afterwards.
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311
    try:
        layout = graph.layout_fruchterman_reingold(
            weights=weights,
            seed=start.tolist(),
            niter=rounds,
            start_temp=max(len(nodes) ** 0.5 / 6, 0.5),
            **bounds,
        )
    finally:
        igraph.set_random_number_generator(random)
    return np.array(layout.coords)


def _spread(points: Points, boxes: Points, rounds: int = 400) -> Points:
    """Scale points to a page and push apart what would overlap, least first, keeping the picture's form."""
    count = len(points)
    if count < 2:
        return points
    points = points - points.mean(axis=0)
    area = float(np.prod(boxes, axis=1).sum())
    # Long arms are drawn in, or they would leave the middle, where most stands, no room.
    reach = np.maximum(np.hypot(points[:, 0], points[:, 1]), 1e-9)[:, None]
    points = points / reach**_DRAWN_IN
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    # A small graph may take more room than its labels need.
    side = math.sqrt(area * (1.35 + 30 / count))
    points = points * (np.array([_ASPECT**0.5, _ASPECT**-0.5]) * side / extent)
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    itself = np.eye(count, dtype=np.bool_)
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        overlap = need - np.abs(apart)
        hit: npt.NDArray[np.bool_] = np.all(overlap > 0.5, axis=2) & ~itself
        if not hit.any():
            break
        along = (overlap[:, :, 0] / need[:, :, 0] > overlap[:, :, 1] / need[:, :, 1]).astype(int)
        way = np.where(apart >= 0, 1.0, -1.0)
        # Two at one place part by their order.
        way = np.where(
            apart == 0, np.sign(np.arange(count)[:, None] - np.arange(count)[None, :])[:, :, None], way
        )
        step = np.where(hit[:, :, None], way * overlap * 0.26, 0.0)
        push = np.stack(
            [np.where(along == axis, step[:, :, axis], 0.0).sum(axis=1) for axis in (0, 1)], axis=1
        )
        points = points + np.clip(push, -40, 40)
    middle: Points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return middle


def _around(
    places: Mapping[int, tuple[int, int]], rest: Sequence[int], linked: Links, classes: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Place ``rest`` outside or between what already stands, which does not move."""
    scale = 60.0
    fixed = {n: (x / scale, y / scale) for n, (x, y) in places.items()}
    far = max((math.hypot(*point) for point in fixed.values()), default=1.0)
    start = []
    for order, n in enumerate(rest):
        mine = [fixed[m] for m in sorted(linked.get(n, ())) if m in fixed]
        x, y = np.mean(mine, axis=0) if mine else (0.0, 0.0)
        # The golden angle spreads newcomers evenly; those without a link go to the rim.
        angle, reach = order * 2.399963, (2.0 if mine else far * 1.15) + (order % 7) * 0.35
        start.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    nodes = [*fixed, *rest]
    begin = np.array([*fixed.values(), *start])
    # Each round takes as long as there are nodes: a very large graph gets fewer of them.
    rounds = max(_FEWEST_ROUNDS, min(_ROUNDS_AROUND, _STEPS // len(nodes)))
    points = _forces(nodes, linked, begin, fixed, rounds)[len(fixed) :] * scale
    return {n: (round(x), round(y)) for n, (x, y) in zip(rest, points.tolist(), strict=True)}
