"""What a store must do, and the embedded one, Oxigraph; :mod:`graph.remote` is the one on a server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from typing import Literal as OneOf

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from graph.binding import place
from graph.guard import check_query
from ontology.errors import QueryError, StoreError
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

Term = NamedNode | Literal | BlankNode | Triple
Row = tuple[Term | None, ...]


class GraphStore(Protocol):
    """What a store must do: hold quads and answer SPARQL.

    ``in_order`` tells whether the order of its quads depends on the quads alone, those of a graph together,
    and in it those of a subject.
    """

    @property
    def in_order(self) -> bool:
        """Whether quads come in one fixed order."""

    def quads(self) -> Iterator[Quad]:
        """Yield all quads."""

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[tuple[str, ...], list[Row]]:
        """Answer a query; return the names of its columns and its rows."""


class OxigraphStore:
    """An Oxigraph store, in memory or on disk. Queries see all named graphs together as the default graph."""

    def __init__(self, store: Store, *, in_order: bool = False) -> None:
        self._store = store
        self.in_order = in_order

    @classmethod
    def memory(cls, quads: Iterable[Quad] = ()) -> OxigraphStore:
        """Return a store in memory that holds ``quads``."""
        store = Store()
        store.extend(quads)
        return cls(store)

    @classmethod
    def open(cls, path: Path) -> OxigraphStore:
        """Open a store on disk to be read only.

        Raises
        ------
        StoreError
            If there is none at ``path``, or it cannot be read.
        """
        if not (path / "CURRENT").is_file():
            raise StoreError(
                f"{path} 里没有图谱; 先运行 jiepu build", f"no graph in {path}; run jiepu build first"
            )
        try:
            # On disk, quads lie sorted by numbers that Oxigraph computes from their terms.
            return cls(Store.read_only(str(path)), in_order=True)
        except OSError as error:
            raise StoreError(
                f"打不开图谱 {path}: {error}", f"cannot open the graph {path}: {error}"
            ) from error

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def quads(self) -> Iterator[Quad]:
        """Yield all quads, in the store's order."""
        return iter(self._store)

    def graphs(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""
        return frozenset(g.value for g in self._store.named_graphs() if isinstance(g, NamedNode))

    def run(
        self, query: str, default: Collection[str] | None = None, named: Collection[str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Start a SPARQL query and return its answer as it comes, unread.

        Parameters
        ----------
        query
            As in :meth:`select`; it may choose among the graphs of this store by FROM.
        default, named
            IRIs of the graphs that make up the default graph, and of those that GRAPH can name. If neither is
            given and the query chooses none, all are both.

        Raises
        ------
        QueryError
            If the query is not valid, or would leave this store.
        """
        given = default is not None or named is not None
        chosen = check_query(query, self.graphs()) or given
        try:
            return self._store.query(
                query,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=not chosen,
                default_graph=[NamedNode(iri) for iri in default or ()] if given else None,
                named_graphs=[NamedNode(iri) for iri in named or ()] if given else None,
            )
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise _invalid(error) from error

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the store as an rdflib dataset, not copied; its default graph is all graphs together."""
        # What speaks rdflib is loaded only where it is asked for.
        import oxrdflib
        import rdflib

        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._store), default_union=True)
        for prefix, address in PREFIXES.items():
            dataset.bind(prefix, address)
        return dataset

    def select(
        self, query: str, bindings: Mapping[str, Term] | None = None
    ) -> tuple[tuple[str, ...], list[Row]]:
        """Answer a SPARQL query.

        Parameters
        ----------
        query
            A SELECT, ASK, CONSTRUCT or DESCRIBE query; the prefixes of the vocabulary need not be declared.
        bindings
            Values for variables that the query selects, put in as terms, never as text; also at the places
            that the query gives them (:mod:`graph.binding`).

        Returns
        -------
        columns, rows
            For ASK one column ``answer``; for CONSTRUCT and DESCRIBE the columns of a triple.

        Raises
        ------
        QueryError
            If the query is not valid, or would leave this store (SERVICE, FROM).
        """
        query = place(query, bindings or {})
        check_query(query)
        values = {Variable(name): term for name, term in (bindings or {}).items()}
        try:
            answer = self._store.query(
                query, prefixes=dict(PREFIXES), use_default_graph_as_union=True, substitutions=values
            )
            return _rows(answer)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise _invalid(error) from error
        except OSError as error:
            raise StoreError(f"读图谱出错: {error}", f"the graph cannot be read: {error}") from error


def _rows(answer: QuerySolutions | QueryBoolean | QueryTriples) -> tuple[tuple[str, ...], list[Row]]:
    if isinstance(answer, QueryBoolean):
        return ("answer",), [(Literal(bool(answer)),)]
    if isinstance(answer, QueryTriples):
        return ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in answer]
    columns = [variable.value for variable in answer.variables]
    return tuple(columns), [tuple(solution[name] for name in columns) for solution in answer]


def query_form(query: str) -> OneOf["rows", "answer", "triples"]:
    """Return what a query answers with, by SPARQL's own grammar.

    Raises
    ------
    QueryError
        If it is not valid, which every update is.

    Examples
    --------
    >>> query_form("SELECT * { ?s skos:prefLabel ?o }"), query_form("ASK {}")
    ('rows', 'answer')
    """
    try:
        answer = Store().query(query, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise _invalid(error) from error
    if isinstance(answer, QueryBoolean):
        return "answer"
    return "triples" if isinstance(answer, QueryTriples) else "rows"


def _invalid(error: Exception) -> QueryError:
    return QueryError(f"查询有误: {error}", f"the query is not valid: {error}")


def write_store(path: Path, quads: Iterable[Quad]) -> None:
    """Make a store of ``quads`` in the folder ``path``, which must be empty or absent.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        store = Store(str(path))
        store.bulk_extend(quads)
        store.flush()
    except OSError as error:
        raise StoreError(f"写不了图谱 {path}: {error}", f"cannot write the graph {path}: {error}") from error
