"""What a page is to show: documents read and extracted, or facts from a file, each with its reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiepu.annotate.judge import judge
from jiepu.annotate.payload import Page
from jiepu.annotate.references import References, load_references
from jiepu.extraction import Failure, find
from jiepu.extraction import gather as read_all
from ontology.errors import ReadError


@dataclass(frozen=True)
class Gathered:
    """The documents to show, what went wrong, and how many of those shown have a reference."""

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

    A document whose reference is about another text is a failure, and shown without it.

    Parameters
    ----------
    paths
        Documents, folders of documents, files of facts.
    reference
        A file of annotated sentences or a folder of such files.
    encoding, jobs, progress
        As for :func:`jiepu.extraction.gather`.

    Raises
    ------
    UsageError
        If a path does not exist or there is nothing to show.
    ReadError
        If the reference cannot be read.
    """
    references = load_references(reference) if reference else References()
    batch = find(paths)
    pages, failures = [], list(batch.refused)
    for result in read_all(batch, encoding=encoding, jobs=jobs, progress=progress):
        if isinstance(result, Failure):
            failures.append(result)
            continue
        try:
            beside = references.of(result)
        except ReadError as error:
            failures.append(Failure(Path(result.document.path or result.doc), error))
            beside = None
        pages.append(Page(result, judge(result, *beside) if beside else None))
    return Gathered(tuple(pages), tuple(failures), sum(page.judgement is not None for page in pages))
