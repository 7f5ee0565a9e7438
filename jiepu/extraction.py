"""Many documents to facts, in their order, one failure never stopping the others."""

from __future__ import annotations

import os
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TYPE_CHECKING

from jiepu.interrupts import uninterrupted
from jiepu.outputs import is_ours
from jiepu.records import is_records, read_records
from ontology.errors import JiepuError, ReadError, UsageError
from ontology.records import dumps

if TYPE_CHECKING:
    from extract.pipeline import Extractor
    from extract.read import Source
    from ontology.records import Facts

WORTH_A_WORKER = 12
"""Documents for each worker process below which starting it costs more time than it saves."""


@dataclass(frozen=True)
class Failure:
    """A document that gave no facts, and why."""

    path: Path
    error: JiepuError


@dataclass(frozen=True)
class Batch:
    """What there is to read: documents and files of facts; what was named but is of no known format, and what
    stands by of such formats.
    """

    sources: tuple[Source, ...]
    refused: tuple[Failure, ...]
    passed_over: tuple[Path, ...]
    records: tuple[Path, ...] = ()

    def __len__(self) -> int:
        """Return the number of files to read."""
        return len(self.sources) + len(self.records)


def find(paths: Sequence[Path]) -> Batch:
    """Find the documents at ``paths``, files and folders (searched in depth), in a fixed order.

    The results of earlier builds are no documents and are left out. A file of facts is read where the user
    names it, and passed over where it only stands in a folder, beside the documents that it may be of. A file
    of another format is refused where the user names it, and passed over likewise.

    Raises
    ------
    UsageError
        If one of ``paths`` does not exist, or there is nothing to read at all.
    """
    from extract.read import FORMATS, find_documents, find_unsupported

    found = find_documents(paths)
    kept = [source.path for source in found if not _built(source.path)]
    if len(kept) < len(found):
        # Named again without the others: a name says as much of the path as tells it from its neighbours.
        found = find_documents(kept)
    named = {path.resolve() for path in paths}
    unsupported = find_unsupported(paths)
    records = tuple(path for path in unsupported if is_records(path) and path.resolve() in named)
    other = [path for path in unsupported if path not in records and not _built(path)]
    refused = tuple(
        Failure(
            path,
            ReadError(
                f"{path}: 不认识这种格式; 能读 {' '.join(FORMATS)}",
                f"{path}: unknown format; what can be read is {' '.join(FORMATS)}",
            ),
        )
        for path in other
        if path.resolve() in named
    )
    if not found and not records and not refused:
        raise _nothing_to_read(paths)
    passed_over = tuple(path for path in other if path.resolve() not in named)
    return Batch(tuple(found), refused, passed_over, records)


def _built(path: Path) -> bool:
    return any(is_ours(folder) for folder in path.resolve().parents)


def gather(
    batch: Batch,
    *,
    encoding: str | None = None,
    jobs: int = 0,
    progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> Iterator[Facts | Failure]:
    """Read all of a batch, documents first, then the files of facts; each document is given once.

    A document that two files hold is a failure the second time, unless both say the same of it.
    ``encoding`` and ``jobs`` are as in :func:`facts_of`; ``progress`` is told ``extract``, the number of
    files that are done and that of all.
    """
    # Digests, not facts: whoever writes them as they come holds one document at a time.
    seen: dict[str, tuple[Path, bytes]] = {}

    def once(path: Path, result: Facts | Failure) -> Iterator[Facts | Failure]:
        if isinstance(result, Failure):
            yield result
            return
        digest = blake2b(dumps(result).encode(), digest_size=16).digest()
        if result.doc not in seen:
            seen[result.doc] = path, digest
            yield result
        elif digest != seen[result.doc][1]:
            yield Failure(path, _twice(result.doc, path, seen[result.doc][0]))

    progress("extract", 0, len(batch))
    results = facts_of(batch.sources, encoding=encoding, jobs=jobs) if batch.sources else ()
    for done, (source, result) in enumerate(zip(batch.sources, results, strict=True), 1):
        yield from once(source.path, result)
        progress("extract", done, len(batch))
    for done, path in enumerate(batch.records, len(batch.sources) + 1):
        for record in read_records(path):
            yield from once(path, Failure(path, record) if isinstance(record, JiepuError) else record)
        progress("extract", done, len(batch))


def facts_of(
    sources: Sequence[Source],
    *,
    encoding: str | None = None,
    jobs: int = 0,
    load: Callable[[], Extractor] | None = None,
) -> Iterator[Facts | Failure]:
    """Read and extract documents, yielding one result each in the order of ``sources``.

    Parameters
    ----------
    sources
        What to read.
    encoding
        The character encoding of text files, where the user knows better than we can tell.
    jobs
        Worker processes; 0 chooses by the number of documents and processors. The result is the same.
    load
        Makes the extractor, where it is not the one shipped; it then runs in this process only.
    """
    workers = jobs or min(os.cpu_count() or 1, len(sources) // WORTH_A_WORKER)
    if load is not None or workers <= 1 or len(sources) <= 1:
        extractor = (load or _shipped)()
        for source in sources:
            yield extract_one(extractor, source, encoding)
        return
    yield from _in_workers(sources, encoding, min(workers, len(sources)))


def extract_one(extractor: Extractor, source: Source, encoding: str | None = None) -> Facts | Failure:
    """Read and extract one document; whatever goes wrong with it is returned, not raised."""
    from extract.read import read

    try:
        return extractor.extract(read(source.path, doc=source.doc, encoding=encoding))
    except JiepuError as error:
        return Failure(source.path, error)
    except Exception as error:
        # A defect of ours must not cost the user the other documents; it is named and the exit status tells.
        return Failure(source.path, _defect(source.path, error))


def _in_workers(sources: Sequence[Source], encoding: str | None, workers: int) -> Iterator[Facts | Failure]:
    # Processes are spawned, not forked: this one may already run threads (the progress bar).
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    waiting: deque[Future[Facts | Failure]] = deque()
    ahead = iter(sources)
    others = set(active_children())
    done = False
    try:
        # A few tasks ahead for each worker keep all busy while memory stays flat.
        with uninterrupted():
            for source in islice(ahead, 4 * workers):
                waiting.append(pool.submit(_in_worker, source, encoding))
        while waiting:
            yield waiting.popleft().result()
            for source in islice(ahead, 1):
                waiting.append(pool.submit(_in_worker, source, encoding))
        done = True
    except BrokenProcessPool as error:
        raise JiepuError(
            "读文档的进程意外终止(内存不够?); 请用 --jobs 1 再试",
            "a process that reads documents died (out of memory?); try again with --jobs 1",
        ) from error
    finally:
        if not done:
            # Whoever interrupts does not want to wait for the documents in hand.
            for process in set(active_children()) - others:
                process.terminate()
        pool.shutdown(cancel_futures=True)


@cache
def _shipped() -> Extractor:
    from extract.pipeline import load

    return load()


def _in_worker(source: Source, encoding: str | None) -> Facts | Failure:
    return extract_one(_shipped(), source, encoding)


def _defect(path: Path, error: Exception) -> ReadError:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} @ {Path(frame.filename).name}:{frame.lineno}: {error}"
    return ReadError(
        f"程序出错, 没有处理: {path}; 请报告此问题 ({where})",
        f"a defect of jiepu stopped this document: {path}; please report it ({where})",
    )


def _twice(doc: str, path: Path, first: Path) -> ReadError:
    return ReadError(
        f"{path}: 文档 {doc} 已经从 {first} 读入, 内容不同; 没有再读, 请给其中一份改名",
        f"{path}: the document {doc} was read from {first} already and differs; rename one of the two",
    )


def _nothing_to_read(paths: Sequence[Path]) -> UsageError:
    """Return the error for paths that hold no document of a known format."""
    named = ", ".join(str(path) for path in paths)
    return UsageError(
        f"{named} 里没有可读的文档; 能读 .txt .md .html .pdf .docx, 以及点名的 .jsonl",
        f"no document in {named}; what can be read is .txt .md .html .pdf .docx, and .jsonl by name",
    )
