"""The recognisers as spaCy components.

Each takes the analysis that the tokenizer left in ``doc.user_data`` and leaves its records there;
names are also set as ``doc.ents`` and ``doc.spans["jiepu"]`` where they match token boundaries.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from extract.names import Recogniser
from extract.tokens import ANALYSIS

MENTIONS = "jiepu.mentions"
RELATIONS = "jiepu.relations"
OBSERVATIONS = "jiepu.observations"
DEFINITIONS = "jiepu.definitions"

Component = Callable[[Doc], Doc]


@Language.factory("jiepu_names")
def create_names(nlp: Language, name: str) -> Component:
    """Make the component that finds names."""
    recogniser = Recogniser.load()

    def names(doc: Doc) -> Doc:
        mentions = recogniser.recognise(doc.user_data[ANALYSIS])
        doc.user_data[MENTIONS] = mentions
        spans = [
            span
            for m in mentions
            if (span := doc.char_span(m.start, m.end, m.type, alignment_mode="expand")) is not None
        ]
        doc.spans["jiepu"] = spans
        doc.ents = filter_spans(spans)
        return doc

    return names


@Language.factory("jiepu_relations")
def create_relations(nlp: Language, name: str) -> Component:
    """Make the component that finds relations between the names."""

    def relations(doc: Doc) -> Doc:
        return doc

    return relations


@Language.factory("jiepu_figures")
def create_figures(nlp: Language, name: str) -> Component:
    """Make the component that finds observations and definitions."""

    def figures(doc: Doc) -> Doc:
        return doc

    return figures
