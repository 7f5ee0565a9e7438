"""What is still to come in a text that looks back: announced by a word, or due on a later day."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.periods import TimeExpression
from ontology.records import Document

_TIME = r"(?:[^，；。：、]{0,12}?(?:前|内|底|末|旬|日|月|年|季度|期间))?"


@dataclass(frozen=True)
class Coming:
    """The words of ``coming.toml``: what announces, as a pattern; how times end and open; what denies it."""

    announced: re.Pattern[str]
    due: tuple[str, ...]
    ahead: tuple[str, ...]
    happened: re.Pattern[str]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def load_coming() -> Coming:
    """Read ``coming.toml`` once."""
    table = tomllib.loads(files("extract.lexicon").joinpath("coming.toml").read_text(encoding="utf-8"))
    nominal = rf"(?:(?<![\u4e00-\u9fff])|(?<=[还也均正又]))(?:{_any(table['nominal'])})"
    estimating = rf"(?:{_any(table['estimating'])})(?!{_any(table['estimated'])})"
    return Coming(
        re.compile(
            rf"(?:{_any(table['words'])}|{nominal}|{estimating})"
            rf"{_TIME}(?:{_any(table['adverbs'])})*(?:{_any(table['verbs'])})"
        ),
        tuple(table["due"]),
        tuple(table["ahead"]),
        re.compile(_any(table["happened"])),
    )


def is_due(time: TimeExpression, document: Document) -> bool:
    """Whether a printed time lies ahead of what a document covers: of its period, else of its date.

    Only a time by which something is due (9月底前, 年内, 明年) does, for of any other that is later than the
    document's own period the period is likelier wrong.

    Examples
    --------
    >>> from extract.periods import find_times
    >>> from ontology.records import Period
    >>> report = Document("a", "", date="2026-07-10", period=Period("2026-01-01", "2026-06-30"))
    >>> [is_due(find_times(t, report)[0], report) for t in ("9月底前", "3月底前", "年内", "截至7月底", "7月")]
    [True, False, True, False, False]
    """
    limit = document.period.end if document.period else document.date
    if not limit or time.dates is None or time.vague or time.text.startswith("截"):
        return False
    words = load_coming()
    if time.text.endswith(words.due):
        return time.dates.end > limit
    return time.text.startswith(words.ahead) and time.dates.start > limit


def announced(text: str, start: int, end: int) -> bool:
    """Whether a word in ``text[start:end]`` announces what a verb there or right behind it tells.

    Examples
    --------
    >>> [announced(t, 0, len(t)) for t in ("还将举办集市", "拟于年内新建车棚", "将车棚纳入", "行动计划实施")]
    [True, True, False, False]
    """
    match = load_coming().announced.search(text, start, min(len(text), end + 8))
    return match is not None and match.start() < end


def has_happened(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` says that it has happened all the same (已于9月底前完成)."""
    return load_coming().happened.search(text, start, end) is not None
