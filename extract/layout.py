"""The words of layout: headings, web pages, metadata lines, kept as data in ``lexicon/structure.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Layout:
    """The compiled patterns of ``structure.toml``; see its comments for what each is."""

    plan: re.Pattern[str]
    weak_plan: re.Pattern[str]
    review: re.Pattern[str]
    weak_review: re.Pattern[str]
    glossary: re.Pattern[str]
    turns_plan: re.Pattern[str]
    turns_review: re.Pattern[str]
    future: re.Pattern[str]
    aims: re.Pattern[str]
    noise: re.Pattern[str]
    tail: re.Pattern[str]
    front: re.Pattern[str]
    label: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    news: re.Pattern[str]


@cache
def layout() -> Layout:
    """Return the patterns that are shipped."""
    text = resources.files("extract.lexicon").joinpath("structure.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    roles, tense, kinds = data["roles"], data["tense"], data["kinds"]
    return Layout(
        plan=_any(roles["plan"]),
        weak_plan=_any(roles["weak_plan"]),
        review=_any(roles["review"]),
        weak_review=_any(roles["weak_review"]),
        glossary=_any(roles["glossary"]),
        turns_plan=_any(tense["plan"]),
        turns_review=_any(tense["review"]),
        future=_any(tense["future"]),
        aims=_any(tense["aims"]),
        noise=_any(data["noise"]["lines"]),
        tail=_any(data["noise"]["tail"]),
        front=_any(data["front"]["lines"]),
        label=_any(data["front"]["labels"]),
        kinds=tuple((name, _closing(words)) for name, words in kinds.items() if name != "news"),
        news=_any(kinds["news"]),
    )


def _closing(words: Iterable[str]) -> re.Pattern[str]:
    """Match one of ``words`` where it closes a title or a part of one."""
    return re.compile(rf"(?:{_any(words).pattern})(?=$|[和及与、并暨（(【《:：—-]|\s)")


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
