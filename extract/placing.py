"""Where a body belongs: the divisions above it and the official code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.divisions import TOWN, Mentions, depth
from ontology.gazetteer import Division, Gazetteer


@dataclass(frozen=True)
class Speaker:
    """The ``issuer``, its ``areas`` from the largest, the code of the smallest known, what is unsure."""

    issuer: str = ""
    areas: tuple[str, ...] = ()
    code: str = ""
    warnings: tuple[str, ...] = ()


def placed(issuer: str, text: str, found: Mentions, gazetteer: Gazetteer) -> Speaker:
    """Find the divisions above ``issuer``: printed before its name, in the gazetteer, or named elsewhere.

    Examples
    --------
    >>> from extract.divisions import mentions
    >>> from ontology import gazetteer
    >>> text = "上海的江川路街道"
    >>> placed("江川路街道", text, mentions(text, 0, gazetteer.load()), gazetteer.load()).code
    '310112001'
    """
    printed = _printed_above(issuer, text, found)
    candidates = [d for d in gazetteer.by_name(issuer) if _fits(d, printed, gazetteer)]
    division = _best(candidates, text, gazetteer)
    if division is not None:
        chain = gazetteer.ancestors(division.code)
        return Speaker(issuer, tuple(d.name for d in chain), division.code)
    return _unplaced(issuer, text, printed, found, gazetteer)


def _best(candidates: Sequence[Division], text: str, gazetteer: Gazetteer) -> Division | None:
    """Choose the division whose larger ones the text names most; none where that leaves several."""
    if not candidates:
        return None
    evidence = {d: _evidence(d, text, gazetteer) for d in candidates}
    winners = [d for d in candidates if evidence[d] == max(evidence.values())]
    level = min(len(d.code) for d in winners)
    winners = [d for d in winners if len(d.code) == level]
    return winners[0] if len(winners) == 1 else None


def _unplaced(
    issuer: str, text: str, printed: Sequence[str], found: Mentions, gazetteer: Gazetteer
) -> Speaker:
    """Place an issuer that the gazetteer does not hold, or holds too often, under what the text names."""
    if not printed and (division := _similar(issuer, text, gazetteer)) is not None:
        above = gazetteer.ancestors(division.code)[:-1]
        warning = (
            f"官方区划中没有 {issuer}, 视为 {division.name} / "
            f"{issuer} is not among the official divisions; taken for {division.name}"
        )
        return Speaker(issuer, (*(d.name for d in above), issuer), division.code, (warning,))
    above_names = list(printed) or _most_named(issuer, found)
    parent = _lowest_known(above_names, text, gazetteer)
    if parent is None:
        warning = (
            f"官方区划中没有 {issuer}, 代码未知 / "
            f"{issuer} is not among the official divisions; its code is unknown"
        )
        return Speaker(issuer, (*above_names, issuer), "", (warning,))
    chain = [d.name for d in gazetteer.ancestors(parent.code)]
    below = above_names[above_names.index(parent.name) + 1 :] if parent.name in above_names else []
    warning = (
        f"官方区划中没有 {issuer}, 记在 {parent.name} 之下 / "
        f"{issuer} is not among the official divisions; put under {parent.name}"
    )
    return Speaker(issuer, (*chain, *below, issuer), parent.code, (warning,))


def _similar(issuer: str, text: str, gazetteer: Gazetteer) -> Division | None:
    """Find the town that is called nearly so (古石路街道, 古石街道) in a county that the text names."""
    stem = issuer.removesuffix(next((ending for ending in TOWN if issuer.endswith(ending)), ""))
    shorter = {stem.removesuffix(end) for end in ("路", "街", "新村", "镇")} - {stem}
    candidates = [d for name in shorter for d in gazetteer.by_short(name) if d.level == "town"]
    return _best([d for d in candidates if _evidence(d, text, gazetteer)], text, gazetteer)


def _lowest_known(names: Sequence[str], text: str, gazetteer: Gazetteer) -> Division | None:
    """Return the smallest of ``names`` that the gazetteer knows and that lies in the known ones above."""
    context: list[str] = []
    lowest = None
    for name in names:
        division = gazetteer.resolve(name, context)
        if division is None:
            division = _best(gazetteer.by_name(name), text, gazetteer)
        if division is not None and all(division.code.startswith(c.rstrip("0")) for c in context):
            context.append(division.code)
            lowest = division
        elif not context:
            # The larger division is invented or unknown, so what lies in it is not the official namesake.
            return None
    return lowest


def _most_named(issuer: str, found: Mentions) -> list[str]:
    """Return the most often named county and city, where nothing is printed before the issuer's name."""
    chosen: list[str] = []
    for level in range(depth(issuer)):
        named = {name: count for name, count in found.all.items() if depth(name) == level}
        if named and (level == depth(issuer) - 1 or max(named.values()) >= 2):
            chosen.append(max(named, key=named.__getitem__))
    return chosen


def _printed_above(issuer: str, text: str, found: Mentions) -> list[str]:
    """Return the divisions printed right before the issuer's name (禾塘市竹汀区…), from the largest."""
    best: list[str] = []
    names = sorted((n for n in found.all if n != issuer), key=len, reverse=True)
    for match in re.finditer(re.escape(issuer), text):
        chain = _chain_before(match.start(), text, names, depth(issuer))
        if len(chain) > len(best):
            best = chain
    return best


def _chain_before(at: int, text: str, names: Iterable[str], below: int) -> list[str]:
    chain: list[str] = []
    while name := next((n for n in names if depth(n) < below and text.endswith(n, 0, at)), ""):
        chain.insert(0, name)
        at -= len(name)
        below = depth(name)
    return chain


def _fits(division: Division, printed: Sequence[str], gazetteer: Gazetteer) -> bool:
    above = {d.name for d in gazetteer.ancestors(division.code)}
    return all(name in above for name in printed)


def _evidence(division: Division, text: str, gazetteer: Gazetteer) -> int:
    """Count how often the text names the divisions above one, by their official or short names."""
    score = 0
    for above in gazetteer.ancestors(division.code)[:-1]:
        short = gazetteer.shorten(above.name, above.level)
        score += 3 * text.count(above.name) + (text.count(short) if short else 0)
    return score
