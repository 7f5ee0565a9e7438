"""Validation: what is built conforms, and breaking any shape by hand is noticed and told in words."""

from importlib.resources import files

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import SH

from graph.knowledge import KnowledgeGraph
from graph.rdf import dataset
from graph.resolve import resolve
from graph.store import write_store
from graph.validate import to_graph, violations, vocabulary
from jiepu.cli import run
from ontology.records import Document, Facts, Mention, Observation, Relation
from ontology.terms import PREFIXES

TEXT = "松涛街道打造“小岫鱼”品牌,面向自由职业者,税收增长9.5%。"
END = len(TEXT)
FACTS = Facts(
    "a",
    Document("a", TEXT, title="半年总结", issuer="松涛街道", areas=("松涛街道",)),
    (Mention(0, 4, "松涛街道", "AREA"), Mention(7, 10, "小岫鱼", "PROGRAMME")),
    (
        Relation("松涛街道", "undertakes", "小岫鱼", "done", 0, END, TEXT, "AREA", "PROGRAMME", 0, 7),
        Relation("小岫鱼", "serves", "自由职业者", "done", 0, END, TEXT, "PROGRAMME", "GROUP", 7, 16),
    ),
    (Observation("松涛街道", "税收", "9.5", "%", "actual", 0, END, TEXT, number=9.5),),
)

# An update that breaks a shape, and the words in which that is told.
BREAKS = [
    ("INSERT { ?e skos:prefLabel '另名'@zh } WHERE { ?e a jp:Programme }", "实体要有一个中文名称"),
    (
        "DELETE { ?e skos:prefLabel ?n } WHERE { ?e a jp:Programme ; skos:prefLabel ?n }",
        "实体要有一个中文名称",
    ),
    ("INSERT { ?e a jp:Place } WHERE { ?e a jp:Programme }", "实体要属于一个类别, 也只属于一个"),
    ("DELETE WHERE { ?c rdf:subject ?o }", "陈述要有一个主体"),
    ("DELETE WHERE { ?c rdf:object ?o }", "陈述要有一个客体"),
    ("DELETE WHERE { ?c rdf:predicate ?o }", "陈述要用本体里的一种关系"),
    ("INSERT { ?c rdf:predicate jp:likes } WHERE { ?c a jp:Claim }", "陈述要用本体里的一种关系"),
    (
        "DELETE { ?c jp:status ?s } WHERE { ?c a jp:Claim ; jp:status ?s }",
        "陈述的状态是已完成、进行中或计划中",
    ),
    ("DELETE WHERE { ?c jp:confidence ?n }", "置信度在 0 和 1 之间"),
    ("INSERT { ?c jp:confidence 1.5 } WHERE { ?c a jp:Claim }", "置信度在 0 和 1 之间"),
    ("DELETE { ?c prov:wasDerivedFrom ?e } WHERE { ?c a jp:Claim ; prov:wasDerivedFrom ?e }", "陈述要有证据"),
    ("DELETE WHERE { ?c prov:wasGeneratedBy ?r }", "陈述要说出由哪次运行得到"),
    ("DELETE WHERE { ?e oa:hasSource ?u }", "证据要指向一份文件"),
    ("DELETE { ?q oa:exact ?t } INSERT { ?q oa:exact '' } WHERE { ?q oa:exact ?t }", "证据要有不为空的引文"),
    ("DELETE WHERE { ?q oa:exact ?t }", "证据要有不为空的引文"),
    ("DELETE WHERE { ?e oa:start ?u }", "证据要有起点"),
    ("INSERT { ?p oa:start -1 } WHERE { ?p oa:end ?u }", "证据要有起点"),
    ("DELETE WHERE { ?e oa:end ?u }", "证据要有终点"),
    ("DELETE WHERE { ?m jp:refersTo ?u }", "提及要指向一个实体"),
    ("DELETE WHERE { ?o jp:about ?u }", "指标值要有一个主体"),
    ("DELETE WHERE { ?o jp:indicator ?u }", "指标值要有一个指标"),
    ("DELETE WHERE { ?o jp:printedValue ?u }", "指标值要有印出的数值"),
    ("DELETE { ?o jp:unit ?u } WHERE { ?o a jp:Observation ; jp:unit ?u }", "指标值要有单位"),
    ("INSERT { ?o sdmx-measure:obsValue 'much' } WHERE { ?o a jp:Observation }", "数值是一个小数"),
    ("DELETE { ?o jp:status ?s } WHERE { ?o a jp:Observation ; jp:status ?s }", "指标值是实际值或目标值"),
    (
        "DELETE { ?o prov:wasDerivedFrom ?e } WHERE { ?o a jp:Observation ; prov:wasDerivedFrom ?e }",
        "指标值要有证据",
    ),
    ("DELETE WHERE { ?o qb:dataSet ?u }", "指标值属于同一个数据集"),
    (
        "DELETE { ?d dcterms:identifier ?u } WHERE { ?d a jp:Document ; dcterms:identifier ?u }",
        "文件要有标识",
    ),
    ("DELETE WHERE { ?d dcterms:title ?u }", "文件要有标题"),
    ("INSERT { ?c jp:theme jp:weather } WHERE { ?c a jp:Claim }", "主题要在主题词表里"),
    ("INSERT { ?p jp:locatedIn ?p } WHERE { ?p a jp:Programme }", "位于的是地点或区域"),
    ("INSERT { ?p jp:serves ?p } WHERE { ?p a jp:Programme }", "服务的是人群"),
    ("INSERT { ?p jp:awarded ?p } WHERE { ?p a jp:Programme }", "获得的是荣誉"),
    ("INSERT { ?p jp:follows ?p } WHERE { ?p a jp:Programme }", "落实的是政策文件"),
    ("INSERT { ?p jp:guidedBy ?p } WHERE { ?p a jp:Programme }", "指导者是机构或区域"),
    ("INSERT { ?p jp:boundedBy ?p } WHERE { ?p a jp:Programme }", "端点是地点"),
    ("INSERT { ?p jp:boundedBy ?p } WHERE { ?p a jp:Programme }", "有端点的是地点、工程项目或区域"),
    ("INSERT { ?p jp:holdsPost ?p } WHERE { ?p a jp:Programme }", "任职于机构、区域或场所"),
    ("INSERT { ?p jp:holdsPost ?p } WHERE { ?p a jp:Programme }", "任职的是人物"),
]


@pytest.fixture(scope="module")
def quads():
    return list(dataset(resolve([FACTS])))


def broken(quads, update):
    graph = rdflib.Graph()
    graph += to_graph(quads)
    graph.update(update, initNs=dict(PREFIXES))
    return graph


def test_a_built_graph_conforms(quads):
    assert violations(to_graph(quads)) == []


@pytest.mark.parametrize(("update", "message"), BREAKS, ids=[f"{n}-{m}" for n, (_, m) in enumerate(BREAKS)])
def test_breaking_a_shape_is_noticed(quads, update, message):
    assert message in {violation.zh for violation in violations(broken(quads, update))}


def test_every_rule_is_broken_by_a_test_and_told_in_both_languages():
    shapes = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"))
    messages = [o for o in shapes.objects(None, SH.message) if isinstance(o, rdflib.Literal)]
    assert {str(o) for o in messages if o.language == "zh"} == {message for _, message in BREAKS}
    assert sum(o.language == "en" for o in messages) == sum(o.language == "zh" for o in messages)


@pytest.mark.parametrize(
    ("update", "about"),
    [
        pytest.param("INSERT { ?e a jp:Place } WHERE { ?e a jp:Programme }", "小岫鱼", id="entity"),
        pytest.param(
            "DELETE { ?c jp:confidence ?n } WHERE { ?c rdf:predicate jp:serves ; jp:confidence ?n }",
            "小岫鱼 自由职业者",
            id="claim",
        ),
        pytest.param("DELETE WHERE { ?o qb:dataSet ?u }", "松涛街道 税收 9.5", id="figure"),
        pytest.param("DELETE WHERE { ?m jp:refersTo ?u }", "小岫鱼", id="mention"),
    ],
)
def test_what_fails_is_told_in_the_words_of_the_document(quads, update, about):
    assert about in {violation.about for violation in violations(broken(quads, update))}


def test_the_ontology_takes_no_part_in_what_is_checked():
    assert violations(vocabulary()) == []


@pytest.fixture
def folder(quads, tmp_path):
    write_store(tmp_path / "out" / "store", quads)
    return tmp_path / "out"


def test_the_command_says_that_a_graph_conforms(folder, capsys):
    assert run(["validate", str(folder), "--lang", "en"]) == 0
    assert "conforms" in capsys.readouterr().out


def test_the_command_says_in_words_what_fails(quads, tmp_path, capsys):
    path = tmp_path / "graph.trig"
    steering = pyoxigraph.Literal("小\x1b[2J岫鱼", language="zh")
    spoilt = [
        pyoxigraph.Quad(q.subject, q.predicate, steering, q.graph_name)
        if q.object == pyoxigraph.Literal("小岫鱼", language="zh")
        else q
        for q in quads
        if not q.predicate.value.endswith("#confidence")
    ]
    path.write_bytes(pyoxigraph.serialize(spoilt, format=pyoxigraph.RdfFormat.TRIG))
    assert run(["validate", str(path)]) == 1
    out = capsys.readouterr().out
    assert "置信度在 0 和 1 之间" in out
    assert "松涛街道 小\\x1b[2J岫鱼" in out
    assert out.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        pytest.param("none", None, 1, id="nothing there"),
        pytest.param("a.ttl", "", 1, id="empty"),
        pytest.param("a.ttl", "<x", 1, id="no turtle"),
        pytest.param("a.xlsx", "", 2, id="other format"),
    ],
)
def test_what_cannot_be_validated_is_told_in_a_line(name, content, status, tmp_path, capsys):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert run(["validate", str(tmp_path / name)]) == status
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert str(tmp_path / name) in err


def test_the_sample_conforms(built, capsys):
    assert run(["validate", str(built)]) == 0
    assert len(to_graph(KnowledgeGraph.load(built).store.quads())) > 5_000
