"""Whether a graph is valid: its shapes, checked by pySHACL, told in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import pyoxigraph
import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from ontology.errors import JiepuError


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong: where, and what, in zh and en."""

    node: str
    zh: str
    en: str


def to_graph(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Graph:
    """Return the triples of ``quads`` as an rdflib graph in memory."""
    text = pyoxigraph.serialize(
        dict.fromkeys(pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in quads),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    return rdflib.Graph().parse(data=text or b"", format="nt")


def vocabulary() -> rdflib.Graph:
    """Return the ontology with its concept schemes."""
    graph = rdflib.Graph()
    for name in ("jiepu.ttl", "schemes.ttl"):
        graph.parse(data=files("ontology").joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return graph


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
        found.append(
            Violation(
                str(_one(report, result, SH.focusNode)), messages.get("zh", text), messages.get("en", text)
            )
        )
    return sorted(found, key=lambda v: (v.node, v.en))


def _one(report: rdflib.Graph, result: Node, path: rdflib.URIRef) -> Node | None:
    return report.value(result, path)
