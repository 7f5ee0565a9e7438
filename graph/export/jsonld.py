"""JSON-LD 1.1 in short names, with the context of the vocabulary inside: nothing is to be fetched to read it.

https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.store import Term
from ontology.terms import JP, PREFIXES, RESOURCE_PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_PREFIXES = {**PREFIXES, **RESOURCE_PREFIXES}


def write_jsonld(path: Path, quads: Iterable[Quad]) -> None:
    """Write ``quads`` as JSON-LD: one object a graph, one line a subject where theirs stand together."""
    names = _Names()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(names.context, ensure_ascii=False) + ',\n"@graph": [')
        for number, (graph, inside) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
            file.write(",\n" if number else "\n")
            if not isinstance(graph, DefaultGraph):
                file.write(f'{{"@id": {json.dumps(names.address(graph), ensure_ascii=False)}, "@graph": [\n')
            lines = (json.dumps(node, ensure_ascii=False) for node in _nodes(names, inside))
            for place, line in enumerate(lines):
                file.write(f",\n{line}" if place else line)
            if not isinstance(graph, DefaultGraph):
                file.write("]}")
        file.write("]}\n")


def _nodes(names: _Names, quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    """Yield an object for each subject, its properties in the order in which they come."""
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        values: dict[str, list[Any]] = {}
        for quad in about:
            term, value = names.said(quad.predicate.value, quad.object)
            values.setdefault(term, []).append(value)
        one = {term: found[0] if len(found) == 1 else found for term, found in values.items()}
        yield {"@id": names.address(subject), **one}


@cache
def load_context() -> Mapping[str, Any]:
    """Return the context of the vocabulary.

    >>> load_context()["prov"]
    'http://www.w3.org/ns/prov#'
    """
    text = files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    return dict(json.loads(text)["@context"])


class _Names:
    """What things are called under the context; what it does not know is written in full."""

    def __init__(self) -> None:
        self.context = load_context()
        # How the values of a term are read, by the address of the term.
        self._terms: dict[str, tuple[str, str, str]] = {}
        for name, how in self.context.items():
            if isinstance(how, dict):
                kind = how.get("@type", "")
                full = kind if kind.startswith("@") else self._full(kind)
                self._terms[self._full(how["@id"])] = name, full, how.get("@language", "")
        self._short: dict[str, str] = {}

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return _PREFIXES[prefix] + local if name else ""

    def address(self, node: Term) -> str:
        """Return an address as a compact one where a prefix fits, else in full."""
        if not isinstance(node, NamedNode):
            return str(node)
        found = self._short.get(node.value)
        if found is None:
            found = self._short[node.value] = _compact(node.value)
        return found

    def _word(self, node: Term) -> str:
        """Return a term of the vocabulary by its local name."""
        if isinstance(node, NamedNode) and node.value.startswith(JP):
            local = node.value[len(JP) :]
            # A local name that is also a prefix would be read as that.
            if local.isascii() and local.isalnum() and local not in _PREFIXES:
                return local
        return self.address(node)

    def said(self, predicate: str, value: Term) -> tuple[str, Any]:
        """Return the key and the value of a statement."""
        if predicate == _TYPE and isinstance(value, NamedNode):
            return "@type", self._word(value)
        term, kind, language = self._terms.get(predicate, ("", "", ""))
        if not term:
            term = self.address(NamedNode(predicate))
        if isinstance(value, Literal):
            return term, _literal(value, kind, language)
        if kind == "@vocab":
            return term, self._word(value)
        return term, self.address(value) if kind == "@id" else {"@id": self.address(value)}


def _literal(value: Literal, kind: str, language: str) -> str | dict[str, str]:
    """Return a literal as a plain text where its term says the rest, else with its type or language."""
    if value.language:
        if value.language == language:
            return value.value
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == kind or (datatype == _STRING and not kind and not language):
        return value.value
    if datatype == _STRING:
        return {"@value": value.value}
    return {"@value": value.value, "@type": _compact(datatype)}


def _compact(iri: str) -> str:
    """Return an IRI with the longest prefix that fits, in full where none does.

    >>> _compact(JP + "partOf"), _compact("https://example.org/a")
    ('jp:partOf', 'https://example.org/a')
    """
    best = max(
        (prefix for prefix, start in _PREFIXES.items() if iri.startswith(start)),
        key=lambda prefix: len(_PREFIXES[prefix]),
        default="",
    )
    rest = iri[len(_PREFIXES[best]) :] if best else ""
    # What follows a colon and begins with two slashes is read as an address of its own.
    return f"{best}:{rest}" if best and not rest.startswith("//") else iri
