"""The recogniser of names: proposers, then the arbiter, then names at the document's own offsets."""

from __future__ import annotations

from pathlib import Path

from extract.analysis import Analysis
from extract.names import lexicon
from extract.names.arbiter import Arbiter
from extract.names.context import Context, observe
from extract.names.crf import SpanTagger
from extract.names.extend import Quotations
from extract.names.features import character_features
from extract.names.local import local_names
from extract.names.model import TYPES, NamesModel
from extract.names.proposers import BITS, Candidates, propose
from extract.names.scope import sentences
from ontology.records import Mention

FLOOR = 0.03
"""Spans less likely than this under the CRF are no candidates of its."""


class Recogniser:
    """Finds the names of documents with one model."""

    def __init__(self, model: NamesModel) -> None:
        self._lexicon = lexicon.load()
        self._clusters = model.clusters
        self._tagger = SpanTagger(model.spans)
        self._arbiter = Arbiter(model.arbiter)
        self._quotations = Quotations.load(self._lexicon)

    @classmethod
    def load(cls, path: Path) -> Recogniser:
        """Load a model's file; raises ``ModelError`` if it cannot be read."""
        return cls(NamesModel.load(path))

    def candidates(self, analysis: Analysis) -> tuple[Context, Candidates] | None:
        """All spans that are proposed as names, with their context; ``None`` for a document without text."""
        scope = sentences(analysis)
        if not scope:
            return None
        context = observe(scope, self._lexicon, self._clusters)
        likely = {
            (start, end): p
            for start, end, p in self._tagger.posteriors(character_features(context), context.row, FLOOR)
        }
        return context, propose(context, likely, local_names(analysis.document), lone=False)

    def recognise(self, analysis: Analysis) -> tuple[Mention, ...]:
        """Return the names of the document, in order, none overlapping.

        ``proposer`` lists who proposed the span, joined by ``+``; ``confidence`` is the arbiter's.
        """
        found = self.candidates(analysis)
        if found is None:
            return ()
        context, candidates = found
        scope = sentences(analysis)
        starts = context.row.starts.tolist()
        text = analysis.document.text
        mentions: list[Mention] = []
        at = free = 0
        for i, number, confidence in self._arbiter.decide(context, candidates):
            begin, end = self._quotations.extend(
                context, int(candidates.starts[i]), int(candidates.ends[i]), TYPES[number]
            )
            if begin < free:  # a part of the longer name before it
                continue
            free = end
            while at + 1 < len(starts) and starts[at + 1] <= begin:
                at += 1
            first, last = scope[at].span(begin - starts[at], end - starts[at])
            by = "+".join(name for name, bit in BITS.items() if candidates.by[i] & bit)
            mentions.append(Mention(first, last, text[first:last], TYPES[number], by, round(confidence, 3)))
        return tuple(mentions)
