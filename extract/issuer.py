"""Who speaks in a document: the division that its title names, or that it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from extract.divisions import TOWN, Mentions, depth, words
from extract.placing import Speaker, placed
from ontology.gazetteer import Gazetteer

_FRONT_WEIGHT, _BODY_WEIGHT = 30, 2
_SHARE = 0.34
"""Least share of the mentions of towns that makes one the speaker where the title names none."""
_DEPTH = {"province": 0, "city": 1, "county": 2, "town": 3}


def speaker_of(front: str, body: str, found: Mentions, gazetteer: Gazetteer) -> Speaker:
    """Tell who speaks.

    Parameters
    ----------
    front
        Title and front lines; a name here counts much more than one in the body.
    body
        The text of the document without what is noise.
    found
        The divisions that ``front`` and ``body``, joined by a line end, name.
    gazetteer
        The divisions that are known.

    Examples
    --------
    >>> from extract.divisions import mentions
    >>> from ontology import gazetteer
    >>> front, known = "发布单位:禾塘市竹汀区竹泊街道办事处", gazetteer.load()
    >>> speaker_of(front, "", mentions(front, len(front), known), known).areas
    ('禾塘市', '竹汀区', '竹泊街道')
    """
    text = f"{front}\n{body}"
    scores = _scores(front, text, found.all)
    issuer = _choose(front, text, scores) or _short_in(front, gazetteer)
    if not issuer:
        return Speaker(warnings=("看不出发布单位 / who issued it cannot be told",))
    return placed(issuer, text, found, gazetteer)


def _scores(front: str, text: str, counts: Counter[str]) -> dict[str, int]:
    """Weigh each division by how often it is named, acts through its bodies, stands in the front lines."""
    bodies = words().bodies
    scores = {}
    for name, count in counts.items():
        acts = 0
        if name.endswith(TOWN):
            acts = sum(bodies.match(text, m.end()) is not None for m in re.finditer(re.escape(name), text))
        scores[name] = count + _BODY_WEIGHT * acts + _FRONT_WEIGHT * (name in front)
    return scores


def _choose(front: str, text: str, scores: Mapping[str, int]) -> str:
    named = [name for name in scores if name in front]
    if named:
        # The smallest division of the title; of several in a row the first.
        deepest = max(map(depth, named))
        return min((n for n in named if depth(n) == deepest), key=front.find)
    own, often = _own_depth(text)
    towns = {name: score for name, score in scores.items() if depth(name) == 3}
    if towns:
        best = max(towns, key=towns.__getitem__)
        if own == 3 or (towns[best] >= often and towns[best] >= _SHARE * sum(towns.values())):
            return best
    level = {name: score for name, score in scores.items() if depth(name) == own} or scores
    return max(level, key=lambda name: (level[name], depth(name)), default="")


def _own_depth(text: str) -> tuple[int, int]:
    """Return the level at which a text calls its own division (全区, 区委), -1 for none, and how often.

    A subdistrict names its district's bodies too, so the smallest level that is called often enough wins.
    """
    counts = {_DEPTH[level]: len(pattern.findall(text)) for level, pattern in words().selves}
    most = max(counts.values())
    own = max((level for level, n in counts.items() if n >= max(2, 0.4 * most)), default=-1)
    return own, counts.get(own, 0)


def _short_in(front: str, gazetteer: Gazetteer) -> str:
    """Return the official name of the smallest division that the front lines name for short."""
    short = gazetteer.short_names()
    found = [front[i : i + n] for i in range(len(front)) for n in (4, 3, 2) if front[i : i + n] in short]
    divisions = [d for name in found for d in [gazetteer.resolve(name)] if d]
    return max(divisions, key=lambda d: _DEPTH[d.level]).name if divisions else ""
