"""The page itself: one file without scripts, every term with an anchor of its local name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Any
from xml.etree import ElementTree as ET

import rdflib
from rdflib.namespace import DCTERMS, OWL

from ontology.page.terms import Concept, Scheme, Term, classes, properties, schemes
from ontology.terms import JP, PREFIXES
from ontology.vocabulary import vocabulary

Words = Mapping[str, Any]


def render() -> str:
    """Return the page of the vocabulary, Chinese with English beside it.

    Examples
    --------
    >>> page = render()
    >>> page.count('id="partOf"'), "<script" in page
    (1, False)
    """
    graph, words = vocabulary(), tomllib.loads(_asset("words.toml"))
    parts = _parts(words, classes(graph), properties(graph), schemes(graph))
    main = ET.Element("main")
    title = _introduce(main, graph, words)
    nav = ET.Element("nav")
    for part, members in parts:
        _both(_add(_add(nav, "h2"), "a", href=f"#{part['id']}"), part["title"])
        listed = _add(nav, "ul")
        section = _add(main, "section", id=part["id"])
        _both(_add(section, "h2"), part["title"])
        for member in members:
            _add(_add(listed, "li"), "a", member.labels[0], href=f"#{member.name}")
            if isinstance(member, Scheme):
                _scheme(section, member, words)
            else:
                _term(section, member, words)
    _public(main, words)
    return Template(_asset("page.html")).substitute(
        title=title, style=_asset("page.css"), body="\n".join(_text(element) for element in (nav, main))
    )


def _asset(name: str) -> str:
    return files("ontology.page").joinpath(name).read_text(encoding="utf-8")


def _text(element: ET.Element) -> str:
    ET.indent(element, " ")
    return ET.tostring(element, encoding="unicode", method="html")


def _parts(
    words: Words, kinds: Sequence[Term], ties: Sequence[Term], lists: Sequence[Scheme]
) -> list[tuple[Words, list[Term | Scheme]]]:
    """Return each part of the page with its terms: those that it names, or the rest of their sort."""
    named = {name for part in words["part"] for name in part.get("members", ())}
    by_name = {term.name: term for term in (*kinds, *ties)}
    rest: dict[str, list[Term | Scheme]] = {
        "classes": [term for term in kinds if term.name not in named],
        "properties": [term for term in ties if term.name not in named],
        "schemes": list(lists),
    }
    return [
        (part, rest[part["rest"]] if "rest" in part else [by_name[name] for name in part["members"]])
        for part in words["part"]
    ]


def _introduce(main: ET.Element, graph: rdflib.Graph, words: Words) -> str:
    """Write what the ontology says of itself; return its title."""
    whole = next(graph.subjects(rdflib.RDF.type, OWL.Ontology))
    said = {
        (predicate, value.language or ""): str(value)
        for predicate, value in graph.predicate_objects(whole)
        if isinstance(value, rdflib.Literal)
    }
    _both(_add(main, "h1"), [said[DCTERMS.title, language] for language in ("zh", "en")])
    for text in (said[DCTERMS.description, "zh"], said[DCTERMS.description, "en"], *words["lead"]):
        _add(main, "p", text)
    table = _add(main, "table", **{"class": "facts"})
    _row(table, words["namespace"], codes=[JP])
    _row(table, words["version"], text=said.get((OWL.versionInfo, ""), ""))
    _row(table, words["licence"], codes=[str(graph.value(whole, DCTERMS.license))])
    return said[DCTERMS.title, "zh"]


def _term(section: ET.Element, term: Term, words: Words) -> None:
    article = _add(section, "article", id=term.name)
    _headed(article, term)
    table = _add(article, "table", **{"class": "facts"})
    for name in ("above", "below", "domain", "range", "inverse", "has", "valued", "disjoint"):
        found = getattr(term, name)
        if found:
            _row(table, words[name], codes=[found] if isinstance(found, str) else found)
    if term.symmetric:
        _row(table, words["symmetric"], text=" ".join(words["yes"]))
    if term.examples:
        _row(table, words["example"], text="、".join(term.examples))


def _scheme(section: ET.Element, scheme: Scheme, words: Words) -> None:
    article = _add(section, "article", id=scheme.name)
    _headed(article, scheme)
    table = _add(article, "table", **{"class": "concepts"})
    row = _add(_add(table, "thead"), "tr")
    for heading in ("concept", "definition", "name"):
        _both(_add(row, "th"), words[heading])
    body = _add(table, "tbody")
    for concept in scheme.concepts:
        _concept(body, concept, words)


def _concept(body: ET.Element, concept: Concept, words: Words) -> None:
    row = _add(body, "tr", id=concept.name)
    if concept.depth:
        row.set("class", "narrower")
    _both(_add(row, "td"), concept.labels)
    cell = _add(row, "td")
    _both(cell, concept.definitions)
    if concept.endings:
        _add(cell, "span", f"{words['endings'][0]}: {' '.join(concept.endings)}", **{"class": "endings"})
    _add(_add(row, "td"), "code", f"jp:{concept.name}")


def _headed(article: ET.Element, term: Term | Scheme) -> None:
    heading = _add(article, "h3")
    _both(heading, term.labels)
    _add(heading, "code", f"jp:{term.name}")
    _add(article, "p", term.definitions[0])
    _add(article, "p", term.definitions[1], **{"class": "en", "lang": "en"})


def _public(main: ET.Element, words: Words) -> None:
    """Write the public terms that stand in a graph beside ours, and the prefixes of all."""
    table = tomllib.loads(files("ontology").joinpath("context.toml").read_text(encoding="utf-8"))
    section = _add(main, "section", id="public")
    _both(_add(section, "h2"), words["public"])
    for text in words["publicLead"]:
        _add(section, "p", text)
    _terms(section, table["terms"])
    section = _add(main, "section", id="prefixes")
    _both(_add(section, "h2"), words["prefixes"])
    rows = _add(section, "table", **{"class": "prefixes"})
    for prefix, start in PREFIXES.items():
        row = _add(rows, "tr")
        _add(_add(row, "td"), "code", f"{prefix}:")
        _add(_add(row, "td"), "code", start)


def _row(table: ET.Element, heading: Sequence[str], *, text: str = "", codes: Iterable[str] = ()) -> None:
    row = _add(table, "tr")
    _both(_add(row, "th", scope="row"), heading)
    cell = _add(row, "td", text)
    if codes:
        _terms(cell, codes)


def _terms(parent: ET.Element, names: Iterable[str]) -> None:
    """Write short names: ours as links to their anchors, public ones as text."""
    listed = _add(parent, "ul", **{"class": "terms"})
    for name in names:
        item = _add(listed, "li")
        local = name.removeprefix("jp:")
        _add(_add(item, "a", href=f"#{local}") if local != name else item, "code", name)


def _both(parent: ET.Element, texts: Sequence[str]) -> None:
    """Write a text in Chinese with the English behind it."""
    parent.text = f"{texts[0]} "
    _add(parent, "span", texts[1], **{"class": "en", "lang": "en"})


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element
