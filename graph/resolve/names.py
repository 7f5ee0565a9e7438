"""The names of the documents, collected: one node for a document, a printed form and a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.names import name_key
from graph.resolve.words import Words, is_description
from ontology.records import EntityType, Facts


@dataclass
class Name:
    """A printed form in one document: where it stands, how often, and by which texts."""

    doc: str
    key: str
    type: EntityType
    texts: Counter[str] = field(default_factory=Counter)
    starts: list[int] = field(default_factory=list)
    weight: float = 0.0

    @property
    def text(self) -> str:
        """The most frequent printed text; the first in order among equals."""
        return min(self.texts, key=lambda t: (-self.texts[t], len(t), t))

    @property
    def first(self) -> int:
        """The first offset, or a number beyond every offset where it is never printed."""
        return min(self.starts, default=1 << 60)


class Names:
    """The names of one document, and what each mention and each end of a relation became.

    Mentions of one printed form that disagree about its class become one name: the class with the greatest
    weight of mentions (their confidence) and of relations (half as much) wins, the first among equals.
    """

    def __init__(self, facts: Facts, words: Words) -> None:
        self.doc = facts.doc
        self._words = words
        votes: dict[str, Counter[EntityType]] = {}
        for mention in facts.entities:
            votes.setdefault(name_key(mention.text), Counter())[mention.type] += mention.confidence  # type: ignore[assignment]
        for relation in facts.relations:
            for text, kind in ((relation.head, relation.head_type), (relation.tail, relation.tail_type)):
                votes.setdefault(name_key(text), Counter())[kind] += 0.5 * relation.confidence  # type: ignore[assignment]
        self._types = {key: min(votes[key], key=lambda t: (-votes[key][t], t)) for key in votes}
        self.nodes: dict[str, Name] = {}
        for mention in facts.entities:
            node = self._node(mention.text)
            node.starts.append(mention.start)
            node.weight += mention.confidence
        for relation in facts.relations:
            for text in (relation.head, relation.tail):
                self._node(text, printed=False)
        for observation in facts.observations:
            self.subject(observation.subject)

    def _node(self, text: str, *, printed: bool = True, kind: EntityType = "ORG") -> Name:
        key = name_key(text)
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = Name(self.doc, key, self._types.get(key, kind))
        if printed or text not in node.texts:
            node.texts[text] += int(printed)
        return node

    def find(self, text: str) -> Name:
        """Return the node of a text that was collected."""
        return self.nodes[name_key(text)]

    def lookup(self, text: str) -> Name | None:
        """Return the node of a text, ``None`` where nothing of that name was collected."""
        return self.nodes.get(name_key(text))

    def subject(self, text: str) -> Name:
        """Return the node of a figure's subject; a new one has the class that its last words tell."""
        heads = self._words.heads
        kind: EntityType = next((kind for word, kind in heads if text.endswith(word)), "ORG")
        return self._node(text, printed=False, kind=kind)


def collect(facts: Sequence[Facts], words: Words) -> list[Names]:
    """Return the names of each document, in the order of ``facts``, their classes reconciled."""
    collected = [Names(f, words) for f in facts]
    _reconcile(collected, words)
    return collected


def _reconcile(collected: Sequence[Names], words: Words) -> None:
    """Give a proper name one class where documents disagree between classes that are easily confused."""
    by_key: dict[str, list[Name]] = {}
    for names in collected:
        for node in names.nodes.values():
            by_key.setdefault(node.key, []).append(node)
    for key, nodes in by_key.items():
        kinds = {node.type for node in nodes}
        if len(kinds) < 2 or len(key) < words.shortest_proper or is_description(key, words):
            continue
        if any(kinds <= row for row in words.confusable):
            weight = {kind: sum(n.weight for n in nodes if n.type == kind) for kind in kinds}
            winner = min(kinds, key=lambda k: (-weight[k], k))
            for node in nodes:
                node.type = winner
