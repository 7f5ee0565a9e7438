"""The context of JSON-LD is made from the ontology, and the file that is shipped is that."""

import json
from importlib.resources import files

import pyoxigraph
import pytest

from ontology.context import FILE, context, text
from ontology.terms import CLASSES, JP, PREFIXES, RELATIONS


def test_the_file_is_what_the_ontology_gives():
    # If this fails: python -m ontology.context
    assert files("ontology").joinpath(FILE).read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("iri", [*RELATIONS.values(), *CLASSES.values()])
def test_a_term_is_read_by_its_local_name(iri):
    local = iri.removeprefix(JP)
    line = {"@context": context()["@context"], "@id": "jpr:a", "@type": local, local: "jpr:b"}
    found = pyoxigraph.parse(json.dumps(line), format=pyoxigraph.RdfFormat.JSON_LD)
    said = {(quad.predicate.value, quad.object.value) for quad in found}
    assert (PREFIXES["rdf"] + "type", iri) in said
    assert iri in {predicate for predicate, _ in said}


def test_concepts_are_read_by_their_local_names():
    line = {
        "@context": context()["@context"],
        "@id": "jpr:a",
        "status": "planned",
        "theme": ["elderlyCare", "health"],
    }
    found = {
        quad.object.value for quad in pyoxigraph.parse(json.dumps(line), format=pyoxigraph.RdfFormat.JSON_LD)
    }
    assert found == {JP + "planned", JP + "elderlyCare", JP + "health"}
