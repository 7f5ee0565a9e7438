"""What a part of a document is: a review of what was done, a plan, a glossary."""

from __future__ import annotations

import re

from extract.layout import Layout
from ontology.records import Kind, Role

_YEAR = re.compile(r"(20\d\d)\s*年")
ROOT: dict[Kind, Role] = {"plan": "plan", "news": "news", "list": "list"}
"""Kinds of documents whose parts have a role without saying so; all others are reviews."""


def role_of_heading(title: str, year: int, layout: Layout) -> Role | None:
    """Return the role that a heading announces, ``None`` where it is silent or names both.

    ``year`` is the one that the document reviews (0 where it is not known): what a heading says of a later
    year is a plan.

    Examples
    --------
    >>> from extract.layout import layout
    >>> titles = ("下半年工作安排", "2025年主要工作回顾", "便民服务", "2026年重点工作")
    >>> [role_of_heading(title, 2025, layout()) for title in titles]
    ['plan', 'review', None, 'plan']
    """
    if layout.glossary.search(title):
        return "glossary"
    years = [int(y) for y in _YEAR.findall(title)]
    plan, review = bool(layout.plan.search(title)), bool(layout.review.search(title))
    if year and years and min(years) > year:
        return "plan"
    if plan == review:
        return None
    return "plan" if plan else "review"


def turn_of_sentence(sentence: str, year: int, layout: Layout) -> Role | None:
    """Return the role to which the first words of a sentence turn, if they turn to any.

    Examples
    --------
    >>> from extract.layout import layout
    >>> turn_of_sentence("下一步,街道将开放议事亭。", 2025, layout())
    'plan'
    """
    if layout.turns_plan.match(sentence):
        return "plan"
    if layout.turns_review.match(sentence):
        return "review"
    printed = _YEAR.match(sentence)
    if printed and year and int(printed.group(1)) > year:
        return "plan"
    return None
