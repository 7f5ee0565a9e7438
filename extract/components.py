"""The recognisers as spaCy components.

Each takes the analysis that the tokenizer left in ``doc.user_data`` and leaves its records there;
names are also set as ``doc.ents`` and ``doc.spans["jiepu"]``.

Every factory has one setting, ``model``: the path of a model to use in place of the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from extract.figures.model import FigureModel
from extract.figures.observe import observe
from extract.glossary import define
from extract.names import Recogniser
from extract.relations.model import RelationModel
from extract.relations.relate import relate
from extract.tokens import ANALYSIS

MODELS = Path(__file__).parent / "models"

MENTIONS = "jiepu.mentions"
RELATIONS = "jiepu.relations"
OBSERVATIONS = "jiepu.observations"
DEFINITIONS = "jiepu.definitions"

Component = Callable[[Doc], Doc]


@Language.factory("jiepu_names", default_config={"model": ""})
def create_names(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds names."""
    recogniser = Recogniser.load(Path(model) if model else MODELS / "names.npz")

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


@Language.factory("jiepu_relations", default_config={"model": ""})
def create_relations(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds relations between the names."""
    path = Path(model) if model else MODELS / "relations.npz"
    decide = RelationModel.load(path) if path.is_file() else None

    def relations(doc: Doc) -> Doc:
        doc.user_data[RELATIONS] = relate(doc.user_data[ANALYSIS], doc.user_data[MENTIONS], decide)
        return doc

    return relations


@Language.factory("jiepu_figures", default_config={"model": ""})
def create_figures(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds observations and definitions."""
    decide = msgspec.json.decode(Path(model).read_bytes(), type=FigureModel) if model else None

    def figures(doc: Doc) -> Doc:
        analysis, mentions = doc.user_data[ANALYSIS], doc.user_data[MENTIONS]
        doc.user_data[OBSERVATIONS] = observe(analysis, mentions, decide)
        doc.user_data[DEFINITIONS] = define(analysis, mentions)
        return doc

    return figures
