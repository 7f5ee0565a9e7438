"""Jiepu from Python: the public names, what each gives, and that importing it costs little."""

import html
import inspect
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import rdflib

import jiepu
from jiepu.api import Graph
from jiepu.picture import Picture
from jiepu.portrait import Portrait
from ontology.errors import QueryError, StoreError, UsageError
from ontology.records import Document, Facts, Mention, Observation, Relation, dumps

REPOSITORY = Path(__file__).parent.parent
TEXT = "松涛街道打造“小岫鱼”品牌,面向<b>自由职业者</b>,投入12.5万元。"
END = len(TEXT)
JP = rdflib.Namespace("https://w3id.org/jiepu/ontology#")


def facts(doc="a"):
    group = TEXT.index("自由职业者")
    return Facts(
        doc,
        Document(doc, TEXT, title="半年总结", issuer="松涛街道", areas=("松涛街道",)),
        (
            Mention(0, 4, "松涛街道", "AREA"),
            Mention(7, 10, "小岫鱼", "PROGRAMME"),
            Mention(group, group + 5, "自由职业者", "GROUP"),
        ),
        (
            Relation("松涛街道", "undertakes", "小岫鱼", "done", 0, END, TEXT, "AREA", "PROGRAMME", 0, 7),
            Relation(
                "小岫鱼", "serves", "自由职业者", "planned", 0, END, TEXT, "PROGRAMME", "GROUP", 7, group
            ),
        ),
        (Observation("小岫鱼", "投入", "12.5", "万元", "actual", 0, END, TEXT, number=12.5),),
    )


@pytest.fixture
def path(tmp_path):
    (tmp_path / "facts.jsonl").write_text(dumps(facts()) + "\n", encoding="utf-8")
    return tmp_path / "facts.jsonl"


@pytest.fixture(params=["memory", "folder", "loaded"])
def kg(request, path, tmp_path):
    if request.param == "memory":
        return jiepu.build(path)
    built = jiepu.build([path], tmp_path / "out")
    return built if request.param == "folder" else jiepu.load(str(tmp_path / "out"))


PUBLIC = {
    "claims", "diffusion", "documents", "entities", "entity", "failures", "figures", "knowledge", "ledger",
    "neighbours", "network", "networks", "path", "query", "questions", "series", "show", "substance",
    "to_networkx", "to_rdflib",
}  # fmt: skip


def test_the_public_names_are_these(path):
    assert jiepu.__all__ == ["Graph", "JiepuError", "__version__", "build", "load"]
    assert set(jiepu.__all__) <= set(dir(jiepu))
    assert {name for name in dir(jiepu.build(path)) if not name.startswith("_")} == PUBLIC
    assert {name for name in dir(Portrait) if not name.startswith("_")} == {"name", "type", "to_frame"}
    assert {name for name in dir(Picture) if not name.startswith("_")} == {"height", "of", "save"}
    with pytest.raises(AttributeError):
        jiepu.wonder  # noqa: B018


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_is_documented(name):
    assert f"`kg.{name}" in (REPOSITORY / "docs" / "python.md").read_text(encoding="utf-8")
    member = getattr(Graph, name, None)
    assert member is None or inspect.getdoc(member)


@pytest.mark.parametrize("command", ["build", "load"])
def test_both_readmes_show_how_to_begin(command):
    for readme in ("README.md", "README.zh.md"):
        assert f"jiepu.{command}(" in (REPOSITORY / readme).read_text(encoding="utf-8")


def test_the_import_is_cheap_and_modules_do_not_hide_the_functions():
    heavy = ("spacy", "numpy", "pandas", "rdflib", "pyoxigraph", "networkx", "igraph", "msgspec")
    probe = (
        f"import sys, jiepu; print([m for m in {heavy} if m in sys.modules]); "
        "import jiepu.building, jiepu.commands; print(callable(jiepu.build), callable(jiepu.load))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == ["[]", "True True"]


def test_an_answer_is_a_data_frame_of_python_values(kg):
    figures = kg.query("SELECT ?v ?s { ?o a jp:Observation ; sdmx-measure:obsValue ?v ; jp:status ?s }")
    assert isinstance(figures, pd.DataFrame)
    assert figures.to_dict("records") == [{"v": 12.5, "s": "actual"}]
    assert kg.query("SELECT (COUNT(?c) AS ?n) { ?c a jp:Claim }").n[0] == 2
    assert kg.query("ASK { ?x a jp:Person }").answer[0] == False  # noqa: E712
    about = kg.query("about", entity="小岫鱼")
    assert set(about.quote) == {TEXT}


def test_an_empty_answer_keeps_its_columns(kg):
    assert list(kg.query("SELECT ?a ?b { ?a a jp:Person ; jp:verb ?b }").columns) == ["a", "b"]


def test_the_library_is_listed(kg):
    listed = kg.questions("en").set_index("name")
    assert listed.parameters["about"] == "entity"
    assert listed.title.str.isascii().any()


def test_what_is_asked_wrongly_is_an_error_of_ours(kg):
    for wrong in (
        lambda: kg.query("wonder"),
        lambda: kg.query("SELECT {"),
        lambda: kg.entity("没有这个"),
        lambda: kg.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"),
    ):
        with pytest.raises(QueryError) as caught:
            wrong()
        assert isinstance(caught.value, jiepu.JiepuError)


def test_an_entity_comes_with_relations_and_evidence(kg):
    known = kg.entity("“小岫鱼”")
    assert (known.name, known.type) == ("小岫鱼", "PROGRAMME")
    assert {(t.direction, t.relation, t.other.name, t.status) for t in known.relations} == {
        ("in", "undertakes", "松涛街道", "done"),
        ("out", "serves", "自由职业者", "planned"),
    }
    document = kg.documents[0]
    for tie in known.relations:
        assert document.text[tie.evidence.start : tie.evidence.end] == tie.evidence.quote
    assert [(f.indicator, f.number) for f in known.figures] == [("投入", 12.5)]
    assert [(m.start, m.end) for m in known.mentions] == [(7, 10)]
    assert sorted(known.to_frame().other) == ["松涛街道", "自由职业者"]
    assert "→ serves 自由职业者 [planned]" in str(known)


def test_texts_of_documents_are_no_markup_in_a_notebook(kg):
    shown = kg.entity("小岫鱼")._repr_html_()
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


def test_neighbours_and_paths(kg):
    assert [e.name for e in kg.neighbours("小岫鱼")] == ["松涛街道", "自由职业者"]
    assert [e.name for e in kg.neighbours("小岫鱼", ["serves"])] == ["自由职业者"]
    assert [[e.name for e in chain] for chain in kg.path("松涛街道", "自由职业者")] == [
        ["松涛街道", "小岫鱼", "自由职业者"]
    ]


def test_networkx_holds_attributes(kg):
    network = kg.to_networkx()
    programme = kg.entity("小岫鱼").entity.iri
    assert network.nodes[programme]["label"] == "小岫鱼"
    [(_, _, edge)] = network.out_edges(programme, data=True)
    assert (edge["relation"], edge["status"], edge["quote"]) == ("serves", "planned", TEXT)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_stands_on_the_same_store(kg):
    dataset = kg.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    programme = rdflib.URIRef(kg.entity("小岫鱼").entity.iri)
    assert (programme, JP.serves, None) in dataset
    rows = dataset.query("SELECT ?n { ?c a jp:Claim ; rdf:object/skos:prefLabel ?n }")
    assert {str(row.n) for row in rows} == {"小岫鱼", "自由职业者"}
    assert len(list(dataset.graphs())) >= 2
    assert dataset.store._inner is kg.knowledge.store._store, "not a copy"


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_a_loaded_graph_cannot_be_changed_by_rdflib(path, tmp_path):
    jiepu.build(path, tmp_path / "out")
    dataset = jiepu.load(tmp_path / "out").to_rdflib()
    with pytest.raises(RuntimeError):
        dataset.add((JP.a, JP.b, JP.c))


def test_the_picture_is_shown_in_a_frame_and_can_be_saved(kg, tmp_path):
    picture = kg.show("自由职业者", title='<"题">', height=300)
    shown = picture._repr_html_()
    assert shown.startswith('<iframe srcdoc="')
    assert shown.count("<") == 2, "the page is an attribute, nothing else"
    assert "allow-same-origin" not in shown
    assert html.unescape(shown.split('"')[1]) == picture.page
    assert picture.save(tmp_path / "page.html").read_text(encoding="utf-8") == picture.page
    assert "松涛街道" not in [e.name for e in kg.neighbours("自由职业者")]
    assert len(picture.page) < len(kg.show().page)


def test_the_frame_draws_offline(path, tmp_path, browser):
    shown = jiepu.build(path).show()._repr_html_()
    page = tmp_path / "notebook.html"
    page.write_text(f'<html data-ready="true"><meta charset="utf-8">{shown}</html>', encoding="utf-8")
    opened = browser.open(page)
    [_, frame] = opened.page.frames
    frame.wait_for_selector("html[data-ready=true]", state="attached")
    assert frame.locator("canvas").count() >= 1
    assert frame.title() == "街谱"
    opened.requests[:] = [address for address in opened.requests if address != "about:srcdoc"]
    opened.picture("notebook-frame")


def test_documents_that_cannot_be_read_are_warnings_and_the_others_are_there(path, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{}", encoding="utf-8")
    for out in (None, tmp_path / "out"):
        with pytest.warns(UserWarning, match=r"bad\.jsonl"):
            kg = jiepu.build([path, tmp_path / "bad.jsonl"], out)
        assert len(kg.documents) == 1
        assert "bad.jsonl" in kg.failures[0].en


def test_where_there_is_nothing_the_error_says_so(tmp_path):
    (tmp_path / "bad.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(jiepu.JiepuError, match=r"bad\.jsonl"):
        jiepu.build(tmp_path / "bad.jsonl")
    with pytest.raises(UsageError):
        jiepu.build(tmp_path / "none")
    with pytest.raises(StoreError):
        jiepu.load(tmp_path / "none")


def test_rulings_are_obeyed_in_memory_too(path, tmp_path):
    (tmp_path / "aliases.csv").write_text("name,canonical,decision\n小岫鱼,岫鱼计划,same\n", encoding="utf-8")
    kg = jiepu.build(path, aliases=tmp_path / "aliases.csv")
    assert kg.entity("小岫鱼").name == "岫鱼计划"
