"""What a worker can be asked: each job takes the store, the limits and arguments, and returns a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pyoxigraph import QueryBoolean, QueryTriples, RdfFormat, Triple, serialize

from graph.export.turtle import SHORT_NAMES, in_order
from graph.serve.formats import ROWS, TRIPLES
from graph.serve.limits import Limits
from graph.serve.results import WRITERS, write_answer
from graph.store import OxigraphStore, Row
from ontology.errors import QueryError

CUT = "Jiepu-Rows-Cut"
"""The header that says after how many rows an answer was cut."""

_RDF = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Reply:
    """What a worker replies: an HTTP status, a media type, the content, and headers."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class TooLargeError(QueryError):
    """An answer that is larger than the limits allow."""


class UnacceptableError(QueryError):
    """An answer that cannot be sent as any of what the client accepts."""


Job = Callable[[OxigraphStore, Limits, Mapping[str, Any]], Reply]


def sparql(store: OxigraphStore, limits: Limits, arguments: Mapping[str, Any]) -> Reply:
    """Answer a query of SPARQL's protocol.

    Parameters
    ----------
    store, limits
        What is asked, and how much the answer may hold.
    arguments
        ``query``; ``default`` and ``named``, lists of graphs or ``None``; ``rows`` and ``triples``, the media
        types to send these as, or ``None`` where the client accepts none.
    """
    answer = store.run(arguments["query"], arguments.get("default"), arguments.get("named"))
    triples = isinstance(answer, QueryTriples)
    kind = arguments["triples" if triples else "rows"]
    if kind is None:
        raise UnacceptableError(
            "不能用所要的格式回答; 可用 " + " ".join(TRIPLES if triples else ROWS),
            "no acceptable format for this answer; use " + " ".join(TRIPLES if triples else ROWS),
        )
    if isinstance(answer, QueryBoolean):
        text = write_answer(ROWS[kind], bool(answer))
        return Reply(200, kind, text.encode())
    if isinstance(answer, QueryTriples):
        return reply_triples(list(islice(answer, limits.rows + 1)), kind, limits)
    columns = [variable.value for variable in answer.variables]
    rows = [tuple(solution) for solution in islice(answer, limits.rows + 1)]
    return reply_rows(columns, rows, kind, limits)


def reply_rows(columns: list[str], rows: list[Row], kind: str, limits: Limits) -> Reply:
    """Return rows as a reply of a media type, cut where they are more than allowed."""
    headers = {CUT: str(limits.rows)} if len(rows) > limits.rows else {}
    body = WRITERS[ROWS[kind]](columns, _bounded(rows[: limits.rows], limits)).encode("utf-8", "replace")
    return Reply(200, kind, body, headers)


def reply_triples(triples: list[Triple], kind: str, limits: Limits) -> Reply:
    """Return triples as a reply of a media type, cut where they are more than allowed."""
    headers = {CUT: str(limits.rows)} if len(triples) > limits.rows else {}
    kept = triples[: limits.rows]
    for _ in _bounded([(t.subject, t.object) for t in kept], limits):
        pass
    form = TRIPLES[kind]
    prefixes = SHORT_NAMES if form in {"turtle", "rdfxml"} else None
    body = serialize(kept, format=_RDF[form], prefixes=prefixes) or b""
    return Reply(200, kind, in_order(body) if form == "turtle" else body, headers)


def _bounded(rows: list[Row], limits: Limits) -> Iterator[Row]:
    """Yield rows until what they hold is more than an answer may."""
    size = 0
    for row in rows:
        size += sum(len(str(getattr(term, "value", term))) for term in row if term is not None)
        if size > limits.answer * 2**20:
            raise TooLargeError(
                f"答案太大: 超过 {limits.answer} MB", f"the answer is larger than {limits.answer} MB"
            )
        yield row


JOBS: Mapping[str, Job] = {"sparql": sparql}
"""Each job by its name."""
