"""What documents say, as RDF: mentions, claims, figures and definitions with their evidence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.iri import resource
from graph.model import Claim, Definition, Evidence, Figure, GraphMention
from graph.quads import Page
from graph.values import change_of, date_literal, decimal
from ontology.records import Period
from ontology.terms import JP

_BASES = {"同比": "yearOnYear", "可比": "comparable", "环比": "periodOnPeriod"}


def document_iri(doc: str) -> str:
    """Return the IRI of the document ``doc``."""
    return resource("document", doc)


class Statements(Page):
    """The page of one document, on which each passage of evidence is written once.

    Parameters
    ----------
    graph
        The IRI of the document's named graph.
    run
        The IRI of the run that drew the facts.
    """

    def __init__(self, graph: str, run: str) -> None:
        super().__init__(graph)
        self._run = NamedNode(run)
        self._seen: set[tuple[int, int]] = set()

    def period(self, period: Period) -> NamedNode:
        """Write a period as an interval of days, both ends included; return its node."""
        interval = NamedNode(resource("period", f"{period.start}_{period.end}"))
        self.is_a(interval, "time:Interval")
        for which, day in (("time:hasBeginning", period.start), ("time:hasEnd", period.end)):
            instant = NamedNode(resource("day", day))
            self.add(interval, which, instant)
            self.is_a(instant, "time:Instant")
            self.add(instant, "time:inXSDDate", date_literal(day))
        return interval

    def _selected(self, node: NamedNode, doc: str, start: int, end: int, quote: str) -> NamedNode:
        """Write the source and the two selectors of a passage; return the node of the quotation."""
        position, quotation = NamedNode(node.value + "/position"), NamedNode(node.value + "/quote")
        self.add(node, "oa:hasSource", NamedNode(document_iri(doc)))
        self.add(node, "oa:hasSelector", position)
        self.add(node, "oa:hasSelector", quotation)
        self.is_a(position, "oa:TextPositionSelector")
        self.add(position, "oa:start", Literal(start))
        self.add(position, "oa:end", Literal(end))
        self.is_a(quotation, "oa:TextQuoteSelector")
        self.add(quotation, "oa:exact", Literal(quote))
        return quotation

    def _evidence(self, evidence: Evidence) -> NamedNode:
        node = NamedNode(resource("evidence", evidence.doc, f"{evidence.start}-{evidence.end}"))
        if (evidence.start, evidence.end) in self._seen:
            return node
        self._seen.add((evidence.start, evidence.end))
        self.is_a(node, "jp:Evidence", "oa:SpecificResource")
        quotation = self._selected(node, evidence.doc, evidence.start, evidence.end, evidence.quote)
        if evidence.before:
            self.add(quotation, "oa:prefix", Literal(evidence.before))
        if evidence.after:
            self.add(quotation, "oa:suffix", Literal(evidence.after))
        self.add(node, "jp:part", Literal(evidence.part))
        if evidence.section:
            self.add(node, "jp:section", Literal(evidence.section))
        return node

    def mention(self, mention: GraphMention) -> None:
        """Write where a name is printed and what it stands for."""
        node = NamedNode(resource("mention", mention.doc, f"{mention.start}-{mention.end}"))
        self.is_a(node, "jp:Mention", "oa:SpecificResource")
        self.add(node, "jp:refersTo", NamedNode(mention.entity))
        self.add(node, "jp:confidence", decimal(mention.confidence))
        if mention.reason:
            self.add(node, "jp:reason", Literal(mention.reason, language="zh"))
        self._selected(node, mention.doc, mention.start, mention.end, mention.text)

    def claim(self, claim: Claim) -> None:
        """Write a relation as a plain triple and as a claim with its evidence."""
        node = NamedNode(claim.iri)
        head, predicate, tail = NamedNode(claim.head), self.term("jp:" + claim.rel), NamedNode(claim.tail)
        evidence = self._evidence(claim.evidence)
        self.add(head, "jp:" + claim.rel, tail)
        self.is_a(node, "jp:Claim", "rdf:Statement", "prov:Entity")
        self.add(node, "rdf:subject", head)
        self.add(node, "rdf:predicate", predicate)
        self.add(node, "rdf:object", tail)
        self.add(node, "jp:status", NamedNode(JP + claim.status))
        if claim.verb:
            self.add(node, "jp:verb", Literal(claim.verb))
        self.add(node, "jp:confidence", decimal(claim.confidence))
        if claim.period:
            self.add(node, "jp:period", self.period(claim.period))
        self.themes(node, claim.themes)
        self._provenance(node, evidence)

    def themes(self, node: NamedNode, themes: Iterable[str]) -> None:
        """Write what a fact or a document is about."""
        for theme in themes:
            self.add(node, "jp:theme", NamedNode(JP + theme))

    def _provenance(self, node: NamedNode, evidence: NamedNode) -> None:
        self.add(node, "prov:wasDerivedFrom", evidence)
        self.add(node, "prov:wasGeneratedBy", self._run)

    def figure(self, figure: Figure) -> None:
        """Write a figure as an observation with its change, period and evidence."""
        node = NamedNode(figure.iri)
        evidence = self._evidence(figure.evidence)
        period = self.period(figure.dates) if figure.dates else None
        change = self._change(figure) if figure.change else None
        self.is_a(node, "jp:Observation", "qb:Observation", "prov:Entity")
        self.add(node, "qb:dataSet", self.term("jp:figures"))
        self.add(node, "jp:about", NamedNode(figure.subject))
        self.add(node, "jp:indicator", NamedNode(resource("indicator", figure.indicator)))
        if figure.number is not None:
            self.add(node, "sdmx-measure:obsValue", decimal(figure.number))
        self.add(node, "jp:printedValue", Literal(figure.value))
        self.add(node, "jp:unit", Literal(figure.unit))
        self.add(node, "jp:status", NamedNode(JP + figure.status))
        if figure.approx:
            self.add(node, "jp:approximation", Literal(figure.approx))
        if figure.period:
            self.add(node, "jp:printedPeriod", Literal(figure.period))
        if period:
            self.add(node, "jp:period", period)
        if change:
            self.add(node, "jp:change", change)
        self.themes(node, figure.themes)
        self._provenance(node, evidence)

    def _change(self, figure: Figure) -> NamedNode:
        change = NamedNode(figure.iri + "/change")
        self.is_a(change, "jp:Change")
        self.add(change, "jp:printedChange", Literal(figure.change))
        value, unit = change_of(figure.change)
        if value is not None:
            self.add(change, "jp:changeValue", value)
        self.add(change, "jp:unit", Literal(unit or figure.unit))
        if figure.basis in _BASES:
            self.add(change, "jp:basis", NamedNode(JP + _BASES[figure.basis]))
        return change

    def definition(self, definition: Definition) -> None:
        """Write what a glossary note says of an entity, with the parts that it lists."""
        node = NamedNode(definition.iri)
        evidence = self._evidence(definition.evidence)
        self.is_a(node, "jp:Definition", "prov:Entity")
        self.add(node, "jp:defines", NamedNode(definition.entity))
        self.add(node, "rdf:value", Literal(definition.text, language="zh"))
        for number, component in enumerate(definition.components, 1):
            part = NamedNode(f"{node.value}/part/{number}")
            self.add(node, "jp:component", part)
            self.is_a(part, "jp:Component")
            self.add(part, "rdfs:label", Literal(component.label, language="zh"))
            self.add(part, "jp:count", Literal(component.value))
            self.add(part, "jp:unit", Literal(component.unit))
        self._provenance(node, evidence)
