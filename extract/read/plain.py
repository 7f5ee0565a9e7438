"""Text and Markdown files: the text is kept exactly as it decodes, line ends included."""

from __future__ import annotations

from pathlib import Path

from extract.read.content import Content
from extract.read.encodings import decode


def read_plain(data: bytes, path: Path, encoding: str | None) -> Content:
    """Decode ``data``; raises ``ReadError`` for binary or undecodable files."""
    text, used = decode(data, path, encoding)
    return Content(text, used)
