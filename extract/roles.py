"""What a part of a document is: a review of what was done, a plan, a glossary."""

from __future__ import annotations

import re

from extract.layout import Layout
from ontology.records import Kind, Role

_TURN_AT_LEAST = 12
_DATED = re.compile(r"[(（]\s*20\d\d年.{0,8}[)）]$")
_YEAR = re.compile(r"(20\d\d)\s*年")
ROOT: dict[Kind, Role] = {"plan": "plan", "news": "news", "list": "list"}
"""Kinds of documents whose parts have a role without saying so; all others are reviews."""


def role_of_heading(title: str, year: int, layout: Layout, above: Role | None = None) -> Role | None:
    """Return the role that a heading announces, ``None`` where it is silent or names both.

    Parameters
    ----------
    title
        The heading without its number.
    year
        The one that the document reviews (0 where it is not known): what a heading says of a later year is a
        plan.
    layout
        The words of headings.
    above
        What a heading above has announced, if one has; words that say little do not change it.

    Examples
    --------
    >>> from extract.layout import layout
    >>> titles = ("下半年工作安排", "2025年主要工作回顾", "便民服务", "2026年重点工作")
    >>> [role_of_heading(title, 2025, layout()) for title in titles]
    ['plan', 'review', None, 'plan']
    >>> role_of_heading("重点任务有新突破", 2025, layout(), "review") is None
    True
    """
    if layout.glossary.search(title):
        return "glossary"
    years = [int(y) for y in _YEAR.findall(title)]
    plan, review = bool(layout.plan.search(title)), bool(layout.review.search(title))
    later = year > 0 and bool(years) and min(years) > year
    if later and not review and not layout.weak_review.search(title) and not _DATED.search(title):
        return "plan"
    if not plan and not review:
        plan = above != "review" and bool(layout.weak_plan.search(title))
        review = above != "plan" and bool(layout.weak_review.search(title))
    if plan == review:
        return None
    return "plan" if plan else "review"


def opens_plan(opening: str, year: int, layout: Layout) -> bool:
    """Whether the first sentences of a part set aims for a time to come.

    Examples
    --------
    >>> from extract.layout import layout
    >>> opens_plan("2026年竹泊街道工作的总体要求是稳中求进。", 2025, layout())
    True
    """
    for aim in layout.aims.finditer(opening):
        printed = _YEAR.search(aim.group())
        if printed is None or (year and int(printed.group(1)) > year):
            return True
    return False


def turn_of_sentence(sentence: str, year: int, layout: Layout) -> Role | None:
    """Return the role to which the first words of a sentence turn, if they turn to any.

    Examples
    --------
    >>> from extract.layout import layout
    >>> turn_of_sentence("下一步,街道将开放议事亭。", 2025, layout())
    'plan'
    """
    if len(sentence) < _TURN_AT_LEAST:
        return None
    if layout.turns_plan.match(sentence):
        return "plan"
    if layout.turns_review.match(sentence):
        return "review"
    printed = _YEAR.match(sentence)
    if printed and year and int(printed.group(1)) > year and layout.future.search(sentence):
        return "plan"
    return None
