"""``jiepu validate``: whether a graph keeps to its shapes, and in words what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.language import Texts
from jiepu.places import open_store
from jiepu.terminal import printable
from ontology.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pyoxigraph

    from graph.validate import Violation

EXAMPLES = 5
"""What is shown of the places that fail in one way."""

_LONGEST = 60


def validate(place: Path, *, say: Texts, file: IO[str], server: str = "") -> bool:
    """Check a graph and print what fails, one paragraph a rule; return whether all is well.

    Parameters
    ----------
    place
        The folder of a build, or an RDF file (``.trig .ttl .nq .nt``).
    server
        Where a SPARQL server takes queries; its graph is then checked in place of that at ``place``.

    Raises
    ------
    UsageError
        If ``place`` is a file of another format.
    StoreError
        If there is no graph at ``place``, or it cannot be read.
    """
    from graph.validate import to_graph, violations

    graph = to_graph(open_store(place, server).quads() if server else _quads(place))
    if not len(graph):
        raise StoreError(f"{place} 里没有图谱", f"no graph in {place}")
    found = violations(graph)
    if not found:
        print(say("validate.conforms", triples=len(graph)), file=file)
        return True
    failed: dict[str, list[Violation]] = defaultdict(list)
    for violation in found:
        failed[violation.en if say.language == "en" else violation.zh].append(violation)
    for message, places in sorted(failed.items(), key=lambda item: (-len(item[1]), item[0])):
        print(say("validate.rule", message=printable(message), count=len(places)), file=file)
        for violation in places[:EXAMPLES]:
            about = printable(violation.about)
            short = about if len(about) <= _LONGEST else about[:_LONGEST] + "…"
            print(f"  {printable(violation.node)}  {short}".rstrip(), file=file)
        if len(places) > EXAMPLES:
            print("  " + say("validate.more", count=len(places) - EXAMPLES), file=file)
    print(say("validate.fails", count=len(found), rules=len(failed)), file=file)
    return False


def _quads(place: Path) -> Iterator[pyoxigraph.Quad]:
    if place.is_dir() or not place.exists():
        yield from open_store(place).quads()
        return
    import pyoxigraph

    formats = {
        ".trig": pyoxigraph.RdfFormat.TRIG,
        ".ttl": pyoxigraph.RdfFormat.TURTLE,
        ".nq": pyoxigraph.RdfFormat.N_QUADS,
        ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    }
    form = formats.get(place.suffix.lower())
    if form is None:
        known = " ".join(formats)
        raise UsageError(
            f"{place}: 要给图谱的文件夹, 或 {known} 文件",
            f"{place}: give the folder of a graph, or a {known} file",
        )
    try:
        yield from pyoxigraph.parse(path=str(place), format=form)
    except (SyntaxError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"{place}: 读不了: {reason}", f"{place}: cannot be read: {reason}") from error
