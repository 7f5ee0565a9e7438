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
from graph.model import Claim, Definition, Entity, Evidence, Figure, GraphData, GraphMention
from graph.values import change_of, date_literal, decimal, iri_or_text
from ontology.records import Document, Period
from ontology.terms import CLASSES, JP, PREFIXES, RELATIONS

ENTITY_GRAPH = resource("graph", "entities")
Term = NamedNode | Literal
T = TypeVar("T")
Add = Callable[[NamedNode, NamedNode, Term], None]

_PUBLIC_KINDS = {"news": "schema:NewsArticle", "report": "schema:Report"}
_BASES = {"同比": "yearOnYear", "可比": "comparable", "环比": "periodOnPeriod"}


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


class _Terms:
    """Nodes by prefixed name, each made once."""

    def __init__(self) -> None:
        self._known: dict[str, NamedNode] = {}

    def __call__(self, name: str) -> NamedNode:
        node = self._known.get(name)
        if node is None:
            prefix, _, local = name.partition(":")
            node = self._known[name] = NamedNode(PREFIXES[prefix] + local)
        return node


def graph_iri(doc: str) -> str:
    """Return the IRI of the named graph that holds what the document ``doc`` says."""
    return resource("graph", doc)


def document_iri(doc: str) -> str:
    """Return the IRI of the document ``doc``."""
    return resource("document", doc)


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
    writer = _Writer(data, run or Run())
    yield from writer.entities()
    for document in data.documents:
        yield from writer.document(document)


class _Writer:
    """Writes one graph; holds what belongs to which document."""

    def __init__(self, data: GraphData, run: Run) -> None:
        self._data = data
        self._run = run
        self._t = _Terms()
        self._issuers = dict(data.issuers)
        self._claims = _by_doc(data.claims, lambda c: c.evidence.doc)
        self._figures = _by_doc(data.figures, lambda o: o.evidence.doc)
        self._mentions = _by_doc(data.mentions, lambda m: m.doc)
        self._definitions = _by_doc(data.definitions, lambda d: d.evidence.doc)
        self._run_node = NamedNode(run.iri)

    def entities(self) -> Iterator[Quad]:
        """Yield the shared graph: the entities with class and names, the indicators, the run."""
        quads, add = _collector(ENTITY_GRAPH)
        t = self._t
        for entity in self._data.entities:
            self._entity(entity, add)
        for label in sorted({figure.indicator for figure in self._data.figures}):
            node = NamedNode(resource("indicator", label))
            add(node, t("rdf:type"), t("jp:Indicator"))
            add(node, t("skos:prefLabel"), Literal(label, language="zh"))
        add(self._run_node, t("rdf:type"), t("jp:Run"))
        add(self._run_node, t("rdf:type"), t("prov:Activity"))
        for name, number in sorted(self._run.versions.items()):
            agent = NamedNode(resource("software", name, number or "-"))
            add(self._run_node, t("prov:wasAssociatedWith"), agent)
            add(agent, t("rdf:type"), t("prov:SoftwareAgent"))
            add(agent, t("rdfs:label"), Literal(name))
            add(agent, t("schema:softwareVersion"), Literal(number))
        return iter(quads)

    def _entity(self, entity: Entity, add: Add) -> None:
        t, node = self._t, NamedNode(entity.iri)
        add(node, t("rdf:type"), NamedNode(CLASSES[entity.type]))
        add(node, t("skos:prefLabel"), Literal(entity.name, language="zh"))
        for name in entity.alt_names:
            add(node, t("skos:altLabel"), Literal(name, language="zh"))
        if entity.definition:
            add(node, t("skos:definition"), Literal(entity.definition, language="zh"))
        if entity.code:
            add(node, t("dcterms:identifier"), Literal(entity.code))
            add(node, t("jp:level"), NamedNode(JP + _level(entity.code)))
        if entity.within:
            add(node, t("jp:within"), NamedNode(entity.within))
            add(node, t("schema:containedInPlace"), NamedNode(entity.within))
        if entity.scope:
            add(node, t("jp:localTo"), NamedNode(entity.scope))
        if kind := kind_of(entity.name, entity.type):
            specific = "jp:institutionKind" if entity.type == "ORG" else "jp:placeKind"
            add(node, t(specific), NamedNode(kind))
            if entity.type == "ORG":
                add(node, t("org:classification"), NamedNode(kind))

    def document(self, document: Document) -> Iterator[Quad]:
        """Yield the named graph of one document."""
        quads, add = _collector(graph_iri(document.doc))
        self._describe(document, add)
        seen: set[tuple[int, int]] = set()
        for mention in self._mentions.get(document.doc, ()):
            self._mention(mention, add)
        for claim in self._claims.get(document.doc, ()):
            self._claim(claim, add, seen)
        for figure in self._figures.get(document.doc, ()):
            self._figure(figure, add, seen)
        for definition in self._definitions.get(document.doc, ()):
            self._definition(definition, add, seen)
        return iter(quads)

    def _describe(self, document: Document, add: Add) -> None:
        t, node = self._t, NamedNode(document_iri(document.doc))
        public = _PUBLIC_KINDS.get(document.kind, "schema:CreativeWork")
        for name in ("jp:Document", "prov:Entity", public):
            add(node, t("rdf:type"), t(name))
        add(node, t("dcterms:identifier"), Literal(document.doc))
        add(node, t("dcterms:title"), Literal(document.title or document.doc, language="zh"))
        add(node, t("jp:kind"), NamedNode(JP + document.kind))
        if document.issuer:
            add(node, t("jp:issuer"), Literal(document.issuer))
        if area := self._issuers.get(document.doc):
            add(node, t("jp:speaksFor"), NamedNode(area))
        if document.date:
            add(node, t("dcterms:issued"), date_literal(document.date))
        if document.period:
            add(node, t("jp:period"), self._period(document.period, add))
        if document.source:
            add(node, t("dcterms:source"), iri_or_text(document.source))
        if document.sha256:
            add(node, t("jp:sha256"), Literal(document.sha256))

    def _period(self, period: Period, add: Add) -> NamedNode:
        t, interval = self._t, NamedNode(resource("period", f"{period.start}_{period.end}"))
        add(interval, t("rdf:type"), t("time:Interval"))
        for which, day in (("time:hasBeginning", period.start), ("time:hasEnd", period.end)):
            instant = NamedNode(resource("day", day))
            add(interval, t(which), instant)
            add(instant, t("rdf:type"), t("time:Instant"))
            add(instant, t("time:inXSDDate"), date_literal(day))
        return interval

    def _selected(self, node: NamedNode, doc: str, start: int, end: int, quote: str, add: Add) -> NamedNode:
        """Write the source and the two selectors of a passage; return the node of the quotation."""
        t = self._t
        position, quotation = NamedNode(node.value + "/position"), NamedNode(node.value + "/quote")
        add(node, t("oa:hasSource"), NamedNode(document_iri(doc)))
        add(node, t("oa:hasSelector"), position)
        add(node, t("oa:hasSelector"), quotation)
        add(position, t("rdf:type"), t("oa:TextPositionSelector"))
        add(position, t("oa:start"), Literal(start))
        add(position, t("oa:end"), Literal(end))
        add(quotation, t("rdf:type"), t("oa:TextQuoteSelector"))
        add(quotation, t("oa:exact"), Literal(quote))
        return quotation

    def _evidence(self, evidence: Evidence, add: Add, seen: set[tuple[int, int]]) -> NamedNode:
        t = self._t
        node = NamedNode(resource("evidence", evidence.doc, f"{evidence.start}-{evidence.end}"))
        if (evidence.start, evidence.end) in seen:
            return node
        seen.add((evidence.start, evidence.end))
        add(node, t("rdf:type"), t("jp:Evidence"))
        add(node, t("rdf:type"), t("oa:SpecificResource"))
        quotation = self._selected(node, evidence.doc, evidence.start, evidence.end, evidence.quote, add)
        if evidence.before:
            add(quotation, t("oa:prefix"), Literal(evidence.before))
        if evidence.after:
            add(quotation, t("oa:suffix"), Literal(evidence.after))
        add(node, t("jp:part"), Literal(evidence.part))
        if evidence.section:
            add(node, t("jp:section"), Literal(evidence.section))
        return node

    def _mention(self, mention: GraphMention, add: Add) -> None:
        t = self._t
        node = NamedNode(resource("mention", mention.doc, f"{mention.start}-{mention.end}"))
        add(node, t("rdf:type"), t("jp:Mention"))
        add(node, t("rdf:type"), t("oa:SpecificResource"))
        add(node, t("jp:refersTo"), NamedNode(mention.entity))
        add(node, t("jp:confidence"), decimal(mention.confidence))
        if mention.reason:
            add(node, t("jp:reason"), Literal(mention.reason, language="zh"))
        self._selected(node, mention.doc, mention.start, mention.end, mention.text, add)

    def _claim(self, claim: Claim, add: Add, seen: set[tuple[int, int]]) -> None:
        t, node = self._t, NamedNode(claim.iri)
        head, predicate, tail = NamedNode(claim.head), NamedNode(RELATIONS[claim.rel]), NamedNode(claim.tail)
        evidence = self._evidence(claim.evidence, add, seen)
        add(head, predicate, tail)
        for name in ("jp:Claim", "rdf:Statement", "prov:Entity"):
            add(node, t("rdf:type"), t(name))
        add(node, t("rdf:subject"), head)
        add(node, t("rdf:predicate"), predicate)
        add(node, t("rdf:object"), tail)
        add(node, t("jp:status"), NamedNode(JP + claim.status))
        if claim.verb:
            add(node, t("jp:verb"), Literal(claim.verb))
        add(node, t("jp:confidence"), decimal(claim.confidence))
        if claim.period:
            add(node, t("jp:period"), self._period(claim.period, add))
        self._provenance(node, evidence, add)

    def _provenance(self, node: NamedNode, evidence: NamedNode, add: Add) -> None:
        add(node, self._t("prov:wasDerivedFrom"), evidence)
        add(node, self._t("prov:wasGeneratedBy"), self._run_node)

    def _figure(self, figure: Figure, add: Add, seen: set[tuple[int, int]]) -> None:
        t, node = self._t, NamedNode(figure.iri)
        evidence = self._evidence(figure.evidence, add, seen)
        period = self._period(figure.dates, add) if figure.dates else None
        change = self._change(figure, add) if figure.change else None
        for name in ("jp:Observation", "qb:Observation", "prov:Entity"):
            add(node, t("rdf:type"), t(name))
        add(node, t("qb:dataSet"), t("jp:figures"))
        add(node, t("jp:about"), NamedNode(figure.subject))
        add(node, t("jp:indicator"), NamedNode(resource("indicator", figure.indicator)))
        if figure.number is not None:
            add(node, t("sdmx-measure:obsValue"), decimal(figure.number))
        add(node, t("jp:printedValue"), Literal(figure.value))
        add(node, t("jp:unit"), Literal(figure.unit))
        add(node, t("jp:status"), NamedNode(JP + figure.status))
        if figure.approx:
            add(node, t("jp:approximation"), Literal(figure.approx))
        if figure.period:
            add(node, t("jp:printedPeriod"), Literal(figure.period))
        if period:
            add(node, t("jp:period"), period)
        if change:
            add(node, t("jp:change"), change)
        self._provenance(node, evidence, add)

    def _change(self, figure: Figure, add: Add) -> NamedNode:
        t, change = self._t, NamedNode(figure.iri + "/change")
        add(change, t("rdf:type"), t("jp:Change"))
        add(change, t("jp:printedChange"), Literal(figure.change))
        value, unit = change_of(figure.change)
        if value is not None:
            add(change, t("jp:changeValue"), value)
        add(change, t("jp:unit"), Literal(unit or figure.unit))
        if figure.basis in _BASES:
            add(change, t("jp:basis"), NamedNode(JP + _BASES[figure.basis]))
        return change

    def _definition(self, definition: Definition, add: Add, seen: set[tuple[int, int]]) -> None:
        t, node = self._t, NamedNode(definition.iri)
        evidence = self._evidence(definition.evidence, add, seen)
        add(node, t("rdf:type"), t("jp:Definition"))
        add(node, t("rdf:type"), t("prov:Entity"))
        add(node, t("jp:defines"), NamedNode(definition.entity))
        add(node, t("rdf:value"), Literal(definition.text, language="zh"))
        for number, component in enumerate(definition.components, 1):
            part = NamedNode(f"{node.value}/part/{number}")
            add(node, t("jp:component"), part)
            add(part, t("rdf:type"), t("jp:Component"))
            add(part, t("rdfs:label"), Literal(component.label, language="zh"))
            add(part, t("jp:count"), Literal(component.value))
            add(part, t("jp:unit"), Literal(component.unit))
        self._provenance(node, evidence, add)


def _collector(graph: str) -> tuple[list[Quad], Add]:
    quads: list[Quad] = []
    name = NamedNode(graph)

    def add(subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        quads.append(Quad(subject, predicate, value, name))

    return quads, add


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
