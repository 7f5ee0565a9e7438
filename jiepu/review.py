"""A file for a person to decide in: what was joined on little, and what looks alike and was not joined."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.answers import harmless
from jiepu.outputs import is_ours, new_file
from jiepu.terminal import printable
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.resolve.review import Doubt
    from graph.resolve.rulings import Ruling

NOTES = ("now", "likeness", "reason", "documents")
"""The columns beside those of a ruling; they are for the reader and are not read back."""


def review(folder: Path, target: Path) -> tuple[int, int, int]:
    """Write what deserves a person's look to ``target``, in the form that ``build --aliases`` reads.

    What the graph's own rulings have decided comes first and stays decided.

    Parameters
    ----------
    folder
        The folder of a build.
    target
        The file to write; it must not be there yet, since a person's work may be in it.

    Returns
    -------
    decided, joined, apart
        How many rows there are of each kind.

    Raises
    ------
    UsageError
        If ``target`` is there already, or lies in the folder of a build.
    StoreError
        If there is no graph in ``folder``, or ``target`` cannot be written.
    """
    from graph.knowledge import KnowledgeGraph
    from graph.resolve.review import doubts
    from graph.resolve.rulings import FILE, read_rulings

    if target.exists():
        raise UsageError(
            f"{target} 已经有了, 里面也许有人的决定; 请用 -o 另起名称",
            f"{target} is there already and may hold decisions; choose another name with -o",
        )
    if is_ours(target.resolve().parent):
        raise UsageError(
            f"{target} 在图谱的文件夹里, 重建时会换掉; 请用 -o 写到别处",
            f"{target} would lie in the folder of a graph, which builds replace; write it elsewhere with -o",
        )
    data = KnowledgeGraph.load(folder).data
    kept = folder / FILE
    rulings = read_rulings(kept) if kept.is_file() else ()
    found = doubts(data, rulings)
    with new_file(target) as file:
        write(file, rulings, found)
    joined = sum(doubt.now == "same" for doubt in found)
    return len(rulings), joined, len(found) - joined


def write(file: IO[str], rulings: Iterable[Ruling], doubts: Sequence[Doubt]) -> None:
    """Write rulings and doubts as CSV with the mark by which spreadsheets know UTF-8."""
    from graph.resolve.rulings import COLUMNS

    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow((*COLUMNS, *NOTES))
    rows = [[r.name, r.canonical, r.type or "", r.scope, r.decision] for r in rulings]
    for d in doubts:
        row = [d.name, d.canonical, d.type or "", d.scope, "", d.now, str(d.likeness), d.reason]
        rows.append([*row, "; ".join(d.documents)])
    writer.writerows([harmless(printable(cell)) for cell in row] for row in rows)
