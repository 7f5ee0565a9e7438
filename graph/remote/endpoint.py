"""What a SPARQL 1.1 server is asked to do, request by request: answer, update, take a graph.

https://www.w3.org/TR/sparql11-protocol/ https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import httpx
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from graph.remote.address import Server, complete
from graph.remote.http import Connection, Form, one_line
from graph.remote.results import TABLE, TRIPLES, table, triples
from graph.store import Row
from ontology.errors import QueryError, StoreError
from ontology.terms import PREFIXES

PART = 50_000
"""The triples that are sent at once, some 8 MB."""

_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


class Endpoint:
    """A server; graphs are named by their IRIs.

    Parameters
    ----------
    server
        Its addresses, as far as they are given.
    connection
        What speaks to them.

    Notes
    -----
    Every method raises ``StoreError`` where the server does not do its part.
    """

    def __init__(self, server: Server, connection: Connection | None = None) -> None:
        self.address = server.query
        self._given = server
        self._connection = connection or Connection()

    @cached_property
    def _server(self) -> Server:
        """The server with all its addresses; how it answers may tell some of them.

        Raises
        ------
        StoreError
            If where it takes updates and graphs is neither given nor known.
        """
        answer = self._query("ASK { ?s ?p ?o }", {}, TABLE)
        server = complete(self._given, answer.headers.get("server", ""))
        if not (server.update and server.graphs):
            raise StoreError(
                f"不知道 {self.address} 在哪里接受写入; 请用 --store-update 和 --store-graphs 给出",
                f"where {self.address} takes updates and graphs is not known; "
                "give --store-update and --store-graphs",
            )
        return server

    def rows(self, query: str, graphs: Sequence[str] = ()) -> tuple[tuple[str, ...], list[Row]]:
        """Answer a SELECT or ASK query.

        Parameters
        ----------
        query
            The prefixes of the vocabulary need not be declared.
        graphs
            The named graphs that the query sees, together as its default graph; without any, those that the
            server shows.

        Raises
        ------
        QueryError
            If the server does not accept the query.
        """
        answer = self._query(query, _dataset(graphs), TABLE)
        try:
            data: object = answer.json()
        except ValueError:
            data = None
        columns, found = table(data, self.address)
        # Virtuoso's way to say how many rows it gives at most.
        most = answer.headers.get("x-sparql-maxrows", "")
        if most.isascii() and most.isdigit() and len(found) >= int(most):
            raise StoreError(
                f"{self.address} 最多给出 {most} 行, 答案可能不全; 请提高它的上限 (ResultSetMaxRows)",
                f"{self.address} gives {most} rows at most and the answer may be cut short; "
                "raise its limit (ResultSetMaxRows)",
            )
        return columns, found

    def triples(self, query: str, graphs: Sequence[str] = ()) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, as :meth:`rows` does."""
        answer = self._query(query, _dataset(graphs), TRIPLES)
        return triples(answer.content, answer.headers.get("content-type", ""), self.address)

    def update(self, *operations: str) -> None:
        """Run updates in one request, which servers make one transaction."""
        self._connection.send("POST", self._server.update, form={"update": " ;\n".join(operations)})

    def fill(self, graph: str, held: Sequence[Triple]) -> None:
        """Put triples in place of what a graph holds, in several requests if they are many."""
        for at in range(0, max(len(held), 1), PART):
            self._connection.send(
                "POST" if at else "PUT",
                self._server.graphs,
                params={"graph": graph},
                content=serialize(held[at : at + PART], format=RdfFormat.N_TRIPLES),
                media="application/n-triples",
            )

    def has_graphs(self) -> None:
        """Make sure that graphs can be sent.

        This is a small request: a large one should not be sent only to learn that a password is wanted.
        """
        params = {"graph": NamedNode("urn:jiepu:none").value}
        self._connection.send("GET", self._server.graphs, params=params, accept=TRIPLES, allowed=(404,))

    def _query(self, query: str, dataset: Form, accept: str) -> httpx.Response:
        declared = set(_DECLARED.findall(query))
        prefixes = "".join(
            f"PREFIX {name}: <{iri}>\n"
            for name, iri in PREFIXES.items()
            if name not in declared and f"{name}:" in query
        )
        form: Form = {"query": prefixes + query, **dataset}
        answer = self._connection.send("POST", self.address, form=form, accept=accept, allowed=(400,))
        if answer.status_code == httpx.codes.BAD_REQUEST:
            reason = one_line(answer.text)
            raise QueryError(
                f"服务器 {self.address} 不接受这个查询: {reason}",
                f"{self.address} does not accept the query: {reason}",
            )
        return answer


def _dataset(graphs: Sequence[str]) -> Form:
    """Name the graphs that a query sees, since what servers show without that differs."""
    return {"default-graph-uri": graphs, "named-graph-uri": graphs} if graphs else {}
