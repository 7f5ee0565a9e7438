"""Answers of a server as RDF terms: SPARQL 1.1 Query Results JSON, and triples in the formats of RDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.store import Row, Term
from ontology.errors import StoreError

TABLE = "application/sparql-results+json"
TRIPLES = "application/n-triples, text/turtle;q=0.5"


def table(data: object, address: str) -> tuple[tuple[str, ...], list[Row]]:
    """Return columns and rows of a parsed JSON answer; for ASK one column ``answer``.

    https://www.w3.org/TR/sparql11-results-json/

    Raises
    ------
    StoreError
        If the answer is none.

    Examples
    --------
    >>> row = {"a": {"type": "uri", "value": "x:y"}}
    >>> table({"head": {"vars": ["a"]}, "results": {"bindings": [row]}}, "")
    (('a',), [(<NamedNode value=x:y>,)])
    """
    try:
        answer = cast(dict[str, Any], data)
        if "boolean" in answer:
            return ("answer",), [(Literal(bool(answer["boolean"])),)]
        columns = tuple(map(str, answer["head"]["vars"]))
        known: dict[tuple[str, ...], Term] = {}
        rows = [
            tuple(_term(row[name], known) if name in row else None for name in columns)
            for row in answer["results"]["bindings"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(address) from error
    return columns, rows


def triples(content: bytes, media: str, address: str) -> list[Triple]:
    """Return the triples of an answer in the format of its media type.

    Raises
    ------
    StoreError
        If it cannot be read.
    """
    form = RdfFormat.from_media_type(media.partition(";")[0].strip()) or RdfFormat.TURTLE
    try:
        return [Triple(q.subject, q.predicate, q.object) for q in parse(content, format=form)]
    except (SyntaxError, ValueError) as error:
        raise _unreadable(address) from error


def _term(cell: Mapping[str, str], known: dict[tuple[str, ...], Term]) -> Term:
    # Most cells of an answer say what others have said.
    key = (cell["type"], cell["value"], cell.get("xml:lang", ""), cell.get("datatype", ""))
    if (term := known.get(key)) is None:
        term = known[key] = _new_term(*key)
    return term


def _new_term(kind: str, value: str, language: str, datatype: str) -> Term:
    if kind == "uri":
        return NamedNode(value)
    if kind == "bnode":
        return BlankNode(value)
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(kind)
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)


def _unreadable(address: str) -> StoreError:
    return StoreError(
        f"看不懂服务器 {address} 的回答; 请确认它是 SPARQL 1.1 的查询地址",
        f"the answer of {address} is not understood; make sure that it takes SPARQL 1.1 queries",
    )
