"""Word files: paragraphs, list items and tables in their order, by python-docx.

A .docx is a zip archive and may unpack to thousands of times its size, so its directory is judged before
anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.table
import docx.text.paragraph
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from extract.read.content import Content, unreadable
from ontology.errors import ReadError

MAX_ENTRIES = 5_000
MAX_EXPANDED = 256 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024
"""XML parts are held as trees of ten times their size; pictures are not."""
MAX_RATIO = 100
_SMALL = 4 * 1024 * 1024
"""Below this expanded size the ratio is not judged: short XML packs very well."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, path: Path, encoding: str | None = None) -> Content:
    """Return the text of a Word file, a line for each paragraph or table row; ``encoding`` does not apply.

    Raises
    ------
    ReadError
        If the file is no .docx, is damaged or protected, or unpacks to more than the limits of this module.
    """
    if data.startswith(_OLD_WORD):
        raise unreadable(
            path,
            "是加密的或旧版的 Word 文件, 请去掉密码并另存为 .docx",
            "an encrypted or old Word file; remove the password and save it as .docx",
        )
    _guard(data, path)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(document))
        title = (document.core_properties.title or "").strip()
    except (
        OpcError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ):
        raise _no_docx(path) from None
    return Content(text, "", title)


def _guard(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        raise _no_docx(path) from None
    expanded = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith((".xml", ".rels")))
    if (
        len(entries) > MAX_ENTRIES
        or expanded > MAX_EXPANDED
        or xml > MAX_XML
        or (expanded > _SMALL and expanded > MAX_RATIO * len(data))
    ):
        raise unreadable(
            path,
            f"解压后过大({len(entries)} 个部件, {expanded // 1_000_000} MB), 可能是恶意文件, 请确认来源",
            f"unpacks to too much ({len(entries)} parts, {expanded // 1_000_000} MB) and may be malicious; "
            "make sure where it came from",
        )


def _lines(document: WordDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from _rows(block)
        else:
            yield from block.text.split("\n")


def _rows(table: docx.table.Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            # A merged cell is handed out once for each column that it spans.
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(cell.text.split()))
        if any(cells):
            yield "\t".join(cells)


def _no_docx(path: Path) -> ReadError:
    return unreadable(
        path,
        "不是 .docx 文件或已损坏, 请重新另存为 .docx",
        "not a .docx file, or damaged; save it as .docx again",
    )
