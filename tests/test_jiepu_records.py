"""Facts of any origin built into a graph: our own files, a person's annotation, mixed with documents."""

import json

import msgspec
import pytest

from jiepu.building import build
from jiepu.extraction import find, gather
from jiepu.records import read_records
from ontology.errors import JiepuError, UsageError
from ontology.records import Document, Facts, Mention, Relation, dumps

TEXT = "听泉街道办起“小桨手”课堂。"
LINES = [
    {"doc": "松涛", "sid": 0, "start": 0, "text": "云岫市砚北区松涛街道2031年工作总结", "entities": [
        {"text": "松涛街道", "type": "AREA"}, {"text": "砚北区", "type": "AREA"}]},
    {"doc": "松涛", "sid": 1, "start": 20, "text": "一、下一步工作安排", "entities": []},
    {"doc": "松涛", "sid": 2, "start": 30, "text": "将与区委党校合办小岫鱼,税收1,200万元。", "entities": [
        {"text": "小岫鱼", "type": "PROGRAMME"}, {"text": "区委党校", "type": "ORG"}],
     "relations": [{"head": "松涛街道", "rel": "undertakes", "tail": "小岫鱼", "status": "planned"}],
     "observations": [{"subject": "松涛街道", "indicator": "税收", "value": "1,200", "unit": "万元",
                       "status": "actual"}]},
]  # fmt: skip


def own(doc="听泉", text=TEXT):
    document = Document(doc, text, title="听泉街道通讯", issuer="听泉街道", areas=("听泉街道",))
    mentions = (Mention(0, 4, "听泉街道", "AREA"), Mention(7, 10, "小桨手", "PROGRAMME"))
    made = Relation("听泉街道", "undertakes", "小桨手", "done", 0, 13, TEXT[:13], "AREA", "PROGRAMME", 0, 7)
    return Facts(doc, document, mentions, (made,))


@pytest.fixture
def annotated(tmp_path):
    path = tmp_path / "annotated.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    return path


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.jsonl"
    path.write_text(dumps(own()) + "\n", encoding="utf-8")
    return path


def results(*paths):
    return list(gather(find(paths)))


def test_facts_annotation_and_documents_build_one_graph(annotated, facts, tmp_path):
    (tmp_path / "柳岸.txt").write_text(
        "柳岸街道2031年工作总结\n柳岸街道打造“柳小满”品牌。\n", encoding="utf-8"
    )
    built = build([annotated, facts, tmp_path / "柳岸.txt"], tmp_path / "out")
    assert not built.failures
    assert [found.doc for found in built.found] == ["柳岸", "松涛", "听泉"]
    lines = (tmp_path / "out" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
    entities = {m["text"]: m["entity"] for m in map(json.loads, lines)}
    assert entities["小岫鱼"].endswith("programme/小岫鱼")
    assert entities["小桨手"].endswith("programme/小桨手")


def test_a_graph_of_its_own_facts_is_the_same_graph(annotated, facts, tmp_path):
    build([annotated, facts], tmp_path / "one")
    build([tmp_path / "one" / "facts.jsonl"], tmp_path / "two")
    for name in ("facts.jsonl", "mentions.jsonl", "graph.trig"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_annotated_sentences_get_the_structure_of_their_document(annotated):
    [facts] = read_records(annotated)
    document = facts.document
    assert document.title == LINES[0]["text"]
    assert document.areas == ("云岫市", "砚北区", "松涛街道")
    assert document.period.end == "2031-12-31"
    assert [s.role for s in document.sections if s.start <= 30 < s.end][-1] == "plan"


def test_passages_with_gaps_keep_what_the_annotation_says(tmp_path):
    far = [*LINES[:1], {**LINES[2], "start": 4000}]
    path = tmp_path / "passages.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in far), encoding="utf-8")
    [facts] = read_records(path)
    assert facts.document.issuer == "松涛街道"
    assert len(facts.document.sections) == 1


def test_who_speaks_is_what_the_annotation_restores(tmp_path):
    # The text itself names a subdistrict that is only spoken of.
    line = {"doc": "a", "start": 0, "text": "听泉街道来访,合办小岫鱼。", "entities": [
        {"text": "听泉街道", "type": "AREA"}, {"text": "小岫鱼", "type": "PROGRAMME"}],
        "relations": [
            {"head": "松涛街道", "rel": "undertakes", "tail": "小岫鱼", "status": "done"},
        ]}  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    [facts] = read_records(path)
    assert facts.document.issuer == "松涛街道"


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        pytest.param(lambda f: msgspec.structs.replace(f, doc="b"), "name", id="two names"),
        pytest.param(
            lambda f: msgspec.structs.replace(f, document=Document("听泉", " ")), "no text", id="no text"
        ),
        pytest.param(
            lambda f: msgspec.structs.replace(f, entities=(Mention(1, 5, "听泉街道", "AREA"),)),
            "1-5",
            id="wrong offset",
        ),
        pytest.param(
            lambda f: msgspec.structs.replace(f, entities=(Mention(-4, 4, "听泉街道", "AREA"),)),
            "-4-4",
            id="negative offset",
        ),
        pytest.param(
            lambda f: msgspec.structs.replace(
                f, relations=(msgspec.structs.replace(f.relations[0], quote="没有说过"),)
            ),
            "没有说过",
            id="wrong quotation",
        ),
        pytest.param(
            lambda f: msgspec.structs.replace(
                f, relations=(msgspec.structs.replace(f.relations[0], confidence=7.0),)
            ),
            "confidence",
            id="confidence",
        ),
    ],
)
def test_facts_that_do_not_hold_are_told_with_their_line_and_the_others_are_read(spoil, word, tmp_path):
    path = tmp_path / "facts.jsonl"
    spoilt = dumps(spoil(own()))
    path.write_text(f"{dumps(own('一'))}\n{spoilt}\n\n{dumps(own('三'))}\n", encoding="utf-8")
    first, failure, last = results(path)
    assert (first.doc, last.doc) == ("一", "三")
    assert f"{path}:2: " in failure.error.en
    assert word in failure.error.en


@pytest.mark.parametrize(
    "content", ["", "\n \n", "[]", "{}", '{"doc": 1}', "\x00\xff", '{"doc": "a", "start": 0']
)
def test_what_holds_no_facts_is_told_in_one_line(content, tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text(content, encoding="latin-1")
    [failure] = results(path)
    assert isinstance(failure.error, JiepuError)
    assert str(path) in str(failure.error)
    assert len(str(failure.error).splitlines()) == 1


def test_the_same_document_twice_is_one_and_two_of_one_name_are_told(facts, tmp_path):
    again, other = tmp_path / "again.jsonl", tmp_path / "other.jsonl"
    again.write_bytes(facts.read_bytes())
    other.write_text(dumps(own(text=TEXT + "晴")), encoding="utf-8")
    kept, failure = results(facts, again, other)
    assert kept.doc == "听泉"
    assert "other.jsonl" in str(failure.error)
    assert "facts.jsonl" in str(failure.error)


def test_facts_in_a_folder_are_left_beside_their_documents(facts, tmp_path):
    (tmp_path / "柳岸.txt").write_text("柳岸街道工作总结", encoding="utf-8")
    batch = find([tmp_path])
    assert not batch.records
    assert batch.passed_over == (facts,)
    build([tmp_path], tmp_path / "out", language="en")
    assert "facts.jsonl: facts, read" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8").replace(
        "\\", ""
    )
    with pytest.raises(UsageError, match=r"\.jsonl"):
        find([tmp_path / "out"])


def test_extract_writes_annotation_as_facts(jiepu, annotated, tmp_path):
    done = jiepu("extract", annotated, "-o", tmp_path / "new.jsonl")
    assert done.returncode == 0, done.stderr
    [line] = (tmp_path / "new.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["doc"] == "松涛"
