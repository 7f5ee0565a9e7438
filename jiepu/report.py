"""``report.md``: what a build found, per class and document, with everything that deserves a look."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

from jiepu.language import Texts
from jiepu.records import is_records
from jiepu.terminal import printable
from jiepu.vocabulary import labels
from ontology.records import EntityType, RelationName
from ontology.terms import CLASSES, JP, RELATIONS

if TYPE_CHECKING:
    from graph.model import GraphData
    from jiepu.built import Built

EXAMPLES = 8
"""Names shown as examples of a class."""


def report(built: Built, data: GraphData, say: Texts) -> str:
    """Return the report of a build as Markdown, in the language of ``say``."""
    parts = [
        f"# {say('report.title')}",
        say(
            "report.lead",
            documents=len(built.found),
            entities=len(data.entities),
            claims=built.claims,
            figures=built.figures,
        ),
        f"## {say('report.classes')}",
        _classes(data, say),
        f"## {say('report.relations')}",
        _relations(data, say),
        f"## {say('report.documents')}",
        _documents(built, say),
        *_attention(built, say),
    ]
    return "\n\n".join(parts) + "\n"


def _classes(data: GraphData, say: Texts) -> str:
    degree = Counter(end for claim in data.claims for end in {claim.head, claim.tail})
    words = labels(say.language)
    rows = []
    for kind in get_args(EntityType):
        named = [entity for entity in data.entities if entity.type == kind]
        named.sort(key=lambda entity: (-degree[entity.iri], entity.name))
        if named:
            examples = "、".join(markdown_text(entity.name) for entity in named[:EXAMPLES])
            rows.append([words[CLASSES[kind]], str(len(named)), examples])
    return markdown_table([say("report.class"), say("report.count"), say("report.examples")], rows)


def _relations(data: GraphData, say: Texts) -> str:
    statuses = ("done", "ongoing", "planned")
    words = labels(say.language)
    counts = Counter[tuple[str, str]]((claim.rel, claim.status) for claim in data.claims)
    rows = [
        [words[RELATIONS[rel]], *(str(counts[rel, status]) for status in statuses)]
        for rel in get_args(RelationName)
        if any(counts[rel, status] for status in statuses)
    ]
    return markdown_table([say("report.relation"), *(words[JP + status] for status in statuses)], rows)


def _documents(built: Built, say: Texts) -> str:
    columns = ("document", "title", "characters", "entities", "relations", "observations")
    rows = [
        [
            markdown_text(found.doc),
            markdown_text(found.title),
            *(f"{getattr(found, column):,}" for column in columns[2:]),
        ]
        for found in built.found
    ]
    return markdown_table([say(f"table.{column}") for column in columns], rows)


def _attention(built: Built, say: Texts) -> list[str]:
    lines = [
        f"- {markdown_text(found.doc)}: {markdown_text(warning)}"
        for found in built.found
        for warning in found.warnings
    ]
    lines += [f"- {markdown_text(warning)}" for warning in built.warnings]
    for path in built.passed_over:
        why = say("report.facts_aside" if is_records(path) else "report.passed_over")
        lines.append(f"- {markdown_text(str(path))}: {why}")
    unread = [f"- {markdown_text(failure.error.message(say.language))}" for failure in built.failures]
    parts = []
    if unread:
        parts += [f"## {say('report.unread')}", "\n".join(unread)]
    if lines:
        parts += [f"## {say('report.warnings')}", "\n".join(lines)]
    return parts


def markdown_text(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is, on one line.

    Examples
    --------
    >>> markdown_text("“1+2+3”|<b>*网格*")
    '“1+2+3”\\|\\<b\\>\\*网格\\*'
    """
    return re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", printable(text))


def markdown_table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table of cells that are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
