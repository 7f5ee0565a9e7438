"""A reasoner (OWL 2 RL) finds the ontology consistent, alone and with a graph, and notices what is not."""

import pytest
import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib.namespace import RDF

from graph.knowledge import KnowledgeGraph
from graph.validate import to_graph
from ontology import terms
from ontology.records import Document, Facts, Mention, Observation, Period, Relation, Section
from ontology.vocabulary import vocabulary

JP = rdflib.Namespace(terms.JP)
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
TEXT = "松涛街道联合云岫理工办好“小岫鱼”,面向自由职业者,税收9.5亿元,增长3%。"


def contradictions(*graphs):
    """What a reasoner finds wrong; everything that it concludes is thrown away."""
    closed = rdflib.Graph()
    for graph in graphs:
        closed += graph
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    return sorted(str(message) for message in closed.objects(None, ERROR))


@pytest.fixture(scope="module")
def ontology():
    return vocabulary()


@pytest.fixture(scope="module")
def built():
    def tie(head, rel, tail, head_type, tail_type):
        return Relation(
            head, rel, tail, "done", 0, len(TEXT), TEXT, head_type, tail_type, themes=("employment",),
            period=Period("2031-01-01", "2031-06-30"),
        )  # fmt: skip

    names = (("松涛街道", "AREA"), ("云岫理工", "ORG"), ("小岫鱼", "PROGRAMME"), ("自由职业者", "GROUP"))
    facts = Facts(
        "a",
        Document(
            "a", TEXT, title="半年总结", issuer="松涛街道", areas=("松涛街道",), date="2031-07-01",
            sections=(Section(0, len(TEXT), 1, "review", themes=("employment",)),),
        ),
        tuple(Mention(TEXT.index(n), TEXT.index(n) + len(n), n, t) for n, t in names),
        (
            tie("松涛街道", "partnersWith", "云岫理工", "AREA", "ORG"),
            tie("松涛街道", "undertakes", "小岫鱼", "AREA", "PROGRAMME"),
            tie("小岫鱼", "serves", "自由职业者", "PROGRAMME", "GROUP"),
        ),
        (
            Observation(
                "松涛街道", "税收", "9.5", "亿元", "actual", 0, len(TEXT), TEXT, change="+3%", basis="同比",
                number=9.5,
            ),
        ),
    )  # fmt: skip
    return to_graph(KnowledgeGraph.from_facts([facts]).store.quads())


def entity(built, kind):
    return next(built.subjects(RDF.type, JP[kind]))


def test_the_ontology_is_consistent(ontology):
    assert contradictions(ontology) == []


def test_the_ontology_with_a_built_graph_is_consistent(ontology, built):
    assert len(built) > 100
    assert contradictions(ontology, built) == []


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(lambda g: (entity(g, "Programme"), RDF.type, JP.Place), id="two classes of entities"),
        pytest.param(lambda g: (entity(g, "Claim"), RDF.type, JP.Evidence), id="two classes of what is said"),
        pytest.param(
            lambda g: (entity(g, "Institution"), RDF.type, JP.Claim), id="an entity that is a claim"
        ),
        pytest.param(
            lambda g: (entity(g, "Programme"), JP.awarded, entity(g, "AdministrativeArea")),
            id="range of a relation",
        ),
        pytest.param(
            lambda g: (entity(g, "Programme"), JP.holdsPost, entity(g, "Institution")),
            id="domain of a relation",
        ),
        pytest.param(
            lambda g: (entity(g, "AdministrativeArea"), JP.servedBy, entity(g, "Programme")),
            id="domain of an inverse",
        ),
    ],
)
def test_a_planted_contradiction_is_noticed(ontology, built, plant):
    wrong = rdflib.Graph()
    wrong.add(plant(built))
    assert contradictions(ontology, built, wrong) != []
