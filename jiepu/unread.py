"""What a build could not read or passed over, kept beside its facts so that a report can tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from jiepu.extraction import Failure

FILE = "unread.jsonl"
"""The name of the file in the folder of a build; one that lacks it was built before there was any."""


class Unread(msgspec.Struct, frozen=True):
    """A file that gave no facts: its path as it was given, and why in both languages.

    ``kind`` is ``failed`` for a document that could not be read, ``passedOver`` for another format.
    """

    path: str
    kind: Literal["failed", "passedOver"]
    zh: str = ""
    en: str = ""


def write_unread(path: Path, failures: Iterable[Failure], passed_over: Iterable[Path]) -> None:
    """Write one line of JSON a file that gave no facts."""
    rows = [
        Unread(str(one.path), "failed", one.error.message("zh"), one.error.message("en")) for one in failures
    ]
    rows += [Unread(str(other), "passedOver") for other in passed_over]
    with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(json.dumps(msgspec.to_builtins(row), ensure_ascii=False) + "\n" for row in rows)


def read_unread(folder: Path) -> tuple[Unread, ...] | None:
    """Return what the build in ``folder`` could not read, ``None`` where it does not tell.

    Examples
    --------
    >>> read_unread(Path("no", "such", "folder")) is None
    True
    """
    path = folder / FILE
    if not path.is_file():
        return None
    lines = path.read_bytes().splitlines()
    return tuple(msgspec.json.decode(line, type=Unread) for line in lines if line.strip())
