"""Whose figure it is: the candidates for the subject of a reading, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from extract.figures.clauses import BLANK
from extract.figures.features import Located, Scene
from extract.figures.naming import trim
from extract.figures.readings import Reading
from ontology.records import Document, EntityType

TYPES: frozenset[EntityType] = frozenset(
    {"AREA", "ORG", "PLACE", "PROGRAMME", "PROJECT", "MECHANISM", "EVENT", "POLICY", "PLATFORM", "PERSON"}
)
"""The classes of which a figure can be told."""

MEMORY = 3
"""How many sentences on a name that opened one is remembered."""

REACH = 6
"""How many of the names in front of a number are considered."""

_OPENING = re.compile(
    r"^(?:[，、\0“《]|其中|目前|同时|位于|地处|据|在|由|对|推动|现|上述|如|一是|二是|三是|四是|五是)*"
)
_ANAPHOR = re.compile(
    r"(?:该|此|本|这个|全)?(?P<head>社区|园区|中心|项目|小区|居民区|街道|镇|区|市|村|公司|学校|活动|平台|公园|广场|站)"
)
_OWN = re.compile(r"^(?:本|全|该)?(?:街道|镇|乡|区|市|省|县)$")
_QUOTES = re.compile(r"[“”《》\"‘’]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a figure may be told of, and the features that speak for or against it."""

    name: str
    features: tuple[str, ...]


@dataclass(slots=True)
class Thread:
    """What a document has been speaking of so far: the last heading's name, and the name that last opened a
    sentence, ``age`` sentences ago.
    """

    heading: str = ""
    heading_type: str = ""
    last: str = ""
    last_type: str = ""
    age: int = 0


def canonical(text: str, document: Document) -> str:
    """Return a printed name as the subject is recorded: the issuer's own for 街道, 全镇 and its long forms.

    Examples
    --------
    >>> canonical("街道", Document("a", "", issuer="柳湾街道")), canonical("“柳湾苑”", Document("a", ""))
    ('柳湾街道', '柳湾苑')
    """
    bare = _QUOTES.sub("", text) if text[:1] in "“《" and text[-1:] in "”》" else text
    issuer = document.issuer
    if issuer and (bare == issuer or (_OWN.match(bare) and issuer.endswith(bare[-1]))):
        return issuer
    if issuer and bare.endswith(issuer) and len(bare) > len(issuer):
        return issuer
    return bare


def follow(thread: Thread, scene: Scene) -> None:
    """Take note of a sentence: a heading's first name, and the name that opens the sentence."""
    sentence = scene.sentence
    thread.age += 1
    mentions = [m for m in scene.mentions if m[2].type in TYPES]
    if sentence.sentence.heading:
        named = _heading_name(scene, mentions)
        thread.heading, thread.heading_type = named or ("", "")
        thread.last = ""
        return
    opened = _opened(scene, 0)
    for start, _, mention in mentions:
        if start <= opened:
            thread.last, thread.last_type = canonical(mention.text, scene.document), mention.type
            thread.age = 0
            return
    if thread.age > MEMORY:
        thread.last = ""


def _heading_name(scene: Scene, mentions: Sequence[Located]) -> tuple[str, str] | None:
    """Return the name under which what follows a heading stands, where that is not the issuer's."""
    names = [
        (canonical(m.text, scene.document), m.type)
        for start, _, m in mentions
        if m.type in ("AREA", "ORG", "PLACE") and start <= 8
    ]
    if not names or any(name == scene.document.issuer or name in scene.document.areas for name, _ in names):
        return None
    areas = [n for n in names if n[1] == "AREA"]
    return areas[-1] if areas else names[0]


def _opened(scene: Scene, start: int) -> int:
    """Return where the clause at ``start`` opens, past its time, marks and connectives."""
    text = scene.sentence.text
    at = start
    for _ in range(3):
        match = _OPENING.match(text[at:])
        at += match.end() if match else 0
        time = next((t for t in scene.times if t.start <= at < t.end), None)
        if time is None:
            break
        at = time.end
    return at


def candidates(scene: Scene, thread: Thread, reading: Reading) -> list[Candidate]:
    """Return the names that a figure may be told of, without repetition, the issuer first."""
    document, text = scene.document, scene.sentence.text
    slot = reading.slot
    begin = slot.quantity.start
    part = max(text.rfind("；", 0, begin), text.rfind("。", 0, begin)) + 1
    opened, part_opened, clause_opened = (_opened(scene, at) for at in (0, part, slot.clause))
    near = scene.near(begin)
    before = [m for m in near if m[1] <= begin and m[2].type in TYPES][-REACH:]
    openers = [m for m in before if m[0] <= opened]
    clause_openers = [m for m in before if slot.clause <= m[0] <= clause_opened]
    situation = (
        f"{openers[0][2].type if openers else ''}+{clause_openers[0][2].type if clause_openers else ''}"
    )
    anaphor = _ANAPHOR.match(text[clause_opened:])
    head = anaphor["head"] if anaphor else ""
    role = scene.sentence.role
    found: dict[str, list[str]] = {}
    indicator = _QUOTES.sub("", reading.indicator)

    def add(name: str, features: list[str]) -> None:
        if not name:
            return
        found.setdefault(name, []).extend(features)
        if head and name.endswith(head):
            found[name].append(f"anaphor={features[0]}")
        if name in document.areas and name != document.issuer:
            found[name].append(f"upper={features[0]}")

    add(
        document.issuer,
        [
            "issuer",
            f"issuer+{situation}",
            f"issuer+{role}",
            f"issuer+{head}",
            f"issuer+{len(before)}",
            f"issuer+{document.kind}",
            f"issuer+heading={thread.heading_type}",
            f"issuer+last={thread.last_type}",
        ],
    )
    add(thread.heading, ["heading", f"heading+{thread.heading_type}", f"heading+{situation}"])
    add(
        thread.last,
        [
            "last",
            f"last+{thread.last_type}",
            f"last+{situation}",
            f"last+{role}",
            f"last+{document.kind}",
            f"last+{head}",
            f"last+{thread.last_type}+{thread.age}",
        ],
    )
    for index, (start, end, mention) in enumerate(before):
        kind = mention.type
        where = (
            "clause" if slot.clause <= start <= clause_opened
            else "sentence" if start <= opened
            else "part" if part <= start <= part_opened
            else "inside"
        )  # fmt: skip
        distance = min(len(re.findall(r"[，；。：]", text[end:begin])), 4)
        between = text[end:begin]
        listed = text[end : end + 1] in "、和" or text[max(0, start - 1) : start] in "、和"
        bare_name = _QUOTES.sub("", mention.text)
        add(
            canonical(mention.text, document),
            [
                f"name+{where}",
                f"{kind}+{where}",
                f"{kind}+{where}+{distance}",
                f"{where}+{distance}",
                f"{where}+{document.kind}",
                f"{kind}+last={index == len(before) - 1}+{distance}",
                f"next={text[end : end + 1]}",
                f"next2={text[end : end + 2]}+{where == 'inside'}",
                f"before={text[max(0, start - 2) : start]}",
                f"before1={text[max(0, start - 1) : start]}+{kind}",
                f"in name={bare_name in indicator}+{kind}",
                f"in name={bare_name in indicator}+{where}+{len(indicator) - len(bare_name) > 2}",
                f"straight={trim(between.replace(BLANK, '')) == ''}",
                f"many={min(len(before), 4)}+{where}",
                f"listed={listed}+{where}",
            ],
        )
    for start, _, mention in near:
        if start == slot.quantity.end and mention.type in TYPES:
            add(
                canonical(mention.text, document),
                ["after", f"after+{mention.type}", f"after+{slot.quantity.unit}"],
            )
    return [Candidate(name, tuple(features)) for name, features in found.items()]


def choose(options: Sequence[Candidate], weights: dict[str, float], fallback: str) -> str:
    """Return the name with the highest score, ``fallback`` where there is none to choose from.

    Examples
    --------
    >>> options = [Candidate("甲街道", ("issuer",)), Candidate("乙园", ("name+clause",))]
    >>> choose(options, {"name+clause": 1.0}, "")
    '乙园'
    """
    if not options:
        return fallback
    if len(options) == 1:
        return options[0].name
    return max(options, key=lambda c: sum(map(weights.get, c.features, repeat(0.0)))).name
