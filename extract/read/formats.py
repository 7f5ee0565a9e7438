"""The table of formats, and reading one file by it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extract.read.content import Reader, printable, unreadable
from extract.read.docx import read_docx
from extract.read.html import read_html
from extract.read.pdf import read_pdf
from extract.read.plain import read_plain
from ontology.errors import ReadError
from ontology.records import Document

FORMATS: dict[str, tuple[str, Reader]] = {
    ".txt": ("txt", read_plain),
    ".md": ("md", read_plain),
    ".html": ("html", read_html),
    ".htm": ("html", read_html),
    ".pdf": ("pdf", read_pdf),
    ".docx": ("docx", read_docx),
}
"""Suffix (in lower case) to the name of the format and its reader."""

MAX_BYTES = 128 * 1024 * 1024
"""Files above this size are refused: no report comes near it, and a reader needs several times its size."""

_SAYS_SOMETHING = re.compile(r"\w")


def read(path: str | Path, *, doc: str | None = None, encoding: str | None = None) -> Document:
    """Read one file to a document with its text and what the file says of itself; no structure yet.

    Parameters
    ----------
    path
        A file whose suffix is in :data:`FORMATS`.
    doc
        Its identifier within a build; the stem of the file name by default.
    encoding
        The character encoding to insist on (text and HTML); found out by default.

    Raises
    ------
    ReadError
        One line naming file, reason and remedy: the file is missing, empty, not permitted, not of its format,
        binary, in an unknown encoding, without text, or unpacks without bound.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "竹汀.txt")
    >>> _ = path.write_bytes("竹泊街道开放议事亭。".encode("gb18030"))
    >>> document = read(path)
    >>> document.doc, document.text, document.encoding
    ('竹汀', '竹泊街道开放议事亭。', 'gb18030')
    """
    path = Path(path)
    try:
        name, reader = FORMATS[path.suffix.lower()]
    except KeyError:
        known = " ".join(FORMATS)
        raise unreadable(
            path,
            f"不支持这种格式, 请转换为 {known} 之一",
            f"unsupported format; convert it to one of {known}",
        ) from None
    data = _bytes(path)
    content = reader(data, path, encoding)
    if not _SAYS_SOMETHING.search(content.text):
        raise unreadable(
            path,
            "文件里没有文字, 请检查内容",
            "there is no text in the file; check what it holds",
        )
    return Document(
        doc=printable(path.stem) if doc is None else doc,
        text=content.text,
        path=printable(path),
        format=name,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        title=content.title,
        date=content.date,
        source=content.source,
        warnings=content.warnings,
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            # A folder that could be listed is searched instead, so this one could not.
            raise PermissionError
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError:
        raise unreadable(
            path,
            "没有读取权限, 请修改权限后再试",
            "no permission to read it; change its permissions and try again",
        ) from None
    except FileNotFoundError:
        raise unreadable(path, "文件不存在, 请检查路径", "no such file; check the path") from None
    except (OSError, ValueError) as error:
        why = printable(getattr(error, "strerror", None) or str(error))
        raise ReadError(
            f"{printable(path)}: 无法读取({why}), 请检查磁盘与路径",
            f"{printable(path)}: cannot be read ({why}); check the disk and the path",
        ) from error
    if not data:
        raise unreadable(path, "文件是空的, 请检查来源", "the file is empty; check where it came from")
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise unreadable(
            path,
            f"文件超过 {limit} MB, 请拆分后再试",
            f"the file is larger than {limit} MB; split it and try again",
        )
    return data
