"""What the components found, as custom attributes of spaCy's documents and spans.

- ``doc._.jiepu_document``: the document with its title, issuer, date, period, sections and sentences;
- ``doc._.jiepu_names``: the names, as records with proposer and confidence;
- ``doc._.jiepu_relations``: the relations, those below the threshold included (``accepted`` is false);
- ``doc._.jiepu_figures``: the observations;
- ``doc._.jiepu_definitions``: what glossary notes say;
- ``span._.jiepu_name``: the record of the name that the span is, or ``None``.

Offsets in records are those of ``doc.text``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from spacy.tokens import Doc, Span

from extract.tokens import ANALYSIS
from ontology.records import Document, Mention

SPANS = "jiepu"
"""The key of the names in ``doc.spans``."""

MENTIONS = "jiepu.mentions"
RELATIONS = "jiepu.relations"
OBSERVATIONS = "jiepu.observations"
DEFINITIONS = "jiepu.definitions"


def _kept(key: str) -> Callable[[Doc], tuple[Any, ...]]:
    return lambda doc: tuple(doc.user_data.get(key, ()))


def _document(doc: Doc) -> Document | None:
    analysis = doc.user_data.get(ANALYSIS)
    return analysis.document if analysis else None


def _name(span: Span) -> Mention | None:
    mentions: Sequence[Mention] = span.doc.user_data.get(MENTIONS, ())
    at = bisect_left(mentions, span.start_char, key=lambda m: m.start)
    found = mentions[at] if at < len(mentions) else None
    return found if found and (found.start, found.end) == (span.start_char, span.end_char) else None


_OF_DOC: dict[str, Callable[[Doc], Any]] = {
    "jiepu_document": _document,
    "jiepu_names": _kept(MENTIONS),
    "jiepu_relations": _kept(RELATIONS),
    "jiepu_figures": _kept(OBSERVATIONS),
    "jiepu_definitions": _kept(DEFINITIONS),
}


def extend() -> None:
    """Set the attributes that are not set yet; the factories of the components call it.

    spaCy keeps custom attributes for the whole process, so that they have no other place.
    """
    for name, getter in _OF_DOC.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
    if not Span.has_extension("jiepu_name"):
        Span.set_extension("jiepu_name", getter=_name)
