"""The graph as RDF: complete, safe, the same every time, and valid by its shapes."""

import pyoxigraph
import pytest

from graph.export.turtle import write_trig, write_turtle
from graph.rdf import ENTITY_GRAPH, Run, dataset, graph_iri
from graph.resolve import resolve
from graph.store import OxigraphStore, write_store
from graph.validate import to_graph
from ontology.errors import StoreError
from ontology.records import (
    Component,
    Definition,
    Document,
    Facts,
    Mention,
    Observation,
    Period,
    Relation,
    Section,
)
from ontology.terms import JP

TEXT = "松涛街道打造“小岫鱼”品牌,面向自由职业者,税收增长9.5%。"


def example(name="小岫鱼", doc="a"):
    text = TEXT.replace("小岫鱼", name)
    at, end = text.index(name), len(text)
    document = Document(
        doc, text, title="半年总结", issuer="松涛街道", areas=("松涛街道",), date="2031-07-02", kind="report",
        period=Period("2031-01-01", "2031-06-30"), sha256="ab", source="https://example.org/a",
        sections=(Section(0, end, 0, "review", "总结"),),
    )  # fmt: skip
    group = text.index("自由职业者")
    mentions = (
        Mention(0, 4, "松涛街道", "AREA"),
        Mention(at, at + len(name), name, "PROGRAMME", confidence=0.75),
        Mention(group, group + 5, "自由职业者", "GROUP"),
    )
    relations = (
        Relation(
            "松涛街道", "undertakes", name, "done", 0, end, text, "AREA", "PROGRAMME", 0, at, "打造", 0.875
        ),
        Relation(name, "serves", "自由职业者", "done", 0, end, text, "PROGRAMME", "GROUP", at, group, "面向"),
    )
    figure = Observation(
        "松涛街道", "税收", "9.5", "%", "actual", 0, end, text, change="+9.5%", basis="同比",
        period="上半年", dates=Period("2031-01-01", "2031-06-30"), number=9.5,
    )  # fmt: skip
    note = Definition(name, "一种服务", 0, end, text, components=(Component("2", "名", "管家"),))
    return Facts(doc, document, mentions, relations, (figure,), (note,))


def quads(*facts):
    return list(dataset(resolve(facts or [example()])))


def ask(store, query):
    return [[getattr(t, "value", t) for t in row] for row in store.select(query)[1]]


def test_a_relation_is_a_plain_triple_and_a_claim_with_evidence():
    store = OxigraphStore.memory(quads())
    rows = ask(
        store,
        """SELECT ?status ?confidence ?verb ?start ?end ?quote ?title WHERE {
          GRAPH ?g { ?s jp:undertakes ?o }
          ?c a jp:Claim ; rdf:subject ?s ; rdf:predicate jp:undertakes ; rdf:object ?o ; jp:status ?status ;
            jp:confidence ?confidence ; jp:verb ?verb ; prov:wasDerivedFrom ?e ; prov:wasGeneratedBy ?run .
          ?e oa:hasSource ?d ; oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote .
          ?d dcterms:title ?title . ?run a prov:Activity }""",
    )
    assert rows == [[JP + "done", "0.875", "打造", "0", str(len(TEXT)), TEXT, "半年总结"]]


def test_a_figure_is_a_data_cube_observation_with_its_change_and_period():
    rows = ask(
        OxigraphStore.memory(quads()),
        """SELECT ?value ?unit ?amount ?basis ?from ?to WHERE {
          ?o a qb:Observation ; sdmx-measure:obsValue ?value ; jp:unit ?unit ; jp:change ?c ; jp:period ?p .
          ?c jp:changeValue ?amount ; jp:basis ?basis .
          ?p time:hasBeginning/time:inXSDDate ?from ; time:hasEnd/time:inXSDDate ?to }""",
    )
    assert rows == [["9.5", "%", "9.5", JP + "yearOnYear", "2031-01-01", "2031-06-30"]]


def test_each_document_has_its_own_graph_and_entities_are_shared():
    graphs = {q.graph_name.value for q in quads(example(doc="a"), example(doc="b"))}
    assert graphs == {ENTITY_GRAPH, graph_iri("a"), graph_iri("b")}


def test_the_run_names_the_software_and_holds_no_clock():
    data = resolve([example()])
    run = Run({"jiepu": "9.9", "words": "1"})
    assert list(dataset(data, run)) == list(dataset(data, run))
    store = OxigraphStore.memory(dataset(data, run))
    assert ["9.9"] in ask(store, "SELECT ?v { ?a schema:softwareVersion ?v }")


HOSTILE = [
    pytest.param('<script>alert("1")</script>', id="script"),
    pytest.param('a> <b> "c', id="iri-end"),
    pytest.param("x\\u003e\n.\ty", id="escapes"),
    pytest.param("../../etc", id="path"),
    pytest.param("100%/?#[]@", id="reserved"),
    pytest.param("\u202e鱼岫\u200b\U0001f41f", id="bidi-and-emoji"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_document_prints_never_leaves_its_literal(name, tmp_path):
    facts = example(name, doc=name)
    written = quads(facts)
    for quad in written:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, pyoxigraph.NamedNode):
                assert not set(term.value) & set('<>"{}|\\^`\n\t\u202e ')
                assert "/../" not in term.value
    write_trig(tmp_path / "g.trig", written)
    again = list(pyoxigraph.parse(path=str(tmp_path / "g.trig")))
    assert set(again) == set(written)
    assert len(to_graph(again)) == len({(q.subject, q.predicate, q.object) for q in written})


def test_the_same_graph_is_written_in_the_same_bytes_and_reads_back(tmp_path):
    for name in "12":
        write_trig(tmp_path / f"{name}.trig", quads())
        write_turtle(tmp_path / f"{name}.ttl", quads())
    assert (tmp_path / "1.trig").read_bytes() == (tmp_path / "2.trig").read_bytes()
    assert (tmp_path / "1.ttl").read_bytes() == (tmp_path / "2.ttl").read_bytes()
    triples = {(q.subject, q.predicate, q.object) for q in quads()}
    read = {(t.subject, t.predicate, t.object) for t in pyoxigraph.parse(path=str(tmp_path / "1.ttl"))}
    assert read == triples


def test_a_store_on_disk_is_opened_to_be_read(tmp_path):
    write_store(tmp_path / "store", quads())
    store = OxigraphStore.open(tmp_path / "store")
    assert len(store) == len(set(quads()))
    assert set(store.quads()) == set(quads())


def test_a_folder_without_a_store_is_a_store_error_and_stays_as_it_was(tmp_path):
    with pytest.raises(StoreError, match="jiepu build"):
        OxigraphStore.open(tmp_path)
    assert list(tmp_path.iterdir()) == []
