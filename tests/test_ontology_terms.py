"""The ontology file and the constants say the same, and the file says enough."""

from importlib.resources import files
from typing import get_args

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph.kinds import kind_of
from ontology import terms
from ontology.records import EntityType, RelationName
from ontology.vocabulary import FILES, source

JP = rdflib.Namespace(terms.JP)

# What each term of ours specialises.
PUBLIC = """
AdministrativeArea schema:AdministrativeArea,geo:Feature
Institution org:Organization
Place schema:Place,geo:Feature
Programme prov:Plan
Project schema:Project
Mechanism p-plan:Plan
Event schema:Event
Policy schema:Legislation
Honour skos:Concept
Platform schema:CreativeWork
Person foaf:Person
TargetGroup skos:Concept
Claim rdf:Statement,prov:Entity
Evidence oa:SpecificResource
Mention oa:SpecificResource
Observation qb:Observation
Document prov:Entity
Run prov:Activity
partOf dcterms:isPartOf
within schema:containedInPlace
locatedIn schema:location,geo:sfWithin
undertakenBy prov:wasAttributedTo
hasParticipant schema:participant
reliesOn dcterms:requires
serves schema:audience
awarded schema:award
follows dcterms:conformsTo
holdsPost org:memberOf
theme dcterms:subject
"""


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(
        data=files("ontology").joinpath("jiepu.ttl").read_text("utf-8"), format="turtle"
    )


@pytest.fixture(scope="module")
def schemes():
    graph = rdflib.Graph()
    for name in FILES[1:]:
        graph.parse(data=source(name), format="turtle")
    return graph


def classes_of(graph, relation, side):
    """The entity types that a relation's domain or range allows; all of them where it is jp:Entity."""
    node = graph.value(rdflib.URIRef(terms.RELATIONS[relation]), side)
    members = Collection(graph, graph.value(node, OWL.unionOf)) if graph.value(node, OWL.unionOf) else [node]
    if list(members) == [JP.Entity]:
        return None
    return {t for t, iri in terms.CLASSES.items() if rdflib.URIRef(iri) in members}


def test_every_type_and_relation_has_its_constant():
    assert set(terms.CLASSES) == set(get_args(EntityType))
    assert set(terms.RELATIONS) == set(get_args(RelationName))


def test_every_constant_is_in_the_ontology(ontology):
    for iri in terms.CLASSES.values():
        assert (rdflib.URIRef(iri), RDFS.subClassOf, JP.Entity) in ontology
    for iri in terms.RELATIONS.values():
        assert (rdflib.URIRef(iri), RDFS.subPropertyOf, JP.relatedTo) in ontology


@pytest.mark.parametrize("relation", get_args(RelationName))
def test_domains_and_ranges_are_those_of_the_ontology(ontology, relation):
    assert classes_of(ontology, relation, RDFS.domain) == terms.DOMAINS.get(relation)
    assert classes_of(ontology, relation, RDFS.range) == terms.RANGES.get(relation)


def terms_of(ontology, *kinds):
    return {s for kind in kinds for s in ontology.subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef)}


def test_every_term_has_labels_and_definitions_in_both_languages_and_an_example(ontology):
    ours = terms_of(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert len(ours) > 60
    for term in ours:
        for predicate in (RDFS.label, SKOS.definition):
            assert {o.language for o in ontology.objects(term, predicate)} == {"zh", "en"}, term
        assert ontology.value(term, SKOS.example), term


def test_every_property_has_a_domain_and_a_range(ontology):
    for term in terms_of(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert ontology.value(term, RDFS.domain), term
        assert ontology.value(term, RDFS.range), term


@pytest.mark.parametrize(
    ("term", "above"),
    [line.split() for line in PUBLIC.splitlines() if line],
    ids=[line.split()[0] for line in PUBLIC.splitlines() if line],
)
def test_a_term_stands_under_its_public_ones(ontology, term, above):
    found = {*ontology.objects(JP[term], RDFS.subClassOf), *ontology.objects(JP[term], RDFS.subPropertyOf)}
    for name in above.split(","):
        prefix, local = name.split(":")
        assert rdflib.URIRef(terms.PREFIXES[prefix] + local) in found


def test_inverses_have_their_ends_exchanged(ontology):
    for relation, inverse in ontology.subject_objects(OWL.inverseOf):
        assert ontology.value(inverse, RDFS.label)
        pair = [ontology.value(inverse, side) for side in (RDFS.domain, RDFS.range)]
        assert all(pair), relation


def test_partnership_is_symmetric(ontology):
    assert (JP.partnersWith, RDF.type, OWL.SymmetricProperty) in ontology


def test_every_concept_stands_in_one_scheme_with_labels_and_definitions_in_both_languages(schemes):
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        assert len(list(schemes.objects(concept, SKOS.inScheme))) == 1
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert {o.language for o in schemes.objects(concept, predicate)} == {"zh", "en"}, concept


def test_themes_are_those_of_the_constants_and_stand_at_the_top_or_under_another(schemes):
    themes = set(schemes.subjects(SKOS.inScheme, JP.themes))
    assert themes == {JP[name] for name in terms.THEMES}
    labels = [str(label) for theme in themes for label in schemes.objects(theme, SKOS.prefLabel)]
    assert len(labels) == len(set(labels))
    for theme in themes:
        above = schemes.value(theme, SKOS.broader)
        assert above in themes if above else (theme, SKOS.topConceptOf, JP.themes) in schemes


def test_no_local_name_stands_for_two_things(ontology, schemes):
    named = terms_of(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert not named & set(schemes.subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize(
    ("name", "kind", "concept"),
    [
        ("柏庐路", "PLACE", "road"),
        ("鸣鹿新村", "PLACE", "neighbourhood"),
        ("“月亮”驿站", "PLACE", "facility"),
        ("砚北区委", "ORG", "partyBody"),
        ("砚北区法院", "ORG", "court"),
        ("鸣鹿小学", "ORG", "school"),
        ("不知其名", "ORG", "otherInstitution"),
        ("小岫鱼", "PROGRAMME", ""),
    ],
)
def test_the_end_of_a_name_tells_its_kind(name, kind, concept):
    assert kind_of(name, kind).rpartition("#")[2] == concept
