"""Bytes to text: which encoding is it?

A byte order mark, then strict UTF-8 settle it. GB18030 accepts nearly any bytes, so the rest is decoded by
every candidate and judged by its text: written Chinese is nearly all common characters, text read in the
wrong encoding is not. Only where none is plausible is charset-normalizer asked, limited to encodings of
Chinese (unlimited, it reads GB18030 as Korean); its answer has to be plausible too.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib import resources
from pathlib import Path

import charset_normalizer
import opencc

from extract.read.content import printable, unreadable
from ontology.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order of how common they are: the first wins among equals.
_CANDIDATES = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_LAST_RESORT = ["utf_8", "gb18030", "big5", "utf_16"]
_PLAUSIBLE = 0.9
"""Least share of common characters. Measured: Chinese text 0.98 and more, wrongly decoded at most 0.88."""
_FREQUENT, _ENOUGH = 0.3, 30
"""Least share of frequent characters, and the least number of characters to judge it by."""
_SAMPLE, _PROBE = 200_000, 3_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROLS = 0.001
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x7fELF",
)


def decode(data: bytes, path: Path, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of ``data``, without a byte order mark, and the name of its encoding.

    Parameters
    ----------
    data
        The bytes of a text file.
    path
        Named in the message where it cannot be decoded.
    encoding
        Insist on this one (any codec of Python's); ``None`` finds out.

    Raises
    ------
    ReadError
        If the bytes are no text, no candidate fits, or the encoding asked for is unknown or does not fit.

    Examples
    --------
    >>> decode("竹汀區竹泊街道辦事處二零二五年工作報告".encode("big5"), Path("a.txt"))[1]
    'big5'
    """
    if encoding is not None:
        return _insist(data, path, encoding), codecs.lookup(encoding).name
    if data.startswith(_MAGIC):
        raise _binary(path)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                raise _undecodable(path) from None
            return _checked(text, path), name.removesuffix("-sig")
    try:
        return _checked(data.decode("utf-8"), path), "utf-8"
    except UnicodeDecodeError:
        pass
    except ReadError:
        # ASCII with every second byte zero is valid UTF-8, and UTF-16 without its mark.
        if guess := _most_plausible(data, ("utf-16-le", "utf-16-be")):
            return guess
        raise
    if guess := _most_plausible(data, _CANDIDATES) or _asked(data):
        return guess
    if _looks_binary(data):
        raise _binary(path)
    raise _undecodable(path)


def _insist(data: bytes, path: Path, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        name = printable(encoding)
        raise unreadable(
            path,
            f"没有名为 {name} 的编码, 可用 utf-8 gb18030 big5 utf-16",
            f"there is no encoding called {name}; use utf-8, gb18030, big5 or utf-16",
        ) from None
    except UnicodeDecodeError as error:
        raise unreadable(
            path,
            f"不是 {encoding} 编码(第 {error.start} 字节起), 请换一个编码或去掉 --encoding",
            f"not in {encoding} (from byte {error.start}); name another encoding or leave --encoding out",
        ) from None
    return text.removeprefix("\ufeff")


def _most_plausible(data: bytes, candidates: tuple[str, ...]) -> tuple[str, str] | None:
    best: tuple[float, str, str] | None = None
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = plausibility(text)
        if score >= _PLAUSIBLE and (best is None or score > best[0]):
            best = score, text, name
    return (best[1].removeprefix("\ufeff"), best[2]) if best else None


def _asked(data: bytes) -> tuple[str, str] | None:
    guess = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_LAST_RESORT).best()
    return _most_plausible(data, (guess.encoding,)) if guess else None


def plausibility(text: str) -> float:
    """Return the share (0 to 1) of common characters among those of ``text`` that are not ASCII.

    Text with control characters, or in ASCII alone, has none.

    Examples
    --------
    >>> plausibility("竹泊街道工作报告")
    1.0
    >>> plausibility("竹泊街道工作报告".encode("gb18030").decode("utf-16-le")) < 0.5
    True
    """
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROLS * len(sample):
        return 0.0
    wide = [c for c in sample if c > "\x7f"]
    common = _common()
    share = sum(c in common for c in wide) / len(wide) if wide else 0.0
    return share if _reads_as_chinese(sample[:_PROBE]) else 0.0


def _reads_as_chinese(sample: str) -> bool:
    """Whether enough of the characters are those that any Chinese text is full of.

    Korean read as GB18030 is all common characters, and hardly a frequent one.
    """
    simple = [c for c in opencc.OpenCC("t2s").convert(sample) if "\u4e00" <= c <= "\u9fff"]
    return len(simple) < _ENOUGH or sum(c in _frequent() for c in simple) >= _FREQUENT * len(simple)


@cache
def _frequent() -> frozenset[str]:
    """Return the 500 most frequent characters of modern Chinese."""
    return frozenset(resources.files("extract.read").joinpath("frequent.txt").read_text(encoding="utf-8"))


@cache
def _common() -> frozenset[str]:
    """Return the first, frequent levels of GB 2312 and Big5 with their signs: 7,000 of 70,000 characters."""
    cells = [
        (bytes((a, b)), "gb2312") for a in (*range(0xA1, 0xA4), *range(0xB0, 0xD8)) for b in range(0xA1, 0xFF)
    ]
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    cells += [(bytes((a, b)), "big5") for a in (0xA1, *range(0xA4, 0xC7)) for b in trails]
    return frozenset("".join(cell.decode(name, "ignore") for cell, name in cells)) | set(
        "·–—‘’“”…•％\u3000\u00a0\u200b"
    )


def _checked(text: str, path: Path) -> str:
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(path)
    return text


def _looks_binary(data: bytes) -> bool:
    sample = data[:8192]
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return b"\x00" in sample or controls > 0.02 * len(sample)


def _binary(path: Path) -> ReadError:
    return unreadable(
        path,
        "是二进制数据, 不是文本, 请另存为文本或改正扩展名",
        "binary data, not text; save it as text or correct its suffix",
    )


def _undecodable(path: Path) -> ReadError:
    return unreadable(
        path,
        "无法识别文字编码, 请用 --encoding 指明(如 gb18030)",
        "its character encoding cannot be told; name it with --encoding (such as gb18030)",
    )
