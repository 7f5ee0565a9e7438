"""What a reader of one format hands on, and how a document that cannot be read is named."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import ReadError


@dataclass(frozen=True)
class Content:
    """The text of one file, in the form that all offsets refer to, and what the file says of itself.

    ``encoding`` is the character encoding that was used, empty for formats that have none of their own.
    """

    text: str
    encoding: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    warnings: tuple[str, ...] = ()


Reader = Callable[[bytes, Path, str | None], Content]
"""Bytes, the path they came from (for messages) and an encoding to insist on, to content."""

# Categories that would break a line, hide text or turn its direction; surrogates stand for undecodable bytes.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printable(name: str | Path) -> str:
    r"""Return a file name on one line, with control characters escaped.

    Examples
    --------
    >>> print(printable("报告\n\x1b[31m.txt"))
    报告\n\x1b[31m.txt
    """
    return "".join(
        c.encode("unicode_escape").decode("ascii") if unicodedata.category(c) in _UNPRINTABLE else c
        for c in str(name)
    )


def unreadable(path: Path, zh: str, en: str) -> ReadError:
    """Return the error for a file that cannot be read: its name, then the reason and what to do.

    Examples
    --------
    >>> unreadable(Path("a.txt"), "文件是空的", "the file is empty").en
    'a.txt: the file is empty'
    """
    name = printable(path)
    return ReadError(f"{name}: {zh}", f"{name}: {en}")


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Keep the remarks of a library on irregular files off the terminal; what matters we say ourselves."""
    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
