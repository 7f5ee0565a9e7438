"""The SPARQL endpoint: a request of the protocol, handed to a worker, and its reply."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from graph.serve.formats import ROWS, TRIPLES, choose
from graph.serve.language import error_language
from graph.serve.limits import Limits
from graph.serve.pool import Pool, RequestError
from graph.serve.protocol import read_query

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

_SEVERAL = {"vary": "Accept, Accept-Language"}


class Endpoint:
    """Answers at ``/sparql``.

    Parameters
    ----------
    pool
        The workers.
    graphs
        IRIs of the named graphs, which requests may choose.
    """

    def __init__(self, pool: Pool, graphs: frozenset[str]) -> None:
        self._pool = pool
        self._graphs = graphs

    @property
    def limits(self) -> Limits:
        """What a request may take."""
        return self._pool.limits

    async def answer(self, request: Request) -> Response:
        """Answer a request; whatever is wrong is one line of text with the status of HTTP."""
        if request.method == "OPTIONS":
            return Response(None, 204, headers={"allow": ", ".join(METHODS)})
        if not request.url.query and _is_browser(request):
            return RedirectResponse("/query", 303, headers=_SEVERAL)
        try:
            asked = await read_query(request, self.limits.body)
            self._check(asked.default or [])
            self._check(asked.named or [])
            accept = _accepted(request)
            rows, triples = choose(accept, list(ROWS)), choose(accept, list(TRIPLES))
            if rows is None and triples is None:
                wanted = " ".join([*ROWS, *TRIPLES])
                raise RequestError(406, f"不能用所要的格式回答; 可用 {wanted}", f"use one of {wanted}")
            reply = await self._pool.ask(
                "sparql",
                query=asked.query,
                default=asked.default,
                named=asked.named,
                rows=rows,
                triples=triples,
            )
        except RequestError as error:
            return refused(error, error_language(request))
        return answered(reply.body, reply.kind, {**_SEVERAL, **reply.headers})

    def _check(self, graphs: list[str]) -> None:
        """Refuse graphs that are not held."""
        foreign = next((graph for graph in graphs if graph not in self._graphs), None)
        if foreign is not None:
            raise RequestError(
                400,
                f"没有命名图 {foreign[:200]}; 图谱只回答自己的内容",
                f"there is no graph {foreign[:200]}; only the graphs held here can be asked",
            )


def _is_browser(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _accepted(request: Request) -> str:
    """Return what the client accepts: a link cannot send a header, so it may name a format."""
    name = request.query_params.get("format", "")
    kinds = [kind for table in (ROWS, TRIPLES) for kind, form in table.items() if form == name]
    if name and not kinds:
        known = " ".join(dict.fromkeys((*ROWS.values(), *TRIPLES.values())))
        raise RequestError(
            406, f"没有格式 {name[:40]}; 可用 {known}", f"no format {name[:40]}; use one of {known}"
        )
    if name == "json":
        kinds.append("application/ld+json;q=0.5")
    return ",".join(kinds) or ",".join(request.headers.getlist("accept"))


def answered(body: bytes, kind: str, headers: Mapping[str, str]) -> Response:
    """Return content of a media type; text says that it is UTF-8."""
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Response(body, headers={"content-type": kind + charset, **headers})


def refused(error: RequestError, language: str) -> Response:
    """Return an error as one line of text."""
    line = " ".join(error.message(language).split())
    headers = dict(_SEVERAL)
    if error.status == 503:
        headers["retry-after"] = "5"
    return PlainTextResponse(line.encode("utf-8", "replace") + b"\n", error.status, headers=headers)
