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
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from extract.read.autonumbers import AutoNumbers
from extract.read.content import Content, unreadable
from ontology.errors import ReadError

MAX_ENTRIES = 5_000
MAX_EXPANDED = 256 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024
"""XML parts are held as trees of ten times their size; pictures are not."""
MAX_RATIO = 100
_SMALL = 4 * 1024 * 1024
"""Below this expanded size the ratio is not judged: short XML packs very well."""
_TEXT, _BOX = qn("w:t"), qn("w:txbxContent")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Settings, deleted text, and the second copy of a drawing for old programs.
_SKIPPED = {
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
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
    numbers = AutoNumbers(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from (numbers.before(block) + _text(block._p)).split("\n")


def _rows(table: Table) -> Iterator[str]:
    """Yield a line for each row, by the tree: a span may claim any number of columns."""
    for row in table.rows:
        cells = [_cell(_Cell(cell, table)) for cell in row._tr.tc_lst]
        if any(cells):
            yield "\t".join(cells)


def _cell(cell: _Cell) -> str:
    parts: list[str] = []
    for block in cell.iter_inner_content():
        parts.extend(_rows(block) if isinstance(block, Table) else [_text(block._p)])
    return " ".join(" ".join(parts).split())


def _text(paragraph: BaseOxmlElement) -> str:
    """Return all that a paragraph shows: inserted, linked and boxed text too, deleted text not."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == _TEXT:
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        else:
            waiting.extend(reversed(element))
            if element.tag == _BOX:
                parts.append("\n")
    return "".join(parts)


def _no_docx(path: Path) -> ReadError:
    return unreadable(
        path,
        "不是 .docx 文件或已损坏, 请重新另存为 .docx",
        "not a .docx file, or damaged; save it as .docx again",
    )
