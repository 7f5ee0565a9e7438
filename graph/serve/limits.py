"""How much one request may cost."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Limits:
    """What a request may take before it is ended.

    Parameters
    ----------
    seconds
        Wall clock of one query.
    memory
        Megabytes that a query may take on top of what an idle worker takes.
    rows
        Rows or triples of an answer; what is beyond is left out, and a header says so.
    answer
        Megabytes of an answer as it is sent.
    body
        Bytes of what a client sends.
    workers
        Processes that answer side by side.
    waiting
        Requests that may wait for a worker; more are sent away.
    grown
        Megabytes that an idle worker may have kept before it is replaced.
    """

    seconds: float = 10.0
    memory: int = 1024
    rows: int = 10_000
    answer: int = 64
    body: int = 1_000_000
    workers: int = 2
    waiting: int = 256
    grown: int = 96

    def dumps(self) -> str:
        """Return the limits as JSON, to be handed to a worker."""
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, text: str) -> Limits:
        """Read what :meth:`dumps` gives.

        >>> Limits.loads(Limits(rows=5).dumps()).rows
        5
        """
        return cls(**json.loads(text))
