"""The explorer's pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.questions import Question, questions
from graph.serve.address import SUFFIXES, iri_of, path_of
from graph.serve.choices import choices
from graph.serve.drawn import viewer
from graph.serve.endpoint import answered, refused
from graph.serve.formats import choose
from graph.serve.holdings import Holdings
from graph.serve.language import error_language, page_language
from graph.serve.marked import lines
from graph.serve.pool import Pool, RequestError
from graph.serve.render import page
from graph.serve.shield import POLICY
from ontology.terms import JPR, PREFIXES

_HTML = "text/html"
_DOCUMENT = JPR + "document/"
_STATED = (JPR + "claim/", JPR + "figure/")
_MOST_SHOWN = 1000


class Site:
    """Answers with pages.

    Parameters
    ----------
    pool
        The workers.
    holdings
        What the server keeps in memory.
    """

    def __init__(self, pool: Pool, holdings: Holdings) -> None:
        self._pool = pool
        self._have = holdings

    async def start(self, request: Request) -> Response:
        """Answer ``/``: search, the most connected, documents, questions."""
        typed = request.query_params.get("q", "")
        found = await asyncio.to_thread(self._have.index.search, typed, 50)
        index = self._have.index
        top = [(one, index.degree(one.iri)) for one in index.entities[:24] if index.degree(one.iri)]
        return page(
            request,
            "start.html",
            q=typed,
            found=found,
            top=top,
            documents=self._have.documents,
            questions=questions().values(),
            entities=len(index.entities),
            claims=index.claims,
        )

    async def graph(self, request: Request) -> Response:
        """Answer ``/graph`` with the page that draws; its script fetches what to draw."""
        language = page_language(request)
        return Response(viewer(language, self._have.title(language), POLICY), media_type=_HTML)

    async def resource(self, request: Request) -> Response:
        """Answer the address of a resource with a page, Turtle or JSON-LD."""
        raw = (
            request.scope.get("raw_path", request.url.path.encode()).split(b"?")[0].decode("ascii", "replace")
        )
        iri, suffix = iri_of(raw.removeprefix("/id/"))
        accept = ",".join(request.headers.getlist("accept"))
        kind = SUFFIXES.get(suffix) or choose(accept, [_HTML, *SUFFIXES.values(), "application/json"])
        if kind is None:
            wanted = " ".join([_HTML, *SUFFIXES.values()])
            return refused(
                RequestError(406, f"可用的格式: {wanted}", f"use one of {wanted}"), error_language(request)
            )
        if kind != _HTML:
            try:
                reply = await self._pool.ask("resource", iri=iri, kind=kind)
            except RequestError as error:
                return refused(error, error_language(request))
            if b"<" not in reply.body and b"@id" not in reply.body and b":" not in reply.body:
                return refused(
                    RequestError(404, f"没有 {iri}", f"there is no {iri}"), error_language(request)
                )
            return answered(reply.body, kind, {"vary": "Accept", **reply.headers})
        if iri.startswith(_DOCUMENT):
            return await self._document(request, iri)
        if iri in self._have.index:
            found = await self._json("entity", iri=iri)
            return page(
                request, "entity.html", entity=found, path=path_of(iri), groups=_grouped(found["claims"])
            )
        return await self._other(request, iri)

    async def _other(self, request: Request, iri: str) -> Response:
        """Answer the address of what is neither document nor entity: where it is said, or its statements."""
        if iri.startswith(_STATED):
            passages = await self._json("evidence", iri=iri)
            if passages:
                one = passages[0]
                place = f"{path_of(one['document'])}#f-{one['start']}-{one['end']}"
                return RedirectResponse(place, 303, headers={"vary": "Accept"})
        query = f"SELECT ?property ?value {{ {NamedNode(iri)} ?property ?value }}"
        rows = (await self._rows("sparql", query=query, rows="application/json", triples=None))[1]
        if not rows:
            return page(request, "missing.html", 404, path=path_of(iri))
        return page(request, "resource.html", iri=iri, path=path_of(iri), rows=rows)

    async def _document(self, request: Request, iri: str) -> Response:
        row = next((row for row in self._have.documents if row["document"] == iri), None)
        if row is None:
            return page(request, "missing.html", 404, path=path_of(iri))
        parts = await self._json("document", iri=iri)
        facts = [*parts["stated"], *parts["counted"]]
        cut = []
        if row["doc"] in self._have.texts:
            document = (await asyncio.to_thread(self._have.texts.facts, row["doc"])).document
            headings = {s.start: min(document.sections[s.section].level, 3) for s in document.sentences
                        if s.heading and s.section < len(document.sections)}  # fmt: skip
            cut = await asyncio.to_thread(lines, document.text, parts["page"], facts, headings)
        return page(
            request, "document.html", document=row, lines=cut, facts=facts, names=len(parts["page"]),
            path=path_of(iri),
        )  # fmt: skip

    async def question(self, request: Request) -> Response:
        """Answer ``/questions/NAME`` with its form, and its answer where it was asked."""
        asked = questions().get(request.path_params["name"])
        if asked is None:
            return page(request, "missing.html", 404, path=request.url.path)
        values = _values(asked, request)
        ready = bool(values) or not any(parameter.required for parameter in asked.parameters)
        kind = {"csv": "text/csv", "json": "application/sparql-results+json"}.get(
            request.query_params.get("format", "")
        )
        if kind is not None:
            return await self._download(request, kind, asked.name, values)
        labels = self._have.columns.get(page_language(request), {})
        shown: dict[str, Any] = {"columns": [], "rows": [], "cut": "", "error": "", "labels": labels}
        if ready:
            try:
                columns, rows, cut = await self._rows(
                    "question", name=asked.name, values=values, kind="application/json"
                )
                shown |= {"columns": columns, "rows": rows, "cut": cut}
            except RequestError as error:
                shown["error"] = error.message(page_language(request))
        query = [("question", asked.name), *values.items()]
        return page(
            request, "question.html", question=asked, values=values, choices=choices, ready=ready,
            drawn=query, most=_MOST_SHOWN, **shown,
        )  # fmt: skip

    async def _download(self, request: Request, kind: str, name: str, values: Mapping[str, str]) -> Response:
        try:
            reply = await self._pool.ask("question", name=name, values=values, kind=kind)
        except RequestError as error:
            return refused(error, error_language(request))
        suffix = "csv" if kind == "text/csv" else "json"
        saved = {"content-disposition": f'attachment; filename="{name}.{suffix}"'}
        return answered(reply.body, kind, {**reply.headers, **saved})

    async def query(self, request: Request) -> Response:
        """Answer ``/query``: an editor, and the answer to what was written in it."""
        text = request.query_params.get("query", "")
        shown: dict[str, Any] = {"columns": [], "rows": [], "cut": "", "error": "", "answer": None}
        if text.strip():
            try:
                columns, rows, cut = await self._rows(
                    "sparql", query=text, rows="application/json", triples="application/n-triples"
                )
                shown |= {"columns": columns, "rows": rows, "cut": cut}
                if columns == ["answer"] and isinstance(rows, bool):
                    shown |= {"columns": [], "rows": [], "answer": rows}
            except RequestError as error:
                shown["error"] = error.message(page_language(request))
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        examples = [one for one in questions().values() if not one.answered_by]
        return page(
            request, "query.html", text=text, examples=examples, prefixes=prefixes, most=_MOST_SHOWN,
            limits=self._pool.limits, **shown,
        )  # fmt: skip

    async def _json(self, job: str, **arguments: Any) -> Any:  # noqa: ANN401
        return json.loads((await self._pool.ask(job, **arguments)).body)

    async def _rows(self, job: str, **arguments: Any) -> tuple[list[str], Any, str]:  # noqa: ANN401
        """Return columns, rows (lists of terms as JSON has them) and where the answer was cut."""
        from graph.serve.jobs import CUT

        reply = await self._pool.ask(job, **arguments)
        cut = reply.headers.get(CUT, "")
        if reply.kind == "application/n-triples":
            from graph.serve.tables import triple_rows

            return ["subject", "predicate", "object"], triple_rows(reply.body), cut
        found = json.loads(reply.body)
        if "boolean" in found:
            return ["answer"], found["boolean"], cut
        columns = found["head"]["vars"]
        return columns, [[b.get(c) for c in columns] for b in found["results"]["bindings"]], cut


def _values(asked: Question, request: Request) -> dict[str, str]:
    names = [parameter.name for parameter in asked.parameters]
    given = {name: request.query_params.get(name, "").strip() for name in names}
    return {name: value for name, value in given.items() if value}


def _grouped(claims: list[dict[str, Any]]) -> list[tuple[str, bool, list[dict[str, Any]]]]:
    """Return claims by relation and direction, those with most first."""
    groups: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for claim in claims:
        groups.setdefault((claim["relation"], claim["back"]), []).append(claim)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return [(relation, back, sorted(found, key=lambda c: c["name"])) for (relation, back), found in ordered]
