"""The texts of documents, read from the facts of a build when they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ontology.errors import StoreError
from ontology.records import Facts, loads


class _Name(msgspec.Struct):
    doc: str


class Texts:
    """Where in a file of facts each document stands.

    Parameters
    ----------
    path
        The ``facts.jsonl`` of a build; without it no document has a text.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        if not path.is_file():
            return
        decode: Any = msgspec.json.Decoder(_Name).decode
        at = 0
        with path.open("rb") as lines:
            for line in lines:
                if line.strip():
                    self._places[decode(line).doc] = at, len(line)
                at += len(line)

    def __contains__(self, doc: str) -> bool:
        """Whether there is a text of the document."""
        return doc in self._places

    def facts(self, doc: str) -> Facts:
        """Return the facts of a document.

        Raises
        ------
        StoreError
            If the file was changed since.
        """
        at, length = self._places[doc]
        try:
            with self._path.open("rb") as file:
                file.seek(at)
                found = loads(file.read(length))
        except (OSError, ValueError) as error:
            raise _changed(self._path) from error
        if found.doc != doc:
            raise _changed(self._path)
        return found


def _changed(path: Path) -> StoreError:
    return StoreError(
        f"{path} 已改变; 请重新运行 jiepu serve", f"{path} has changed; start jiepu serve again"
    )
