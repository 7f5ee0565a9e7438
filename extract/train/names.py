"""Training of the model of names from documents whose names are known.

The arbiter learns from what the CRF says of documents that it has not seen: the CRF is trained on all
but a part of the documents for each part in turn, and once more on all of them for the model itself. Both
learn from the annotated sentences and from the same with names exchanged (``extract.train.exchange``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from extract.analysis import AnalysedSentence, Analysis
from extract.names import bags, lexicon, scope
from extract.names.context import Context, observe
from extract.names.crf import BEGIN, END, INSIDE, OUTSIDE, SINGLE, SpanModel, SpanTagger
from extract.names.features import character_features
from extract.names.local import local_names
from extract.names.model import TYPES, ArbiterModel, NamesModel
from extract.names.proposers import Span, propose
from extract.names.recognise import FLOOR
from extract.names.spanfeatures import BUCKETS, odds, span_features
from extract.train import crf
from extract.train.exchange import Cut, Labelled, exchange
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
    """Sentences of one document with all that does not change while models are trained."""

    context: Context
    features: NDArray[np.int32]
    gold: dict[Span, EntityType]
    local: list[str]
    place: str

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
        local = local_names(example.analysis.document)
        return cls(context, character_features(context), gold, local, example.place)

    def rows(self) -> tuple[list[NDArray[np.int32]], list[NDArray[np.int64]]]:
        """Features and states of each sentence, for the CRF."""
        states = np.full(self.context.size, OUTSIDE, dtype=np.int64)
        for start, end in self.gold:
            states[start:end] = INSIDE
            states[start], states[end - 1] = (BEGIN, END) if end - start > 1 else (SINGLE, SINGLE)
        row = self.context.row
        bounds = [(a, a + n) for a, n in zip(row.starts.tolist(), row.lengths.tolist(), strict=True)]
        return [self.features[a:b] for a, b in bounds], [states[a:b] for a, b in bounds]

    def candidates(self, tagger: SpanTagger) -> _Judged:
        """Candidates with their features and classes (0: none, then the types)."""
        likely = {(a, b): p for a, b, p in tagger.posteriors(self.features, self.context.row, FLOOR)}
        found = propose(self.context, likely, self.local)
        numbers = {name: i for i, name in enumerate(TYPES, 1)}
        classes = np.array(
            [
                numbers[self.gold[span]] if span in self.gold else 0
                for span in zip(found.starts.tolist(), found.ends.tolist(), strict=True)
            ],
            dtype=np.int64,
        )
        named = classes > 0
        bins, firsts = bags.bag_bins(self.context, found.starts[named], found.ends[named])
        features = span_features(self.context, found)
        return _Judged(features, odds(self.context, found), classes, _bag_design(bins, firsts))


@dataclass(frozen=True)
class _Judged:
    """Candidates to learn from; ``bags`` has a row for each of those that are names."""

    features: NDArray[np.int32]
    odds: NDArray[np.float32]
    classes: NDArray[np.int64]
    bags: sparse.csr_matrix


def _bag_design(bins: NDArray[np.int32], firsts: NDArray[np.int64]) -> sparse.csr_matrix:
    """One row for each bag, counting its bins."""
    span = np.repeat(np.arange(len(firsts)), np.diff(np.append(firsts, len(bins))))
    there = bins >= 0
    rows = np.broadcast_to(span[:, None], bins.shape)[there]
    return sparse.csr_matrix(
        (np.ones(len(rows), np.float32), (rows, bins[there])), shape=(len(firsts), bags.BUCKETS)
    )


def exchanged(
    examples: Sequence[Example], words: lexicon.Lexicon, clusters: Clusters, cut: Cut, seed: int
) -> list[_Prepared]:
    """The sentences of ``examples`` that hold names, with names exchanged among them."""
    labelled: list[Labelled] = []
    owner: list[int] = []
    for number, example in enumerate(examples):
        for sentence in example.analysis.sentences:
            names: list[tuple[int, int, EntityType]] = []
            for name in example.names:
                if sentence.sentence.start <= name.start < sentence.sentence.end:
                    span = sentence.locate(name.start, name.end)
                    if span is not None:
                        names.append((*core(sentence.text, *span), name.type))
            names.sort()
            apart = [n for i, n in enumerate(names) if i == 0 or names[i - 1][1] <= n[0]]
            if apart:
                labelled.append(Labelled(sentence.text, sentence.words, tuple(apart)))
                owner.append(number)
    made: list[list[Labelled]] = [[] for _ in examples]
    for number, new in zip(owner, exchange(labelled, cut, seed), strict=True):
        made[number].append(new)
    found = []
    for example, sentences in zip(examples, made, strict=True):
        if sentences:
            context = observe(sentences, words, clusters)
            gold = {
                (at + start, at + end): kind
                for at, sentence in zip(context.row.starts.tolist(), sentences, strict=True)
                for start, end, kind in sentence.names
            }
            local = local_names(example.analysis.document)
            found.append(_Prepared(context, character_features(context), gold, local, example.place))
    return found


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


def train_arbiter(judged: Sequence[_Judged]) -> ArbiterModel:
    """Train the arbiter on candidates."""
    features = np.vstack([j.features for j in judged])
    classes = np.concatenate([j.classes for j in judged])
    design, named, split = _design(features), classes > 0, BUCKETS
    naming = sparse.hstack((design, sparse.csr_matrix(np.vstack([j.odds for j in judged])))).tocsr()
    typing = sparse.hstack((design[named], sparse.vstack([j.bags for j in judged]))).tocsr()
    name_weights, name_constant = _regress(naming, classes, len(TYPES) + 1, NAME_STRENGTH)
    type_weights, type_constant = _regress(typing, classes[named] - 1, len(TYPES), TYPE_STRENGTH)
    weights = np.hstack((name_weights[:split], type_weights[:split]))
    buckets, bag_buckets = _kept(weights), _kept(type_weights[split:])
    return ArbiterModel(
        buckets,
        weights[buckets],
        np.concatenate((name_constant, type_constant)),
        THRESHOLD,
        name_weights[split:],
        bag_buckets,
        type_weights[split:][bag_buckets],
    )


def _kept(weights: NDArray[np.float32]) -> NDArray[np.int32]:
    return np.flatnonzero(np.abs(weights).max(axis=1) >= LEAST).astype(np.int32)


def _regress(
    design: sparse.csr_matrix, classes: NDArray[np.int64], count: int, strength: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Multinomial logistic regression: weights (columns, count), constants; a class never seen gets none."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=100).fit(design, classes)
    weights = np.zeros((design.shape[1], count), dtype=np.float32)
    constant = np.full(count, -20.0, dtype=np.float32)
    slopes, constants = model.coef_, model.intercept_
    if len(slopes) < len(model.classes_):  # of two classes only the second one's weights are kept
        slopes, constants = np.vstack((0 * slopes, slopes)), np.concatenate((0 * constants, constants))
    weights[:, model.classes_] = slopes.T
    constant[model.classes_] = constants
    return weights, constant


def train(examples: Sequence[Example], clusters: Clusters, cut: Cut, say: Say = lambda _: None) -> NamesModel:
    """Train a model of names.

    Parameters
    ----------
    examples
        Annotated documents; documents of one place are never on both sides of an inner division.
    clusters
        Classes of words, as ``extract.train.clusters`` makes them.
    cut
        The word segmenter.
    say
        Told what is being done.
    """
    words = lexicon.load()
    examples = [example for example in examples if example.analysis.sentences]
    documents = [_Prepared.of(example, words, clusters) for example in examples]
    places = sorted({d.place for d in documents})
    part = {place: i % PARTS for i, place in enumerate(places)}
    judged: list[_Judged] = []
    # Names are exchanged within a part, so that none is seen in training that is asked for in trying.
    more = [
        exchanged([e for e in examples if part[e.place] == number], words, clusters, cut, number)
        for number in range(PARTS)
    ]
    everything = documents + [d for part_of in more for d in part_of]
    for number in range(PARTS):
        say(f"CRF {number + 1}/{PARTS + 1}")
        held = [d for d in everything if part[d.place] == number]
        if not held:
            continue
        tagger = SpanTagger(_train_crf([d for d in everything if part[d.place] != number]))
        judged += [document.candidates(tagger) for document in held]
    say(f"CRF {PARTS + 1}/{PARTS + 1}")
    spans = _train_crf(everything)
    say("arbiter")
    return NamesModel(spans, train_arbiter(judged), clusters)
