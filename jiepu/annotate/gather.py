"""What a page is to show: documents read and extracted, or facts from a file, each with its reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from jiepu.annotate.judge import judge
from jiepu.annotate.payload import Page
from jiepu.annotate.references import References, load_references
from jiepu.extraction import Failure, facts_of, find
from ontology.errors import JiepuError, ReadError, UsageError
from ontology.records import Facts, loads

FACTS = ".jsonl"
"""What a file of facts is called, as ``jiepu extract`` and ``jiepu build`` write it."""


@dataclass(frozen=True)
class Gathered:
    """The documents to show, those that could not be, and how many have a reference."""

    pages: tuple[Page, ...]
    failures: tuple[Failure, ...]
    compared: int


def gather(
    paths: Sequence[Path],
    reference: Path | None,
    *,
    encoding: str | None = None,
    jobs: int = 0,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> Gathered:
    """Extract the documents at ``paths`` and compare them with the reference.

    Parameters
    ----------
    paths
        Documents and folders of documents; files of facts (``.jsonl``) are shown as they are.
    reference
        A file of annotated sentences or a folder of such files.
    encoding, jobs
        As for :func:`jiepu.extraction.facts_of`.
    progress
        Told the stage, how many documents are done and how many there are.

    Raises
    ------
    UsageError
        If a path does not exist or there is nothing to show.
    ReadError
        If the reference cannot be read.
    """
    references = load_references(reference) if reference else References()
    stored = [path for path in paths if path.suffix == FACTS]
    documents = [path for path in paths if path.suffix != FACTS]
    found: list[Facts | Failure] = []
    for path in stored:
        found += _stored(path)
    if documents:
        batch = find(documents)
        found += batch.refused
        sources = facts_of(batch.sources, encoding=encoding, jobs=jobs)
        for index, result in enumerate(sources, 1):
            found.append(result)
            progress("extract", index, len(batch.sources))
    return _compared(found, references)


def _compared(found: Iterable[Facts | Failure], references: References) -> Gathered:
    pages, failures = [], []
    for result in found:
        if isinstance(result, Failure):
            failures.append(result)
            continue
        try:
            beside = references.of(result)
        except JiepuError as error:
            failures.append(Failure(Path(result.document.path or result.doc), error))
            beside = None
        pages.append(Page(result, judge(result, *beside) if beside else None))
    return Gathered(tuple(pages), tuple(failures), sum(page.judgement is not None for page in pages))


def _stored(path: Path) -> list[Facts | Failure]:
    """Read a file of facts, one document a line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(
            f"{path}: 打不开 ({error.strerror})", f"{path}: cannot be opened ({error.strerror})"
        ) from error
    found: list[Facts | Failure] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(loads(line))
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                message = (
                    f"{path}:{number}: 不是事实的记录 ({error})",
                    f"{path}:{number}: not a line of facts ({error})",
                )
                found.append(Failure(path, ReadError(*message)))
    return found
