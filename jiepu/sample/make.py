"""Write the sample documents from their Markdown sources: ``python -m jiepu.sample.make``.

A source is named for the document it becomes (``name.pdf.md`` becomes ``name.pdf``). The same
sources, fonts and versions of the writers give the same bytes. The PDF needs fpdf2, which only
developers install, and a font with Chinese characters.
"""

from __future__ import annotations

import argparse
import html
import io
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Template

import docx
import msgspec

from jiepu.sample import folder

SOURCES = Path(__file__).parent / "sources"
PAGE = SOURCES / "page.html"

# Where Debian's fonts-noto-cjk puts it; in this collection the third font is the one for mainland China.
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FONT_NUMBER = 2

# Old office systems still write GB18030; the other plain texts are UTF-8.
ENCODINGS = {"xinhong-2020.txt": "gb18030"}

# Archives and PDFs carry times; a fixed one keeps the bytes the same on every run.
WRITTEN = datetime(2025, 8, 1, tzinfo=UTC)

MARKS = {"# ": "title", "> ": "byline", "## ": "heading", "### ": "subheading", "- ": "item"}


class Block(msgspec.Struct, frozen=True):
    """One paragraph of a source: its kind (a value of MARKS, or ``text``) and its text without the mark."""

    kind: str
    text: str


def parse(source: str) -> Iterator[Block]:
    """Take a source apart into its paragraphs, one a line.

    Parameters
    ----------
    source
        Markdown of the small kind used here: title, byline, two levels of headings, items, text.

    Yields
    ------
    Block
        The paragraphs in order, empty lines left out.

    Examples
    --------
    >>> [(block.kind, block.text) for block in parse("# 标题\\n\\n- 一项；\\n正文。")]
    [('title', '标题'), ('item', '一项；'), ('text', '正文。')]
    """
    for line in filter(None, map(str.strip, source.splitlines())):
        mark = next((mark for mark in MARKS if line.startswith(mark)), "")
        yield Block(MARKS.get(mark, "text"), line.removeprefix(mark))


def write_txt(blocks: list[Block], encoding: str) -> bytes:
    """Return the blocks as plain text, items led by a dash, in ``encoding``."""
    lines = ("——" + block.text if block.kind == "item" else block.text for block in blocks)
    return ("\n".join(lines) + "\n").encode(encoding)


def write_html(blocks: list[Block]) -> bytes:
    """Return the blocks as the article of a web page with the usual navigation and buttons around it."""
    tags = {"heading": "h2", "subheading": "h3"}
    lines: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if block.kind in ("title", "byline"):
            continue
        is_item, follows_item = block.kind == "item", before is not None and before.kind == "item"
        if is_item and not follows_item:
            lines.append("<ul>")
        if follows_item and not is_item:
            lines.append("</ul>")
        tag = "li" if is_item else tags.get(block.kind, "p")
        lines.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
    if blocks[-1].kind == "item":
        lines.append("</ul>")
    fields = {block.kind: html.escape(block.text) for block in blocks if block.kind in ("title", "byline")}
    page = Template(PAGE.read_text(encoding="utf-8"))
    return page.substitute(fields, article=textwrap.indent("\n".join(lines), " " * 6)).encode("utf-8")


def write_docx(blocks: list[Block]) -> bytes:
    """Return the blocks as a Word document with its heading and list styles."""
    styles = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "item": "List Bullet"}
    document = docx.Document()
    for block in blocks:
        document.add_paragraph(block.text, style=styles.get(block.kind))
    about = document.core_properties
    about.title, about.author, about.language = blocks[0].text, "jiepu.sample", "zh-CN"
    about.created = about.modified = WRITTEN
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written)


def _with_fixed_times(archive: io.BytesIO) -> bytes:
    """Return the zip archive with every entry dated WRITTEN: the writer dates them now."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


def write_pdf(blocks: list[Block], font: Path) -> bytes:
    """Return the blocks as a PDF, its lines broken at the margin and each page numbered at its foot.

    Parameters
    ----------
    font
        A font file with Chinese characters, or a collection whose font FONT_NUMBER is one.
    """
    # Here, because users who install the package do without fpdf2.
    from jiepu.sample.typeset import typeset

    return typeset(((block.kind, block.text) for block in blocks), font, FONT_NUMBER, WRITTEN)


def render(name: str, blocks: list[Block], font: Path = FONT) -> bytes:
    """Return the bytes of the document ``name``, in the format that its ending says.

    Examples
    --------
    >>> render("a.txt", list(parse("# 标题\\n- 一项；"))).decode()
    '标题\\n——一项；\\n'
    """
    writers: dict[str, Callable[[], bytes]] = {
        ".txt": lambda: write_txt(blocks, ENCODINGS.get(name, "utf-8")),
        ".html": lambda: write_html(blocks),
        ".docx": lambda: write_docx(blocks),
        ".pdf": lambda: write_pdf(blocks, font),
    }
    return writers[Path(name).suffix]()


def make(target: Path, font: Path = FONT) -> list[Path]:
    """Write the sample documents of the sources into ``target``.

    Parameters
    ----------
    target
        An existing folder; documents of the same name are replaced.
    font
        The font of the PDF.

    Returns
    -------
    list[Path]
        What was written, by name.
    """
    written = []
    for source in sorted(SOURCES.glob("*.*.md")):
        path = target / source.stem
        path.write_bytes(render(path.name, list(parse(source.read_text(encoding="utf-8"))), font))
        written.append(path)
    return written


def main() -> None:
    """Write all documents into the package and name them."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.sample.make", description=__doc__)
    parser.add_argument("--font", type=Path, default=FONT, help="font with Chinese characters for the PDF")
    for path in make(folder(), parser.parse_args().font):
        print(path.name)


if __name__ == "__main__":
    main()
