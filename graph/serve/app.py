"""The application: which address is answered by what."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Collection, Mapping
from importlib.metadata import version
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.serve.drawn import served, view_files
from graph.serve.endpoint import METHODS, Endpoint, refused
from graph.serve.holdings import Holdings
from graph.serve.interface import Interface
from graph.serve.language import error_language, page_language
from graph.serve.limits import Limits
from graph.serve.pool import Pool, RequestError
from graph.serve.render import page
from graph.serve.shield import LOOPBACK, Shield
from graph.serve.site import Site
from ontology.errors import JiepuError

_STATIC = {
    "site.css": "text/css",
    "site.js": "text/javascript",
    "theme.js": "text/javascript",
    "served.js": "text/javascript",
}


def create_app(
    folder: Path,
    limits: Limits | None = None,
    *,
    hosts: Collection[str] = LOOPBACK,
    origin: str = "",
    columns: Mapping[str, Mapping[str, str]] | None = None,
) -> Starlette:
    """Return the application over the graph of a build.

    Parameters
    ----------
    folder
        The folder of the build.
    limits
        What a request may take.
    hosts
        Host names that are answered; empty for any.
    origin
        An origin whose pages may read the answers; by default none but its own.
    columns
        Headings for the columns of answers, by language and name; others stand as they are.

    Raises
    ------
    StoreError
        If there is no graph in the folder.
    """
    holdings = Holdings.of(folder, columns)
    pool = Pool(folder / "store", limits or Limits())
    endpoint, site, interface = (
        Endpoint(pool, holdings.graphs),
        Site(pool, holdings),
        Interface(pool, holdings),
    )

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "workers": pool.limits.workers, "replaced": pool.replaced})

    async def about(request: Request) -> Response:
        return JSONResponse({"jiepu": version("jiepu"), "confined": dict(pool.confined)})

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    app = Starlette(
        routes=[
            Route("/", site.start),
            Route("/graph", site.graph),
            Route("/id/{path:path}", site.resource),
            Route("/questions/{name}", site.question),
            Route("/query", site.query),
            Route("/api/search", interface.search),
            Route("/api/entity", interface.entity),
            Route("/api/evidence", interface.evidence),
            Route("/api/neighbourhood", interface.neighbourhood),
            Route("/sparql", endpoint.answer, methods=METHODS),
            Route("/static/{name}", static),
            Route("/health", health),
            Route("/version", about),
        ],
        middleware=[Middleware(Shield, hosts=hosts, origin=origin)],
        exception_handlers={JiepuError: failed, HTTPException: missed},
        lifespan=lifespan,
    )
    app.state.pool = pool
    return app


async def static(request: Request) -> Response:
    """Answer with a style or script: those of the page that draws, and those of the pages."""
    name = request.path_params["name"]
    if name in _STATIC:
        kind, text = _STATIC[name], served(name)
    elif name in view_files():
        kind, text = view_files()[name]
    else:
        raise HTTPException(404)
    return Response(text, media_type=kind, headers={"cache-control": "max-age=300"})


async def failed(request: Request, error: Exception) -> Response:
    """Answer an error of ours as a page, or as a line of text where no page was asked for."""
    status = error.status if isinstance(error, RequestError) else 500
    if not isinstance(error, JiepuError):
        raise error
    if "text/html" in request.headers.get("accept", ""):
        return page(request, "error.html", status, message=error.message(page_language(request)))
    return refused(RequestError(status, error.zh, error.en), error_language(request))


async def missed(request: Request, error: Exception) -> Response:
    """Answer what is not there, or is asked in a way that it does not answer."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 404 and "text/html" in request.headers.get("accept", ""):
        return page(request, "missing.html", 404, path=request.url.path)
    texts = {
        404: ("这里没有东西", "there is nothing here"),
        405: ("不能这样请求", "this method is not allowed"),
    }
    zh, en = texts.get(error.status_code, (error.detail, error.detail))
    response = refused(RequestError(error.status_code, zh, en), error_language(request))
    response.headers.update(error.headers or {})
    return response
