"""Training of the decision which numbers are observations, from documents whose observations are known."""

from __future__ import annotations

import sys
from collections import Counter
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
from extract.figures.subjects import Candidate, candidates
from extract.structure import structure
from ontology.records import Document, Facts, Mention, Observation
from ontology.reference import read_reference

SUBJECT_STRENGTH = 0.03
"""The inverse of the regularisation of the subjects' weights: weak, so that the issuer stays the default."""

MIN_COUNT = 5
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


@dataclass(frozen=True)
class Case:
    """A reading to learn from: its features, whether it is known, its status, and who may be its subject."""

    features: list[str]
    target_features: list[str]
    known: Observation | None
    subjects: list[Candidate]


def cases(example: Example) -> list[Case]:
    """Return the readings of a document as cases, each paired with the observation that it is, if any."""
    covered = [(s.start, s.end) for s in example.reference.document.sentences]
    seen: list[tuple[int, Reading]] = []
    drawn: list[tuple[list[str], list[str], list[Candidate]]] = []
    for scene, thread, readings in considered(example.analysis, example.mentions):
        for reading in readings:
            offset = scene.sentence.span(reading.quantity.first, reading.quantity.last)[0]
            if any(a <= offset < b for a, b in covered):
                seen.append((offset, reading))
                options = candidates(scene, thread, reading)
                drawn.append((features(scene, reading, readings), target_features(scene, reading), options))
    paired = _label(example.reference.observations, seen)
    return [Case(own, aim, paired.get(i), options) for i, (own, aim, options) in enumerate(drawn)]


def _regress(
    rows: Sequence[dict[int, float]], labels: Sequence[bool], width: int, strength: float, constant: bool
) -> tuple[list[float], float]:
    """Fit a logistic regression on sparse rows; return the weights and the constant."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped,unused-ignore]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped,unused-ignore]

    places = [i for row in rows for i in sorted(row)]
    values = [row[i] for row in rows for i in sorted(row)]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((values, places, ends), shape=(len(rows), width))
    model: Any = LogisticRegression(
        C=strength, max_iter=400, solver="liblinear", random_state=0, fit_intercept=constant
    )
    model.fit(matrix, np.array(labels))
    return [float(w) for w in model.coef_[0]], float(model.intercept_[0]) if constant else 0.0


def _fit(cases: Sequence[tuple[list[str], bool]], strength: float) -> tuple[dict[str, float], float]:
    """Fit a logistic regression on named features; return the weights and the constant."""
    counts = Counter(f for found, _ in cases for f in set(found))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    labels = [label for _, label in cases]
    if len(set(labels)) < 2:
        return {}, 5.0 if all(labels) else -5.0
    rows = [{index[f]: 1.0 for f in found if f in index} for found, _ in cases]
    weights, constant = _regress(rows, labels, len(index), strength, constant=True)
    return {f: round(weights[i], 3) for f, i in index.items() if abs(weights[i]) >= 0.005}, round(constant, 3)


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
    found = [case for example in documents for case in cases(example)]
    known = [(case, case.known) for case in found if case.known]
    observation, constant = _fit([(case.features, case.known is not None) for case in found], strength)
    target, target_constant = _fit([(c.target_features, o.status == "target") for c, o in known], strength)
    return FigureModel(
        observation, constant, target, target_constant, _fit_subjects(known, SUBJECT_STRENGTH), threshold
    )


def _fit_subjects(known: Sequence[tuple[Case, Observation]], strength: float) -> dict[str, float]:
    """Learn weights by which the right subject outscores each of the other candidates of its figure."""
    pairs: list[tuple[Candidate, Candidate]] = []
    for case, figure in known:
        right = [c for c in case.subjects if _same_name(c.name, figure.subject)]
        if right:
            pairs += [(right[0], c) for c in case.subjects if c not in right]
    counts = Counter(f for pair in pairs for c in pair for f in set(c.features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    rows_: list[dict[int, float]] = []
    labels: list[bool] = []
    for number, (right_one, other) in enumerate(pairs):
        sign = 1.0 if number % 2 else -1.0
        row: dict[int, float] = {}
        for candidate, side in ((right_one, sign), (other, -sign)):
            for feature in candidate.features:
                if feature in index:
                    row[index[feature]] = row.get(index[feature], 0.0) + side
        rows_.append(row)
        labels.append(sign > 0)
    if len(set(labels)) < 2:
        return {}
    weights, _ = _regress(rows_, labels, len(index), strength, constant=False)
    return {f: round(weights[i], 3) for f, i in index.items() if abs(weights[i]) >= 0.005}


def _same_name(a: str, b: str) -> bool:
    """Whether two names are one up to marks, or one holds the other and is at least half of it."""
    short, long = sorted((_bare(a), _bare(b)), key=len)
    return short == long or (len(short) >= 2 and short in long and len(short) * 2 >= len(long))


def _bare(name: str) -> str:
    return "".join(c for c in name if c not in '“”《》"')


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
