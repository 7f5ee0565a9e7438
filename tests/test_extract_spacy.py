"""Our components in spaCy's hands: exact spans, records, any tokenizer, serialised, in many processes."""

import re
import time
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extract.boundaries import cut_words
from extract.pipeline import pipeline
from ontology.errors import UsageError

DOCS = Path(__file__).parent.parent / "docs"
TEXT = (
    "澜汀镇今年打造“萤火夜读”品牌，成立澜汀社区学堂联盟，新增阅览座位120个。"
    "澜 汀镇还与雾桥\n街道共建𠮷水书屋。"
)


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def words(doc):
    return [token.text for token in doc]


def check(doc, text=TEXT):
    """What must hold whatever the model decides."""
    assert doc.text == text
    names = doc._.jiepu_names
    assert names
    for spans in (doc.ents, doc.spans["jiepu"]):
        assert [(s.start_char, s.end_char, s.text, s.label_) for s in spans] == [
            (m.start, m.end, m.text, m.type) for m in names
        ]
        assert [s._.jiepu_name for s in spans] == list(names)
    for relation in doc._.jiepu_relations:
        assert text[relation.start : relation.end] == relation.quote


def test_names_are_exact_spans_with_their_records(nlp):
    doc = nlp(TEXT)
    check(doc)
    assert doc._.jiepu_figures
    assert doc._.jiepu_document.text == TEXT
    assert doc[0 : len(doc)]._.jiepu_name is None


def test_any_chinese_pipeline_takes_the_components(nlp):
    plain = spacy.blank("zh")
    for name in ("jiepu_names", "jiepu_relations", "jiepu_figures"):
        plain.add_pipe(name)
    doc = plain(TEXT)
    check(doc)
    assert doc._.jiepu_names == nlp(TEXT)._.jiepu_names
    assert words(doc) == words(spacy.blank("zh")(TEXT)), "every character is a token, so nothing is cut"


@pytest.mark.parametrize("name", ["jiepu_relations", "jiepu_figures"])
def test_without_names_before_it_a_component_says_what_it_needs(name):
    plain = spacy.blank("zh")
    plain.add_pipe(name)
    with pytest.raises(UsageError, match="jiepu_names"):
        plain(TEXT)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。"])
def test_a_text_without_names_has_none(nlp, text):
    doc = nlp(text)
    assert (doc.text, doc.ents, doc._.jiepu_names) == (text, (), ())


def test_records_survive_serialising(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    check(again)
    for name in ("document", "names", "relations", "figures", "definitions"):
        assert getattr(again._, f"jiepu_{name}") == getattr(doc._, f"jiepu_{name}")


def test_documents_come_back_from_other_processes_with_what_belongs_to_them(nlp):
    for doc, mark in nlp.pipe([(TEXT, 1), (TEXT, 2)], as_tuples=True):
        check(doc)
        assert mark in (1, 2)
    for doc in nlp.pipe([TEXT, TEXT], n_process=2):
        check(doc)


def test_a_pipeline_is_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.jiepu_names == nlp(TEXT)._.jiepu_names


def tokens(texts, spaces=None):
    return Doc(spacy.blank("zh").vocab, words=texts, spaces=spaces or [False] * len(texts))


@pytest.mark.parametrize(
    ("given", "offsets", "expected"),
    [
        pytest.param(["走进", "雾桥公园里"], [2, 6], ["走进", "雾桥公园", "里"], id="end"),
        pytest.param(["走进", "雾桥公园里"], [1, 3, 5], ["走", "进", "雾", "桥公", "园里"], id="several"),
        pytest.param(["𠮷水", "书屋"], [1, 2, 3], ["𠮷", "水", "书", "屋"], id="astral"),
        pytest.param(["走进", "公园"], [0, 2, 4, 9], ["走进", "公园"], id="nothing to cut"),
        pytest.param([], [0], [], id="empty"),
    ],
)
@pytest.mark.parametrize("annotated", [False, True])
def test_words_are_cut_where_names_begin_and_end(given, offsets, expected, annotated):
    doc = tokens(given)
    if annotated and given:
        doc.ents = [doc[0:1]]
    cut = cut_words(doc, offsets)
    assert words(cut) == expected
    assert cut.text == doc.text
    if annotated:
        assert cut is doc


def test_spaces_and_user_data_stay(nlp):
    doc = tokens(["走进雾桥", "公园"], [True, False])
    doc.user_data["mine"] = 1
    doc.cats = {"park": 1.0}
    cut = cut_words(doc, [2, 4])
    assert (cut.text, words(cut)) == ("走进雾桥 公园", ["走进", "雾桥", "公园"])
    assert (cut.user_data["mine"], cut.cats) == (1, {"park": 1.0})


def test_what_taggers_and_parsers_said_stays():
    vocab = spacy.blank("zh").vocab
    doc = Doc(
        vocab,
        words=["走进", "雾桥公园"],
        spaces=[False, False],
        pos=["VERB", "PROPN"],
        heads=[0, 0],
        deps=["ROOT", "obj"],
    )
    cut = cut_words(doc, [4])
    assert [(t.text, t.pos_, t.head.text) for t in cut] == [
        ("走进", "VERB", "走进"),
        ("雾桥", "PROPN", "公园"),
        ("公园", "PROPN", "走进"),
    ]


def test_cutting_a_long_document_takes_time_in_proportion():
    def seconds(length):
        doc = tokens(["雾桥公园"] * length)
        offsets = range(2, 4 * length, 40)
        return min(_timed(cut_words, doc, offsets) for _ in range(3))

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.001)


def _timed(act, *arguments):
    start = time.process_time()
    act(*arguments)
    return time.process_time() - start


def example(name):
    return re.search(r"```python\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)[1]


def test_the_example_of_the_documentation_runs(capsys):
    source = example("spacy.md")
    assert source == example("spacy.zh.md")
    exec(compile(source, "docs/spacy.md", "exec"), {})  # noqa: S102 - our own documentation
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) >= 3
