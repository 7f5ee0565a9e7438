"""Later sentences that speak of a planned work though no claim was read from them.

Extraction misses facts; a verdict of silence must not hang on that. A sentence counts as one that names the
work where it holds what tells the work's name apart from others of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.likeness import CLAUSE, Weights, bigrams, counted_apart, kinds_of_work, words
from graph.model import Evidence
from graph.works import TELLING, Work
from ontology.records import Document, Role

_WHOLE = 0.85
_PART = 0.7


@dataclass(frozen=True)
class Retelling:
    """A clause: how much of a work's name it holds and how sure it is that it speaks of it, 0 to 1 each."""

    evidence: Evidence
    clause: str
    held: float
    sure: float


@dataclass(frozen=True)
class _Clause:
    evidence: Evidence
    text: str
    grams: frozenset[str]


class Sentences:
    """The sentences of the documents of one body, to be searched for works.

    Parameters
    ----------
    documents
        Of the body.
    weights
        Of the bigrams among its sentences.
    """

    def __init__(self, documents: Iterable[Document], weights: Weights) -> None:
        self._weights = weights
        self._clauses: Mapping[str, list[_Clause]] = {d.doc: list(_clauses(d)) for d in documents}

    def of(self, plan: Work, doc: str) -> list[Retelling]:
        """Return where a document names a planned work, the surest first."""
        weights, found = self._weights, []
        own = plan.own
        if weights.telling(own) < TELLING:
            own = plan.name
        whole = weights.sum(own)
        for clause in self._clauses.get(doc, ()):
            if not own & clause.grams:
                continue
            held = weights.sum(own & clause.grams) / whole
            if held < _PART or counted_apart(plan.printed, clause.text):
                continue
            wording = weights.dice(plan.rest, clause.grams - plan.name)
            kinds = bool(plan.kinds & kinds_of_work(clause.text))
            base = 0.3 if plan.wide else 0.55
            sure = min(0.9, base + 0.2 * kinds + wording) if held >= _WHOLE else 0.0
            found.append(Retelling(clause.evidence, clause.text, round(held, 2), round(sure, 2)))
        return sorted(found, key=lambda r: (-r.sure, -r.held, r.evidence.start))


def stage(text: str) -> str:
    """Return how far a clause says that a work is: ``done``, ``ongoing``, or nothing.

    Examples
    --------
    >>> stage("水岸桥修缮竣工"), stage("水岸桥正在施工"), stage("水岸桥")
    ('done', 'ongoing', '')
    """
    lists = words()
    if any(word in text for word in lists.ongoing):
        return "ongoing"
    return "done" if any(word in text for word in lists.done) else ""


def _clauses(document: Document) -> Iterator[_Clause]:
    for sentence in document.sentences:
        quote = document.text[sentence.start : sentence.end]
        role = _role(document, sentence.section)
        if sentence.heading or role in {"noise", "glossary"} or not quote.strip():
            continue
        evidence = Evidence(document.doc, sentence.start, sentence.end, quote, part=role)
        for text in CLAUSE.split(quote):
            if len(text) > 1:
                yield _Clause(evidence, text, bigrams(text))


def _role(document: Document, section: int) -> Role:
    return document.sections[section].role if section < len(document.sections) else "review"
