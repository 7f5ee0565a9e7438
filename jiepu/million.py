"""``make bench``, second part: a graph of a million quads, beside pyoxigraph used directly and beside rdflib.

The graph is invented (:mod:`jiepu.synthetic`). Ours and the other take turns; of each the best round counts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Store, Variable

from graph.binding import place
from graph.export.formats import FORMATS
from graph.export.turtle import SHORT_NAMES
from graph.parameters import term_of
from graph.questions import ask, questions
from graph.store import OxigraphStore, Term, write_store
from jiepu.bench import Figure
from jiepu.synthetic import synthetic_data, synthetic_quads
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

    from graph.model import GraphData

ROUNDS = 2
SAMPLE = 100_000
"""Quads of the graph that rdflib is given: with a million it finishes none of the joins in minutes."""

LIMIT = 20.0
"""Seconds that rdflib has for one question; one that takes longer counts as that long, to rdflib's favour."""

JOINS = (
    "about", "events", "figures", "fulfilled", "groups", "honours", "partners", "planned", "projects",
    "reliance", "shared", "together", "works",
)  # fmt: skip
"""The questions that join claims or figures with their evidence, documents and names."""

_HEADER = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class _OnDisk:
    """What is exported: quads, and no records."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store

    @property
    def data(self) -> GraphData:
        raise NotImplementedError


def million(count: int, sample: int = SAMPLE, limit: float = LIMIT) -> Iterator[Figure]:
    """Yield figures of load, export and questions on ``count`` quads, and of joins on ``sample`` quads."""
    quads = list(synthetic_quads(count))
    yield Figure("graph", len(quads), "quads")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from load(quads, folder)
        del quads
        yield from export(folder)
        yield from answer(folder / "ours", _values(synthetic_data(max(1, count // 3_200))))
    yield from against_rdflib(sample, limit)


def load(quads: Sequence[Quad], folder: Path) -> list[Figure]:
    """Measure the making of a store on disk; it stays at ``folder / "ours"``."""

    def ours() -> None:
        shutil.rmtree(folder / "ours", ignore_errors=True)
        write_store(folder / "ours", quads)

    def direct() -> None:
        shutil.rmtree(folder / "direct", ignore_errors=True)
        store = Store(str(folder / "direct"))
        store.bulk_extend(quads)
        store.flush()

    return compared("load", ours, direct)


def export(folder: Path) -> Iterator[Figure]:
    """Measure the writing of RDF from a store on disk."""
    source = _OnDisk(OxigraphStore.open(folder / "ours"))
    store = Store.read_only(str(folder / "ours"))
    path = folder / "written"

    def turtle() -> object:
        # The engine's own way to each triple once, whatever graphs it stands in.
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
        assert isinstance(triples, pyoxigraph.QueryTriples)  # noqa: S101 - for the type checker
        return pyoxigraph.serialize(triples, path, RdfFormat.TURTLE, prefixes=SHORT_NAMES)

    direct: Mapping[str, Callable[[], object]] = {
        "nquads": lambda: store.dump(path, RdfFormat.N_QUADS),
        "trig": lambda: store.dump(path, RdfFormat.TRIG, prefixes=SHORT_NAMES),
        "turtle": turtle,
    }
    for form, other in direct.items():
        yield from compared(f"export {form}", lambda form=form: FORMATS[form].write(path, source), other)  # type: ignore[misc]


def answer(path: Path, values: Mapping[str, str]) -> list[Figure]:
    """Measure the questions of the library, each with what it must be told."""
    ours = OxigraphStore.open(path)
    direct = Store.read_only(str(path))
    asked = _questions(ours, values)

    def ask_all() -> None:
        for name, _, given, _ in asked:
            ask(ours, name, given)

    def query_all() -> None:
        for _, query, _, terms in asked:
            _rows(direct, query, terms)

    return compared(f"{len(asked)} questions", ask_all, query_all)


def against_rdflib(count: int, limit: float) -> Iterator[Figure]:
    """Measure the joins on a smaller graph against rdflib's memory store, question by question."""
    import rdflib

    quads = list(synthetic_quads(count))
    begun = time.perf_counter()
    graph = rdflib.Graph()
    triples = pyoxigraph.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    graph.parse(data=triples or b"", format="nt")
    loaded = time.perf_counter() - begun
    yield Figure("sample for rdflib", len(quads), "quads")
    yield Figure("rdflib: load", loaded, "s")
    with tempfile.TemporaryDirectory() as name:
        write_store(Path(name) / "store", quads)
        disk, memory = OxigraphStore.open(Path(name) / "store"), OxigraphStore.memory(quads)
        values = _values(synthetic_data(max(1, count // 3_200)))
        on_disk = in_memory = theirs = 0.0
        stopped = 0
        for question, query, given, terms in _questions(memory, values):
            if question not in JOINS:
                continue
            slow, fast = (
                min(_seconds(lambda s=store, q=question, g=given: ask(s, q, g)) for _ in range(ROUNDS))  # type: ignore[misc]
                for store in (disk, memory)
            )
            other = _within(limit, graph, _HEADER + place(query, terms))
            stopped += other >= limit
            on_disk, in_memory, theirs = on_disk + slow, in_memory + fast, theirs + other
            least = ", stopped" if other >= limit else ""
            yield Figure(f"rdflib / ours, both in memory: {question}{least}", other / fast, "times")
    what = f"all joins, {stopped} of {len(JOINS)} stopped at {limit:g} s"
    yield Figure(f"rdflib / ours, both in memory: {what}", theirs / in_memory, "times")
    yield Figure(f"rdflib in memory / ours on disk: {what}", theirs / on_disk, "times")


def compared(what: str, ours: Callable[[], object], direct: Callable[[], object]) -> list[Figure]:
    """Measure two ways of doing a thing, turn by turn, by the clock and by the processor's time.

    On a machine that does other work besides, the second tells more.
    """
    mine, other = [], []
    for _ in range(ROUNDS):
        other.append(_times(direct))
        mine.append(_times(ours))
    (wall, cpu), (direct_wall, direct_cpu) = (
        tuple(map(min, zip(*times, strict=True))) for times in (mine, other)
    )
    return [
        Figure(f"{what}: ours", wall, "s"),
        Figure(f"{what}: pyoxigraph", direct_wall, "s"),
        Figure(f"{what}: ours / pyoxigraph", wall / direct_wall, "ratio"),
        Figure(f"{what}: ours / pyoxigraph, processor's time", cpu / direct_cpu, "ratio"),
    ]


def _questions(
    store: OxigraphStore, values: Mapping[str, str]
) -> list[tuple[str, str, dict[str, str], dict[str, Term]]]:
    """Return each question that is one query: name, text, what it is told, as text and as terms."""
    found = []
    for question in questions().values():
        if question.answered_by:
            continue
        given = {
            p.name: p.default or values.get(p.name) or values[p.type]
            for p in question.parameters
            if p.required or p.default
        }
        terms = {p.name: term_of(store, p, given[p.name]) for p in question.parameters if p.name in given}
        empty = {p.name: term_of(store, p, "") for p in question.parameters if p.default == ""}
        found.append((question.name, question.sparql, given, terms | empty))
    return found


def _values(data: GraphData) -> dict[str, str]:
    """Return what questions are told: the two entities that the most claims tie, and two documents."""
    pairs = Counter((claim.head, claim.tail) for claim in data.claims)
    [((head, tail), _)] = pairs.most_common(1)
    first, last = data.documents[0].doc, data.documents[-1].doc
    name = next(entity.name for entity in data.entities if entity.type == "PROGRAMME")
    return {"entity": head, "other": tail, "document": first, "second": last, "text": name[:2]}


def _rows(store: Store, query: str, terms: Mapping[str, Term]) -> list[object]:
    """Ask pyoxigraph as one would without us, and take all rows."""
    answer = store.query(
        place(query, terms),
        prefixes=dict(PREFIXES),
        use_default_graph_as_union=True,
        substitutions={Variable(name): term for name, term in terms.items()},
    )
    return list(answer) if isinstance(answer, pyoxigraph.QuerySolutions) else []


def _within(limit: float, graph: rdflib.Graph, query: str) -> float:
    """Return the seconds that rdflib takes, or ``limit``; in a process of its own, which can be stopped."""
    process = multiprocessing.get_context("fork").Process(target=lambda: list(graph.query(query)))
    begun = time.perf_counter()
    with warnings.catch_warnings():
        # Of threads that are not copied: those of the store, which the copy does not use.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    process.join(limit)
    taken = time.perf_counter() - begun
    if process.is_alive():
        process.kill()
        process.join()
        return limit
    if process.exitcode:
        raise RuntimeError(query)
    return min(taken, limit)


def _times(work: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Run the second part of ``make bench``."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.million", description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="size of the graph (1000000)")
    parser.add_argument("--sample", type=int, default=SAMPLE, help=f"size of that for rdflib ({SAMPLE})")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help=f"seconds a question of rdflib ({LIMIT:g})"
    )
    args = parser.parse_args()
    for figure in million(args.quads, args.sample, args.limit):
        print(f"{figure.what:<80} {figure.value:>14,.2f} {figure.unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
