"""Questions with known answers: asked in words, compared by what names stand for, scored in full."""

import json

import pytest

from graph.knowledge import KnowledgeGraph
from jiepu.asked import Asked, Result, answer, load_asked, mean, print_results, results_of, score
from ontology.errors import QueryError, ReadError
from ontology.records import Facts
from ontology.reference import Link, Name, Record, facts_from_records

NAMES = {
    "松涛街道": "AREA", "云岫理工": "ORG", "云岫体校": "ORG", "小岫鱼": "PROGRAMME",
    "小岫鱼课堂": "PROGRAMME", "安静街区": "HONOUR", "袁望": "PERSON", "柏庐路": "PLACE", "听泉路": "PLACE",
}  # fmt: skip
LINES = (
    ("松涛街道联合云岫理工办“小岫鱼”。",
     "松涛街道 partnersWith 云岫理工 done", "松涛街道 undertakes 小岫鱼 done"),
    ("松涛街道拟与云岫体校合作,争创安静街区。", "松涛街道 partnersWith 云岫体校 planned",
     "松涛街道 awarded 安静街区 planned"),
    ("小岫鱼课堂是小岫鱼的一部分。", "小岫鱼课堂 partOf 小岫鱼 ongoing"),
    ("松涛街道大修柏庐路,到听泉路为止。", "松涛街道 undertakes 柏庐路 done", "柏庐路 boundedBy 听泉路 done"),
    ("袁望任云岫理工书记。", "袁望 holdsPost 云岫理工 done"),
)  # fmt: skip


def records(doc="st"):
    found, start = [], 0
    for text, *lines in LINES:
        names = tuple(Name(name, kind) for name, kind in NAMES.items() if name in text)
        found.append(Record(doc, start, text, names, tuple(Link(*line.split()) for line in lines)))
        start += len(text) + 1
    return found


def facts(doc="st") -> Facts:
    return facts_from_records(records(doc))[0]


PARTNERS = "松涛街道与哪些单位合作?"


@pytest.fixture(scope="module")
def kg():
    return KnowledgeGraph.from_facts([facts()])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (PARTNERS, {("云岫理工", "done"), ("云岫体校", "planned")}),
        ("以“小岫鱼”和“灯火”命名的、隶属于它们的有哪些?", {("小岫鱼", "小岫鱼课堂", "PROGRAMME")}),
        ("松涛街道哪些路段有工程?", {("柏庐路", "听泉路", "done")}),
        ("各街道获得哪些荣誉和称号?", {("松涛街道", "安静街区", "planned")}),
        ("文件里有哪些有名有姓的人?", {("袁望", "云岫理工")}),
        ("小岫鱼与袁望之间最短的联系?", {("小岫鱼",), ("松涛街道",), ("云岫理工",), ("袁望",)}),
        ("松涛街道计划在下半年做哪些事?", set()),
        ("没有的街道与哪些单位合作?", set()),
    ],
)
def test_a_question_in_words_is_asked_of_the_library(kg, question, expected):
    assert answer(kg, question) == expected


def test_a_question_that_nobody_can_ask_is_an_error(kg):
    with pytest.raises(QueryError):
        answer(kg, "天气怎么样?")


def test_answers_are_scored_and_any_name_of_an_entity_is_right():
    expect = (("“云岫理工”", "done"), ("云岫体校", "done"), ("白鹭小学", "done"))
    (result,) = score([Asked("q", PARTNERS, ("st",), expect)], facts)
    assert (result.right, result.answered, result.expected) == (1, 2, 3)
    assert (result.precision, result.recall, result.f1) == (0.5, pytest.approx(1 / 3), 0.4)
    assert result.missed == {("云岫体校", "done"), ("白鹭小学", "done")}
    assert result.extra == {("云岫体校", "planned")}


@pytest.mark.parametrize(
    ("result", "f1"),
    [
        (Result("q", 0, 0, 3), 0),
        (Result("q", 0, 0, 0), 1),
        (Result("q", 0, 2, 0), 0),
        (Result("q", 2, 2, 2), 1),
    ],
    ids=["nothing said", "nothing to say", "only wrong", "all right"],
)
def test_the_ends_of_the_scale(result, f1):
    assert result.f1 == f1


@pytest.fixture
def shared(tmp_path):
    """A reference of one invented document: its annotation, its text, a question."""
    for name in ("gold", "corpus", "questions"):
        (tmp_path / name).mkdir()
    lines = [
        {
            "doc": r.doc, "start": r.start, "text": r.text,
            "entities": [{"text": n.text, "type": n.type} for n in r.entities],
            "relations": [
                {"head": x.head, "rel": x.rel, "tail": x.tail, "status": x.status} for x in r.relations
            ],
        }
        for r in records()
    ]  # fmt: skip
    write = {
        "gold/st.jsonl": "\n".join(json.dumps(line, ensure_ascii=False) for line in lines),
        "corpus/st.txt": "\n".join(text for text, *_ in LINES),
        "questions/questions.jsonl": json.dumps(
            {
                "id": "q1",
                "question_zh": PARTNERS,
                "docs": ["st"],
                "expect": [["云岫理工", "done"], ["云岫体校", "planned"]],
            }
        ),
    }
    for name, text in write.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    return tmp_path


class Silent:
    """An extractor that finds nothing."""

    def extract(self, document):
        return Facts(document.doc, document)


def test_the_reference_answers_in_full_and_what_finds_nothing_does_not(shared, capsys):
    found = results_of(shared, {"silent": lambda doc: Silent()})
    assert {run: mean(results) for run, results in found.items()} == {"reference": 1.0, "silent": 0.0}
    print_results(found)
    assert "1.000 1.000 1.000" in capsys.readouterr().out


def test_a_reference_without_questions_is_asked_none(tmp_path):
    assert results_of(tmp_path, {}) == {}


def test_a_line_that_is_no_question_is_an_error(tmp_path):
    (tmp_path / "q.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(ReadError):
        load_asked(tmp_path / "q.jsonl")
