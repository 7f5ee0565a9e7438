"""Moments in which an interrupt must wait."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def uninterrupted(*, forget: bool = False) -> Iterator[None]:
    """Let an interrupt from the keyboard wait until the block is through.

    Processes that are started in the block never get one: what a process blocks is handed down to them. The
    terminal sends an interrupt to every process of a command, and one alone should decide what it means.

    Parameters
    ----------
    forget
        Whether an interrupt in the block comes to nothing, since after the block there is nothing to stop.

    Examples
    --------
    >>> told = []
    >>> try:
    ...     with uninterrupted():
    ...         signal.raise_signal(signal.SIGINT)
    ...         told.append("through")
    ... except KeyboardInterrupt:
    ...     told.append("interrupted")
    >>> told
    ['through', 'interrupted']
    """
    # Signals are handled in the main thread only, and only there may their handlers be set.
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    came: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
    if came and not forget:
        signal.raise_signal(signal.SIGINT)
