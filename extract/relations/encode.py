"""A document's candidates as arrays of feature numbers, in one pass over its scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.relations.candidates import Candidate, Topic, candidates, thing_of, topics_of
from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon
from extract.relations.marks import Marks
from extract.relations.name_features import NameFeatures
from extract.relations.numbering import Book, Entries, Number
from extract.relations.pair_features import PairFeatures
from extract.relations.patterns import Skeleton, load_patterns
from extract.relations.status import load_cues

_MEMORY = 3
_NAMES, _PAIRS = 10_000, 40_000
"""How many groups of features are remembered; what the model adds up for them takes some ten megabytes."""


@dataclass
class Encoded:
    """Candidates with their features as numbers.

    ``names`` holds for each name the groups of features that it has, as entries of ``name_entries``,
    ``pairs`` those of each candidate, of ``pair_entries``. ``left`` and ``right`` are rows of ``names``;
    ``left`` is -1 where the other end is not one of the sentence's names.
    """

    name_entries: Entries
    pair_entries: Entries
    found: list[tuple[Scene, Candidate]] = field(default_factory=list)
    names: list[list[int]] = field(default_factory=list)
    pairs: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def name_numbers(self) -> list[list[int]]:
        """Return the numbers of the features of each name, one by one."""
        return _spelt_out(self.names, self.name_entries)

    def pair_numbers(self) -> list[list[int]]:
        """Return the numbers of the features of each candidate, one by one."""
        return _spelt_out(self.pairs, self.pair_entries)


def _spelt_out(rows: list[list[int]], entries: Entries) -> list[list[int]]:
    return [[number for entry in row for number in entries[entry]] for row in rows]


class Features:
    """The features of names and of pairs as numbers; one for a model, since it remembers what it computed.

    Parameters
    ----------
    lexicon
        The verbs.
    name_number, pair_number
        Tell the number of a feature of a name and of a pair, from 1; ``None`` for one that is not known.
    """

    def __init__(self, lexicon: RelationLexicon, name_number: Number, pair_number: Number) -> None:
        self.name_book, self.pair_book = Book(name_number, _NAMES), Book(pair_number, _PAIRS)
        self.of_name = NameFeatures(lexicon, load_cues(), self.name_book)
        self.of_pair = PairFeatures(lexicon, self.pair_book)


def encode(scenes: Iterable[Scene], features: Features) -> Encoded:
    """Return the candidates of a document with the numbers of those of their features that are known.

    Parameters
    ----------
    scenes
        The document's sentences with names, in order.
    features
        The features and their numbers.
    """
    features.name_book.tidy()
    features.pair_book.tidy()
    out = Encoded(features.name_book.entries, features.pair_book.entries)
    patterns = load_patterns()
    of_name, of_pair = features.of_name, features.of_pair
    subject: tuple[Node, int] | None = None
    heading: tuple[Node, int] | None = None
    thing: tuple[Node, int] | None = None
    for scene in scenes:
        at = scene.sentence.index
        topics: list[Topic] = []
        if subject is not None and at - subject[1] <= _MEMORY:
            topics.append(Topic(subject[0], at - subject[1]))
        if heading is not None and _new(heading[0], topics):
            topics.append(Topic(heading[0], at - heading[1], heading=True))
        if thing is not None and at - thing[1] == 1 and _new(thing[0], topics):
            topics.append(Topic(thing[0], at - thing[1], thing=True))
        row: dict[int, int] = {}
        marks = Marks(scene)
        skeleton = Skeleton(scene, patterns)
        for node in scene.nodes:
            if node.members and not node.own:
                row[node.index] = len(out.names)
                out.names.append(of_name(scene, node, marks))
        alone: dict[int, list[int]] = {}
        for candidate in candidates(scene, topics):
            out.found.append((scene, candidate))
            ids = of_pair(scene, candidate, skeleton, marks)
            if candidate.side in ("issuer", "topic"):
                right = candidate.right
                if right.index not in alone:
                    alone[right.index] = of_pair.alone(scene, right, skeleton)
                ids += alone[right.index]
            out.pairs.append(ids)
            printed = candidate.left is not None and candidate.side in ("pair", "same", "brackets")
            out.left.append(row[candidate.left.unit] if printed and candidate.left else -1)
            out.right.append(row[candidate.right.index])
        news = topics_of(scene)
        if news and scene.sentence.sentence.heading:
            heading, subject = (news[0], at), None
        elif news:
            subject = (news[0], at)
        made = thing_of(scene)
        if made is not None:
            thing = (made, at)
    return out


def _new(node: Node, topics: list[Topic]) -> bool:
    return all(t.node.mention.text != node.mention.text for t in topics)
