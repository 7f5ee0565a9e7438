"""What the model sees of a candidate: properties of each name, shared by all its pairs, and of the pair."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.relations.candidates import Candidate, is_subject
from extract.relations.clauses import Node, Scene, Verb
from extract.relations.lexicon import RelationLexicon
from extract.relations.patterns import Skeleton
from extract.relations.status import StatusCues, stage

_PREPOSITION = re.compile(
    "在|由|与|和|同|跟|向|对|为|给|以|从|将|把|被|让|使|于|至|到|通过|依托|按照|根据|围绕|经|受|随"
)
_ASPECT = re.compile(
    "将|拟|计划|力争|争取|预计|已|正在|持续|继续|不断|进一步|加快|有序|启动|完成|开工|竣工|收尾|前期|年内|年底前|了"
)
_FRAME = re.compile(
    "在|由|与|和|同|向|对|为|以|从|将|把|被|让|通过|依托|借助|运用|利用|发挥|围绕|聚焦|按照|根据|联合|会同|携手|联动|面向|针对|结合|邀请|组织|引导|推动|包括|即|其中|如|来自"
)
_NEWS = re.compile("该|此|这|其|他|她|它|中心|平台|项目|活动|基地|联盟|社区|居民区|街道|镇")
_SENTENCE = re.compile("将|拟|力争|计划|下半年|明年|下一步|今后|接下来")


def _bucket(number: int) -> str:
    return str(number) if number < 3 else "3" if number < 5 else "5" if number < 9 else "9"


def _classes(lexicon: RelationLexicon, verb: Verb) -> tuple[str, ...]:
    return lexicon.classes[verb[2]]


def scene_features(scene: Scene) -> list[str]:
    """Return the features that all names of a sentence share."""
    sentence = scene.sentence
    found = [f"role={sentence.role}", f"n={_bucket(len(scene.nodes))}"]
    if sentence.sentence.heading:
        found.append("heading")
    found.extend({f"sw={m}" for m in _SENTENCE.findall(scene.text)})
    return found


def _phrase(scene: Scene, node: Node) -> str:
    """Return what follows an enumeration up to the next verb, name or break: “等平台”, “2个项目”, “作用”."""
    begin = node.group_right
    stop = min(begin + 10, len(scene.text))
    if node.after:
        stop = min(stop, node.after[0][0])
    place = bisect_left(scene.breaks, begin)
    if place < len(scene.breaks):
        stop = min(stop, scene.breaks[place])
    return scene.shape[begin:stop]


def node_features(
    scene: Scene, node: Node, lexicon: RelationLexicon, shared: list[str], cues: StatusCues
) -> list[str]:
    """Return the features of one name: its form, its place and the verbs and words around it."""
    text, kind, nodes = scene.shape, node.type, scene.nodes
    left, right = node.group_left, node.group_right
    name = node.mention.text
    begin, end = scene.clause_span(node.clause)
    out = [
        *shared,
        kind,
        f"{kind}|{shared[0]}",
        f"s1={name[-1]}",
        f"s2={name[-2:]}",
        f"len={_bucket(len(name) // 2)}",
    ]
    add = out.append
    for width in (1, 2):
        before = text[max(begin, left - width) : left] if left - width >= begin else "^" + text[begin:left]
        add(f"l{width}={before}")
        after = text[right : right + width]
        add(f"r{width}={after}")
    add(f"{kind}|l2={text[max(begin, left - 2) : left]}")
    add(f"{kind}|r2={text[right : right + 2]}")
    add(f"size={_bucket(node.size)}")
    add(f"quoted={node.left < node.start}")
    add(f"depth={min(node.depth, 2)}")
    add(f"clause={_bucket(node.clause)}")
    add(f"open={left == begin}")
    add(f"c2={text[begin : min(begin + 2, left)]}")
    if node.before:
        last = node.before[-1]
        tag = "b" if node.near else "f"
        add(f"{tag}v={last[2]}")
        add(f"{kind}|{tag}v={last[2]}")
        add(f"{tag}d={_bucket(left - last[1])}")
        for cls in _classes(lexicon, last):
            add(f"{tag}c={cls}")
            add(f"{kind}|{tag}c={cls}")
        if not node.near:
            add(f"{kind}|far")
    else:
        add("nov")
        add(f"{kind}|nov")
        if node.earlier:
            last = node.earlier[-1]
            add(f"ev={last[2]}")
            for cls in _classes(lexicon, last):
                add(f"{kind}|ec={cls}")
    if node.after:
        first = node.after[0]
        add(f"av={first[2]}")
        add(f"{kind}|av={first[2]}")
        add(f"ad={_bucket(first[0] - right)}")
        for cls in _classes(lexicon, first):
            add(f"ac={cls}")
            add(f"{kind}|ac={cls}|{bool(node.before)}")
    else:
        add("noa")
    frames = _FRAME.findall(text, begin, left)
    if frames:
        add(f"{kind}|fr={frames[-1]}")
        add(f"{kind}|fr0={frames[0]}")
    add(f"{kind}|c2={text[begin : min(begin + 2, left)]}")
    phrase = _phrase(scene, node)
    if phrase:
        add(f"np={phrase[-2:]}")
        add(f"{kind}|np={phrase[-2:]}")
        if phrase[0] == "等":
            add(f"{kind}|deng")
    later, sooner = stage(scene, node, cues)
    role = scene.sentence.role
    add(f"st={later}|{sooner}")
    add(f"st={later}|{sooner}|{role}")
    add(f"sa={later}|{role}")
    add(f"sb={sooner}|{role}")
    add(f"sb={sooner}|{kind}")
    gap_start = max((n.right for n in nodes[: node.index] if n.right <= left), default=begin)
    prepositions = _PREPOSITION.findall(text, max(begin, gap_start), left)
    if prepositions:
        add(f"prep={prepositions[-1]}")
        add(f"{kind}|prep={prepositions[-1]}")
    add(f"next={nodes[node.index + 1].type if node.index + 1 < len(nodes) else '$'}")
    add(f"prev={nodes[node.index - 1].type if node.index else '^'}")
    for word in set(_ASPECT.findall(text, begin, left)):
        add(f"wb={word}")
    for word in set(_ASPECT.findall(text, right, end if end > right else right + 8)):
        add(f"wa={word}")
    return out


def _around(scene: Scene, node: Node) -> list[str]:
    """Tell which other agents could be the subject of a name whose subject may be left out."""
    out = []
    same = [n for n in scene.nodes[: node.index] if n.clause == node.clause and is_subject(n)]
    other = [n for n in scene.nodes[: node.index] if n.clause < node.clause and is_subject(n)]
    out.append(f"alt={same[-1].type if same else '-'}")
    out.append(f"alts={other[-1].type if other else '-'}")
    if other:
        out.append(f"altd={_bucket(node.clause - other[-1].clause)}")
    out.append(f"{node.type}|alt={same[-1].type if same else '-'}|{other[-1].type if other else '-'}")
    if node.before:
        out.append(f"alt={same[-1].type if same else '-'}|v={node.before[-1][2]}")
    return out


def alone_features(scene: Scene, right: Node, lexicon: RelationLexicon, skeleton: Skeleton) -> list[str]:
    """Return the features of a name whose other end may be left out, whatever that end is."""
    out = _around(scene, right)
    readings = skeleton.readings(right)
    for name in readings.alone:
        kind = name[: name.rindex("|")]
        out += [f"pat={name}", f"pat={kind}", f"pat={kind}|{len(readings.kinds)}"]
    for kind in readings.kinds:
        out += [f"pl={kind}", f"pl={kind}|{right.type}"]
    return out


def pair_features(
    scene: Scene, candidate: Candidate, lexicon: RelationLexicon, skeleton: Skeleton
) -> list[str]:
    """Return the features of a candidate that neither of its names has alone."""
    right, left, text = candidate.right, candidate.left, scene.shape
    if candidate.topic is not None:
        node, topic = candidate.topic.node, candidate.topic
        kinds = f"{node.type}|{right.type}"
        opening = _NEWS.match(text)
        out = [
            f"topic|{right.type}",
            f"t={kinds}",
            f"tage={_bucket(topic.age)}|{topic.heading}",
            f"ts={node.mention.text[-2:]}",
            f"t={kinds}|{_bucket(topic.age)}|{topic.heading}",
            f"t={node.type}|op={opening.group() if opening else '-'}",
            f"t={kinds}|op={opening is not None}",
            f"t={kinds}|own={topic.thing}",
        ]
        if right.before:
            out += [f"t={kinds}|c={cls}" for cls in _classes(lexicon, right.before[-1])]
        return out
    if candidate.side != "issuer" and left is not None:
        return _between(scene, left, right, lexicon, skeleton)
    out = [f"issuer|{right.type}", f"is={scene.issuer[-1:]}|{right.type}"]
    if left is None:
        out.append("own=-")
        return out
    after = left.index > right.index
    where = "after" if after else "same" if left.clause == right.clause else "before"
    subject = is_subject(left)
    out += [
        f"own={where}|{subject}",
        f"own={where}|{right.type}|{subject}",
        f"ownl={text[max(0, left.left - 1) : left.left]}|{where}",
        f"ownr={text[left.right : left.right + 1]}|{where}",
    ]
    first, second, mark = (right, left, "R|") if after else (left, right, "O|")
    out += [mark + feature for feature in _between(scene, first, second, lexicon, skeleton)]
    return out


def _between(
    scene: Scene, left: Node, right: Node, lexicon: RelationLexicon, skeleton: Skeleton
) -> list[str]:
    text = scene.shape
    kinds = f"{left.type}|{right.type}"
    distance = right.clause - left.clause
    if left is right:
        second = right.members[1]
        joint = text[left.right : second.left]
        phrase = _phrase(scene, right)
        return [
            f"g={kinds}",
            f"gb={joint}|{kinds}",
            f"gn={len(right.members) == 2}|{joint}|{kinds}",
            f"gp={phrase[:2]}|{kinds}",
            f"gz={phrase[-2:]}|{kinds}",
            *(f"gc={cls}|{kinds}" for verb in right.after[:1] for cls in _classes(lexicon, verb)),
        ]
    if left.group == right.group:
        joint = text[left.right : right.left] if right.index == left.index + 1 else "far"
        return [f"m={kinds}", f"mb={joint}|{kinds}", f"k={kinds}"]
    begin, end = left.group_right, right.group_left
    if begin > end:
        begin, end = (
            left.right,
            max(left.right, right.left if right.depth <= left.depth else right.group_left),
        )
    gap = text[begin:end]
    far = _bucket(distance)
    out = [f"k={kinds}", f"k={kinds}|{far}", f"k={kinds}|i{_bucket(right.group - left.group)}"]
    add = out.append
    readings = skeleton.readings(right)
    for name, rank in readings.by_left.get(left.unit, ()):
        kind = name[: name.rindex("|")]
        out += [f"pat={name}", f"pat={kind}", f"pat={kind}|{kinds}", f"pat={kind}|{min(rank, 3)}"]
        out += [f"pat={name}|{min(rank, 3)}", f"pat={kind}|{kinds}|{min(rank, 3)}"]
    for name in readings.alone:
        add(f"ps={name[: name.rindex('|')]}|{bool(readings.by_left.get(left.unit))}")
    if len(gap) <= 6:
        add(f"k={kinds}|gap={gap}")
    verbs = scene.verbs
    low = bisect_left(verbs, (begin, 0, ""))
    high = bisect_left(verbs, (end, 0, ""))
    if low < high:
        first, last = verbs[low], verbs[high - 1]
        add(f"k={kinds}|v0={first[2]}")
        for cls in _classes(lexicon, first):
            add(f"k={kinds}|c0={cls}")
        for cls in _classes(lexicon, last):
            add(f"k={kinds}|cz={cls}")
            add(f"k={kinds}|cz={cls}|{far}")
    else:
        add(f"k={kinds}|nov|{far}")
    subject = is_subject(left)
    rival = any(is_subject(n) and n.group != left.group for n in scene.nodes[left.index + 1 : right.index])
    add(f"sub={subject}|{rival}|{far}")
    add(f"k={kinds}|sub={subject}|{rival}")
    if left.near and left.before:
        add(f"k={kinds}|lv={left.before[-1][2]}|{far}")
        for cls in _classes(lexicon, left.before[-1]):
            add(f"k={kinds}|lc={cls}")
            for other in _classes(lexicon, right.before[-1])[:2] if right.before else ():
                add(f"{cls}>{other}|{far}")
    for verb in verbs[low : min(high, low + 4)]:
        add(f"k={kinds}|bag={verb[2]}")
    frames = _FRAME.findall(text, scene.clause_span(left.clause)[0], left.group_left)
    if frames:
        add(f"k={kinds}|fr={frames[-1]}|{far}")
    phrase = _phrase(scene, left)
    if phrase:
        add(f"k={kinds}|np={phrase[-2:]}")
    inner = _FRAME.findall(gap)
    if inner:
        add(f"k={kinds}|in={inner[-1]}|{far}")
        add(f"k={kinds}|in0={inner[0]}|{far}")
    add(f"k={kinds}|rr={text[right.group_right : right.group_right + 2]}")
    add(f"k={kinds}|rl={text[max(0, right.group_left - 2) : right.group_left]}")
    add(f"near={right.group == left.group + 1}|{kinds}")
    if right.depth > left.depth:
        inside = [n for n in scene.nodes[left.index + 1 : right.index] if n.depth < right.depth]
        add(f"owner={not inside}")
        add(f"k={kinds}|owner={not inside}")
        if not inside:
            add(f"k={kinds}|br={text[right.group_left - 1 : right.group_left]}|{right.size}")
    add(f"k={kinds}|deep={right.depth - left.depth}")
    if right.before and left.before and right.before[-1] == left.before[-1]:
        add(f"k={kinds}|shared")
    if left.mention.text in right.mention.text or right.mention.text in left.mention.text:
        add(f"holds={kinds}")
    prefix = text[max(0, left.group_left - 2) : left.group_left]
    add(f"pre={prefix}|{kinds}")
    add(f"post={text[left.group_right : left.group_right + 2]}|{kinds}")
    between_types = {
        n.type for n in scene.nodes[left.index + 1 : right.index] if n.group not in (left.group, right.group)
    }
    add(f"{kinds}|lt={left.type in between_types}|rt={right.type in between_types}")
    return out
