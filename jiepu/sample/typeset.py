"""Set the paragraphs of a sample document as a PDF; needs fpdf2, which only developers install."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from fpdf import FPDF

from jiepu.sample.truetype import true_type

POINTS = {"title": 17.0, "heading": 13.0, "subheading": 11.0}
BODY_POINTS = 10.5
FOOTER = "— {} —"
MARGIN = 28  # millimetres

# What a line may not be broken within: a number or Latin word, with the marks that lean on it.
UNBREAKABLE = re.compile(r"[“（《(\[]*(?:[0-9A-Za-z.+-]+|.)[，。；：、”）》)\]%]*")


def lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break ``text`` into lines no wider than ``width``, as Chinese type is set.

    Numbers stay whole, closing marks do not begin a line and opening marks do not end one.

    Parameters
    ----------
    width
        In the unit of ``measure``.
    measure
        How wide a string is.

    Yields
    ------
    str
        The lines in order; joined, they are the text.

    Examples
    --------
    >>> list(lines("共化解纠纷138件。", 6, len))
    ['共化解纠纷', '138件。']
    """
    line = ""
    for part in UNBREAKABLE.findall(text):
        if line and measure(line + part) > width:
            yield line
            line = ""
        line += part
    if line:
        yield line


class _Report(FPDF):
    """A4 pages that carry their number at the foot."""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("cjk", size=9)
        self.cell(0, 8, FOOTER.format(self.page_no()), align="C")


def typeset(paragraphs: Iterable[tuple[str, str]], font: Path, number: int, written: datetime) -> bytes:
    """Return a PDF of the paragraphs, its lines broken at the margin and its pages numbered.

    Parameters
    ----------
    paragraphs
        Kind (``title``, ``byline``, ``heading``, ``subheading``, ``item`` or ``text``) and text of each.
    font, number
        A font with Chinese characters and CFF outlines, and which one of a collection. Only the
        characters used are embedded.
    written
        The time to record in the file.
    """
    paragraphs = list(paragraphs)
    pdf = _Report(format="A4")
    pdf.set_creation_date(written)
    pdf.set_margins(MARGIN, MARGIN)
    text = "".join(text for _, text in paragraphs)
    with tempfile.TemporaryDirectory() as scratch:
        small = Path(scratch, "cjk.ttf")
        true_type(font, number, text + FOOTER + "　0123456789", small)
        pdf.add_font("cjk", fname=small)
    pdf.add_page()
    for kind, text in paragraphs:
        points = POINTS.get(kind, BODY_POINTS)
        pdf.set_font("cjk", size=points)
        indented = "　　" + text if kind in ("text", "item") else text
        for line in lines(indented, pdf.epw - 2, pdf.get_string_width):
            align = "C" if kind in ("title", "byline") else "L"
            pdf.cell(0, points * 0.6, line, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.2)
    return bytes(pdf.output())
