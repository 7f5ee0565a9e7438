"""The spaCy pipeline that turns one document into facts.

``load()`` gives an :class:`Extractor`; the components are also registered by entry points, so that a
spaCy user can add ``jiepu_names``, ``jiepu_relations`` and ``jiepu_figures`` to a pipeline of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.extensions import DEFINITIONS, MENTIONS, OBSERVATIONS, RELATIONS
from extract.themes import themed
from extract.tokens import ANALYSIS, Tokenizer
from ontology.records import Document, Facts

COMPONENTS = ("jiepu_names", "jiepu_relations", "jiepu_figures")


def pipeline(models: Mapping[str, Path] = MappingProxyType({})) -> Language:
    """Make the spaCy pipeline: our tokenizer, then names, relations, figures.

    Parameters
    ----------
    models
        For components that are not to use the shipped model, the file of another.

    Examples
    --------
    >>> doc = pipeline()("打造“江小鲤”品牌。")
    >>> "".join(token.text_with_ws for token in doc)
    '打造“江小鲤”品牌。'
    """
    # A plain vocabulary: nothing here asks whether a word is a number or a stop word, and telling it of
    # every word costs more than to cut it.
    nlp = spacy.blank(
        "zh", vocab=Vocab(), config={"nlp": {"tokenizer": {"@tokenizers": "jiepu.Tokenizer.v1"}}}
    )
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"model": str(models.get(name, ""))})
    return nlp


class Extractor:
    """Finds the facts of documents; loads its models once."""

    def __init__(self, nlp: Language) -> None:
        if not isinstance(nlp.tokenizer, Tokenizer):
            raise TypeError("the pipeline needs the jiepu.Tokenizer.v1 tokenizer")
        self.nlp = nlp
        self.tokenizer = nlp.tokenizer

    def extract(self, document: Document) -> Facts:
        """Structure, segment, read and theme one document; nothing of it stays in memory afterwards."""
        with self.nlp.memory_zone():
            doc: Doc = self.nlp(self.tokenizer.tokenise(document))
            kept = doc.user_data
            structured = kept[ANALYSIS].document
            found = Facts(
                doc=document.doc,
                document=structured,
                entities=kept.get(MENTIONS, ()),
                relations=kept.get(RELATIONS, ()),
                observations=kept.get(OBSERVATIONS, ()),
                definitions=kept.get(DEFINITIONS, ()),
            )
        return themed(found)


def load() -> Extractor:
    """Load the shipped models and return an extractor."""
    return Extractor(pipeline())
