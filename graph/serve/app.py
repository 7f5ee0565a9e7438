"""The application: which address is answered by what."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.serve.endpoint import METHODS, Endpoint
from graph.serve.limits import Limits
from graph.serve.pool import Pool
from graph.serve.shield import LOOPBACK, Shield
from graph.store import OxigraphStore


@dataclass(frozen=True)
class Place:
    """The folder of a build: ``store`` and ``facts.jsonl``."""

    folder: Path

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.folder / "store"


def create_app(
    folder: Path, limits: Limits | None = None, *, hosts: Collection[str] = LOOPBACK, origin: str = ""
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

    Raises
    ------
    StoreError
        If there is no graph in the folder.
    """
    place = Place(folder)
    pool = Pool(place.store, limits or Limits())
    endpoint = Endpoint(pool, OxigraphStore.open(place.store).graphs())

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

    return Starlette(
        routes=[
            Route("/sparql", endpoint.answer, methods=METHODS),
            Route("/health", health),
            Route("/version", about),
        ],
        middleware=[Middleware(Shield, hosts=hosts, origin=origin)],
        lifespan=lifespan,
    )
