"""Where the graph that is asked lies: in the folder of a build, or on a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.remote.publish import Written
    from graph.store import GraphStore

STORE = "store"
"""The folder of the embedded store in that of a build."""


def open_store(folder: Path, server: str = "") -> GraphStore:
    """Open a graph to be read: the one on ``server`` where that is given, or else the one in ``folder``.

    Raises
    ------
    StoreError
        If there is no graph in the folder; a server is asked only by the first query.
    UsageError
        If ``server`` is no address.
    """
    if server:
        from graph.remote.address import server_at
        from graph.remote.endpoint import Endpoint
        from graph.remote.store import RemoteStore

        return RemoteStore(Endpoint(server_at(server)))
    from graph.store import OxigraphStore

    return OxigraphStore.open(folder / STORE)


def sender(server: str, update: str = "", graphs: str = "") -> Callable[[Path], Written]:
    """Return what sends the graph of a build to a server, once it is sure that the server may be written.

    Parameters
    ----------
    server, update, graphs
        Where it takes queries, updates and graphs (:func:`graph.remote.address.server_at`).

    Returns
    -------
    Callable[[Path], Written]
        Takes the folder of the build; tells which named graphs were replaced, unchanged and removed.

    Raises
    ------
    StoreError
        If the server cannot be reached or does not allow to write.
    UsageError
        If an address is none.
    """
    from graph.remote.address import server_at
    from graph.remote.endpoint import Endpoint
    from graph.remote.publish import check_writing, publish

    endpoint = Endpoint(server_at(server, update, graphs))
    check_writing(endpoint)
    return lambda folder: publish(endpoint, open_store(folder).quads())
