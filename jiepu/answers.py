"""Answers of a query as a table, CSV, JSON or Markdown; documents' text in them stays text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from graph.export.safe import harmless as harmless
from jiepu.report import markdown_table, markdown_text
from jiepu.terminal import printable, printable_json

LEGIBLE = 20
"""The columns of a terminal that a cell needs at least, if it is that long."""


@dataclass(frozen=True)
class Answer:
    """The columns of an answer and its rows; a cell that a row leaves unbound is ``None``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def to_csv(answer: Answer) -> str:
    r"""Return an answer as CSV.

    >>> to_csv(Answer(("name", "n"), (("甲,乙", None), ("=1", "2"))))
    'name,n\r\n"甲,乙",\r\n\'=1,2\r\n'
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([printable(column) for column in answer.columns])
    for row in answer.rows:
        writer.writerow([harmless(printable(cell or "")) for cell in row])
    return file.getvalue()


def to_json(answer: Answer) -> str:
    r"""Return an answer as a JSON list with one object a row; unbound cells are left out.

    >>> to_json(Answer(("name", "n"), (("甲\x9b", None),)))
    '[\n {"name": "甲\\u009b"}\n]\n'
    """
    records = [
        {column: cell for column, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    text = "[\n " + ",\n ".join(lines) + "\n]\n" if lines else "[]\n"
    return printable_json(text)


def to_markdown(answer: Answer) -> str:
    """Return an answer as a Markdown table.

    >>> print(to_markdown(Answer(("name",), (("<b>|",),))), end="")
    | name |
    | --- |
    | \\<b\\>\\| |
    """
    rows = [[markdown_text(cell or "") for cell in row] for row in answer.rows]
    return markdown_table([markdown_text(column) for column in answer.columns], rows) + "\n"


def print_table(answer: Answer, file: IO[str]) -> None:
    """Print an answer as a table as wide as the terminal, or row by row where sentences would be squeezed.

    Every cell is shown whole.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=file, highlight=False)
    heads = [Text(printable(column)) for column in answer.columns]
    rows = [[Text(printable(cell or "")) for cell in row] for row in answer.rows]
    widest = [max(cell_len(text.plain) for text in column) for column in zip(heads, *rows, strict=True)]
    needed = sum(min(width, LEGIBLE) + 2 for width in widest)
    if needed > console.width:
        for row in rows:
            record = Table.grid(padding=(0, 2))
            record.add_column(no_wrap=True, style="dim")
            record.add_column(overflow="fold")
            for head, cell in zip(heads, row, strict=True):
                if cell.plain:
                    record.add_row(head, cell)
            console.print(record)
            console.print()
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head, width in zip(heads, widest, strict=True):
        # Words stay whole; sentences take the room that is left.
        table.add_column(head, overflow="fold", no_wrap=width <= LEGIBLE)
    for row in rows:
        table.add_row(*row)
    console.print(table)


TEXT_FORMATS: dict[str, Callable[[Answer], str]] = {
    "csv": to_csv,
    "json": to_json,
    "markdown": to_markdown,
}
FORMATS: Sequence[str] = ("table", *TEXT_FORMATS)


def show(answer: Answer, form: str, file: IO[str]) -> None:
    """Write an answer to ``file`` in one of :data:`FORMATS`."""
    if form == "table":
        print_table(answer, file)
    else:
        file.write(TEXT_FORMATS[form](answer))
