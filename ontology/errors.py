"""One tree of errors: each says what was wrong, where, and what to do.

The message is kept in Chinese and in English; the front door prints the one of its interface.
"""

from __future__ import annotations


class JiepuError(Exception):
    """Base of all errors that a user can cause or mend.

    Parameters
    ----------
    zh, en
        The same one-line message in Chinese and in English.

    Examples
    --------
    >>> error = JiepuError("文件是空的: a.txt", "the file is empty: a.txt")
    >>> str(error), error.en
    ('文件是空的: a.txt', 'the file is empty: a.txt')
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def message(self, language: str = "zh") -> str:
        """Return the message in ``language`` (``zh`` or ``en``)."""
        return self.en if language == "en" else self.zh


class ReadError(JiepuError):
    """A document that cannot be read; the rest of the batch goes on."""


class ModelError(JiepuError):
    """A model that is missing from the package or does not fit this version."""


class QueryError(JiepuError):
    """A question that cannot be asked: unknown name, missing or malformed parameter, bad SPARQL."""


class StoreError(JiepuError):
    """A graph that cannot be opened, written or found."""


class UsageError(JiepuError):
    """A command called with arguments that do not fit together (exit status 2)."""
