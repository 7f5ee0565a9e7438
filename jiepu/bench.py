"""``make bench``: speed and memory, measured side by side in one run.

Figures of one machine under one load: compare within a run, not between runs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiepu.cli import tell
from jiepu.extraction import find
from jiepu.memory import growth
from ontology.errors import JiepuError

if TYPE_CHECKING:
    from ontology.records import Document

ROUNDS = 3
"""Each time is the best of this many rounds: what disturbs a measurement only ever makes it longer."""

QUERY = "SELECT ?name (COUNT(?o) AS ?n) { ?s skos:prefLabel ?name ; ?p ?o } GROUP BY ?name LIMIT 10"


@dataclass(frozen=True)
class Figure:
    """One measured figure: what, how much, in which unit."""

    what: str
    value: float
    unit: str


def bench(paths: Sequence[Path], many: int = 1000, clients: int = 64, seconds: float = 60) -> list[Figure]:
    """Measure extraction, a build from a cold start, a query and a server on the documents at ``paths``.

    Memory is measured once more on ``many`` short documents made of their sentences; the server is asked by
    ``clients`` side by side for ``seconds``, and for as long the store itself.
    """
    from extract.read import read

    documents = [read(source.path, doc=source.doc) for source in find(paths).sources]
    figures = speed(documents) + memory(documents, many)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        figures += build_cost(paths, out)
        figures += query_cost(out)
        figures += server_cost(out, clients, seconds)
    return figures


def speed(documents: Sequence[Document]) -> list[Figure]:
    """Measure segmentation alone and the whole extraction on the same text, turn by turn."""
    from extract.pipeline import load

    extractor = load()
    cut = extractor.tokenizer.segmenter.cut_alone
    characters = sum(len(document.text) for document in documents)
    # The first run loads what is loaded late; it does not count.
    extractor.extract(documents[0])
    segmentation, extraction = [], []
    for _ in range(ROUNDS):
        segmentation.append(_seconds(lambda: [cut(document.text) for document in documents]))
        extraction.append(_seconds(lambda: [extractor.extract(document) for document in documents]))
    alone, whole = characters / min(segmentation), characters / min(extraction)
    return [
        Figure("text", characters, "characters"),
        Figure("spacy-pkuseg segmentation alone", alone, "characters/s"),
        Figure("whole extraction", whole, "characters/s"),
        Figure("whole extraction / segmentation alone", whole / alone, "ratio"),
    ]


def memory(documents: Sequence[Document], many: int) -> list[Figure]:
    """Measure how memory grows over many documents, extracted one after the other."""
    grown = growth([document.text for document in documents], many)
    return [
        Figure(f"memory: RSS after {grown.early} documents", grown.early_bytes / 1e6, "MB"),
        Figure(f"memory: RSS after {grown.documents} documents", grown.all_bytes / 1e6, "MB"),
    ]


def build_cost(paths: Sequence[Path], out: Path) -> list[Figure]:
    """Measure wall time and peak memory of ``jiepu build`` in a process of its own, from a cold start."""
    command = [sys.executable, "-m", "jiepu", "build", *map(str, paths), "-o", str(out), "--jobs", "1"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise JiepuError("jiepu build 失败", f"jiepu build failed with exit status {process.returncode}")
    kibibyte = 1 if sys.platform == "darwin" else 1024
    return [
        Figure("build, cold start, wall", wall, "s"),
        Figure("build, peak memory", usage.ru_maxrss * kibibyte / 1e6, "MB"),
    ]


def query_cost(out: Path) -> list[Figure]:
    """Measure opening a graph and answering a query, in this process and by the command."""
    from jiepu.places import open_store

    opened = min(_seconds(lambda: open_store(out)) for _ in range(ROUNDS))
    store = open_store(out)
    answered = min(_seconds(lambda: store.select(QUERY)) for _ in range(ROUNDS))
    command = [sys.executable, "-m", "jiepu", "query", "-q", QUERY, str(out)]
    wall = min(
        _seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))  # noqa: S603
        for _ in range(ROUNDS)
    )
    return [
        Figure("open the graph", opened * 1000, "ms"),
        Figure("answer a query", answered * 1000, "ms"),
        Figure("jiepu query, cold start, wall", wall, "s"),
    ]


def server_cost(out: Path, clients: int, seconds: float) -> list[Figure]:
    """Measure the questions of the library, asked of the store itself and of a server by many clients."""
    from jiepu.clients import load

    alone, served = load(out, clients, seconds)
    return [
        Figure("questions, store asked directly", alone.rate, "answers/s"),
        Figure("questions, store asked directly, 95th percentile", alone.slow, "ms"),
        Figure(f"questions, server, {clients} clients", served.rate, "answers/s"),
        Figure(f"questions, server, {clients} clients, 95th percentile", served.slow, "ms"),
        Figure(f"questions, server, {clients} clients, errors", served.failed, "answers"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Run ``make bench``."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.bench", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", type=Path, help="documents (../shared/corpus, or else the sample)"
    )
    parser.add_argument(
        "--many", type=int, default=1000, help="how many short documents to measure memory over (%(default)s)"
    )
    parser.add_argument("--clients", type=int, default=64, help="how many ask a server (%(default)s)")
    parser.add_argument("--seconds", type=float, default=60, help="for how long they ask (%(default)s)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    paths = args.paths
    if not paths:
        from jiepu.sample import folder

        corpus = Path("../shared/corpus")
        paths = [corpus if corpus.is_dir() else folder()]
    try:
        figures = bench(paths, args.many, args.clients, args.seconds)
    except JiepuError as error:
        tell(f"error: {error.en}")
        return 1
    if args.json:
        print(json.dumps([vars(figure) for figure in figures], ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{f.what:<52} {f.value:>14,.2f} {f.unit}" for f in figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
