"""The table that ends a build, and the line that says what to open."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from jiepu.language import Texts
from jiepu.terminal import printable

if TYPE_CHECKING:
    from jiepu.built import Built

MOST_ROWS = 20
"""Documents listed in the terminal; the report lists all."""


def print_summary(built: Built, say: Texts, file: IO[str]) -> None:
    """Print what each document gave, what the graph holds and what to open."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file, highlight=False, soft_wrap=False)
    table = Table(box=box.SIMPLE_HEAD, show_footer=len(built.found) > 1, pad_edge=False)
    counts = ("characters", "entities", "relations", "observations")
    table.add_column(say("table.document"), say("table.total", count=len(built.found)), overflow="fold")
    for name in counts:
        total = sum(getattr(found, name) for found in built.found)
        table.add_column(say(f"table.{name}"), f"{total:,}", justify="right", no_wrap=True)
    table.add_column(say("table.warnings"), justify="right", no_wrap=True)
    for found in built.found[:MOST_ROWS]:
        figures = [f"{getattr(found, name):,}" for name in counts]
        table.add_row(Text(printable(found.doc)), *figures, str(len(found.warnings) or ""))
    console.print(table)
    if len(built.found) > MOST_ROWS:
        console.print(say("table.more", count=len(built.found) - MOST_ROWS), markup=False)
    entities = sum(count for _, count in built.classes)
    console.print(
        say("build.graph", entities=entities, claims=built.claims, figures=built.figures), markup=False
    )
    print(say("build.open", page=printable(str(built.out / "graph.html"))), file=file)
    print(say("build.ask", out=printable(str(built.out))), file=file)
