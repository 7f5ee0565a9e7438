"""The graph as an RDF dataset: one named graph a document, one for the entities that they share.

Every relation stands twice in its document's graph: as a plain triple, to be asked, and as a claim with
status, confidence and evidence, to be cited. The same data always give the same quads in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from graph.iri import fingerprint, resource
from graph.kinds import kind_of
from graph.model import Entity, GraphData
from graph.quads import Page
from graph.resolve.areas import level_of
from graph.resolve.words import load_words
from graph.statements import Statements, document_iri
from graph.themes import concepts, lineage, themes_of
from graph.values import date_literal, iri_or_text
from ontology.records import Document
from ontology.terms import CLASSES, JP

ENTITY_GRAPH = resource("graph", "entities")
T = TypeVar("T")

_PUBLIC_KINDS = {"news": "schema:NewsArticle", "report": "schema:Report"}


def _software() -> dict[str, str]:
    try:
        return {"jiepu": version("jiepu")}
    except PackageNotFoundError:  # pragma: no cover - only where the package runs uninstalled
        return {"jiepu": ""}


@dataclass(frozen=True)
class Run:
    """What drew the facts: name and version of the software and of its models. It has no clock in it."""

    versions: Mapping[str, str] = field(default_factory=_software)

    @property
    def iri(self) -> str:
        """The identity of the run: the same versions are the same run."""
        return resource("run", fingerprint(*sorted(self.versions.items())))


def graph_iri(doc: str) -> str:
    """Return the IRI of the named graph that holds what the document ``doc`` says."""
    return resource("graph", doc)


def dataset(data: GraphData, run: Run | None = None) -> Iterator[Quad]:
    """Yield the quads of a graph.

    Parameters
    ----------
    data
        The graph.
    run
        What drew the facts; this version of the software where it is not given.

    Examples
    --------
    >>> from graph.model import Entity
    >>> data = GraphData((), (Entity("https://w3id.org/jiepu/id/area/1", "AREA", "青石镇"),), (), (), ())
    >>> any(quad.object == Literal("青石镇", language="zh") for quad in dataset(data))
    True
    """
    run = run or Run()
    yield from _entities(data, run)
    issuers = dict(data.issuers)
    claims = _by_doc(data.claims, lambda c: c.evidence.doc)
    figures = _by_doc(data.figures, lambda o: o.evidence.doc)
    mentions = _by_doc(data.mentions, lambda m: m.doc)
    definitions = _by_doc(data.definitions, lambda d: d.evidence.doc)
    for document in data.documents:
        page = Statements(graph_iri(document.doc), run.iri)
        _describe(page, document, issuers.get(document.doc, ""))
        for mention in mentions.get(document.doc, ()):
            page.mention(mention)
        for claim in claims.get(document.doc, ()):
            page.claim(claim)
        for figure in figures.get(document.doc, ()):
            page.figure(figure)
        for definition in definitions.get(document.doc, ()):
            page.definition(definition)
        yield from page.quads


def _entities(data: GraphData, run: Run) -> list[Quad]:
    """Return the shared graph: the entities with class and names, the indicators, the run."""
    page = Page(ENTITY_GRAPH)
    for entity in data.entities:
        _entity(page, entity)
    for label in sorted({figure.indicator for figure in data.figures}):
        node = NamedNode(resource("indicator", label))
        page.is_a(node, "jp:Indicator")
        page.add(node, "skos:prefLabel", Literal(label, language="zh"))
    _themes(page, data)
    process = NamedNode(run.iri)
    page.is_a(process, "jp:Run", "prov:Activity")
    for name, number in sorted(run.versions.items()):
        agent = NamedNode(resource("software", name, number or "-"))
        page.add(process, "prov:wasAssociatedWith", agent)
        page.is_a(agent, "prov:SoftwareAgent")
        page.add(agent, "rdfs:label", Literal(name))
        page.add(agent, "schema:softwareVersion", Literal(number))
    return page.quads


def _themes(page: Page, data: GraphData) -> None:
    """Write the themes that occur with those above them, so that a query can ask for all below one.

    Their names are ``rdfs:label``: what has a ``skos:prefLabel`` in a graph is an entity, or an indicator.
    """
    used = {theme for claim in data.claims for theme in claim.themes}
    used.update(theme for figure in data.figures for theme in figure.themes)
    used.update(theme for document in data.documents for theme in themes_of(document))
    known = concepts()
    for name in sorted({above for theme in used for above in lineage(theme)}):
        node, concept = NamedNode(JP + name), known[name]
        page.is_a(node, "skos:Concept")
        page.add(node, "skos:inScheme", NamedNode(JP + "themes"))
        page.add(node, "rdfs:label", Literal(concept.zh, language="zh"))
        page.add(node, "rdfs:label", Literal(concept.en, language="en"))
        if concept.broader:
            page.add(node, "skos:broader", NamedNode(JP + concept.broader))


def _entity(page: Page, entity: Entity) -> None:
    node = NamedNode(entity.iri)
    page.add(node, "rdf:type", NamedNode(CLASSES[entity.type]))
    page.add(node, "skos:prefLabel", Literal(entity.name, language="zh"))
    for name in entity.alt_names:
        page.add(node, "skos:altLabel", Literal(name, language="zh"))
    if entity.definition:
        page.add(node, "skos:definition", Literal(entity.definition, language="zh"))
    if entity.code:
        page.add(node, "dcterms:identifier", Literal(entity.code))
        page.add(node, "jp:level", NamedNode(JP + _level(entity.code)))
    elif entity.type == "AREA" and (level := level_of(entity.name, load_words())):
        page.add(node, "jp:level", NamedNode(JP + level))
    if entity.within:
        page.add(node, "jp:within", NamedNode(entity.within))
        page.add(node, "schema:containedInPlace", NamedNode(entity.within))
    if entity.scope:
        page.add(node, "jp:localTo", NamedNode(entity.scope))
    if kind := kind_of(entity.name, entity.type):
        specific = "jp:institutionKind" if entity.type == "ORG" else "jp:placeKind"
        page.add(node, specific, NamedNode(kind))
        if entity.type == "ORG":
            page.add(node, "org:classification", NamedNode(kind))


def _describe(page: Statements, document: Document, area: str) -> None:
    node = NamedNode(document_iri(document.doc))
    public = _PUBLIC_KINDS.get(document.kind, "schema:CreativeWork")
    page.is_a(node, "jp:Document", "prov:Entity", public)
    page.add(node, "dcterms:identifier", Literal(document.doc))
    page.add(node, "dcterms:title", Literal(document.title or document.doc, language="zh"))
    page.add(node, "jp:kind", NamedNode(JP + document.kind))
    if document.issuer:
        page.add(node, "jp:issuer", Literal(document.issuer))
    if area:
        page.add(node, "jp:speaksFor", NamedNode(area))
    if document.date:
        page.add(node, "dcterms:issued", date_literal(document.date))
    if document.period:
        page.add(node, "jp:period", page.period(document.period))
    if document.source:
        page.add(node, "dcterms:source", iri_or_text(document.source))
    if document.sha256:
        page.add(node, "jp:sha256", Literal(document.sha256))
    page.themes(node, themes_of(document))


def _by_doc(items: Iterable[T], doc: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(doc(item), []).append(item)
    return found


def _level(code: str) -> str:
    """Return the level that an official code tells: two, four, six or nine significant digits."""
    if len(code) > 6:
        return "town"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
