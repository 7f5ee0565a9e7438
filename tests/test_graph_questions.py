"""The graph as people hold it and ask it."""

import pytest

from graph.guard import check_query
from graph.knowledge import KnowledgeGraph
from graph.questions import parse_question, questions
from graph.rdf import dataset
from graph.store import write_store
from ontology.errors import QueryError, StoreError
from ontology.records import (
    Component,
    Definition,
    Document,
    Facts,
    Mention,
    Observation,
    Relation,
    Section,
    dumps,
)

TEXT = (
    "松涛街道联合云岫理工办好“小岫鱼”品牌,面向自由职业者。\n"
    "拟争创云岫市安静街区。柏庐路(听泉路-鸣鹿路)大修完成。税收12亿元。袁望任云岫理工书记。"
)
AREAS = ("云岫市", "松涛街道")


def example(doc="a"):
    def relation(head, rel, tail, status="done"):
        types = dict(NAMES)
        at = {n: TEXT.index(n) for n in types}
        return Relation(
            head, rel, tail, status, 0, len(TEXT), TEXT, types[head], types[tail], at[head], at[tail]
        )

    mentions = tuple(Mention(TEXT.index(n), TEXT.index(n) + len(n), n, t) for n, t in NAMES)
    relations = (
        relation("松涛街道", "partnersWith", "云岫理工"),
        relation("松涛街道", "undertakes", "小岫鱼"),
        relation("小岫鱼", "serves", "自由职业者"),
        relation("松涛街道", "awarded", "云岫市安静街区", "planned"),
        relation("松涛街道", "undertakes", "柏庐路"),
        relation("柏庐路", "boundedBy", "听泉路"),
        relation("柏庐路", "boundedBy", "鸣鹿路"),
        relation("袁望", "holdsPost", "云岫理工"),
    )
    figure = Observation(
        "松涛街道", "税收", "12", "亿元", "actual", 0, len(TEXT), TEXT, change="-1%", basis="同比"
    )
    note = Definition("小岫鱼", "一种服务", 0, len(TEXT), TEXT, components=(Component("2", "名", "管家"),))
    document = Document(
        doc, TEXT, title=f"总结{doc}", issuer="松涛街道", areas=AREAS, date="2031-07-02",
        sections=(Section(0, len(TEXT), 0, "review"),),
    )  # fmt: skip
    return Facts(doc, document, mentions, relations, (figure,), (note,))


NAMES = (
    ("松涛街道", "AREA"), ("云岫理工", "ORG"), ("小岫鱼", "PROGRAMME"), ("自由职业者", "GROUP"),
    ("云岫市安静街区", "HONOUR"), ("柏庐路", "PLACE"), ("听泉路", "PLACE"), ("鸣鹿路", "PLACE"),
    ("袁望", "PERSON"),
)  # fmt: skip


@pytest.fixture(scope="module")
def kg():
    return KnowledgeGraph.from_facts([example()])


@pytest.mark.parametrize(
    ("name", "parameters", "column", "expected"),
    [
        ("partners", {"subdistrict": "松涛街道"}, "name", {"云岫理工"}),
        ("partners", {"subdistrict": "云岫理工"}, "name", {"松涛街道"}),
        ("partners", {"subdistrict": "松涛街道", "status": "planned"}, "name", set()),
        ("about", {"entity": "小岫鱼"}, "name", {"松涛街道", "自由职业者"}),
        ("brand", {"text": "岫鱼"}, "name", {"小岫鱼"}),
        ("honours", {}, "honourName", {"云岫市安静街区"}),
        ("honours", {"status": "done"}, "honourName", set()),
        ("road-works", {}, "boundName", {"听泉路", "鸣鹿路"}),
        ("works", {"subdistrict": "松涛街道"}, "name", {"小岫鱼", "柏庐路"}),
        ("works", {"subdistrict": "松涛街道", "part": "plan"}, "name", set()),
        ("figures", {"indicator": "税"}, "value", {"12"}),
        ("figures", {"status": "target"}, "value", set()),
        ("institutions", {}, "name", {"云岫理工"}),
        ("definitions", {}, "part", {"管家"}),
        ("glossary", {}, "name", set()),
        ("documents", {}, "claims", {"8"}),
        ("shared", {}, "name", set()),
        ("groups", {}, "name", {"小岫鱼"}),
        ("persons", {}, "organisationName", {"云岫理工"}),
    ],
)
def test_the_questions_are_answered(kg, name, parameters, column, expected):
    assert {row[column] for row in kg.query(name, **parameters).records()} == expected


def test_every_question_has_its_words_and_names_its_parameters():
    for question in questions().values():
        for words in (question.title, question.description, *(p.label for p in question.parameters)):
            assert words["zh"]
            assert words["en"]
        for parameter in () if question.answered_by else question.parameters:
            assert f"?{parameter.name}" in question.sparql


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        pytest.param("nosuch", {}, id="unknown-question"),
        pytest.param("partners", {}, id="missing"),
        pytest.param("partners", {"subdistrict": "松涛街道", "x": "1"}, id="unknown-parameter"),
        pytest.param("partners", {"subdistrict": "没有的地方"}, id="no-such-entity"),
        pytest.param("partners", {"subdistrict": "松涛街道", "status": "soon"}, id="bad-choice"),
        pytest.param("shared", {"class": "THING"}, id="bad-class"),
        pytest.param("institutions", {"kind": "a> <b"}, id="bad-concept"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(kg, name, parameters):
    with pytest.raises(QueryError) as caught:
        kg.query(name, **parameters)
    assert "\n" not in str(caught.value)
    assert caught.value.en


def test_a_parameter_is_bound_and_never_pasted(kg):
    hostile = '") } SERVICE <http://example.org/> { ?s ?p ?o } #'
    assert kg.query("brand", text=hostile).rows == ()


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", id="service"),
        pytest.param("SELECT * { service silent ?g { ?s ?p ?o } }", id="service-variable"),
        pytest.param("SELECT * FROM <http://example.org/> { ?s ?p ?o }", id="from"),
        pytest.param("SELECT * FROM NAMED <file:///etc/hosts> { ?s ?p ?o }", id="from-named"),
        pytest.param("LOAD <http://example.org/>", id="load"),
        pytest.param("SELECT * { # <\n SERVICE <http://example.org/#> { ?s ?p ?o } }", id="comment"),
        pytest.param("SELECT * { SERV\\u0049CE <http://example.org/> { ?s ?p ?o } }", id="escape"),
        pytest.param("SELECT * { ?s ?p '''a' SERVICE''' . SERVICE <x:y> {} }", id="long-string"),
        pytest.param("SELECT * {" + "{" * 10_000 + "}" * 10_000 + "}", id="deep"),
        pytest.param("SELECT * { ?s ?p '" + "a" * 200_000 + "' }", id="long"),
    ],
)
def test_a_query_that_would_leave_the_graph_is_refused(query):
    with pytest.raises(QueryError):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?from ?load }",
        'SELECT * { ?s rdfs:label "SERVICE FROM LOAD" }',
        "SELECT * { ?s <http://example.org/SERVICE> ex:from }",
        "SELECT * { ?s ?p ?o } # FROM here",
        "SELECT * { FILTER(?a < 1 && ?b > 2) }",
    ],
)
def test_words_that_are_no_keywords_are_left_alone(query):
    check_query(query)


@pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?s ?p }", "DELETE WHERE { ?s ?p ?o }"])
def test_what_is_no_query_is_a_query_error(kg, query):
    with pytest.raises(QueryError):
        kg.query(query + " ")


def test_entities_are_found_by_any_of_their_names(kg):
    assert kg.entity("小岫鱼") == kg.entity("“小岫魚”") == kg.entity(kg.entity("小岫鱼").iri)
    assert [e.name for e in kg.neighbours("小岫鱼")] == ["松涛街道", "自由职业者"]
    assert [e.name for e in kg.neighbours("小岫鱼", ["serves"])] == ["自由职业者"]
    with pytest.raises(QueryError):
        kg.entity("没有的名称")


def test_paths_run_over_claims_of_either_direction(kg):
    assert [[e.name for e in chain] for chain in kg.path("自由职业者", "袁望")] == [
        ["自由职业者", "小岫鱼", "松涛街道", "云岫理工", "袁望"]
    ]


def test_networkx_holds_the_claims_with_their_evidence(kg):
    network = kg.to_networkx()
    iri = kg.entity("小岫鱼").iri
    assert network.nodes[iri]["type"] == "PROGRAMME"
    edges = [data for _, tail, data in network.edges(data=True) if tail == iri]
    assert [(e["relation"], e["quote"]) for e in edges] == [("undertakes", TEXT)]


def test_a_build_is_loaded_from_its_folder(tmp_path, kg):
    (tmp_path / "facts.jsonl").write_text(dumps(example()) + "\n", encoding="utf-8")
    write_store(tmp_path / "store", dataset(kg.data))
    loaded = KnowledgeGraph.load(tmp_path)
    assert loaded.data == kg.data
    assert loaded.query("partners", subdistrict="松涛街道").rows
    with pytest.raises(StoreError):
        KnowledgeGraph.load(tmp_path / "nothing")


NAMED = "#: title = { zh = 'a', en = 'a' }\n#: description = { zh = 'a', en = 'a' }\n"
TYPELESS = NAMED + "#: [parameters.x]\n#: type = 'colour'\n#: label = { zh = 'a', en = 'a' }"
UNANSWERED = NAMED + "#: answered_by = 'oracle'"


@pytest.mark.parametrize("header", ["#: title = 1 2", "#: title = { zh = 'a' }", "", TYPELESS, UNANSWERED])
def test_a_question_with_a_wrong_header_is_refused(header):
    with pytest.raises(QueryError):
        parse_question("x", header + "\nSELECT * {}")
