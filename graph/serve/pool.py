"""The processes that answer: one request each at a time, replaced when it breaks one or takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import graph
from graph.serve.jobs import Reply
from graph.serve.limits import Limits
from ontology.errors import JiepuError, StoreError

_START = 60.0
"""Seconds that a process may take to open the store on a busy machine."""

_ROOT = str(Path(str(graph.__file__)).parents[1])


class RequestError(JiepuError):
    """A request that was not answered; ``status`` is that of HTTP."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.status = status


@dataclass(eq=False)
class _Worker:
    process: Process
    idle: int
    gone: bool = False

    def kill(self) -> None:
        """End the process, once: to signal one that has ended would take its exit status from asyncio."""
        if not self.gone:
            self.gone = True
            with suppress(ProcessLookupError):
                self.process.kill()


class Pool:
    """Workers over one store.

    Parameters
    ----------
    store
        The folder of the store.
    limits
        What a request may take.
    """

    def __init__(self, store: Path, limits: Limits) -> None:
        self.limits = limits
        self.replaced = 0
        self.confined: Mapping[str, bool] = {}
        self._store = store
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False

    @property
    def processes(self) -> list[int]:
        """The identifiers of the workers' processes."""
        return sorted(worker.process.pid for worker in self._all)

    async def start(self) -> None:
        """Start the workers.

        Raises
        ------
        StoreError
            If the store cannot be opened.
        """
        await asyncio.gather(*(self._hire() for _ in range(self.limits.workers)))

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(self._dismiss(worker) for worker in list(self._all)))

    async def ask(self, job: str, **arguments: Any) -> Reply:  # noqa: ANN401 - whatever JSON holds
        """Have a worker do a job of :data:`graph.serve.jobs.JOBS`.

        Raises
        ------
        RequestError
            If the job is refused, or was not done within the limits.
        """
        if self._waiting >= self.limits.waiting:
            raise RequestError(503, "服务器忙, 请稍后再试", "the server is busy; try again later")
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        request = json.dumps({"job": job, "arguments": arguments}).encode() + b"\n"
        work = asyncio.ensure_future(self._work(worker, request))
        try:
            # A client that goes away must not leave a worker in the middle of a reply.
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            work.cancel()
            raise

    async def _work(self, worker: _Worker, request: bytes) -> Reply:
        healthy = False
        try:
            async with asyncio.timeout(self.limits.seconds):
                head, body = await _exchange(worker.process, request)
            healthy = head["resident"] < worker.idle + self.limits.grown * 2**20
        except TimeoutError:
            seconds = f"{self.limits.seconds:g}"
            raise RequestError(
                503,
                f"查询超过 {seconds} 秒, 已停止; 请缩小范围",
                f"the query took more than {seconds} s and was stopped; ask for less",
            ) from None
        except (asyncio.IncompleteReadError, ConnectionError, ValueError) as error:
            # It has ended itself: nothing is there to be killed.
            worker.gone = True
            raise RequestError(
                503,
                f"查询用尽了资源 (内存上限 {self.limits.memory} MB), 已停止; 请缩小范围",
                f"the query used up its resources (at most {self.limits.memory} MB) and was stopped",
            ) from error
        finally:
            if healthy:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)
        if "error" in head:
            raise RequestError(head["status"], *head["error"])
        return Reply(head["status"], head["kind"], body, head["headers"])

    def _replace(self, worker: _Worker) -> None:
        worker.kill()
        if self._closed:
            return
        self.replaced += 1
        task = asyncio.create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: _Worker) -> None:
        await self._dismiss(worker)
        while not self._closed:
            try:
                await self._hire()
                break
            except (JiepuError, OSError):
                # The folder may be about to be replaced by a new build.
                await asyncio.sleep(1.0)

    async def _dismiss(self, worker: _Worker) -> None:
        worker.kill()
        await worker.process.wait()
        self._all.discard(worker)

    async def _hire(self) -> None:
        path = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "graph.serve.worker", str(self._store), self.limits.dumps()),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "RUST_BACKTRACE": "0"},
            # An interrupt at the terminal is for the server, which ends its workers.
            start_new_session=True,
        )
        worker = _Worker(process, 0)
        self._all.add(worker)
        ready: dict[str, Any] = {}
        with suppress(TimeoutError, ValueError):
            async with asyncio.timeout(_START):
                ready = json.loads(await _line(process))
        if "resident" not in ready:
            worker.gone = "error" in ready
            await self._dismiss(worker)
            raise StoreError(*ready.get("error", ("打不开图谱", "the graph cannot be opened")))
        worker.idle = ready["resident"]
        self.confined = {"memory": ready["memory"], "network": ready["network"]}
        self._idle.put_nowait(worker)


async def _line(process: Process) -> bytes:
    if process.stdout is None:
        raise ValueError("no pipe")
    return await process.stdout.readline()


async def _exchange(process: Process, request: bytes) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("no pipe")
    process.stdin.write(request)
    await process.stdin.drain()
    head: dict[str, Any] = json.loads(await _line(process))
    return head, await process.stdout.readexactly(head["length"])
