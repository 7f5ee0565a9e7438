"""Networks of partners: each measure on small graphs whose answer is known, and in a sentence."""

import networkx as nx
import pytest

from graph.explanation import MEASURES, explained
from graph.model import Claim, Entity, Evidence, GraphData
from graph.partnership import partners, reliance, shared_works, works_of
from graph.structure import communities, constraints, core, structure
from jiepu import load
from ontology.records import Document

WEST, EAST = "柳汀街道", "桐洲街道"
BRIDGE = "苇声书社"


def graph(*claims):
    """A graph of (head, relation, tail, status) between actors and, in quotation marks, works."""
    names = sorted({name for head, _, tail, *_ in claims for name in (head, tail)})

    def kind(name):
        return "AREA" if name.endswith("街道") else "PROGRAMME" if name.startswith("“") else "ORG"

    text = "".join(f"{head}{rel}{tail}。" for head, rel, tail, *_ in claims)
    made, at = [], 0
    for number, (head, rel, tail, *status) in enumerate(claims):
        quote = f"{head}{rel}{tail}。"
        evidence = Evidence("d", at, at + len(quote), quote)
        made.append(Claim(f"c{number}", head, rel, tail, status[0] if status else "done", "", 0.9, evidence))
        at += len(quote)
    entities = tuple(Entity(name, kind(name), name) for name in names)
    return GraphData((Document("d", text),), entities, tuple(made), (), ())


def tied(*pairs):
    return [(head, "partnersWith", tail) for head, tail in pairs]


TWO = graph(
    *tied(
        (WEST, "渡口小学"),
        (WEST, "芦花医院"),
        (WEST, BRIDGE),
        (EAST, BRIDGE),
        (EAST, "石埠工厂"),
        (EAST, "石埠银行"),
    ),
)


def test_planned_ties_are_no_ties_and_sentences_are_weights():
    data = graph(*tied((WEST, BRIDGE), (BRIDGE, WEST)), (WEST, "partnersWith", "渡口小学", "planned"))
    network = partners(data)
    assert [(sorted(edge[:2]), edge[2]["weight"]) for edge in network.edges(data=True)] == [
        ([WEST, BRIDGE], 2)
    ] or (network.size() == 1 and network.size(weight="weight") == 2)
    assert "渡口小学" in partners(data, statuses={"planned"})


def test_reliance_keeps_its_direction():
    network = reliance(graph((WEST, "reliesOn", BRIDGE), (EAST, "reliesOn", BRIDGE)))
    assert (network.in_degree(BRIDGE), network.out_degree(BRIDGE)) == (2, 0)


def test_works_tie_institutions_by_newmans_weight():
    data = graph(
        (WEST, "undertakes", "“巷谈”"), (BRIDGE, "participatesIn", "“巷谈”"),
        (WEST, "undertakes", "“灯会”"), (EAST, "undertakes", "“灯会”"), (BRIDGE, "participatesIn", "“灯会”"),
    )  # fmt: skip
    network = works_of(data)
    assert nx.is_bipartite(network)
    projected = shared_works(network)
    assert projected.edges[WEST, BRIDGE]["weight"] == 1.5
    assert projected.edges[WEST, EAST]["weight"] == 0.5
    assert set(projected.edges[WEST, BRIDGE]["works"]) == {"“巷谈”", "“灯会”"}


def test_the_broker_between_subdistricts_is_found_and_its_removal_parts_them():
    found = structure(TWO)
    by_name = {node.name: node for node in found.nodes}
    assert by_name[BRIDGE].bridging == 1.0
    assert by_name["渡口小学"].bridging == 0.0
    # Two stars of three are left, the pairs across are parted: 9 of 15.
    assert by_name[BRIDGE].lost == pytest.approx(9 / 15)
    assert by_name["渡口小学"].lost == 0.0
    assert by_name[BRIDGE].constraint == 0.5


def test_core_and_periphery_are_told_apart():
    network = nx.complete_graph(4)
    network.add_edges_from((number, f"leaf{number}{i}") for number in range(4) for i in range(3))
    assert core(network) == {0, 1, 2, 3}
    assert core(nx.star_graph(5)) == {0}
    assert core(nx.Graph()) == frozenset()


@pytest.mark.parametrize(
    "make", [nx.karate_club_graph, nx.les_miserables_graph], ids=["karate", "miserables"]
)
def test_constraint_is_that_of_networkx(make):
    network = make()
    assert constraints(network) == pytest.approx(nx.constraint(network, weight="weight"))


def test_groups_are_the_same_each_time_and_follow_the_ties():
    network = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "x"), ("x", "y"), ("y", "z"), ("x", "z")])
    assert communities(network) == communities(network.copy()) == [frozenset("abc"), frozenset("xyz")]


@pytest.mark.parametrize("data", [graph(), TWO], ids=["empty", "two"])
def test_each_measure_says_its_graph_and_what_it_found_in_both_languages(data):
    told = explained(structure(data))
    assert [one.measure for one in told] == (["size"] if not data.claims else list(MEASURES))
    for one in told:
        assert set(one.graph) == set(one.sentence) == {"zh", "en"}
        assert not any("{" in text for text in one.sentence.values())


def test_the_sentences_name_what_was_found():
    told = {one.measure: one.sentence for one in explained(structure(TWO))}
    assert BRIDGE in told["between"]["zh"]
    assert "100%" in told["between"]["en"]
    assert "7" in told["size"]["zh"]


def test_frames_have_nodes_pairs_and_sentences(built):
    kg = load(built)
    nodes = kg.networks()
    assert {"name", "degree", "kcore", "betweenness", "constraint", "group"} <= set(nodes)
    assert len(nodes) == len(structure(kg.knowledge.data).nodes) > 10
    assert len(kg.networks(show="summary")) == len(MEASURES)
    assert "works" in kg.networks(show="shared")
    # A small graph of the sample: no chain of partners ties two subdistricts, and nothing says that one does.
    assert kg.networks(show="summary")["sentence"].str.len().min() > 5
