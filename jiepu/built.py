"""What a build gives, for the table at its end and for its report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiepu.extraction import Failure


@dataclass(frozen=True)
class Found:
    """What one document gave, for the table and the report."""

    doc: str
    title: str
    characters: int
    entities: int
    relations: int
    observations: int
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Built:
    """The result of a build: where it is, what each document gave, what failed or was passed over (other
    formats), what the graph holds.
    """

    out: Path
    found: tuple[Found, ...]
    failures: tuple[Failure, ...]
    passed_over: tuple[Path, ...]
    classes: tuple[tuple[str, int], ...]
    claims: int
    figures: int
    warnings: tuple[str, ...]
