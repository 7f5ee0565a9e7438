"""The JSON interface that the explorer's scripts use."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.questions import questions
from graph.serve.endpoint import answered, refused
from graph.serve.holdings import Holdings
from graph.serve.index import Named
from graph.serve.language import error_language, page_language
from graph.serve.pool import Pool, RequestError
from graph.serve.render import words
from graph.view.ranking import FIRST_SIGHT

DRAWN = 240
"""How many entities one page of the graph loads at most."""


class Interface:
    """Answers under ``/api``.

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

    async def search(self, request: Request) -> Response:
        """Answer ``/api/search?q=``: entities by name, pinyin or initials."""
        typed = request.query_params.get("q", "")[:200]
        found = await asyncio.to_thread(self._have.index.search, typed)
        return JSONResponse([self._row(one) for one in found])

    async def entity(self, request: Request) -> Response:
        """Answer ``/api/entity?id=``: everything about an entity."""
        return await self._pass(request, "entity", iri=request.query_params.get("id", ""))

    async def evidence(self, request: Request) -> Response:
        """Answer ``/api/evidence?id=``: the passages that a claim or figure rests on."""
        return await self._pass(request, "evidence", iri=request.query_params.get("id", ""))

    async def neighbourhood(self, request: Request) -> Response:
        """Answer ``/api/neighbourhood``: what the page that draws shows.

        ``id`` (several) and ``depth`` choose entities and what is around them; ``question`` with its
        parameters, or ``query``, choose the entities of an answer; without any it is the most connected part.
        """
        language = page_language(request)
        try:
            iris = await self._chosen(request)
            reply = await self._pool.ask(
                "drawing", iris=iris, title=self._have.title(language), language=language
            )
        except RequestError as error:
            return refused(error, error_language(request))
        drawn = json.loads(reply.body)
        said = {key: row for key, row in words().items() if key in {"load_around", "entity_page", "elsewhere",
                                                                    "loading", "drawn_none"}}  # fmt: skip
        held = {"entities": len(self._have.index.entities), "chosen": len(iris)}
        return JSONResponse({**drawn, "words": said, "held": held})

    async def _chosen(self, request: Request) -> list[str]:
        given = request.query_params
        index = self._have.index
        if "question" in given:
            name = given["question"]
            known = questions().get(name)
            names = {parameter.name for parameter in known.parameters} if known else set()
            values = {key: value for key, value in given.items() if key in names and value}
            reply = await self._pool.ask("question", name=name, values=values, kind="application/json")
            # Who was asked about stands in no column.
            about = [one.iri for value in values.values() for one in index.search(value, 1)
                     if value in (one.name, *one.others, one.iri)]  # fmt: skip
            return [*about, *self._entities(reply.body)][:DRAWN]
        if given.get("query", "").strip():
            reply = await self._pool.ask(
                "sparql", query=given["query"], rows="application/json", triples="application/ld+json"
            )
            return self._entities(reply.body)[:DRAWN]
        centres = [iri for iri in given.getlist("id") if iri in index]
        if not given.getlist("id"):
            return index.most_linked(FIRST_SIGHT)
        depth = 2 if given.get("depth") == "2" else 1
        return index.around(centres, depth=depth, limit=DRAWN)

    def _entities(self, answer: bytes) -> list[str]:
        """Return the entities of the graph that an answer holds, as they come."""
        found: dict[str, None] = {}
        for text in _strings(json.loads(answer)):
            if text in self._have.index:
                found[text] = None
        return list(found)

    def _row(self, one: Named) -> dict[str, Any]:
        return {
            "iri": one.iri,
            "name": one.name,
            "class": one.type,
            "degree": self._have.index.degree(one.iri),
        }

    async def _pass(self, request: Request, job: str, iri: str) -> Response:
        try:
            if not iri or any(c in iri for c in '<>"{}|\\^` \n'):
                raise RequestError(400, "参数 id 不是网址", "the parameter id is no address")
            reply = await self._pool.ask(job, iri=iri)
        except RequestError as error:
            return refused(error, error_language(request))
        if reply.body in {b"null", b"[]"}:
            return refused(RequestError(404, f"没有 {iri}", f"there is no {iri}"), error_language(request))
        return answered(reply.body, reply.kind, {})


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
