"""Memory over many documents: what ``jiepu extract`` holds must not grow with their number.

The documents are short and all different: sentences of given texts in an order drawn by chance, with a
name of their own.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

SENTENCES = 3
"""Sentences of a document: few, since what could grow grows by documents and by words that are new."""

_NAMES = "梅兰竹菊松柏桃李荷桂枫杏棠萱芦荻"


@dataclass(frozen=True)
class Growth:
    """Resident memory in bytes after ``early`` documents and after all of them."""

    early: int
    documents: int
    early_bytes: int
    all_bytes: int


def made(texts: Iterable[str], count: int, seed: int = 0) -> Iterator[str]:
    """Yield ``count`` short texts, each different, made of the sentences of ``texts``.

    Examples
    --------
    >>> [text.count("服务站") for text in made(["完成道路养护。举办读书会。"], 2)]
    [1, 1]
    """
    sentences = [s for text in texts for s in re.findall(r"[^。\n]{8,80}。", text)] or ["举办读书会。"]
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    for number in range(count):
        name = "".join(chance.choices(_NAMES, k=4))
        chosen = chance.choices(sentences, k=SENTENCES)
        yield "\n".join([f"{name}街道工作总结", *chosen, f"建成“{name}{number}”服务站。"]) + "\n"


def growth(texts: Sequence[str], documents: int = 1000) -> Growth:
    """Read and extract ``documents`` made of ``texts`` in a fresh process, as ``jiepu extract`` does.

    Raises
    ------
    JiepuError
        If one of them cannot be extracted: what failed early says nothing of memory.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_grow, texts, documents).result()


def _grow(texts: Sequence[str], documents: int) -> Growth:
    from jiepu.extraction import Failure, find, gather

    early = max(documents // 10, 1)
    sizes = []
    with tempfile.TemporaryDirectory() as name:
        for number, text in enumerate(made(texts, documents)):
            Path(name, f"{number:05}.txt").write_text(text, encoding="utf-8")
        for result in gather(find([Path(name)]), jobs=1):
            if isinstance(result, Failure):
                raise result.error
            sizes.append(resident())
    return Growth(early, documents, sizes[early - 1], sizes[-1])


def resident() -> int:
    """Return the resident memory of this process in bytes; its peak so far where the system tells no more."""
    import resource

    statm = Path("/proc/self/statm")
    if statm.is_file():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
