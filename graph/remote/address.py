"""Where a server takes queries, updates and graphs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit, urlunsplit

from ontology.errors import UsageError


@dataclass(frozen=True)
class Server:
    """A SPARQL 1.1 server by its addresses; those of updates and graphs are empty where not known."""

    query: str
    update: str = ""
    graphs: str = ""


def server_at(query: str, update: str = "", graphs: str = "") -> Server:
    """Return the server of some addresses after a look at each.

    Parameters
    ----------
    query
        Where it takes queries.
    update
        Where it takes updates; empty where :func:`complete` shall tell.
    graphs
        Where it takes whole graphs (SPARQL 1.1 Graph Store HTTP Protocol, by ``?graph=``); empty as before.

    Raises
    ------
    UsageError
        If one is no address of the web, or carries a name or password.

    Examples
    --------
    >>> server_at("http://127.0.0.1:8890/sparql").query
    'http://127.0.0.1:8890/sparql'
    >>> server_at("ftp://example.org/sparql")
    Traceback (most recent call last):
    ontology.errors.UsageError: 看不懂服务器的地址 ftp://example.org/sparql; 例如 http://127.0.0.1:8890/sparql
    """
    for address in filter(None, (query, update, graphs)):
        _check(address)
    return Server(query, update, graphs)


def complete(server: Server, sign: str) -> Server:
    """Return the server with the addresses that follow from its address for queries (``servers.toml``).

    Parameters
    ----------
    server
        The addresses that are given.
    sign
        The header ``Server`` of one of its answers, by which some servers are known.

    Examples
    --------
    >>> complete(Server("http://127.0.0.1:8890/sparql"), "Virtuoso/07.20").graphs
    'http://127.0.0.1:8890/sparql-graph-crud-auth'
    >>> complete(Server("http://127.0.0.1:3030/town/sparql", graphs="http://127.0.0.1/g"), "")
    Server(query='http://127.0.0.1:3030/town/sparql', update='http://127.0.0.1:3030/town/update', graphs='http://127.0.0.1/g')
    """
    parts = urlsplit(server.query)
    for rule in tomllib.loads((files("graph.remote") / "servers.toml").read_text(encoding="utf-8"))["rule"]:
        found = re.fullmatch(rule["path"], parts.path)
        if found and rule.get("sign", "") in sign:
            update, graphs = (
                urlunsplit((parts.scheme, parts.netloc, found.expand(rule[which]), "", ""))
                for which in ("update", "graphs")
            )
            return Server(server.query, server.update or update, server.graphs or graphs)
    return server


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        named = parts.username is not None or parts.password is not None
    except ValueError:
        plain = named = False
    # A password that stands in the address must not stand in the message.
    if named or ("@" in address and not plain):
        raise UsageError(
            "服务器的地址里不要写用户名和密码; 请用环境变量 JIEPU_STORE_USER 和 "
            "JIEPU_STORE_PASSWORD, 或 ~/.netrc",
            "no user or password in the address of the server; set JIEPU_STORE_USER and "
            "JIEPU_STORE_PASSWORD, or write ~/.netrc",
        )
    if not plain or any(c.isspace() or not c.isprintable() for c in address):
        shown = "".join(c if c.isprintable() else "?" for c in address)
        raise UsageError(
            f"看不懂服务器的地址 {shown}; 例如 http://127.0.0.1:8890/sparql",
            f"no address of a server: {shown}; an example is http://127.0.0.1:8890/sparql",
        )
