"""Which readings are one thing: the same key, then abbreviations, in blocks and never all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from graph.names import name_key, quoted_part
from graph.resolve.abbreviation import abbreviates
from graph.resolve.areas import Place
from graph.resolve.context import Reading, is_description
from graph.resolve.names import Name
from graph.resolve.union import Union
from graph.resolve.words import Words


@dataclass(frozen=True)
class Node:
    """A name of one document with how that document means it."""

    name: Name
    reading: Reading
    place: Place


def merge(nodes: Sequence[Node], words: Words) -> Union:
    """Join the nodes that are one thing.

    Steps, each only adding to the one before: the same reading; the same printed form of a proper name
    anywhere; the same quotation; with and without the leading area; abbreviations in one document.
    """
    union = Union(len(nodes))
    _by_key(nodes, union, lambda n: (n.name.type, n.reading.key), "名称相同")
    _by_key(nodes, union, _proper, "名称相同")
    _by_key(nodes, union, _quotation(words), "引号内的名称相同")
    _leading_area(nodes, union, words)
    _abbreviations(nodes, union, words)
    return union


def _by_key(nodes: Sequence[Node], union: Union, key: Callable[[Node], Hashable], reason: str) -> None:
    first: dict[Hashable, int] = {}
    for index, node in enumerate(nodes):
        if (k := key(node)) is not None:
            other = first.setdefault(k, index)
            if other != index:
                text = nodes[other].name.text
                union.join(index, other, f"{reason}: {text}" if text != node.name.text else reason)


def _proper(node: Node) -> Hashable:
    reading = node.reading
    if node.name.type == "AREA" or reading.scope or name_key(reading.full) != node.name.key:
        return None
    return node.name.type, node.name.key


def _quotation(words: Words) -> Callable[[Node], Hashable]:
    """The quoted part of a name whose other words only classify: “江小鲤”企服品牌 is 江小鲤."""

    def key(node: Node) -> Hashable:
        kind, text = node.name.type, node.name.text
        quoted = quoted_part(text)
        if not quoted:
            return _proper(node)
        rest = name_key(text.replace(quoted, ""))
        only_classifies = not rest or (text.strip()[0] in '“"「『' and _classifies(rest, words))
        return (kind, name_key(quoted)) if only_classifies else None

    return key


def _classifies(rest: str, words: Words) -> bool:
    return rest.endswith(words.classifiers) and is_description(
        next(rest.removesuffix(c) for c in words.classifiers if rest.endswith(c)), words
    )


def _leading_area(nodes: Sequence[Node], union: Union, words: Words) -> None:
    """Join 莘庄工业区 to 上海市莘庄工业区 where the document that leaves it out stands in that area."""
    led: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        lead = node.reading.lead
        if lead and not node.reading.scope:
            led[node.name.type, node.reading.key.rpartition("/")[2]].append(index)
    for index, node in enumerate(nodes):
        key = node.reading.key
        if node.reading.lead or node.reading.scope or len(key) < 3 or node.name.type == "AREA":
            continue
        for other in led.get((node.name.type, key), ()):
            lead = nodes[other].reading.lead
            if lead and (lead in node.place.areas or nodes[other].name.doc == node.name.doc):
                union.join(index, other, f"省略了“{lead.name}”: {nodes[other].name.text}")
                break


def _abbreviations(nodes: Sequence[Node], union: Union, words: Words) -> None:
    """Join shorter names of a document to the longer ones that they stand for, the nearest before first."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.name.type != "AREA" and node.name.starts:
            for block in {"^" + node.name.key[0], "$" + node.name.key[-1]}:
                blocks[node.name.doc, node.name.type, block].append(index)
            core = node.reading.key.rpartition("/")[2]
            if core and core[0] != node.name.key[0]:
                blocks[node.name.doc, node.name.type, "^" + core[0]].append(index)
    chosen: dict[int, list[tuple[tuple[int, int, int], int, str]]] = defaultdict(list)
    for members in blocks.values():
        for short in members:
            for long in members:
                a, b = nodes[short], nodes[long]
                if len(a.name.key) >= len(b.name.key) or union.find(short) == union.find(long):
                    continue
                reason = abbreviates(a.name.text, b.name.text, a.name.type, words)
                if reason:
                    gap = a.name.first - b.name.first
                    chosen[short].append(((gap < 0, abs(gap), long), long, reason))
    for short in sorted(chosen):
        _, long, reason = min(chosen[short])
        union.join(short, long, f"{reason}: {nodes[long].name.text}")
