"""Texts of documents made fit for the files that hold them: no formula, no character that XML forbids."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]\d[\d,]*(\.\d+)?%?", re.ASCII)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe.

    Numbers keep their sign.

    Examples
    --------
    >>> [harmless(cell) for cell in ("=HYPERLINK(1)", "-2.1", "-2.1+cmd", "青石街道")]
    ["'=HYPERLINK(1)", '-2.1', "'-2.1+cmd", '青石街道']
    """
    if cell.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def xml_text(text: str) -> str:
    r"""Return ``text`` with U+FFFD for each character that XML 1.0 cannot hold, however it is written.

    Examples
    --------
    >>> xml_text("青石\x1b[2J\ufffe") == "青石\ufffd[2J\ufffd"
    True
    """
    return _NOT_XML.sub("\ufffd", text)
