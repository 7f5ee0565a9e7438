"""The table of looks and the interface's words, read from the files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Look:
    """How classes, relations and statuses look and are called; ``words`` are the interface's, by language.

    The rows of ``classes``, ``relations`` and ``statuses`` are those of ``look.toml``, in its order, which is
    also the order of the legend.
    """

    classes: tuple[dict[str, Any], ...]
    relations: tuple[dict[str, Any], ...]
    statuses: tuple[dict[str, Any], ...]
    words: dict[str, dict[str, str]]


def asset(name: str) -> str:
    """Return the text of a file of this package, with line ends as browsers see them."""
    return (files("graph.view") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def load_look() -> Look:
    """Read ``look.toml`` and ``words.toml``.

    Examples
    --------
    >>> look = load_look()
    >>> [status["zh"] for status in look.statuses]
    ['已完成', '进行中', '计划中']
    """
    table = tomllib.loads(asset("look.toml"))
    words = tomllib.loads(asset("words.toml"))
    return Look(
        tuple(table["class"]),
        tuple(table["relation"]),
        tuple(table["status"]),
        {language: {key: row[language] for key, row in words.items()} for language in ("zh", "en")},
    )
