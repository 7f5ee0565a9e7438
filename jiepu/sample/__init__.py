"""The sample corpus: six documents that retell facts of public subdistrict reports in other words.

What they are, and what they retell, is told in ``README.md`` beside this file.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder that holds the six sample documents and nothing else.

    Returns
    -------
    Path
        A folder inside the installed package; read from it, do not write to it.

    Examples
    --------
    >>> len(list(folder().iterdir()))
    6
    """
    return Path(__file__).parent / "documents"
