"""The JSON-LD context of the vocabulary, made from the ontology: ``python -m ontology.context`` writes it.

It stands in ``context.jsonld`` and goes into every file of JSON-LD that we write, so that nothing has to be
fetched to read one. A test holds the file against the ontology.
"""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from ontology.terms import JP, PREFIXES, RESOURCE_PREFIXES
from ontology.vocabulary import vocabulary

FILE = "context.jsonld"

_PLAIN = {XSD.string, RDFS.Literal}


def context() -> dict[str, Any]:
    """Return the context as JSON: our terms by their local names, public ones by prefix and local name.

    Examples
    --------
    >>> made = context()["@context"]
    >>> made["partOf"], made["status"], made["confidence"]["@type"]
    ({'@id': 'jp:partOf', '@type': '@id'}, {'@id': 'jp:status', '@type': '@vocab'}, 'xsd:decimal')
    """
    graph = vocabulary()
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": JP, **PREFIXES, **RESOURCE_PREFIXES}
    own = {s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in graph.subjects(RDF.type, kind)}
    for node in sorted(own, key=str):
        name = str(node).removeprefix(JP)
        terms[name] = {"@id": f"jp:{name}", **_own(graph, node)}
    table = tomllib.loads(files("ontology").joinpath("context.toml").read_text(encoding="utf-8"))
    for name, how in table["terms"].items():
        terms[name] = {"@id": name, **{f"@{key}": value for key, value in how.items()}}
    return {"@context": terms}


def _own(graph: rdflib.Graph, node: rdflib.term.Node) -> dict[str, str]:
    """Return how the values of a property of ours are written, as its range says."""
    found = graph.value(node, RDFS.range)
    if (node, RDF.type, OWL.ObjectProperty) in graph:
        return {"@type": "@vocab" if found == SKOS.Concept else "@id"}
    if found == RDF.langString:
        return {"@language": "zh"}
    return {} if found in _PLAIN else {"@type": f"xsd:{str(found).removeprefix(str(XSD))}"}


def text() -> str:
    """Return the context as it stands in its file."""
    return json.dumps(context(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(text(), encoding="utf-8", newline="\n")
