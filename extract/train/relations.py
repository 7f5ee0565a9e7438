"""Training of the relation model from documents whose relations are known."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast, get_args

import numpy as np

from extract.analysis import Analysis, analyse
from extract.read import read
from extract.relations.candidates import Candidate, names_of
from extract.relations.clauses import Node
from extract.relations.encode import Encoded, Features, encode
from extract.relations.lexicon import load_lexicon
from extract.relations.model import STATUSES, Labels, RelationModel
from extract.relations.relate import scenes
from extract.relations.second_look import readings
from extract.structure import structure
from extract.train.names_match import canonical
from extract.train.relation_network import Labelled, Settings, fit
from extract.train.relation_second import Tried, fit_second
from ontology.records import Mention, Relation, RelationName
from ontology.reference import read_reference

LABELS: Labels = (
    (None, True),
    *(
        (cast(RelationName, rel), forward)
        for rel in get_args(RelationName)
        for forward in (True, False)
        if forward or rel != "partnersWith"
    ),
)
_CLASS = {label: i for i, label in enumerate(LABELS)}
_PARTS = 4


@dataclass(frozen=True)
class Example:
    """A document to learn from.

    ``mentions`` are its names, of the reference or recognised; ``stated`` the relations that the reference
    states; ``aliases`` the canonical name of what the document prints for it.
    """

    analysis: Analysis
    mentions: tuple[Mention, ...]
    stated: tuple[Relation, ...]
    aliases: Mapping[str, str]

    @property
    def place(self) -> str:
        """The place that the document is about: its name without trailing digits."""
        return re.sub(r"\d+$", "", self.analysis.document.doc)


class _Growing(dict[str, int]):
    """A vocabulary that numbers whatever it is asked for, from 1."""

    def number(self, key: str) -> int:
        return self.setdefault(key, len(self) + 1)


def load_example(text: Path, annotation: Path, aliases: Mapping[str, str]) -> Example:
    """Read a document and its annotation; both tell the same text, which the annotation may cover in part."""
    document = structure(read(text, doc=annotation.stem))
    [facts] = read_reference(annotation)
    return Example(analyse(document, lambda _: ()), facts.entities, facts.relations, aliases)


def load_aliases(path: Path) -> dict[str, dict[str, str]]:
    """Read for each document what its short forms stand for."""
    return cast(dict[str, dict[str, str]], json.loads(path.read_text(encoding="utf-8")))


def train(examples: Sequence[Example], settings: Settings = Settings()) -> RelationModel:  # noqa: B008 - frozen
    """Learn a model, with its second look, calibration and thresholds, from ``examples``.

    The second look and all that follows from it learn from what models of three quarters of the places make
    of the last quarter.
    """
    parts, nodes, pairs = prepare(examples)
    model = fit(parts, nodes, pairs, LABELS, settings)
    places = sorted({e.place for e in examples})
    tried: list[Tried] = []
    for held in range(min(_PARTS, len(places))):
        out = {place for i, place in enumerate(places) if i % _PARTS == held}
        seen = [p for p, e in zip(parts, examples, strict=True) if e.place not in out]
        if not seen:
            continue
        part = fit(seen, nodes, pairs, LABELS, replace(settings, seeds=1))
        tried += [_trial(example, part) for example in examples if example.place in out]
    fitted = fit_second(tried)
    return replace(model, **vars(fitted)) if fitted is not None else model


def _trial(example: Example, model: RelationModel) -> Tried:
    """Return what a model reads in a document that it has not seen, and what of it is right."""
    lexicon = load_lexicon()
    encoded = encode(scenes(example.analysis, example.mentions, lexicon), model.features)
    classes, _ = model.scores(encoded)
    found = readings(encoded, classes, model.labels)
    truth, _ = label(example, encoded)
    wanted = np.asarray(truth, int)[found.candidate]
    pairs = np.asarray([len(names_of(encoded.found[i][1])) for i in found.candidate], float)
    return Tried(
        place=example.place,
        values=found.values,
        relation=[str(model.labels[c][0]) for c in found.cls],
        candidate=found.candidate,
        right=wanted == found.cls,
        pairs=np.where(wanted >= 0, pairs, 0),
        stated=Counter(rel for rel, *_ in {(r.rel, r.head, r.tail) for r in example.stated}),
    )


def prepare(examples: Sequence[Example]) -> tuple[list[Labelled], dict[str, int], dict[str, int]]:
    """Encode and label documents; returns them with the vocabularies of names and of pairs."""
    lexicon = load_lexicon()
    nodes, pairs = _Growing(), _Growing()
    features = Features(lexicon, nodes.number, pairs.number)
    out = []
    for example in examples:
        encoded = encode(scenes(example.analysis, example.mentions, lexicon), features)
        out.append(Labelled(encoded, *label(example, encoded)))
    return out, nodes, pairs


def label(example: Example, encoded: Encoded) -> tuple[list[int], list[int]]:
    """Return the class of each candidate (-1: leave it out) and its status (-1: none).

    A candidate that stands for several pairs of names has the class that half of them have. Where a sentence
    prints a name twice, only the nearest pair counts as what states the relation.
    """
    known: dict[str, str] = {}

    def canon(text: str) -> str:
        if text not in known:
            known[text] = canonical(text, example.aliases)
        return known[text]

    by_ends: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for stated in example.stated:
        by_ends[canon(stated.head), canon(stated.tail)].append(stated)
    votes: list[Counter[tuple[int, int]]] = [Counter() for _ in encoded.found]
    doubtful: set[int] = set()
    nearest: dict[tuple[int, bool], tuple[int, int, tuple[int, int]]] = {}
    sizes = []
    for i, (scene, candidate) in enumerate(encoded.found):
        names = names_of(candidate)
        sizes.append(len(names))
        for left, right in names:
            one, other = _other_end(candidate, scene.issuer, left, canon), canon(right.mention.text)
            for ends, forward in (((one, other), True), ((other, one), False)):
                for stated in by_ends.get(ends, ()):
                    if not stated.start <= right.mention.start < stated.end:
                        continue
                    cls = _CLASS.get((stated.rel, forward), _CLASS[stated.rel, True])
                    vote = (cls, STATUSES.index(stated.status))
                    if candidate.side in ("pair", "brackets") and left is not None:
                        distance = abs(right.index - left.index)
                        before = nearest.get((id(stated), forward))
                        if before is not None and before[0] <= distance:
                            doubtful.add(i)
                            continue
                        if before is not None:
                            votes[before[1]][before[2]] -= 1
                            doubtful.add(before[1])
                        nearest[id(stated), forward] = (distance, i, vote)
                    votes[i][vote] += 1
    classes, statuses = [], []
    for i, counts in enumerate(votes):
        (cls, status), count = max(counts.items(), key=lambda v: v[1], default=((0, -1), 0))
        if count <= 0:
            cls, status = (-1 if i in doubtful else 0), -1
        elif 2 * count < sizes[i]:
            cls, status = -1, -1
        classes.append(cls)
        statuses.append(status)
    return classes, statuses


def _other_end(candidate: Candidate, issuer: str, left: Node | None, canon: Callable[[str], str]) -> str:
    if candidate.topic is not None:
        return canon(candidate.topic.node.mention.text)
    if candidate.side == "issuer" or left is None:
        return canon(issuer)
    return canon(left.mention.text)


def main(shared: Path, target: Path) -> None:
    """Train on all annotated documents under ``shared`` and write the model to ``target``."""
    aliases = load_aliases(shared / "gold" / "aliases.json")
    examples = [
        load_example(shared / texts / f"{path.stem}.txt", path, aliases.get(path.stem, {}))
        for folder, texts in (("gold", "corpus"), ("train", "train"), ("reports_gold", "reports"))
        for path in sorted((shared / folder).glob("*.jsonl"))
    ]
    model = train(examples)
    model.save(target)
    print(f"{target.name}: {len(examples)} documents, threshold {model.threshold}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
