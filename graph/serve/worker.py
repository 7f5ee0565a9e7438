"""A process that answers: it reads a line of JSON a request, and writes a line of JSON and a content a reply.

Started as ``python -m graph.serve.worker STORE LIMITS`` by :mod:`graph.serve.pool`, which ends it when the
clock has run out. It ends itself when nobody listens any more.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from graph.serve.confine import bound_memory, refuse_network, resident
from graph.serve.jobs import JOBS, Reply, TooLargeError, UnacceptableError
from graph.serve.limits import Limits
from graph.serve.pages import PAGES
from graph.store import OxigraphStore
from ontology.errors import JiepuError, StoreError


def serve(store: OxigraphStore, limits: Limits, requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until there are no more.

    Parameters
    ----------
    store
        What is asked.
    limits
        How much a request may take.
    requests
        A line of JSON each: ``job`` and ``arguments``.
    replies
        For each a line of JSON (``status``, ``kind``, ``headers``, ``length``, ``resident``, or the two
        texts of an ``error``), then ``length`` bytes.
    """
    for line in requests:
        asked = json.loads(line)
        # Should the parent be gone, nobody ends a query that never does.
        if hasattr(signal, "alarm"):
            signal.alarm(int(limits.seconds) + 30)
        head, body = _answer(store, limits, asked)
        head |= {"length": len(body), "resident": resident()}
        replies.write(json.dumps(head).encode() + b"\n" + body)
        replies.flush()
        if hasattr(signal, "alarm"):
            signal.alarm(0)


def _answer(
    store: OxigraphStore, limits: Limits, asked: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, object], bytes]:
    try:
        reply: Reply = {**JOBS, **PAGES}[str(asked["job"])](store, limits, asked["arguments"])
    except MemoryError:
        # What is left is too little to go on with.
        os._exit(1)
    except JiepuError as error:
        return {"status": _status(error), "error": [error.zh, error.en]}, b""
    except (OSError, RuntimeError, ValueError) as error:
        text = " ".join(str(error).split())[:300]
        return {"status": 500, "error": [f"查询出错: {text}", f"the query failed: {text}"]}, b""
    return {"status": reply.status, "kind": reply.kind, "headers": dict(reply.headers)}, reply.body


def _status(error: JiepuError) -> int:
    if isinstance(error, UnacceptableError):
        return 406
    if isinstance(error, TooLargeError):
        return 413
    return 500 if isinstance(error, StoreError) else 400


def main(arguments: list[str]) -> int:
    """Open the store, give up what is not needed, say that all is ready, and serve."""
    limits = Limits.loads(arguments[1])
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        store = OxigraphStore.open(Path(arguments[0]))
    except JiepuError as error:
        replies.write(json.dumps({"error": [error.zh, error.en]}).encode() + b"\n")
        return 1
    confined = {"memory": bound_memory(limits.memory), "network": refuse_network()}
    replies.write(json.dumps({"resident": resident(), **confined}).encode() + b"\n")
    replies.flush()
    serve(store, limits, sys.stdin.buffer, replies)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
