"""Chinese words: spacy-pkuseg with the model that this project trains, as a spaCy tokenizer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from extract.analysis import Analysis, analyse
from extract.structure import structure
from extract.words import Words, load
from ontology.errors import ModelError
from ontology.records import Document

ANALYSIS = "jiepu.analysis"
MODEL = Path(__file__).parent / "models" / "segmenter"


class Segmenter:
    """A spacy-pkuseg model loaded from a folder; never from the network.

    Parameters
    ----------
    folder
        Holds ``features.msgpack`` and ``weights.npz`` as ``extract.train.segmenter`` writes them.
    lexicon
        Words to hold together (the list that the package ships).

    Raises
    ------
    ModelError
        If the folder does not hold a model (spacy-pkuseg itself would try to download one).

    Examples
    --------
    >>> Segmenter().cut("打造企业服务品牌。")
    ['打造', '企业', '服务', '品牌', '。']
    >>> Segmenter().cut("网格员走访居民区。")
    ['网格员', '走访', '居民区', '。']
    """

    def __init__(self, folder: Path = MODEL, lexicon: Words | None = None) -> None:
        missing = [name for name in ("features.msgpack", "weights.npz") if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"分词模型不完整: {folder} 缺少 {missing[0]}; 请重新安装,或运行 make models",
                f"the segmentation model lacks {missing[0]} in {folder}; reinstall or run make models",
            )
        import spacy_pkuseg

        self._pkuseg = spacy_pkuseg.pkuseg(str(folder), user_dict=None)
        self._lexicon = load() if lexicon is None else lexicon
        self._known: frozenset[str] = frozenset(self._pkuseg.feature_extractor.unigram)

    def cut(self, text: str) -> list[str]:
        """Return the words of ``text`` in order; white space between words is dropped."""
        return self._lexicon.hold(text, self.cut_alone(text), self._known)

    def cut_alone(self, text: str) -> list[str]:
        """Return the words as spacy-pkuseg alone cuts them, which is what speed is measured against."""
        words: list[str] = self._pkuseg.cut(text)
        return words


class Tokenizer(DummyTokenizer):
    """A spaCy tokenizer that reads structure first and cuts each sentence into words.

    The analysis of the document is kept in ``doc.user_data["jiepu.analysis"]`` for the components.
    """

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = segmenter

    def __call__(self, text: str) -> Doc:
        """Tokenise plain text."""
        return self.tokenise(Document(doc="", text=text))

    def tokenise(self, document: Document) -> Doc:
        """Tokenise a document that was read with its metadata; structure is added where it lacks."""
        if not document.sentences:
            document = structure(document)
        analysis = analyse(document, self.segmenter.cut)
        words, spaces = _words_and_spaces(analysis)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[ANALYSIS] = analysis
        return doc


class Analyser:
    """Gives the analysis of a spaCy document: the one that our tokenizer made, or one made here.

    With another tokenizer the text is structured and cut by our own segmenter all the same, since that is
    what the models were trained on; the tokens of the document stay what they are.
    """

    def __init__(self, nlp: Language) -> None:
        self._tokenizer = nlp.tokenizer

    @cached_property
    def _segmenter(self) -> Segmenter:
        own = self._tokenizer
        return own.segmenter if isinstance(own, Tokenizer) else Segmenter()

    def __call__(self, doc: Doc) -> Analysis:
        """Return the analysis of ``doc``, which is kept in its ``user_data`` from then on."""
        kept: Analysis | None = doc.user_data.get(ANALYSIS)
        if kept is None:
            kept = analyse(structure(Document(doc="", text=doc.text)), self._segmenter.cut)
            doc.user_data[ANALYSIS] = kept
        return kept


def _words_and_spaces(analysis: Analysis) -> tuple[list[str], list[bool]]:
    """Words that join up to the document's text exactly, as ``Doc`` wants them."""
    text = analysis.document.text
    words: list[str] = []
    spaces: list[bool] = []

    def gap(start: int, end: int) -> None:
        if start < end and words and text[start] == " " and not spaces[-1]:
            spaces[-1] = True
            start += 1
        if start < end:
            words.append(text[start:end])
            spaces.append(False)

    at = 0
    for sentence in analysis.sentences:
        base, offsets = sentence.sentence.start, sentence.offsets
        for first, last in sentence.words:
            start, end = base + offsets[first], base + offsets[last - 1] + 1
            if start > at:
                gap(at, start)
            words.append(text[start:end])
            spaces.append(False)
            at = end
    gap(at, len(text))
    return words, spaces


def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make the tokenizer for a spaCy config: ``@tokenizers = "jiepu.Tokenizer.v1"`` (an entry point)."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, Segmenter())

    return make
