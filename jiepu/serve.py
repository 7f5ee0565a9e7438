"""A built graph served over HTTP, on this machine only unless it is said otherwise."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from graph.serve.app import create_app
from graph.serve.limits import Limits
from graph.serve.shield import LOOPBACK
from jiepu.language import LANGUAGES, Texts
from jiepu.terminal import printable
from ontology.errors import StoreError, UsageError


@dataclass(frozen=True)
class Address:
    """Where to serve: host and port (0 for any free one), whether others may come, whose pages may read."""

    host: str = "127.0.0.1"
    port: int = 8000
    public: bool = False
    origin: str = ""


def serve(
    folder: Path, address: Address, say: Texts, *, seconds: int, memory: int, rows: int, workers: int
) -> None:
    """Serve the graph in ``folder`` until interrupted.

    Parameters
    ----------
    folder
        The folder of a build.
    address
        Where.
    say
        The language of the terminal.
    seconds, memory, rows
        As in :class:`graph.serve.limits.Limits`.
    workers
        As there; 0 for as many as there are processors.

    Raises
    ------
    StoreError
        If there is no graph in the folder, or the port is taken.
    UsageError
        If others could come and nobody said that they may.
    """
    check_public(address)
    # Two at the least, so that one long query leaves room for others.
    workers = workers or max(2, os.cpu_count() or 2)
    limits = Limits(seconds=seconds, memory=memory, rows=rows, workers=workers)
    hosts = () if address.public else LOOPBACK
    app = create_app(folder, limits, hosts=hosts, origin=address.origin, columns=headings())
    listener = _listen(address)
    port = listener.getsockname()[1]
    shown = f"[{address.host}]" if ":" in address.host else address.host
    print(say("serve.ready", address=printable(f"http://{shown}:{port}/")), file=sys.stderr, flush=True)
    if address.public:
        print(say("serve.warning"), file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
        # A query may stand in the address.
        h11_max_incomplete_event_size=1_000_000,
        http="h11",
    )
    uvicorn.Server(config).run(sockets=[listener])


def headings() -> dict[str, dict[str, str]]:
    """Return what columns of answers are called, by language and name.

    >>> headings()["zh"]["quote"]
    '原文'
    """
    found = {}
    for language in LANGUAGES:
        say = Texts(language)
        names = [name for name in say.names() if name.startswith("column.")]
        found[language] = {name.removeprefix("column."): say(name) for name in names}
    return found


def check_public(address: Address) -> None:
    """Refuse an address at which others could reach the graph, unless that is wanted.

    Raises
    ------
    UsageError
        If it is not of this machine alone and not called public.

    Examples
    --------
    >>> check_public(Address("127.0.0.1"))
    >>> check_public(Address("0.0.0.0"))
    Traceback (most recent call last):
    ontology.errors.UsageError: ...
    """
    if address.public or _is_loopback(address.host):
        return
    raise UsageError(
        f"{address.host} 能从别的机器访问: 谁连得上, 谁就能读全部文件和事实, "
        "没有密码也不加密; 确要如此请加 --public",
        f"{address.host} can be reached from other machines: whoever can connect reads all documents and "
        "facts, without password or encryption; add --public if that is wanted",
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(address: Address) -> socket.socket:
    """Return a socket that listens; it is bound before anything is started."""
    try:
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address.host, address.port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError(
            f"不能在 {address.host}:{address.port} 上提供服务: {reason}; 请用 --port 另选端口",
            f"cannot serve at {address.host}:{address.port}: {reason}; choose another with --port",
        ) from error
    return listener
