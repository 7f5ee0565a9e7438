"""Which files of the given files and folders are documents, and what each is called within a build."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.read.content import printable
from extract.read.formats import FORMATS
from ontology.errors import UsageError


@dataclass(frozen=True)
class Source:
    """A document to read: where it is, and ``doc``, its name within the build."""

    path: Path
    doc: str


def find_documents(paths: Iterable[str | Path]) -> list[Source]:
    """Return the documents at ``paths``, files and folders searched in depth, in a fixed order.

    Hidden files (``.name``) and lock files (``~$name``) are skipped. ``doc`` is the stem of the file; where
    two files share it, as many folders as tell them apart come before it, and the suffix after it where the
    folder is the same. A folder that cannot be listed is returned as a source, so that reading it says so.

    Raises
    ------
    UsageError
        If one of ``paths`` does not exist.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("甲/通报.txt", "乙/通报.txt", "乙/计划.md", "乙/表.xlsx"):
    ...     (folder / name).parent.mkdir(exist_ok=True)
    ...     (folder / name).touch()
    >>> [source.doc for source in find_documents([folder])]
    ['计划', '乙/通报', '甲/通报']
    >>> [path.name for path in find_unsupported([folder])]
    ['表.xlsx']
    """
    found = [path for path in _files(paths) if path.suffix.lower() in FORMATS or path.is_dir()]
    return [Source(path, doc) for path, doc in zip(found, _names(found), strict=True)]


def find_unsupported(paths: Iterable[str | Path]) -> list[Path]:
    """Return the files at ``paths`` that are left out since their format is not supported, to report them."""
    return [path for path in _files(paths) if path.suffix.lower() not in FORMATS and not path.is_dir()]


def _files(paths: Iterable[str | Path]) -> list[Path]:
    """List the files at ``paths``, each once, folders in the order of their names."""
    seen: set[str] = set()
    files: list[Path] = []
    for path in map(Path, paths):
        if not os.path.lexists(path):
            raise UsageError(
                f"{printable(path)}: 没有这个文件或文件夹, 请检查路径",
                f"{printable(path)}: no such file or folder; check the path",
            )
        for file in _walk(path, seen):
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                files.append(file)
    return files


def _walk(path: Path, seen: set[str]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    real = os.path.realpath(path)
    if real in seen:  # a link back to a folder above, or a folder given twice
        return
    try:
        entries = sorted(os.listdir(path))
    except OSError:
        yield path
        return
    seen.add(real)
    for entry in entries:
        if not entry.startswith((".", "~$")):
            yield from _walk(path / entry, seen)


def _names(paths: list[Path]) -> list[str]:
    """Name each path by its stem, with as much of its folders, or its suffix, as tells it from the others."""
    places = Counter((path.parent, path.stem) for path in paths)
    stems = [path.name if places[path.parent, path.stem] > 1 else path.stem for path in paths]
    folders = [path.absolute().parent.parts for path in paths]
    depth = [0] * len(paths)

    def name(index: int) -> str:
        above = folders[index][-depth[index] :] if depth[index] else ()
        return printable("/".join(part.strip("/\\") for part in (*above, stems[index])))

    names = [name(i) for i in range(len(paths))]
    while True:
        counts = Counter(names)
        clashing = [i for i, n in enumerate(names) if counts[n] > 1 and depth[i] < len(folders[i])]
        if not clashing:
            return names
        for i in clashing:
            depth[i] += 1
            names[i] = name(i)
