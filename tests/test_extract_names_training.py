"""Training of names from a handful of invented documents: the same twice, and better than nothing."""

import pytest

from extract.analysis import analyse
from extract.names import Recogniser
from extract.structure import structure
from extract.tokens import Segmenter
from extract.train import names
from ontology.records import Document, Mention

BRANDS = ("柳暖", "荷香", "桥语", "松风", "竹青", "梅雪")
TEXT = "街道打造“{0}”服务品牌。完成{0}路大修。举办{0}文化节。全面提升服务质量。"


@pytest.fixture(scope="module")
def examples():
    segmenter = Segmenter()
    found = []
    for number, brand in enumerate(BRANDS):
        text = TEXT.format(brand)
        analysis = analyse(structure(Document(brand, text)), segmenter.cut)
        known = ((brand, "PROGRAMME"), (f"{brand}路", "PLACE"), (f"{brand}文化节", "EVENT"))
        mentions = tuple(
            Mention(text.index(name, 12 * bool(i)), text.index(name, 12 * bool(i)) + len(name), name, kind)
            for i, (name, kind) in enumerate(known)
        )
        found.append(names.Example(names.covered(analysis, [(0, len(text))]), mentions, f"place{number}"))
    return found


@pytest.fixture(scope="module")
def model(examples):
    return names.train(examples, (), Segmenter().cut)


def test_names_of_a_shape_that_was_seen_are_found_in_an_unseen_document(model):
    text = TEXT.format("兰舟")
    analysis = analyse(structure(Document("a", text)), Segmenter().cut)
    found = {(m.text, m.type) for m in Recogniser(model).recognise(analysis)}
    assert found >= {("兰舟路", "PLACE"), ("兰舟文化节", "EVENT")}


def test_the_same_documents_give_the_same_model(model, examples, tmp_path):
    model.save(tmp_path / "a.npz")
    names.train(examples, (), Segmenter().cut).save(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_only_annotated_sentences_are_learned_from(examples):
    whole = examples[0].analysis
    first = whole.sentences[0].sentence
    assert len(names.covered(whole, [(first.start, first.end)]).sentences) == 1


@pytest.mark.parametrize(
    ("text", "span", "core"),
    [
        ("打造“柳暖”治理学院。", (2, 10), (3, 5)),
        ("打造柳暖学院。", (2, 6), (2, 6)),
        ("“柳”“暖”两院", (0, 8), (0, 8)),
    ],
)
def test_a_name_is_learned_by_its_quoted_part(text, span, core):
    assert names.core(text, *span) == core
