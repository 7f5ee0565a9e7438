"""Redraw the characters a document needs from a CFF font as a small TrueType font.

Noto CJK draws with cubic curves (CFF). fpdf2 embeds such a font under an encoding of its own,
which pdfminer cannot read: the page would look right and yield no text. TrueType goes in under the
plain Identity-H. Needs fontTools, which comes with fpdf2.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable


def true_type(font: Path, number: int, text: str, target: Path) -> None:
    """Write the glyphs of ``text`` as a TrueType font.

    Parameters
    ----------
    font
        A font file or collection with CFF outlines.
    number
        Which font of a collection, from 0; ignored where the file holds one.
    text
        The characters to keep.
    target
        The file to write.
    """
    kept = TTFont(font, fontNumber=number, recalcTimestamp=False)
    options = Options(layout_features=[], drop_tables=["VORG", "GPOS", "GSUB", "BASE", "vhea", "vmtx"])
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(kept)
    order, drawn = kept.getGlyphOrder(), kept.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    kept["loca"] = newTable("loca")
    kept["glyf"] = newTable("glyf")
    kept["glyf"].glyphOrder, kept["glyf"].glyphs = order, glyphs
    del kept["CFF "]
    maximum = kept["maxp"]
    maximum.tableVersion = 0x00010000
    maximum.maxZones = 1
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maximum, f"max{field}", 0)
    maximum.maxSizeOfInstructions = maximum.maxComponentElements = 0
    kept["post"].formatType = 3.0
    kept.sfntVersion = "\x00\x01\x00\x00"
    kept.save(target)
