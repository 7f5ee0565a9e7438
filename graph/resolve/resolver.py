"""From facts to graph data: names are read in their documents, joined, named, and everything is rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import GraphData
from graph.resolve.areas import level_of, place_of, unlisted
from graph.resolve.assemble import assemble
from graph.resolve.context import Context
from graph.resolve.identity import identify
from graph.resolve.merge import merge
from graph.resolve.names import collect
from graph.resolve.nodes import Node
from graph.resolve.rulings import Ruling
from graph.resolve.words import load_words
from ontology.gazetteer import load as load_gazetteer
from ontology.records import Facts


def resolve(facts: Sequence[Facts], *, rejected: bool = False, rulings: Sequence[Ruling] = ()) -> GraphData:
    """Resolve the names of all documents to entities and return the graph.

    Deterministic: the same facts, in whatever order the documents come, give the same value.

    Parameters
    ----------
    facts
        One record a document; ``doc`` must be distinct.
    rejected
        Whether facts below the confidence threshold (``accepted`` false) go in too.
    rulings
        What a person has decided about names; they come before every rule.

    Raises
    ------
    UsageError
        If two rulings contradict each other.

    Examples
    --------
    >>> from ontology.records import Document, Mention
    >>> document = Document("a", "青石街道打造“小青”品牌", issuer="青石街道", areas=("青石街道",))
    >>> mentions = (Mention(0, 4, "青石街道", "AREA"), Mention(7, 9, "小青", "PROGRAMME"))
    >>> [e.name for e in resolve([Facts("a", document, mentions)]).entities]
    ['青石街道', '小青']
    """
    words, gazetteer = load_words(), load_gazetteer()
    ordered = sorted(facts, key=lambda f: f.doc)
    places = [place_of(f.document, gazetteer, words) for f in ordered]
    collected = collect(ordered, words)
    others = unlisted(places)
    nodes: list[Node] = []
    for place, names in zip(places, collected, strict=True):
        printed = [n.key for n in names.nodes.values() if n.type == "AREA" and level_of(n.key, words)]
        printed = [name for name in printed if name not in words.self_words]
        context = Context(place, printed, words, gazetteer, others)
        nodes += [Node(name, context.read(name.text, name.type), place) for name in names.nodes.values()]
    union, ruled = merge(nodes, words, rulings)
    identified = identify(nodes, union, places, words, ruled.names)
    data = assemble(ordered, places, collected, nodes, identified, rejected=rejected)
    return replace(data, warnings=(*ruled.warnings, *data.warnings)) if ruled.warnings else data
