"""Whether a graph is valid: its shapes, checked by pySHACL, told in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import pyoxigraph
import rdflib
from rdflib.namespace import DCTERMS, RDF, SH, SKOS
from rdflib.term import Node

from ontology.errors import JiepuError
from ontology.terms import JP, PREFIXES
from ontology.vocabulary import vocabulary

_OA = rdflib.Namespace(PREFIXES["oa"])
_JP = rdflib.Namespace(JP)
_ENDS = ((RDF.subject, RDF.object), (_JP.about, _JP.indicator, _JP.printedValue))


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong: where, what in zh and en, and ``about`` what, in the words of documents."""

    node: str
    zh: str
    en: str
    about: str = ""


def to_graph(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Graph:
    """Return the triples of ``quads`` as an rdflib graph in memory."""
    text = pyoxigraph.serialize(
        dict.fromkeys(pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in quads),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    return rdflib.Graph().parse(data=text or b"", format="nt")


def violations(graph: rdflib.Graph) -> list[Violation]:
    """Return what in ``graph`` breaks the shapes, by node; empty where it conforms.

    Raises
    ------
    JiepuError
        If the validation itself fails.
    """
    # Loading pySHACL takes a second that only validation should cost.
    from pyshacl import validate

    shapes = rdflib.Graph().parse(
        data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=vocabulary(), advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise JiepuError(f"检验没有完成: {report}", f"the validation did not finish: {report}")
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = {
            m.language: str(m)
            for m in report.objects(result, SH.resultMessage)
            if isinstance(m, rdflib.Literal)
        }
        text = next(iter(messages.values()), "")
        focus = report.value(result, SH.focusNode)
        found.append(
            Violation(
                str(focus),
                messages.get("zh", text),
                messages.get("en", text),
                describe(graph, focus) if focus is not None else "",
            )
        )
    return sorted(found, key=lambda v: (v.node, v.en))


def describe(graph: rdflib.Graph, node: Node) -> str:
    """Return what a node is about as a person would say it; empty where nothing of the kind is known.

    An entity or indicator is its name, a document its title, a claim its two ends, a figure its subject,
    indicator and value, evidence and a mention what they quote.

    Examples
    --------
    >>> turtle = '<x:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "小青"@zh .'
    >>> describe(rdflib.Graph().parse(data=turtle, format="turtle"), rdflib.URIRef("x:a"))
    '小青'
    """
    for path in (SKOS.prefLabel, DCTERMS.title):
        if (label := graph.value(node, path)) is not None:
            return str(label)
    for paths in _ENDS:
        ends = [graph.value(node, path) for path in paths]
        names = [describe(graph, end) for end in ends if isinstance(end, rdflib.URIRef) and end != node]
        names += [str(end) for end in ends if isinstance(end, rdflib.Literal)]
        if names:
            return " ".join(filter(None, names))
    quotes = (quote for s in graph.objects(node, _OA.hasSelector) for quote in graph.objects(s, _OA.exact))
    return min(map(str, quotes), default="")
