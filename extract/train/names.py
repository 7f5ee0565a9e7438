"""Training of the model of names from documents whose names are known.

The arbiter learns from what the CRF says of documents that it has not seen: the CRF is trained on all
but a part of the documents for each part in turn, and once more on all of them for the model itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extract.analysis import AnalysedSentence, Analysis
from extract.names import lexicon, scope
from extract.names.context import Context, observe
from extract.names.crf import BEGIN, END, INSIDE, OUTSIDE, SINGLE, SpanModel, SpanTagger
from extract.names.features import character_features
from extract.names.local import local_names
from extract.names.model import TYPES, ArbiterModel, NamesModel
from extract.names.proposers import Candidates, Span, propose
from extract.names.recognise import FLOOR
from extract.names.spanfeatures import BUCKETS, span_features
from extract.train import crf
from ontology.records import EntityType, Mention

PARTS = 3
NAME_STRENGTH, TYPE_STRENGTH = 0.3, 2.0
"""The inverse of the regularisation of the arbiter's weights: for name or none, and for the type."""
THRESHOLD = 0.25
LEAST = 0.01

_QUOTED = re.compile("“([^“”]{2,})”")

Clusters = tuple[dict[str, int], ...]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Example:
    """A document to learn from: its annotated sentences, the names in them, the place that it is about."""

    analysis: Analysis
    names: tuple[Mention, ...]
    place: str


def covered(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> Analysis:
    """Keep the sentences of an analysis that begin in one of the document ``spans`` and may hold names."""
    ordered = sorted(spans)
    firsts = [start for start, _ in ordered]

    def inside(sentence: AnalysedSentence) -> bool:
        at = int(np.searchsorted(firsts, sentence.sentence.start, side="right")) - 1
        return at >= 0 and sentence.sentence.start < ordered[at][1]

    return replace(analysis, sentences=tuple(s for s in scope.sentences(analysis) if inside(s)))


def core(text: str, start: int, end: int) -> Span:
    """The part of a name that is learned: what its one quotation encloses, else the whole."""
    quoted = _QUOTED.findall(text[start:end])
    if len(quoted) != 1:
        return start, end
    at = text.index(f"“{quoted[0]}”", start) + 1
    return at, at + len(quoted[0])


@dataclass
class _Prepared:
    """An example with all that does not change while models are trained."""

    example: Example
    context: Context
    features: NDArray[np.int32]
    gold: dict[Span, EntityType]
    local: list[str]

    @classmethod
    def of(cls, example: Example, words: lexicon.Lexicon, clusters: Clusters) -> _Prepared:
        context = observe(example.analysis.sentences, words, clusters)
        gold: dict[Span, EntityType] = {}
        for sentence, at in zip(example.analysis.sentences, context.row.starts.tolist(), strict=True):
            for name in example.names:
                if sentence.sentence.start <= name.start < sentence.sentence.end:
                    span = sentence.locate(name.start, name.end)
                    if span is not None:
                        start, end = core(sentence.text, *span)
                        gold[at + start, at + end] = name.type
        return cls(
            example, context, character_features(context), gold, local_names(example.analysis.document)
        )

    def rows(self) -> tuple[list[NDArray[np.int32]], list[NDArray[np.int64]]]:
        """Features and states of each sentence, for the CRF."""
        states = np.full(self.context.size, OUTSIDE, dtype=np.int64)
        for start, end in self.gold:
            states[start:end] = INSIDE
            states[start], states[end - 1] = (BEGIN, END) if end - start > 1 else (SINGLE, SINGLE)
        row = self.context.row
        bounds = [(a, a + n) for a, n in zip(row.starts.tolist(), row.lengths.tolist(), strict=True)]
        return [self.features[a:b] for a, b in bounds], [states[a:b] for a, b in bounds]

    def candidates(self, tagger: SpanTagger) -> tuple[Candidates, NDArray[np.int32], NDArray[np.int64]]:
        """Candidates with their features and classes (0: none, then the types)."""
        likely = {(a, b): p for a, b, p in tagger.posteriors(self.features, self.context.row, FLOOR)}
        found = propose(self.context, likely, self.local)
        numbers = {name: i for i, name in enumerate(TYPES, 1)}
        classes = [
            numbers[self.gold[span]] if span in self.gold else 0
            for span in zip(found.starts.tolist(), found.ends.tolist(), strict=True)
        ]
        return found, span_features(self.context, found), np.array(classes, dtype=np.int64)


def _train_crf(documents: Sequence[_Prepared]) -> SpanModel:
    features: list[NDArray[np.int32]] = []
    states: list[NDArray[np.int64]] = []
    for document in documents:
        rows = document.rows()
        features += rows[0]
        states += rows[1]
    return crf.train(features, states)


def _design(features: NDArray[np.int32]) -> sparse.csr_matrix:
    count, templates = features.shape
    return sparse.csr_matrix(
        (np.ones(features.size, np.float32), features.ravel(), np.arange(0, features.size + 1, templates)),
        shape=(count, BUCKETS),
    )


def train_arbiter(features: NDArray[np.int32], classes: NDArray[np.int64]) -> ArbiterModel:
    """Train the arbiter on candidates: their bins (candidates, templates) and classes (0: none)."""
    design, named = _design(features), classes > 0
    parts = [
        _regress(design, classes, len(TYPES) + 1, NAME_STRENGTH),
        _regress(design[named], classes[named] - 1, len(TYPES), TYPE_STRENGTH),
    ]
    weights = np.hstack([w for w, _ in parts])
    buckets = np.flatnonzero(np.abs(weights).max(axis=1) >= LEAST).astype(np.int32)
    return ArbiterModel(buckets, weights[buckets], np.concatenate([c for _, c in parts]), THRESHOLD)


def _regress(
    design: sparse.csr_matrix, classes: NDArray[np.int64], count: int, strength: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Multinomial logistic regression: weights (bins, count) and constants; a class never seen gets none."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=100).fit(design, classes)
    weights = np.zeros((BUCKETS, count), dtype=np.float32)
    constant = np.full(count, -20.0, dtype=np.float32)
    slopes, constants = model.coef_, model.intercept_
    if len(slopes) < len(model.classes_):  # of two classes only the second one's weights are kept
        slopes, constants = np.vstack((0 * slopes, slopes)), np.concatenate((0 * constants, constants))
    weights[:, model.classes_] = slopes.T
    constant[model.classes_] = constants
    return weights, constant


def train(examples: Sequence[Example], clusters: Clusters, say: Say = lambda _: None) -> NamesModel:
    """Train a model of names.

    Parameters
    ----------
    examples
        Annotated documents; documents of one place are never on both sides of an inner division.
    clusters
        Classes of words, as ``extract.train.clusters`` makes them.
    say
        Told what is being done.
    """
    words = lexicon.load()
    documents = [_Prepared.of(example, words, clusters) for example in examples if example.analysis.sentences]
    places = sorted({d.example.place for d in documents})
    part = {place: i % PARTS for i, place in enumerate(places)}
    features: list[NDArray[np.int32]] = []
    classes: list[NDArray[np.int64]] = []
    for number in range(PARTS):
        say(f"CRF {number + 1}/{PARTS + 1}")
        held = [d for d in documents if part[d.example.place] == number]
        if not held:
            continue
        tagger = SpanTagger(_train_crf([d for d in documents if part[d.example.place] != number]))
        for document in held:
            _, bins, labels = document.candidates(tagger)
            features.append(bins)
            classes.append(labels)
    say(f"CRF {PARTS + 1}/{PARTS + 1}")
    spans = _train_crf(documents)
    say("arbiter")
    return NamesModel(spans, train_arbiter(np.vstack(features), np.concatenate(classes)), clusters)
