"""Facts of any origin into the build: our own ``facts.jsonl``, and sentences that a person annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from jiepu.terminal import printable
from ontology.checks import fault
from ontology.errors import ReadError
from ontology.records import Document, Facts, loads
from ontology.reference import is_reference, read_reference

SUFFIXES = (".jsonl", ".ndjson")
"""What a file of facts is called; which of the two forms it holds, its first line tells."""

_LONGEST_GAP = 200
"""Code points between two annotated sentences beyond which they are passages and no whole text."""


def is_records(path: Path) -> bool:
    """Whether a file is one of facts, by its name."""
    return path.suffix.lower() in SUFFIXES


def read_records(path: Path) -> Iterator[Facts | ReadError]:
    """Read a file of facts, yielding one record a document, or the error of a line that cannot be used.

    Parameters
    ----------
    path
        One line of JSON a document (``facts.jsonl``), or one a sentence (the reference annotation).

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "a.jsonl")
    >>> _ = path.write_text('{"doc": "a", "start": 0, "text": "竹汀区竹泊街道总结"}', encoding="utf-8")
    >>> [facts.document.text for facts in read_records(path)]
    ['竹汀区竹泊街道总结']
    """
    try:
        with path.open("rb") as lines:
            first = next((line for line in lines if line.strip()), b"")
        if not first:
            yield ReadError(
                f"{_named(path)}: 文件是空的, 请检查内容",
                f"{_named(path)}: the file is empty; check what it holds",
            )
        elif is_reference(first):
            yield from (_structured(facts, path) for facts in read_reference(path))
        else:
            yield from _own(path)
    except ReadError as error:
        yield error
    except OSError as error:
        reason = error.strerror or str(error)
        yield ReadError(
            f"{_named(path)}: 读不了: {reason}; 请检查权限",
            f"{_named(path)}: {reason}; check its permissions",
        )


def _own(path: Path) -> Iterator[Facts | ReadError]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{_named(path)}:{number}"
            try:
                facts = loads(line)
            except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
                yield ReadError(
                    f"{where}: 既不是 facts.jsonl 的一行, 也不是标注的句子 ({error})",
                    f"{where}: neither a line of facts.jsonl nor an annotated sentence ({error})",
                )
                continue
            wrong = fault(facts)
            yield ReadError(f"{where}: {wrong.zh}", f"{where}: {wrong.en}") if wrong else facts


def _structured(facts: Facts, path: Path) -> Facts | ReadError:
    """Give annotated sentences the structure of the document that they are, where they are all of it.

    Who speaks is what the annotation says: its restored subjects name it. Where the text agrees, or the
    annotation is silent and names the area that the text gives, the official areas of the text are taken.
    """
    from extract.structure import structure
    from extract.themes import themed

    own = msgspec.structs.replace(facts.document, path=_named(path))
    if wrong := fault(facts):
        return ReadError(f"{_named(path)}: {wrong.zh}", f"{_named(path)}: {wrong.en}")
    if not _is_whole(own):
        return themed(msgspec.structs.replace(facts, document=own))
    read = structure(msgspec.structs.replace(own, title=""))
    named = {m.text for m in facts.entities if m.type == "AREA"}
    if read.issuer != own.issuer and (own.issuer or read.issuer not in named):
        read = msgspec.structs.replace(
            read, issuer=own.issuer, areas=own.areas, code=own.code, warnings=own.warnings
        )
    return themed(msgspec.structs.replace(facts, document=read))


def _is_whole(document: Document) -> bool:
    ends = (0, *(sentence.end for sentence in document.sentences))
    return all(s.start - end <= _LONGEST_GAP for s, end in zip(document.sentences, ends, strict=False))


def _named(path: Path) -> str:
    return printable(str(path))
