"""The page of the vocabulary: every term with an anchor, nothing that runs or is fetched."""

import re
from pathlib import Path

import lxml.html
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SKOS

from ontology.page.render import render
from ontology.terms import JP
from ontology.vocabulary import vocabulary

PAGE = Path(__file__).parents[1] / "docs" / "ontology.html"


@pytest.fixture(scope="module")
def graph():
    return vocabulary()


@pytest.fixture(scope="module")
def page():
    return lxml.html.fromstring(render())


def test_the_page_in_the_documentation_is_what_the_ontology_gives():
    # If this fails: python -m ontology.page
    assert PAGE.read_text(encoding="utf-8") == render()


def test_every_term_is_on_the_page_with_its_labels_and_definitions(graph, page):
    sorts = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme, SKOS.Concept)
    terms = {s for sort in sorts for s in graph.subjects(RDF.type, sort) if str(s).startswith(JP)}
    assert len(terms) > 140
    for term in terms:
        (place,) = page.xpath("//*[@id=$name]", name=str(term).removeprefix(JP))
        shown = " ".join(place.text_content().split())
        for predicate in (rdflib.RDFS.label, SKOS.prefLabel, SKOS.definition, SKOS.example):
            for words in graph.objects(term, predicate):
                assert str(words) in shown, (term, words)


def test_a_relation_shows_what_it_ties_and_stands_under(page):
    (place,) = page.xpath("//article[@id='locatedIn']")
    rows = {
        row.find("th").text.strip(): row.find("td").text_content().split() for row in place.findall(".//tr")
    }
    assert rows["值域"] == ["jp:AdministrativeArea", "jp:Place"]
    assert rows["逆关系"] == ["jp:locationOf"]
    assert {"schema:location", "geo:sfWithin"} <= set(rows["上位词"])
    (partners,) = page.xpath("//article[@id='partnersWith']")
    assert "对称" in partners.text_content()


def test_links_lead_to_anchors_and_nothing_is_fetched_or_run(page):
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    links = page.xpath("//@href")
    assert len(links) > 300
    assert {link.removeprefix("#") for link in links} <= set(anchors)
    assert not page.xpath("//script | //img | //link | //iframe | //@src | //@onclick")
    assert not re.search(r"url\(|@import", "".join(page.xpath("//style/text()")))


def test_a_narrower_theme_stands_below_the_one_above_it(page):
    names = page.xpath("//article[@id='themes']//tbody/tr/@id")
    above = page.xpath("//article[@id='themes']//tbody/tr[not(@class)]/@id")
    assert [name for name in names[: names.index("elderlyCare")] if name in above][-1] == "livelihood"
