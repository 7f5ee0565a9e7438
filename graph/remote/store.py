"""The store on a SPARQL 1.1 server, asked like the embedded one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.binding import place
from graph.guard import check_query
from graph.remote.endpoint import Endpoint
from graph.store import Row, Term, query_form
from ontology.errors import QueryError, StoreError
from ontology.terms import JPR

GRAPHS = JPR + "graph/"
"""How the IRIs of our graphs begin; other graphs of a server are neither read nor touched."""


class RemoteStore:
    """A store on a server; the default graph of a query is all our graphs together, as in the embedded one.

    Parameters
    ----------
    endpoint
        The server.
    """

    in_order = False

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    @cached_property
    def graphs(self) -> Mapping[str, int]:
        """How many triples each named graph has, by IRI, sorted.

        Raises
        ------
        StoreError
            If there is none.
        """
        if not (found := sizes(self._endpoint, GRAPHS)):
            address = self._endpoint.address
            raise StoreError(
                f"服务器 {address} 上没有图谱; 先运行 jiepu build --store",
                f"no graph on {address}; run jiepu build --store first",
            )
        return found

    def quads(self) -> Iterator[Quad]:
        """Yield all quads, graph by graph.

        Raises
        ------
        StoreError
            If the server cannot be read, or gives fewer triples than it has.
        """
        for graph, size in self.graphs.items():
            name = NamedNode(graph)
            for triple in self._triples(name, size):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[tuple[str, ...], list[Row]]:
        """Answer a SPARQL query, as :meth:`graph.store.OxigraphStore.select` does.

        Raises
        ------
        QueryError
            If the query is not valid, would leave this store, or has no place for a binding.
        StoreError
            If the server does not answer, or cuts its answer short.
        """
        for name, term in (bindings or {}).items():
            if place(query, {name: term}) == query:
                raise QueryError(f"查询里没有 ?{name} 的位置", f"the query has no place for ?{name}")
        query = place(query, bindings or {})
        check_query(query)
        # What is no query, such as an update, must not reach a server that takes anything at one address.
        form = query_form(query)
        graphs = tuple(self.graphs)
        if form == "triples":
            found = self._endpoint.triples(query, graphs)
            return ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in found]
        columns, rows = self._endpoint.rows(query, graphs)
        if form == "answer" and columns != ("answer",):
            # Virtuoso answers with a table of one number.
            said = str(getattr(rows[0][0], "value", "")) if rows and rows[0] else ""
            return ("answer",), [(Literal(said not in {"", "0", "false"}),)]
        return columns, rows

    def _triples(self, graph: NamedNode, size: int) -> list[Triple]:
        """Return the triples of a graph; a server that gives only so many at once is asked again."""
        found: dict[Triple, None] = {}
        limit = ""
        while True:
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}{limit}"
            before = len(found)
            found.update(dict.fromkeys(self._endpoint.triples(query)))
            if len(found) == size:
                return list(found)
            if not before < len(found) < size:
                address = self._endpoint.address
                raise StoreError(
                    f"{address} 的 {graph.value} 有 {size} 条三元组, 只给出 {len(found)} 条; "
                    "请提高它的结果上限, 或等写入结束",
                    f"{address} holds {size} triples of {graph.value} and gave {len(found)}; "
                    "raise its limit of results, or wait until nobody writes",
                )
            limit = f" LIMIT {size} OFFSET {len(found)}"


def sizes(endpoint: Endpoint, beginning: str) -> dict[str, int]:
    """Return how many triples each named graph has whose IRI begins so, sorted by IRI."""
    query = (
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f"FILTER(STRSTARTS(STR(?g), {Literal(beginning)})) }} GROUP BY ?g"
    )
    _, rows = endpoint.rows(query)
    found = {str(getattr(g, "value", "")): int(str(getattr(n, "value", 0))) for g, n in rows}
    return {graph: found[graph] for graph in sorted(found) if graph and found[graph]}
