"""The recognisers as spaCy components.

Each takes the analysis that our tokenizer left in ``doc.user_data``, or analyses the text itself where the
pipeline has another tokenizer, and leaves its records there. Names are also set as ``doc.ents`` and
``doc.spans["jiepu"]``; ``extract.extensions`` says how to read the rest.

Every factory has one setting, ``model``: the path of a model to use in place of the shipped one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from extract.boundaries import cut_words
from extract.extensions import DEFINITIONS, MENTIONS, OBSERVATIONS, RELATIONS, SPANS, extend
from extract.figures.model import FigureModel
from extract.figures.observe import observe
from extract.glossary import define
from extract.names import Recogniser
from extract.relations.model import RelationModel
from extract.relations.relate import relate
from extract.tokens import ANALYSIS, Analyser
from ontology.errors import UsageError
from ontology.records import Mention

MODELS = Path(__file__).parent / "models"

Component = Callable[[Doc], Doc]


@Language.factory(
    "jiepu_names",
    default_config={"model": ""},
    assigns=["doc.ents", "doc.spans", "span._.jiepu_name", "doc._.jiepu_document"],
)
def create_names(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds names."""
    recogniser = Recogniser.load(Path(model) if model else MODELS / "names.npz")
    analysis_of = Analyser(nlp)
    extend()

    def names(doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        mentions = recogniser.recognise(analysis)
        doc.user_data[MENTIONS] = mentions
        places = (place for m in mentions for place in (m.start, m.end))
        doc = cut_words(doc, places, analysis.document.text)
        spans = [span for m in mentions if (span := doc.char_span(m.start, m.end, m.type)) is not None]
        doc.spans[SPANS] = spans
        doc.ents = spans
        return doc

    return names


@Language.factory(
    "jiepu_relations", default_config={"model": ""}, requires=["doc.ents"], assigns=["doc._.jiepu_relations"]
)
def create_relations(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds relations between the names."""
    path = Path(model) if model else MODELS / "relations.npz"
    decide = RelationModel.load(path) if path.is_file() else None
    extend()

    def relations(doc: Doc) -> Doc:
        mentions = _names_in(doc, name)
        doc.user_data[RELATIONS] = relate(doc.user_data[ANALYSIS], mentions, decide)
        return doc

    return relations


@Language.factory(
    "jiepu_figures",
    default_config={"model": ""},
    requires=["doc.ents"],
    assigns=["doc._.jiepu_figures", "doc._.jiepu_definitions"],
)
def create_figures(nlp: Language, name: str, model: str) -> Component:
    """Make the component that finds observations and definitions."""
    decide = msgspec.json.decode(Path(model).read_bytes(), type=FigureModel) if model else None
    extend()

    def figures(doc: Doc) -> Doc:
        mentions = _names_in(doc, name)
        analysis = doc.user_data[ANALYSIS]
        doc.user_data[OBSERVATIONS] = observe(analysis, mentions, decide)
        doc.user_data[DEFINITIONS] = define(analysis, mentions)
        return doc

    return figures


def _names_in(doc: Doc, component: str) -> tuple[Mention, ...]:
    if MENTIONS not in doc.user_data:
        raise UsageError(
            f"{component} 之前没有 jiepu_names; 请先 nlp.add_pipe('jiepu_names')",
            f"{component} needs jiepu_names before it; call nlp.add_pipe('jiepu_names') first",
        )
    return tuple(doc.user_data[MENTIONS])
