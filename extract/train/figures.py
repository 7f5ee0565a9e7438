"""Training of the decision which numbers are observations, from documents whose observations are known."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from extract.analysis import Analysis, analyse
from extract.figures.features import features, target_features
from extract.figures.model import FigureModel
from extract.figures.observe import considered
from extract.figures.readings import Reading
from extract.structure import structure
from ontology.records import Document, Facts, Mention, Observation
from ontology.reference import read_reference

MIN_COUNT = 3
"""How many readings a feature must stand with to be kept."""


@dataclass(frozen=True)
class Example:
    """A document to learn from: as analysed, the names in it, and what the reference says of it.

    Only readings inside the sentences of ``reference.document`` are learned from.
    """

    analysis: Analysis
    mentions: tuple[Mention, ...]
    reference: Facts


def _same(value: str, other: str) -> bool:
    try:
        return float(value) == float(other.replace(",", ""))
    except ValueError:
        return value == other


def _shared(a: str, b: str) -> int:
    return sum((Counter(a) & Counter(b)).values())


def _label(known: Sequence[Observation], at: list[tuple[int, Reading]]) -> dict[int, Observation]:
    """Pair readings (with their offset in the document) off with the figures known: index to figure."""
    paired: dict[int, Observation] = {}
    for figure in known:
        options = [
            (_shared(figure.indicator, r.indicator), -i)
            for i, (offset, r) in enumerate(at)
            if i not in paired
            and figure.start <= offset < figure.end
            and r.quantity.unit == figure.unit
            and _same(r.quantity.value, figure.value)
        ]
        if options:
            paired[-max(options)[1]] = figure
    return paired


def rows(example: Example) -> list[tuple[list[str], list[str], bool, bool]]:
    """Return the readings of a document: features for either decision, is it known, is it a target."""
    covered = [(s.start, s.end) for s in example.reference.document.sentences]
    seen: list[tuple[int, Reading]] = []
    drawn: list[tuple[list[str], list[str]]] = []
    for scene, readings in considered(example.analysis, example.mentions):
        for reading in readings:
            offset = scene.sentence.span(reading.quantity.first, reading.quantity.last)[0]
            if not any(a <= offset < b for a, b in covered):
                continue
            seen.append((offset, reading))
            drawn.append((features(scene, reading, readings), target_features(scene, reading)))
    paired = _label(example.reference.observations, seen)
    return [
        (own, aim, i in paired, i in paired and paired[i].status == "target")
        for i, (own, aim) in enumerate(drawn)
    ]


def _fit(cases: Sequence[tuple[list[str], bool]], strength: float) -> tuple[dict[str, float], float]:
    """Fit a logistic regression on named features; return the weights and the constant."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,unused-ignore]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,unused-ignore]

    counts = Counter(f for found, _ in cases for f in set(found))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    places: list[int] = []
    ends = [0]
    for found, _ in cases:
        places += sorted({index[f] for f in found if f in index})
        ends.append(len(places))
    matrix = csr_matrix((np.ones(len(places)), places, ends), shape=(len(cases), len(index)))
    labels = np.array([label for _, label in cases])
    if labels.all() or not labels.any():
        return {}, 5.0 if labels.all() else -5.0
    model: Any = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)
    model.fit(matrix, labels)
    weights = {
        f: round(float(model.coef_[0, i]), 3) for f, i in index.items() if abs(model.coef_[0, i]) >= 0.005
    }
    return weights, round(float(model.intercept_[0]), 3)


def train(documents: Iterable[Example], strength: float = 0.3, threshold: float = 0.5) -> FigureModel:
    """Learn which numbers are observations and which of them are targets.

    Parameters
    ----------
    documents
        The documents to learn from; leave out the one that is scored.
    strength
        The inverse of the regularisation of both models.
    threshold
        The chance from which a reading is kept as an observation.
    """
    collected: dict[bool, list[tuple[list[str], bool]]] = defaultdict(list)
    for example in documents:
        for own, aim, is_known, is_target in rows(example):
            collected[False].append((own, is_known))
            if is_known:
                collected[True].append((aim, is_target))
    observation, constant = _fit(collected[False], strength)
    target, target_constant = _fit(collected[True], strength)
    return FigureModel(observation, constant, target, target_constant, threshold)


def examples(text: Path, annotation: Path) -> list[Example]:
    """Return an annotated document twice: with the names of the reference, and with none.

    Names that are found are fewer than those of the reference; so the decision must not lean on them.
    """
    [reference] = read_reference(annotation)
    document = structure(Document(reference.doc, text.read_text(encoding="utf-8")))
    analysis = analyse(document, lambda sentence: [sentence])
    return [Example(analysis, names, reference) for names in (reference.entities, ())]


def main(shared: Path, target: Path) -> None:
    """Train on all annotated documents under ``shared`` and write the model to the file ``target``."""
    folders = {"gold": "corpus", "reports_gold": "reports", "train": "train"}
    found = [
        example
        for annotations, texts in folders.items()
        for annotation in sorted((shared / annotations).glob("*.jsonl"))
        for example in examples(shared / texts / f"{annotation.stem}.txt", annotation)
    ]
    raw = msgspec.json.encode(train(found), order="sorted")
    target.write_bytes(msgspec.json.format(raw, indent=0) + b"\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
