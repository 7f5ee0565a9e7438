"""A sentence as relations see it: names in order, clauses, enumerations, and the verbs around each name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.abbreviations import asides
from extract.analysis import AnalysedSentence
from extract.relations.lexicon import RelationLexicon
from ontology.records import EntityType, Mention

_OPEN, _CLOSE = "“《‘", "”》’"
_BREAK = re.compile("[，；。！？：]")
_JOIN = re.compile("、|和|及|以及|与|或|暨|，?以及|并|[，、]?[和及]")
_LOOSE = re.compile("(?:等)?[^，；。！？：、“”（）]{0,5}[、和及与]")
_RANGE = re.compile("[-—–~至到]{1,2}")
_ALIKE = str.maketrans("西南北二三四五六七八九十两123456789", "东东东" + "一" * 10 + "0" * 9)
_NOTE = re.compile(r"\[\d+\]|（[^（）]*）")

_OWN = frozenset(
    {
        "街道",
        "我街道",
        "全街道",
        "街道办事处",
        "街道办",
        "镇",
        "我镇",
        "全镇",
        "乡",
        "我乡",
        "我省",
        "全省",
        "我市",
        "全市",
    }
)
BLANK = "\0"
"""Stands in for a character that says nothing of how names are joined."""

Verb = tuple[int, int, str]
"""A verb in the sentence: start, end (excluded) and its form in the lexicon."""


@dataclass(slots=True)
class Node:
    """A name in a sentence, with what stands around it. Offsets are in the normalised sentence.

    ``left`` and ``right`` take in the marks that enclose the name. ``group`` numbers the enumeration it
    belongs to, ``place`` its place therein. ``own`` tells that it names the issuer. Names of one class in one
    enumeration are a unit: ``unit`` is the index of its first name, whose ``members`` they are. ``depth``
    counts the brackets that it stands in. ``before`` are the verbs of its own clause before its enumeration,
    ``near`` how many of them no other name parts from it, ``after`` the verbs of its clause after the
    enumeration, up to the next name; ``earlier`` those of the clause before, where its own has none.
    """

    mention: Mention
    start: int
    end: int
    left: int
    right: int
    type: EntityType
    index: int
    clause: int = 0
    depth: int = 0
    group: int = 0
    place: int = 0
    size: int = 1
    group_left: int = 0
    group_right: int = 0
    own: bool = False
    unit: int = 0
    members: list[Node] = field(default_factory=list)
    before: list[Verb] = field(default_factory=list)
    near: int = 0
    after: list[Verb] = field(default_factory=list)
    earlier: list[Verb] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A sentence with who speaks in it, its names as nodes, its verbs and its clauses.

    ``breaks`` are the offsets of the signs between clauses, ascending; ``shape`` is ``text`` with one sign
    for all digits, one for all small numerals, one for the quarters.
    """

    sentence: AnalysedSentence
    issuer: str
    text: str
    shape: str
    nodes: list[Node]
    verbs: list[Verb]
    breaks: list[int]

    def clause_span(self, clause: int) -> tuple[int, int]:
        """Return the half-open span of a clause, numbered from 0."""
        start = self.breaks[clause - 1] + 1 if clause else 0
        return start, self.breaks[clause] if clause < len(self.breaks) else len(self.text)


def _place(sentence: AnalysedSentence, mentions: Sequence[Mention]) -> list[Node]:
    text, offsets, base = sentence.text, sentence.offsets, sentence.sentence.start
    nodes: list[Node] = []
    taken = 0
    for mention in mentions:
        start = bisect_left(offsets, mention.start - base)
        end = bisect_left(offsets, mention.end - base)
        if start >= end or start < taken:
            continue
        taken = end
        left, right = start, end
        if left and right < len(text) and text[left - 1] in _OPEN and text[right] in _CLOSE:
            left, right = left - 1, right + 1
        elif left and text[left - 1] in _OPEN:
            left -= 1
        nodes.append(Node(mention, start, end, left, right, mention.type, len(nodes)))
    return nodes


def _link(nodes: list[Node], text: str) -> None:
    """Number enumerations: names at one depth that only an enumeration mark parts."""
    last: dict[int, Node] = {}
    group = -1
    for node in nodes:
        previous = last.get(node.depth)
        joined = False
        if previous is not None and previous.right <= node.left:
            gap = text[previous.right : node.left]
            if "（" in gap or "[" in gap:
                gap = _NOTE.sub("", gap)
            if not gap:
                joined = previous.type == node.type and text[node.left] in _OPEN
            elif _JOIN.fullmatch(gap):
                joined = True
            elif previous.type == node.type:
                joined = _LOOSE.fullmatch(gap) is not None
            if node.depth and _RANGE.fullmatch(gap):
                joined = True
        if joined and previous is not None and (node.depth == 0 or previous.index == node.index - 1):
            node.group, node.place = previous.group, previous.place + 1
        else:
            group += 1
            node.group = group
        last[node.depth] = node
        for depth in [d for d in last if d > node.depth]:
            del last[depth]
    spans: dict[int, list[Node]] = {}
    for node in nodes:
        spans.setdefault(node.group, []).append(node)
    for members in spans.values():
        left, right = members[0].left, members[-1].right
        note = _NOTE.match(text, right)
        right = note.end() if note else right
        first: dict[tuple[EntityType, bool], Node] = {}
        for node in members:
            node.size, node.group_left, node.group_right = len(members), left, right
            head = first.setdefault((node.type, node.own), node)
            head.members.append(node)
            node.unit = head.index


def is_own(node: Node, issuer: str) -> bool:
    """Whether a name is the issuer's: its full name, a short form or a bare ``街道``."""
    text = node.mention.text
    if node.type not in ("AREA", "ORG") or not issuer:
        return False
    return text == issuer or (
        node.type == "AREA"
        and (text in _OWN or (len(text) >= 2 and issuer.startswith(text) and len(text) * 2 >= len(issuer)))
    )


def _without_abbreviations(
    sentence: AnalysedSentence, mentions: Sequence[Mention]
) -> tuple[str, Sequence[Mention]]:
    """Return text and names without what only gives a name another one: （以下简称“…”）.

    Who is renamed there takes part in what the sentence tells; the other name is no second body beside it.
    Offsets stay as they are.
    """
    text = sentence.text
    spans = asides(text)
    if not spans:
        return text, mentions
    for start, end in spans:
        text = f"{text[:start]}（{BLANK * (end - start - 2)}）{text[end:]}"
    printed = [sentence.span(start, end) for start, end in spans]
    return text, [m for m in mentions if not any(a <= m.start < b for a, b in printed)]


def view(
    sentence: AnalysedSentence, mentions: Sequence[Mention], lexicon: RelationLexicon, issuer: str = ""
) -> Scene:
    """Return the sentence with its names in place.

    Parameters
    ----------
    sentence
        One sentence of an analysis.
    mentions
        The names that start in it, in order of their start.
    lexicon
        The verbs to look for outside the names.
    issuer
        Who speaks in the document; a section of another body's has its own.
    """
    text, mentions = _without_abbreviations(sentence, mentions)
    issuer = sentence.section.issuer or issuer
    nodes = _place(sentence, mentions)
    verbs: list[Verb] = []
    breaks: list[int] = []
    depth = at = 0
    for node in nodes:
        gap = text[at : node.left]
        depth = max(0, depth + gap.count("（") - gap.count("）"))
        breaks.extend(m.start() for m in _BREAK.finditer(text, at, node.left))
        verbs.extend(lexicon.find(text, at, node.left))
        node.clause, node.depth = len(breaks), depth
        node.own = is_own(node, issuer)
        at = node.right
    breaks.extend(m.start() for m in _BREAK.finditer(text, at, len(text)))
    verbs.extend(lexicon.find(text, at, len(text)))
    scene = Scene(sentence, issuer, text, text.translate(_ALIKE), nodes, verbs, breaks)
    _link(nodes, text)
    _verbs(scene)
    return scene


def _verbs(scene: Scene) -> None:
    """Give each node the verbs around it; members of an enumeration share them."""
    verbs, nodes = scene.verbs, scene.nodes
    starts = [v[0] for v in verbs]
    lefts = [n.left for n in nodes]
    for node in nodes:
        if node.place and nodes[node.index - 1].group == node.group:
            first = nodes[node.index - 1]
            node.before, node.near, node.after, node.earlier = (
                first.before,
                first.near,
                first.after,
                first.earlier,
            )
            continue
        begin, end = scene.clause_span(node.clause)
        low, high = bisect_left(starts, begin), bisect_left(starts, node.group_left)
        node.before = verbs[low:high]
        if not node.before and node.clause:
            begin_before, _ = scene.clause_span(node.clause - 1)
            node.earlier = verbs[bisect_left(starts, begin_before) : low]
        edge = max((n.right for n in nodes[: node.index] if n.depth <= node.depth), default=0)
        node.near = sum(1 for v in node.before if v[0] >= edge)
        # The clause of the last member may lie further right than that of the first.
        following = bisect_left(lefts, node.group_right)
        if end < node.group_right:
            end = next((b for b in scene.breaks if b >= node.group_right), len(scene.text))
        stop = min(end, lefts[following] if following < len(lefts) else len(scene.text))
        node.after = verbs[bisect_left(starts, node.group_right) : bisect_left(starts, stop)]
