"""How a server holds under many clients: throughput and latency beside the store asked directly.

Figures of one machine under one load: compare within a run, not between runs.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import httpx

from graph.questions import ask, questions
from graph.store import GraphStore
from jiepu.places import open_store
from ontology.errors import JiepuError

CLIENTS = 64
SECONDS = 60.0

Asked = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Held:
    """What was answered: how many, how many failed, answers a second, the 95th percentile in milliseconds."""

    answered: int
    failed: int
    rate: float
    slow: float


def asked_of(store: GraphStore) -> list[Asked]:
    """Return questions of the library that this graph can answer, each with what it must be told.

    Whatever names an entity is asked of the one with most claims, so that no question is cheap by luck.
    """
    most = (
        "SELECT ?name { { SELECT ?e (COUNT(*) AS ?n) { ?c a jp:Claim ; rdf:subject ?e } GROUP BY ?e } "
        "?e skos:prefLabel ?name } ORDER BY DESC(?n) ?name LIMIT 1"
    )
    _, rows = store.select(most)
    _, documents = store.select("SELECT ?i { ?d a jp:Document ; dcterms:identifier ?i } ORDER BY ?i LIMIT 1")
    known = {
        "entity": str(getattr(rows[0][0], "value", "")),
        "document": str(getattr(documents[0][0], "value", "")),
    }
    found: list[Asked] = []
    for name, question in questions().items():
        needed = [parameter for parameter in question.parameters if parameter.required]
        if question.answered_by or any(parameter.type not in known for parameter in needed):
            continue
        values = {parameter.name: known[parameter.type] for parameter in needed}
        try:
            ask(store, name, values)
        except JiepuError:
            continue
        found.append((name, values))
    return found


def direct(store: GraphStore, asked: Sequence[Asked], seconds: float) -> Held:
    """Ask the store itself, one question after the other, for ``seconds``."""
    times: list[float] = []
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        name, values = asked[len(times) % len(asked)]
        at = time.perf_counter()
        ask(store, name, values)
        times.append(time.perf_counter() - at)
    return _held(times, 0, time.perf_counter() - begun)


async def clients(address: str, asked: Sequence[Asked], count: int, seconds: float) -> Held:
    """Have ``count`` clients ask the server at ``address`` side by side for ``seconds``."""
    times: list[float] = []
    failed = 0
    begun = time.perf_counter()

    async def one(client: httpx.AsyncClient, turn: int) -> None:
        nonlocal failed
        while time.perf_counter() - begun < seconds:
            name, values = asked[turn % len(asked)]
            turn += 7
            at = time.perf_counter()
            try:
                query = urlencode({**values, "format": "json"})
                answer = await client.get(f"{address}/questions/{name}?{query}")
                failed += answer.status_code != 200
            except httpx.HTTPError:
                failed += 1
            times.append(time.perf_counter() - at)

    limits = httpx.Limits(max_connections=count)
    async with httpx.AsyncClient(timeout=120, limits=limits, trust_env=False) as client:
        await asyncio.gather(*(one(client, number) for number in range(count)))
    return _held(times, failed, time.perf_counter() - begun)


def _held(times: Sequence[float], failed: int, seconds: float) -> Held:
    slow = quantiles(times, n=20)[-1] if len(times) > 1 else sum(times)
    return Held(len(times), failed, len(times) / seconds, slow * 1000)


def load(folder: Path, count: int = CLIENTS, seconds: float = SECONDS) -> tuple[Held, Held]:
    """Measure the store asked directly and the server asked by ``count`` clients, each for ``seconds``.

    Raises
    ------
    StoreError
        If there is no graph in the folder.
    JiepuError
        If the server does not start.
    """
    store = open_store(folder)
    asked = asked_of(store)
    alone = direct(store, asked, seconds)
    command = [sys.executable, "-m", "jiepu", "serve", str(folder), "--port", "0", "--seconds", "60"]
    environment = {**os.environ, "JIEPU_LANG": "en", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    )
    try:
        line = process.stderr.readline() if process.stderr else ""
        address = next((word.rstrip("/") for word in line.split() if word.startswith("http")), "")
        if not address or not _ready(address):
            raise JiepuError("服务器没有起来", f"the server did not start: {line.strip()}")
        return alone, asyncio.run(clients(address, asked, count, seconds))
    finally:
        process.terminate()
        process.wait(30)
        if process.stderr:
            process.stderr.close()


def _ready(address: str) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return httpx.get(f"{address}/health", trust_env=False).status_code == 200
        except httpx.HTTPError:
            time.sleep(0.1)
    return False
