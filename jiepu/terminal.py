"""Text of documents and file names made fit for a terminal: nothing in it can steer the terminal."""

from __future__ import annotations

import re
import unicodedata

# What JSON lets stand in a string as it is, though it could steer a terminal.
_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HARMLESS = {"\t": " ", "\n": " ", "\r": " "}


def printable(text: str) -> str:
    r"""Return ``text`` on one line, with characters that could steer a terminal written as escapes.

    These are control characters (escape sequences begin with one), direction marks, line separators and
    halves of surrogate pairs (file names hold them where they are not UTF-8).

    Examples
    --------
    >>> printable("江川\x1b[2J路\n街道\u202e")
    '江川\\x1b[2J路 街道\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(_HARMLESS.get(c, c) if not _steers(c) else _escaped(c) for c in text)


def printable_json(text: str) -> str:
    r"""Return JSON that says the same, with characters that could steer a terminal written as escapes.

    Examples
    --------
    >>> printable_json('{"a": "江\x9b2J川"}')
    '{"a": "江\\u009b2J川"}'
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _steers(character: str) -> bool:
    return character not in _HARMLESS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
