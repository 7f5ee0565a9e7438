"""Rows of an answer in the formats of SPARQL 1.1, up to a limit.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.store import Row, Term
from ontology.terms import PREFIXES

_STRING = PREFIXES["xsd"] + "string"
_LANG_STRING = PREFIXES["rdf"] + "langString"
# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Writer = Callable[[Sequence[str], Iterable[Row]], str]


def json_term(term: Term) -> dict[str, Any]:
    """Return a term as SPARQL's JSON has it.

    >>> json_term(Literal("鱼", language="zh"))
    {'type': 'literal', 'value': '鱼', 'xml:lang': 'zh'}
    """
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: json_term(part) for name, part in parts.items()}}


def write_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Write rows as JSON.

    >>> write_json(["a"], [(NamedNode("x:y"),), (None,)])
    '{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"x:y"}},{}]}}'
    """
    bindings = [
        {name: json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
        for row in rows
    ]
    return _json({"head": {"vars": list(columns)}, "results": {"bindings": bindings}})


def write_xml(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Write rows as XML; what XML cannot hold stands as the replacement character.

    >>> write_xml(["a"], [(Literal("<b>"),)])[-85:-21]
    '<binding name="a"><literal>&lt;b&gt;</literal></binding></result'
    """
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in columns)
    body = "".join(
        "<result>"
        + "".join(
            f"<binding name={quoteattr(name)}>{_xml(term)}</binding>"
            for name, term in zip(columns, row, strict=True)
            if term is not None
        )
        + "</result>"
        for row in rows
    )
    return _XML.format(head=head, body=f"<results>{body}</results>")


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    r"""Write rows as CSV: the characters of literals, IRIs in full.

    >>> write_csv(["a"], [(Literal("1,2"),)])
    'a\r\n"1,2"\r\n'
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_plain(term) for term in row] for row in rows)
    return file.getvalue()


def write_tsv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    r"""Write rows as TSV, with terms as Turtle has them.

    >>> write_tsv(["a", "b"], [(Literal("x\ty"), NamedNode("x:y"))])
    '?a\t?b\n"x\\ty"\t<x:y>\n'
    """
    lines = ["\t".join(f"?{name}" for name in columns)]
    lines += ["\t".join("" if term is None else _turtle(term) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    "<head>{head}</head>{body}</sparql>\n"
)

WRITERS: Mapping[str, Writer] = {"json": write_json, "xml": write_xml, "csv": write_csv, "tsv": write_tsv}
"""How rows are written, by the name of the format."""


def write_answer(form: str, answer: bool) -> str:
    """Write what an ASK query answers.

    >>> write_answer("json", True)
    '{"head":{},"boolean":true}'
    """
    word = "true" if answer else "false"
    if form == "json":
        return _json({"head": {}, "boolean": answer})
    return _XML.format(head="", body=f"<boolean>{word}</boolean>") if form == "xml" else f"{word}\n"


def _json(value: object) -> str:
    # Half of a surrogate pair cannot be sent; escaped it can.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _xml(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_text(term.value)}</bnode>"
    if isinstance(term, Literal):
        more = ""
        if term.language:
            more = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            more = f" datatype={quoteattr(_text(term.datatype.value))}"
        return f"<literal{more}>{_text(term.value)}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return "<triple>" + "".join(f"<{name}>{_xml(part)}</{name}>" for name, part in parts) + "</triple>"


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
