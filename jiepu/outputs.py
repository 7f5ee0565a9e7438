"""Results that appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from jiepu import __version__
from jiepu.interrupts import uninterrupted
from ontology.errors import StoreError, UsageError

MARKER = ".jiepu.json"
"""The file that tells a folder of ours: only such a folder is ever replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def is_ours(folder: Path) -> bool:
    """Whether ``folder`` is the result of an earlier build."""
    return (folder / MARKER).is_file()


def check_folder(out: Path) -> None:
    """Refuse a place where a build must not write, before any work is done.

    Raises
    ------
    UsageError
        Where ``out`` is a file, or a folder with content that no build of ours wrote.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "letter.txt").write_text("mine", encoding="utf-8")
    ...     check_folder(Path(folder))
    Traceback (most recent call last):
    ...
    ontology.errors.UsageError: ...
    """
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise UsageError(
            f"{out} 是文件, 不是文件夹; 请用 -o 另选一处",
            f"{out} is not a folder; choose another place with -o",
        )
    if any(out.iterdir()) and not is_ours(out):
        raise UsageError(
            f"{out} 里有不是街谱写的东西, 不会覆盖; 请用 -o 另选一处, 或先清空它",
            f"{out} holds files that jiepu did not write and will not be replaced; "
            "choose another place with -o, or empty it first",
        )


@contextlib.contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Give a temporary folder beside ``out`` to write into; it becomes ``out`` when the block ends well.

    A folder of an earlier build is replaced in one step; files in it that no build wrote are kept. On any
    error, an interrupt included, ``out`` stays as it was and nothing is left beside it.

    Raises
    ------
    UsageError
        Where ``out`` must not be replaced (:func:`check_folder`).
    StoreError
        Where the folder above cannot be written.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     out = Path(folder, "out")
    ...     with new_folder(out) as new:
    ...         _ = (new / "a.txt").write_text("a", encoding="utf-8")
    ...     sorted(path.name for path in out.iterdir())
    ['.jiepu.json', 'a.txt']
    """
    check_folder(out)
    place = out.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".tmp", dir=place.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        work.chmod(0o777 & ~_umask())
        yield work
        names = sorted(path.name for path in work.iterdir())
        marker = {"software": f"jiepu {__version__}", "files": names}
        (work / MARKER).write_text(json.dumps(marker, ensure_ascii=False) + "\n", encoding="utf-8")
        _swap(work, place)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def new_file(target: Path) -> Iterator[IO[str]]:
    """Open a text file (UTF-8) that becomes ``target`` when the block ends well, and else leaves no trace.

    Raises
    ------
    UsageError, StoreError
        As :func:`new_path`.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with new_file(Path(folder, "a.txt")) as file:
    ...         _ = file.write("甲")
    ...     Path(folder, "a.txt").read_text(encoding="utf-8")
    '甲'
    """
    with new_path(target) as work, work.open("w", encoding="utf-8", newline="\n") as file:
        yield file


@contextlib.contextmanager
def new_path(target: Path) -> Iterator[Path]:
    """Give the path of an empty file to write; it becomes ``target`` when the block ends well.

    On any error, an interrupt included, ``target`` stays as it was and nothing is left beside it.

    Raises
    ------
    UsageError
        Where ``target`` is a folder.
    StoreError
        Where it cannot be written.
    """
    place = target.resolve()
    if place.is_dir():
        raise UsageError(f"{target} 是文件夹; 请给出文件名", f"{target} is a folder; give the name of a file")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".tmp", dir=place.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(handle)
    work = Path(name)
    try:
        yield work
        work.chmod(0o666 & ~_umask())
        work.replace(place)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise _unwritable(target, error) from error
    finally:
        work.unlink(missing_ok=True)


def _swap(work: Path, place: Path) -> None:
    """Put ``work`` at ``place``; what was there ends at ``work``, from where the caller removes it."""
    with uninterrupted(forget=True):
        if not place.exists():
            work.rename(place)
            return
        written = _written(place)
        if not _exchange(work, place):
            aside = place.with_name(f"{work.name}.old")
            place.rename(aside)
            try:
                work.rename(place)
            except OSError:
                aside.rename(place)
                raise
            aside.rename(work)
        for path in work.iterdir():
            if path.name not in written and path.name != MARKER and not (place / path.name).exists():
                path.rename(place / path.name)


def _written(folder: Path) -> set[str]:
    """Return the names of what an earlier build wrote into ``folder``."""
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        return {str(name) for name in marker["files"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); otherwise do nothing and say so."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE)
    return done == 0


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> StoreError:
    reason = error.strerror or str(error)
    return StoreError(
        f"写不进 {path}: {reason}; 请检查权限和磁盘空间, 或用 -o 另选一处",
        f"cannot write {path}: {reason}; check permissions and disk space, or choose another place with -o",
    )
