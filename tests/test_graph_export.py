"""Every format says what the graph says: read back where it can be, harmless where it is opened."""

import csv
import json
import re
import sys
from dataclasses import replace

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyarrow import parquet

from graph.export.formats import FORMATS
from graph.export.parquet import write_parquet
from graph.export.reified import reified
from graph.export.tables import EDGES, FIGURES, NODES, tables
from graph.knowledge import KnowledgeGraph
from graph.model import GraphData
from graph.rdf import dataset
from ontology.context import context
from ontology.errors import UsageError

HOSTILE = ("云汀\x1b[2J街道", "=HYPERLINK(1)", "@SUM(A1)街", 'a;"b",<c>&', "\t-1+1")
SAID = '+1,\r\n云汀\x1b[2J街道办了a;"b",<c>&。'
RDF_WITH_GRAPHS = {"trig": "TRIG", "nquads": "N_QUADS", "jsonld": "JSON_LD"}
RDF_WITHOUT = {"turtle": "TURTLE", "rdfxml": "RDF_XML"}


@pytest.fixture(params=["town", "hostile"])
def kg(request, town):
    data = town if request.param == "town" else hostile(town)
    return KnowledgeGraph(lambda: data)


def hostile(data):
    """The graph with names and sentences that try to be formulas, markup, columns or commands."""
    names = (*HOSTILE, *(entity.name for entity in data.entities[len(HOSTILE) :]))
    entities = [
        replace(entity, name=name, alt_names=HOSTILE, definition=SAID)
        for entity, name in zip(data.entities, names, strict=True)
    ]
    claims = [replace(c, verb="=1", evidence=replace(c.evidence, quote=SAID)) for c in data.claims]
    figures = [replace(f, indicator="=1+1", unit="@", approx="+") for f in data.figures]
    return replace(data, entities=tuple(entities), claims=tuple(claims), figures=tuple(figures))


@pytest.fixture
def write(kg, tmp_path):
    """Write the graph in a format; return the path."""

    def written(form, name="graph"):
        path = tmp_path / (name + FORMATS[form].suffix)
        if not FORMATS[form].suffix:
            path.mkdir()
        FORMATS[form].write(path, kg)
        return path

    return written


def parsed(path, form):
    return set(pyoxigraph.parse(path.read_bytes(), getattr(pyoxigraph.RdfFormat, form)))


def cells(path, encoding="utf-8"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", RDF_WITH_GRAPHS)
def test_rdf_with_named_graphs_is_the_dataset(kg, write, form):
    assert parsed(write(form), RDF_WITH_GRAPHS[form]) == set(dataset(kg.data))


@pytest.mark.parametrize("form", RDF_WITHOUT)
def test_rdf_without_named_graphs_holds_the_triples(kg, write, form):
    held = {quad.triple for quad in parsed(write(form), RDF_WITHOUT[form])}
    triples = {quad.triple for quad in dataset(kg.data)}
    if form == "rdfxml":
        assert {(t.subject, t.predicate) for t in held} == {(t.subject, t.predicate) for t in triples}
        assert {t.object.value for t in held} == {t.object.value.replace("\x1b", "\ufffd") for t in triples}
    else:
        assert held == triples


# rdflib warns of itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("trig", "trig"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_rdflib_reads_what_is_written(kg, write, form, name):
    found = rdflib.Dataset(default_union=True).parse(write(form), format=name)
    assert len(set(found.triples((None, None, None)))) == len({quad.triple for quad in dataset(kg.data)})


def test_jsonld_is_short_and_carries_its_context(kg, write):
    text = write("jsonld").read_text(encoding="utf-8")
    whole = json.loads(text)
    assert whole["@context"] == context()["@context"]
    body = text[text.index('"@graph"') :]
    nodes = [node for graph in whole["@graph"] for node in graph["@graph"]]
    claim = next(node for node in nodes if "Claim" in node.get("@type", ()))
    assert claim["status"] in {"done", "ongoing", "planned"}
    assert claim["rdf:predicate"] == kg.claims[0].rel
    assert claim["@id"].startswith("jpr-claim:")
    assert claim["prov:wasDerivedFrom"].startswith("jpr-evidence:")
    assert "https://w3id.org/jiepu" not in body
    # Every term that a graph uses has its place in the context.
    assert {key for node in nodes for key in node if not key.startswith("@")} <= set(whole["@context"])


def test_each_claim_reifies_its_triple_in_rdf_12(kg, write):
    quads = parsed(write("rdf12"), "TRIG")
    assert quads == set(reified(dataset(kg.data)))
    triples = [quad.object for quad in quads if quad.predicate.value.endswith("#reifies")]
    assert {(t.subject.value, t.object.value) for t in triples} == {(c.head, c.tail) for c in kg.claims}
    assert len(triples) == len(kg.claims)
    assert not [quad for quad in quads if quad.predicate.value.endswith("#predicate")]


def test_graphml_is_the_network(kg, write):
    found = nx.read_graphml(write("graphml"), force_multigraph=True)
    assert set(found.nodes) == {entity.iri for entity in kg.entities}
    assert {(h, t, k) for h, t, k in found.edges(keys=True)} == {(c.head, c.tail, c.iri) for c in kg.claims}
    claim = kg.claims[0]
    edge = found.edges[claim.head, claim.tail, claim.iri]
    assert (edge["relation"], edge["status"]) == (claim.rel, claim.status)
    assert edge["quote"].replace("\ufffd", "\x1b") == claim.evidence.quote
    assert found.nodes[claim.head]["label"].replace("\ufffd", "\x1b") == kg.entity(claim.head).name


def test_gexf_holds_the_network_with_colours_and_places(kg, write):
    found = nx.read_gexf(write("gexf"))
    assert set(found.nodes) == {entity.iri for entity in kg.entities}
    assert found.number_of_edges() == len(kg.claims)
    looks = [node["viz"] for _, node in found.nodes(data=True)]
    assert len({(look["position"]["x"], look["position"]["y"]) for look in looks}) == len(looks)
    assert len({tuple(look["color"].items()) for look in looks}) == len({e.type for e in kg.entities})


def test_tables_hold_every_node_edge_and_figure(kg, write):
    folder = write("csv")
    for name, columns, records in (
        ("nodes", NODES, kg.entities), ("edges", EDGES, kg.claims), ("figures", FIGURES, kg.figures)
    ):  # fmt: skip
        assert (folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        rows = cells(folder / f"{name}.csv", "utf-8-sig")
        assert [row["iri"] for row in rows] == [record.iri for record in records]
        assert not rows or tuple(rows[0]) == columns
    edges = cells(folder / "edges.csv", "utf-8-sig")
    assert [row["quote"].removeprefix("'") for row in edges] == [c.evidence.quote for c in kg.claims]
    assert [(int(row["start"]), int(row["end"])) for row in edges] == [
        (c.evidence.start, c.evidence.end) for c in kg.claims
    ]


def test_no_cell_of_a_table_is_a_formula(write):
    for path in write("csv").iterdir():
        for row in cells(path, "utf-8-sig"):
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "@"))
                assert not cell.startswith(("+", "-")) or re.fullmatch(r"[+-]\d[\d.,]*%?", cell)


def test_parquet_holds_the_tables_as_they_are(kg, write):
    folder = write("parquet")
    for name, table in tables(kg.data).items():
        found = parquet.read_table(folder / f"{name}.parquet")
        assert tuple(found.column_names) == table.columns
        assert [tuple(row.values()) for row in found.to_pylist()] == list(table.rows)
    types = {field.name: str(field.type) for field in parquet.read_schema(folder / "figures.parquet")}
    assert (types["number"], types["start"], types["value"]) == ("double", "int64", "string")


def test_without_pyarrow_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        write_parquet(tmp_path, GraphData((), (), (), (), ()))
    assert "jiepu[parquet]" in str(caught.value)
    assert "jiepu[parquet]" in caught.value.en
    assert not list(tmp_path.iterdir())


def test_neo4j_gets_a_record_a_line_with_ends_that_exist(kg, write):
    folder = write("neo4j")
    nodes, figures = cells(folder / "nodes.csv"), cells(folder / "figures.csv")
    ties = cells(folder / "relationships.csv")
    for path in folder.iterdir():
        assert len(path.read_text(encoding="utf-8").split("\n")) - 2 == len(cells(path))
    known = {row["iri:ID"] for row in (*nodes, *figures)}
    assert {row[end] for row in ties for end in (":START_ID", ":END_ID")} <= known
    assert len(ties) == len(kg.claims) + len(kg.figures)
    assert [row["name"] for row in nodes] == [entity.name for entity in kg.entities]
    assert all(re.fullmatch(r"Entity;[A-Z]\w+", row[":LABEL"]) for row in nodes)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(write, form):
    pairs = [
        [path] if path.is_file() else sorted(path.iterdir()) for path in (write(form, "a"), write(form, "b"))
    ]
    assert [path.read_bytes() for path in pairs[0]] == [path.read_bytes() for path in pairs[1]]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_can_be_written(tmp_path, form):
    path = tmp_path / "graph"
    if not FORMATS[form].suffix:
        path.mkdir()
    FORMATS[form].write(path, KnowledgeGraph(lambda: GraphData((), (), (), (), ())))
    assert path.exists()
