"""Which readings are one thing: the same key, then abbreviations, in blocks and never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from graph.names import name_key, quoted_part
from graph.resolve.abbreviation import abbreviates, is_instance, plain
from graph.resolve.context import SAME
from graph.resolve.nodes import Node
from graph.resolve.overrule import Overruled, forbid
from graph.resolve.overrule import join as join_ruled
from graph.resolve.rulings import Ruling
from graph.resolve.union import Union
from graph.resolve.words import Words, is_description


def merge(nodes: Sequence[Node], words: Words, rulings: Sequence[Ruling] = ()) -> tuple[Union, Overruled]:
    """Join the nodes that are one thing; return the sets, and what ``rulings`` did.

    First what a person has ruled. Then what each document abbreviates, then across all documents: the
    same reading; the same printed form of a proper name; the same quotation; words of one meaning; with and
    without the leading area. A shorter form means what its own document says (联盟, 二期), so only names that
    stand for themselves go across.
    """
    union = Union(len(nodes))
    warnings: list[str] = []
    if any(ruling.decision == "different" for ruling in rulings):
        merged, _ = merge(nodes, words)
        warnings = forbid(nodes, rulings, merged, union)
    ruled = join_ruled(nodes, rulings, union)
    ruled.warnings[:0] = warnings
    _by_key(nodes, range(len(nodes)), union, lambda n: (n.place.doc, n.name.type, n.reading.key), SAME)
    shorter = _abbreviations(nodes, union, words) | ruled.here
    whole = [index for index in range(len(nodes)) if index not in shorter]
    _by_key(nodes, whole, union, lambda n: (n.name.type, n.reading.key), SAME)
    _by_key(nodes, whole, union, _proper, SAME)
    _by_key(nodes, whole, union, _quotation(words), "引号内的名称相同")
    _by_key(nodes, whole, union, _meaning(words), "同义的说法")
    _leading_area(nodes, union)
    return union, ruled


def _by_key(
    nodes: Sequence[Node],
    members: Iterable[int],
    union: Union,
    key: Callable[[Node], Hashable],
    reason: str,
) -> None:
    """Join those ``members`` that have the same key; a key of ``None`` joins nothing."""
    first: dict[Hashable, int] = {}
    for index in members:
        node = nodes[index]
        if (k := key(node)) is not None:
            other = first.setdefault(k, index)
            if other != index:
                text = nodes[other].name.text
                union.join(index, other, f"{reason}: {text}" if text != node.name.text else reason)


def _proper(node: Node) -> Hashable:
    reading = node.reading
    local = reading.fixed or reading.scope or (reading.lead is None and reading.key != reading.core)
    if node.name.type == "AREA" or local or name_key(reading.full) != node.name.key:
        return None
    return node.name.type, node.name.key


def _quotation(words: Words) -> Callable[[Node], Hashable]:
    """The quoted part of a name whose other words only classify: “小岫鱼”企服品牌 is 小岫鱼."""

    def key(node: Node) -> Hashable:
        kind, text = node.name.type, node.name.text
        quoted = quoted_part(text)
        if not quoted:
            return _proper(node)
        # A code, or general words, are no name by themselves: “1+5”工作体系 and “1+5”平台 are two.
        if any(c.isdigit() for c in quoted) or is_description(name_key(quoted), words):
            return None
        before, _, after = text.partition(quoted)
        before, after = name_key(before + "a")[:-1], name_key("a" + after)[1:]
        if before and before not in words.epithets:
            return None
        if (
            after
            and not _classifies(after, words)
            and not (kind == "PLACE" and after.endswith(words.extents))
        ):
            return None
        return kind, name_key(quoted)

    return key


def _classifies(rest: str, words: Words) -> bool:
    classifier = next((c for c in words.classifiers if rest.endswith(c)), None)
    return classifier is not None and is_description(rest.removesuffix(classifier), words)


def _meaning(words: Words) -> Callable[[Node], Hashable]:
    """A description or a group in words of one meaning: 困难群众 and 困难人员."""

    def key(node: Node) -> Hashable:
        kind, reading = node.name.type, node.reading
        if kind == "GROUP" or (reading.scope and kind in {"PROJECT", "PLACE", "ORG"}):
            form = reading.key
            for classifier in words.classifiers:
                form = form.removesuffix(classifier)
            for other, first in words.synonyms:
                form = form.replace(other, first)
            return kind, form
        return None

    return key


def _leading_area(nodes: Sequence[Node], union: Union) -> None:
    """Join 白石工业区 to 上海市白石工业区 where the document that leaves it out stands in that area."""
    led: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        lead = node.reading.lead
        if lead and not node.reading.scope:
            led[node.name.type, node.reading.core].append(index)
    for index, node in enumerate(nodes):
        key = node.reading.core
        if key != node.reading.key or len(key) < 2 or node.name.type == "AREA":
            continue
        for other in led.get((node.name.type, key), ()):
            lead = nodes[other].reading.lead
            same = nodes[other].name.doc == node.name.doc
            if lead and (same or (lead in node.place.areas and len(key) >= 4)):
                union.join(index, other, f"省略了“{lead.name}”: {nodes[other].name.text}")
                break


def _abbreviations(nodes: Sequence[Node], union: Union, words: Words) -> set[int]:
    """Join shorter names of a document to the longer ones that they stand for, the nearest before first.

    Returns the shorter ones.
    """
    forms = [_forms(node, words) for node in nodes]
    blocks: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for index, node in enumerate(nodes):
        if node.name.type != "AREA" and node.name.starts:
            for form in forms[index]:
                blocks[node.name.doc, node.name.type, "^" + form[0]].add(index)
                blocks[node.name.doc, node.name.type, "$" + form[-1]].add(index)
    chosen: dict[int, list[tuple[tuple[bool, int, int], int, str]]] = defaultdict(list)
    pairs = {(s, t) for members in blocks.values() for s in members for t in members if s != t}
    for short, long in sorted(pairs):
        if union.find(short) != union.find(long) and (reason := _why(nodes, forms, short, long, words)):
            chosen[short].append((_distance(nodes[short], nodes[long]), long, reason))
    joined = set()
    for short in sorted(chosen):
        allowed = [choice for choice in chosen[short] if union.forbidden(short, choice[1]) is None]
        if allowed:
            _, long, reason = min(allowed)
            union.join(short, long, f"{reason}: {nodes[long].name.text}")
            joined.add(short)
    return joined


def _forms(node: Node, words: Words) -> tuple[str, ...]:
    """Return what a name is compared by: its key, and its key without area and praise."""
    core = plain(node.reading.core, words)
    # What is left of 青石大学 without its area is no name.
    if len(core) < 3 or (node.reading.lead and is_description(core, words)):
        return (node.name.key,)
    return tuple(dict.fromkeys((node.name.key, core)))


def _why(nodes: Sequence[Node], forms: Sequence[tuple[str, ...]], short: int, long: int, words: Words) -> str:
    a, b = nodes[short], nodes[long]
    if a.reading.fixed or "·" in b.name.text or is_instance(a.name.text, b.name.text):
        return ""
    describes = is_description(a.reading.core, words)
    reasons = (
        abbreviates(x, y, a.name.type, words, describes=describes) for x in forms[short] for y in forms[long]
    )
    return next(filter(None, reasons), "")


def _distance(short: Node, long: Node) -> tuple[bool, int, int]:
    """How far before the shorter name the longer one was last printed; one only behind it comes last."""
    first = short.name.first
    before = [first - start for start in long.name.starts if start < first]
    gap = min(before) if before else min(abs(start - first) for start in long.name.starts)
    return not before, gap, long.name.first
