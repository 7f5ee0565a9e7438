"""What a person has decided about names: which are one entity, which are two. Read from a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from graph.names import name_key
from ontology.errors import UsageError
from ontology.records import EntityType

Decision = Literal["same", "different"]

COLUMNS = ("name", "canonical", "type", "scope", "decision")
"""The columns of the file, by their heads; others are notes and are not read."""

FILE = "aliases.csv"
"""What the folder of a build calls the rulings that it was built with."""

_REQUIRED = ("name", "canonical", "decision")
_DECISIONS: Mapping[str, Decision] = {
    "same": "same", "different": "different", "相同": "same", "不同": "different",
}  # fmt: skip
_LARGEST = 16 * 1024 * 1024
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Ruling:
    """One decision: ``name`` is, or is not, what ``canonical`` is.

    ``type`` is the class of both, empty for any. ``scope`` is where ``name`` is read so: in documents of an
    area (its name or official code), or in the one document of that name; empty for everywhere. ``line`` of
    ``file`` says it.
    """

    name: str
    canonical: str
    decision: Decision
    type: EntityType | None = None
    scope: str = ""
    line: int = 0
    file: str = FILE

    @property
    def place(self) -> str:
        """Where it stands, as errors name it."""
        return f"{self.file}:{self.line}"


def read_rulings(path: Path) -> tuple[Ruling, ...]:
    """Read a file of rulings: CSV with a header line, in UTF-8 (with or without mark) or GB18030.

    A row whose decision is empty is undecided and passed over.

    Raises
    ------
    UsageError
        If the file cannot be read, a column is missing, or a row is not understood; names the line.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "aliases.csv")
    >>> _ = path.write_text("name,canonical,decision\\n小桨,小桨手,same\\n", encoding="utf-8")
    >>> [(r.name, r.canonical, r.decision) for r in read_rulings(path)]
    [('小桨', '小桨手', 'same')]
    """
    rows = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    found: list[Ruling] = []
    try:
        heads = [head.strip().lower() for head in next(rows, [])]
        for column in _REQUIRED:
            if column not in heads:
                raise UsageError(
                    f"{path}:1: 缺少列 {column}; 第一行要有 {','.join(COLUMNS)}",
                    f"{path}:1: no column {column}; the first line must hold {','.join(COLUMNS)}",
                )
        for cells in rows:
            line = rows.line_num
            place = f"{path}:{line}"
            if len(cells) > len(heads):
                raise UsageError(
                    f"{place}: 有 {len(cells)} 格, 表头只有 {len(heads)} 列; 带逗号的名称要用引号括起",
                    f"{place}: {len(cells)} cells under {len(heads)} heads; quote a name that holds a comma",
                )
            row = dict(zip(heads, map(_cell, cells), strict=False))
            if row.get("decision"):
                found.append(_ruling(row, path, line))
    except csv.Error as error:
        line = max(rows.line_num, 1)
        raise UsageError(f"{path}:{line}: 不是 CSV ({error})", f"{path}:{line}: no CSV ({error})") from error
    return tuple(found)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path}: 文件太大, 不像别名表", f"{path}: too large to be a file of aliases")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{path}: 读不了: {reason}", f"{path}: cannot be read: {reason}") from error
    # Spreadsheets on Chinese systems save CSV as GB18030 unless told otherwise.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{path}: 要用 UTF-8 编码", f"{path}: must be in UTF-8")


def _cell(text: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA) else text


def _ruling(row: Mapping[str, str], path: Path, line: int) -> Ruling:
    place = f"{path}:{line}"
    decision = _DECISIONS.get(row["decision"].lower())
    if decision is None:
        raise UsageError(
            f"{place}: decision 不能是 {row['decision'][:40]}; 可用 same different, 或留空",
            f"{place}: decision cannot be {row['decision'][:40]}; use same or different, or leave it empty",
        )
    name, canonical, scope = row.get("name", ""), row.get("canonical", ""), row.get("scope", "")
    for column, cell in (("name", name), ("canonical", canonical)):
        if not cell:
            raise UsageError(f"{place}: {column} 是空的", f"{place}: {column} is empty")
    kind = row.get("type", "").upper()
    if kind and kind not in get_args(EntityType):
        known = " ".join(get_args(EntityType))
        raise UsageError(
            f"{place}: type 不能是 {kind[:40]}; 可用 {known}",
            f"{place}: type cannot be {kind[:40]}; use {known}",
        )
    if decision == "different" and kind == "AREA":
        raise UsageError(
            f"{place}: 区划按官方代码区分, 不能在这里分开",
            f"{place}: areas are told apart by their official code, not here",
        )
    if name_key(name) == name_key(canonical) and not scope and decision == "different":
        raise UsageError(
            f"{place}: 同一个名称要分成两个, 请在 scope 写明在哪里是另一个",
            f"{place}: one name for two things; say in scope where it is the other one",
        )
    return Ruling(name, canonical, decision, cast("EntityType | None", kind or None), scope, line, str(path))
