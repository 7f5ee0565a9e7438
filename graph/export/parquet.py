"""Parquet of nodes, edges and figures: the tables of the CSV with their types, texts as they are.

pyarrow writes it. It weighs more than all else that is installed, so it comes only with ``jiepu[parquet]``.
"""

from __future__ import annotations

from pathlib import Path

from graph.export.tables import tables
from graph.model import GraphData
from ontology.errors import UsageError

# Columns that are no texts, by their type in Arrow.
_TYPES = {
    "start": "int64", "end": "int64", "mentions": "int64", "documents": "int64", "confidence": "float64",
    "number": "float64",
}  # fmt: skip


def write_parquet(folder: Path, data: GraphData) -> None:
    """Write ``nodes.parquet``, ``edges.parquet`` and ``figures.parquet`` into ``folder``.

    Days are text in ISO form; a cell without a value is null.

    Raises
    ------
    UsageError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "Parquet 要用 pyarrow, 没有安装; 请运行 pip install 'jiepu[parquet]'",
            "Parquet needs pyarrow, which is not installed; run pip install 'jiepu[parquet]'",
        ) from error
    for name, table in tables(data).items():
        schema = arrow.schema([arrow.field(column, _TYPES.get(column, "string")) for column in table.columns])
        columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
        arrays = [arrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
        parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), folder / f"{name}.parquet")
