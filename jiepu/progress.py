"""The progress bar: on the standard error stream, and only where that is a terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiepu.language import Texts

if TYPE_CHECKING:
    from jiepu.building import Progress


@contextlib.contextmanager
def progress_bar(say: Texts) -> Iterator[Progress]:
    """Give a function to tell progress to: stage, what is done, total. Without a terminal it does nothing."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(say("progress.start"), total=None)

        def progress(stage: str, done: int, total: int) -> None:
            bar.update(task, description=say(f"progress.{stage}"), completed=done, total=total)

        yield progress
