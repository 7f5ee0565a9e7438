"""The jobs behind the explorer's pages: parts of the graph as JSON, answers of questions, RDF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode, QueryTriples

from graph.model import Evidence
from graph.serve.jobs import Job, Reply, TooLargeError, reply_rows, reply_triples
from graph.serve.limits import Limits
from graph.serve.reading import part, query_text, records
from graph.store import OxigraphStore

_JSON = "application/json"


def drawing(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Return what the page that draws needs of the entities ``iris``: ``graph`` and ``texts``."""
    # Layout and look are loaded only by workers that draw.
    from graph.view.look import load_look
    from graph.view.payload import payload

    parts = payload(part(store, arguments["iris"]), load_look(), arguments["title"], arguments["language"])
    return _json({"graph": parts.graph, "texts": parts.texts}, limits)


def entity(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Return what the page of the entity ``iri`` shows; ``null`` where there is none."""
    iri = arguments["iri"]
    data = part(store, [iri], around=True)
    known = {one.iri: one for one in data.entities}
    if iri not in known:
        return _json(None, limits)
    one = known[iri]
    titles = {document.doc: document.title for document in data.documents}
    outer = {i: row["name"] for i in (one.within, one.scope) if i for row in records(store, "entities", [i])}
    found = {
        "iri": iri,
        "class": one.type,
        "name": one.name,
        "others": one.alt_names,
        "code": one.code,
        "outer": outer,
        "definitions": records(store, "definitions", [iri]),
        "claims": [
            {
                "iri": claim.iri,
                "relation": claim.rel,
                "back": claim.tail == iri and claim.head != iri,
                "other": (far := known[claim.head if claim.tail == iri else claim.tail]).iri,
                "name": far.name,
                "class": far.type,
                "status": claim.status,
                **_said(claim.evidence, titles),
            }
            for claim in data.claims
        ],
        "figures": [
            {
                "indicator": figure.indicator,
                "value": figure.value,
                "unit": figure.unit,
                "approx": figure.approx,
                "change": figure.change,
                "basis": figure.basis,
                "period": figure.period,
                "status": figure.status,
                **_said(figure.evidence, titles),
            }
            for figure in data.figures
        ],
        "documents": [
            {"doc": doc, "title": titles.get(doc, doc), "times": times}
            for doc, times in Counter(m.doc for m in data.mentions if m.entity == iri).most_common()
        ],
    }
    return _json(found, limits)


def document(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Return what the document ``iri`` says, without its text: names, relations, figures by their places."""
    about = [arguments["iri"]]
    parts = {name: records(store, name, about, "document") for name in ("page", "stated", "counted")}
    return _json(parts, limits)


def evidence(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Return the passages that the claim or figure ``iri`` rests on."""
    return _json(records(store, "evidence", [arguments["iri"]]), limits)


def question(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Answer the question ``name`` with ``values`` as rows of a media type ``kind``."""
    from graph.questions import ask

    table = ask(store, arguments["name"], arguments["values"])
    return reply_rows(list(table.columns), list(table.rows), arguments["kind"], limits)


def resource(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Return every statement about ``iri`` as triples of a media type ``kind``."""
    query = query_text("resource").replace("#= entity", f"VALUES ?entity {{ {NamedNode(arguments['iri'])} }}")
    answer = store.run(query)
    triples = list(answer) if isinstance(answer, QueryTriples) else []
    order = sorted(set(triples), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return reply_triples(order, arguments["kind"], limits)


def _said(evidence: Evidence, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "doc": evidence.doc,
        "title": titles.get(evidence.doc, evidence.doc),
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "section": evidence.section,
    }


def _json(value: object, limits: Limits) -> Reply:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    if len(body) > limits.answer * 2**20:
        raise TooLargeError(
            f"答案太大: 超过 {limits.answer} MB", f"the answer is larger than {limits.answer} MB"
        )
    return Reply(200, _JSON, body)


PAGES: Mapping[str, Job] = {
    "drawing": drawing,
    "entity": entity,
    "document": document,
    "evidence": evidence,
    "question": question,
    "resource": resource,
}
"""Each job by its name."""
