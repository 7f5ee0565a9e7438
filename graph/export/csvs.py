"""CSV of nodes, edges and figures, as spreadsheets read it: UTF-8 with a mark at the start, no formulas."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.export.safe import harmless
from graph.export.tables import Cell, tables
from graph.model import GraphData


def write_csvs(folder: Path, data: GraphData) -> None:
    """Write ``nodes.csv``, ``edges.csv`` and ``figures.csv`` into ``folder``.

    A text that begins as a formula would gets an apostrophe before it (:func:`graph.export.safe.harmless`).
    """
    for name, table in tables(data).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.columns)
            writer.writerows([_cell(cell) for cell in row] for row in table.rows)


def _cell(cell: Cell) -> str | int | float:
    return "" if cell is None else harmless(cell) if isinstance(cell, str) else cell
