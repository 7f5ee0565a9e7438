"""Who speaks in a document, and which divisions it belongs to.

Known divisions are found by the gazetteer; a name that it does not hold (new, renamed, invented) is found by
its ending and by where it stands.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ontology.gazetteer import Division, Gazetteer

_ENDING = re.compile(r"街道|镇(?!街道)|乡(?!镇)|苏木|自治区|自治州|省|市|区(?!县)|县|旗")
_LONGEST = 12
_CHINESE_BEFORE = re.compile(r"[\u4e00-\u9fff]{0,6}$")
_TOWN = ("街道", "镇", "乡", "苏木")
_COUNTY = ("区", "县", "旗")
_FRONT_WEIGHT, _BODY_WEIGHT = 30, 2
_SHARE = 0.34
"""Least share of the mentions of towns that makes one the speaker where the title names none."""


@dataclass(frozen=True)
class Speaker:
    """The ``issuer``, its ``areas`` from the largest, the code of the smallest known, and what is unsure."""

    issuer: str = ""
    areas: tuple[str, ...] = ()
    code: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Words:
    generic: frozenset[str]
    before: str
    bodies: re.Pattern[str]
    larger: re.Pattern[str]


@cache
def _words() -> _Words:
    text = resources.files("extract.lexicon").joinpath("structure.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["areas"]
    return _Words(
        frozenset(data["generic"]),
        data["before"],
        re.compile("|".join(data["bodies"])),
        re.compile("|".join(data["larger_bodies"])),
    )


def speaker_of(front: str, body: str, gazetteer: Gazetteer) -> Speaker:
    """Tell who speaks.

    Parameters
    ----------
    front
        Title and front lines; a name here counts much more than one in the body.
    body
        The text of the document without what is noise.
    gazetteer
        The divisions that are known.

    Examples
    --------
    >>> from ontology import gazetteer
    >>> speaker_of("发布单位:吴塘市清漪区枕河街道办事处", "枕河街道开放议事亭。", gazetteer.load()).areas
    ('吴塘市', '清漪区', '枕河街道')
    """
    text = f"{front}\n{body}"
    known, unknown = _mentions(text, len(front), gazetteer)
    in_front = Counter({name: front.count(name) for name in (*known, *unknown) if name in front})
    scores = _scores(text, known + unknown, in_front)
    towns = {name: score for name, score in scores.items() if name.endswith(_TOWN)}
    issuer = _choose(front, towns, scores, in_front)
    if not issuer:
        return Speaker(warnings=("看不出发布单位 / who issued it cannot be told",))
    return _placed(issuer, text, known, unknown, gazetteer)


def _mentions(text: str, front: int, gazetteer: Gazetteer) -> tuple[Counter[str], Counter[str]]:
    """Count the divisions that the gazetteer knows, and the names that only look like one."""
    words, names = _words(), gazetteer.names()
    known: Counter[str] = Counter()
    rest: Counter[tuple[str, str]] = Counter()
    for match in _ENDING.finditer(text):
        end = match.end()
        window = text[max(0, end - _LONGEST) : end]
        for start in range(len(window) - 1):
            name = window[start:]
            if name in names and name not in words.generic:
                known[name] += 1
                break
        else:
            before = _CHINESE_BEFORE.search(text[max(0, match.start() - 6) : match.start()])
            acts = end <= front or match.group() in _TOWN or words.larger.match(text, end)
            if acts and before is not None and len(before.group()) >= 2:
                rest[before.group(), match.group()] += 1
    return known, _unknown(rest, words)


def _unknown(rest: Counter[tuple[str, str]], words: _Words) -> Counter[str]:
    """Cut out of the characters before each ending the name that accounts for most of its mentions."""
    whole: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for (before, ending), count in rest.items():
        run, bounded = before, len(before) < 6
        for index in reversed(range(len(before))):
            if before[index] in words.before or (before[index] in "省市区县旗" and index < len(before) - 1):
                run, bounded = before[index + 1 :], True
                break
        for length in range(2, min(5, len(run)) + 1):
            every[run[-length:] + ending] += count
        if bounded and 2 <= len(run) <= 5:
            whole[run + ending] += count
    found: Counter[str] = Counter()
    for name, count in whole.items():
        if name in words.generic or name.endswith(tuple(words.generic - {"街道"})):
            continue
        if name.endswith(_TOWN) and name[: -len(_ending(name))].endswith((*_COUNTY, "市")):
            continue
        # A longer string that ends in a name standing alone elsewhere is that name with a word before it.
        if not any(name != other and name.endswith(other) for other in whole):
            found[name] = max(count, every[name])
    return found


def _ending(name: str) -> str:
    return next((ending for ending in _TOWN if name.endswith(ending)), "")


def _scores(text: str, counts: Counter[str], in_front: Counter[str]) -> Counter[str]:
    bodies = _words().bodies
    scores: Counter[str] = Counter()
    for name, count in counts.items():
        acts = 0
        if name.endswith(_TOWN):
            acts = sum(bodies.match(text, m.end()) is not None for m in re.finditer(re.escape(name), text))
        scores[name] = count + _BODY_WEIGHT * acts + _FRONT_WEIGHT * min(in_front[name], 1)
    return scores


def _choose(front: str, towns: dict[str, int], scores: Counter[str], in_front: Counter[str]) -> str:
    named = [name for name in towns if name in in_front]
    if named:
        return max(named, key=lambda name: (towns[name], -front.find(name)))
    larger = [name for name in in_front if name in scores]
    if larger:
        # The smallest division of the title: 区 before 市 before 省.
        return max(larger, key=lambda name: (_depth(name), scores[name], -front.find(name)))
    if towns:
        best = max(towns, key=towns.__getitem__)
        if towns[best] >= _SHARE * sum(towns.values()):
            return best
    return max(scores, key=lambda name: (scores[name], _depth(name)), default="")


def _depth(name: str) -> int:
    if name.endswith(_TOWN):
        return 3
    if name.endswith(_COUNTY) and not name.endswith("自治区"):
        return 2
    return 1 if name.endswith(("市", "自治州")) else 0


def _placed(
    issuer: str, text: str, known: Counter[str], unknown: Counter[str], gazetteer: Gazetteer
) -> Speaker:
    """Find the divisions above the issuer: as printed before its name, by the gazetteer, by evidence."""
    printed = _printed_above(issuer, text, known, unknown)
    candidates = [
        division
        for division in gazetteer.by_name(issuer)
        if all(_fits(name, division, gazetteer) for name in printed)
    ]
    if candidates:
        evidence = {d: _evidence(d, text, gazetteer) for d in candidates}
        best = max(evidence.values())
        winners = [d for d in candidates if evidence[d] == best]
        if len(winners) > 1 and len({d.level for d in winners}) > 1:
            winners = [min(winners, key=lambda d: len(d.code))]
        if len(winners) == 1:
            chain = gazetteer.ancestors(winners[0].code)
            return Speaker(issuer, tuple(d.name for d in chain), winners[0].code)
    return _unplaced(issuer, text, printed, known, unknown, gazetteer)


def _unplaced(
    issuer: str,
    text: str,
    printed: Sequence[str],
    known: Counter[str],
    unknown: Counter[str],
    gazetteer: Gazetteer,
) -> Speaker:
    """Place an issuer that the gazetteer does not hold, or holds too often, under what the text names."""
    above = list(printed)
    if not above:
        above = [max(part, key=part.__getitem__) for part in _larger(issuer, known, unknown) if part]
    context = [d.code for name in above for d in [gazetteer.resolve(name)] if d]
    parent = next((d for name in reversed(above) for d in [gazetteer.resolve(name, context)] if d), None)
    if parent is None:
        warning = f"官方区划中没有 {issuer}, 代码未知 / {issuer} is not among the official divisions"
        return Speaker(issuer, (*above, issuer), "", (warning,))
    chain = gazetteer.ancestors(parent.code)
    similar = gazetteer.resolve(issuer, [parent.code])
    code = similar.code if similar and similar.code.startswith(parent.code.rstrip("0")) else parent.code
    warning = (
        f"官方区划中没有 {issuer}, 记在 {parent.name} 之下 / "
        f"{issuer} is not among the official divisions; put under {parent.name}"
    )
    return Speaker(issuer, (*(d.name for d in chain), issuer), code, (warning,))


def _larger(issuer: str, known: Counter[str], unknown: Counter[str]) -> Iterator[dict[str, int]]:
    counts = known + unknown
    for depth in range(_depth(issuer)):
        yield {name: count for name, count in counts.items() if _depth(name) == depth and count >= 1}


def _printed_above(issuer: str, text: str, known: Counter[str], unknown: Counter[str]) -> list[str]:
    """Return the divisions printed right before the issuer's name (吴塘市清漪区…), from the largest."""
    best: list[str] = []
    for match in re.finditer(re.escape(issuer), text):
        chain: list[str] = []
        at = match.start()
        while True:
            name = next((n for n in (*known, *unknown) if n != issuer and text.endswith(n, 0, at)), "")
            if not name or (chain and _depth(name) >= _depth(chain[0])) or _depth(name) >= _depth(issuer):
                break
            chain.insert(0, name)
            at -= len(name)
        if len(chain) > len(best):
            best = chain
    return best


def _fits(name: str, division: Division, gazetteer: Gazetteer) -> bool:
    return any(above.name == name for above in gazetteer.ancestors(division.code))


def _evidence(division: Division, text: str, gazetteer: Gazetteer) -> int:
    """Count how often the text names the divisions above one, by their official or short names."""
    score = 0
    for above in gazetteer.ancestors(division.code)[:-1]:
        short = gazetteer.shorten(above.name, above.level)
        score += 3 * text.count(above.name) + (text.count(short) if short else 0)
    return score
