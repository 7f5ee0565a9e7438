"""What one document leaves behind is not there when the next comes."""

import gc

import pytest

from extract.pipeline import load
from jiepu.extraction import find, gather
from jiepu.memory import growth, made
from ontology.records import Document, Facts

TEXTS = ["澜汀镇完成雾桥路道路养护3.2公里。街道党工委举办“萤火夜读”读书会12场，服务居民1,200人次。"]


@pytest.fixture(scope="module")
def texts():
    return list(made(TEXTS, 60))


def test_documents_that_are_made_differ_and_are_the_same_each_time(texts):
    assert len(set(texts)) == len(texts)
    assert list(made(TEXTS, 60)) == texts


def test_the_vocabulary_does_not_grow_from_document_to_document(texts):
    extractor = load()
    vocab = extractor.nlp.vocab
    sizes = set()
    for number, text in enumerate(texts):
        assert extractor.extract(Document(f"d{number}", text)).entities
        sizes.add((sum(1 for _ in vocab), sum(1 for _ in vocab.strings)))
    assert len(sizes) == 1


def test_facts_that_were_handed_on_are_not_kept(texts, tmp_path):
    for number, text in enumerate(texts[:20]):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    held = [sum(isinstance(one, Facts) for one in gc.get_objects()) for _ in gather(find([tmp_path]), jobs=1)]
    assert len(held) == 20
    assert max(held[1:]) == held[1], held


def test_growth_is_measured_in_a_process_of_its_own():
    grown = growth(TEXTS, 10)
    assert (grown.early, grown.documents) == (1, 10)
    assert min(grown.early_bytes, grown.all_bytes) > 20e6
