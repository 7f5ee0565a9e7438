"""A graph as the page holds it: rows that point at each other by number, not by address.

Everything that the first sight needs is in :class:`Payload.graph`; the sentences, which only a click needs,
are apart in :class:`Payload.texts`, so that a large page opens before they are parsed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graph.model import Claim, Evidence, GraphData, GraphMention
from graph.themes import concepts
from graph.view.drawing import draw
from graph.view.layout import arrange
from graph.view.look import Look
from graph.view.passages import Marks, Passages
from graph.view.pinyin import syllables
from graph.view.ranking import DRAWN_AT_ONCE, FIRST_SIGHT, links, most_connected, ranked
from graph.view.spans import Span, span
from ontology.records import Period

_MENTIONS_SHOWN = 12
_Value = TypeVar("_Value", bound=Hashable)


@dataclass(frozen=True)
class Payload:
    """The two halves of a page's data, ready for JSON."""

    graph: dict[str, Any]
    texts: dict[str, Any]


def payload(data: GraphData, look: Look, title: str, language: str) -> Payload:
    """Return what the page holds of ``data``.

    Rows are, in ``graph``:

    - ``entities``: class, name, other names, area (an entity or -1), code, definition, pinyin, mentions,
      documents, address;
    - ``claims``: head, relation, tail, status, document, confidence, its own period (in ``periods``, or -1),
      topics (in ``topics``);
    - ``periods``: first and last day; ``topics``: lists of themes, by number;

    and in ``texts``:

    - ``passages``: see :class:`graph.view.passages.Passages`;
    - ``evidence``: for each claim its passage, its marks and its verb;
    - ``figures``: subject, indicator, value, unit, status, approx, change, basis, period, passage, marks,
      number (or null), dates (in ``periods``, or -1), topics;
    - ``outlines``: for each document its sections: beginning, level, title (a text), role;
    - ``definitions``: entity, text, parts (each a text), passage, marks;
    - ``mentions``: for each entity the passages (with marks) that name it, the first twelve.
    """
    entities = ranked(data)
    at = {entity.iri: number for number, entity in enumerate(entities)}
    class_at = {row["id"]: number for number, row in enumerate(look.classes)}
    relation_at = {row["id"]: number for number, row in enumerate(look.relations)}
    status_at = {row["id"]: number for number, row in enumerate(look.statuses)}
    claims = [claim for claim in data.claims if claim.head in at and claim.tail in at]
    passages = Passages(data.documents)

    periods: _Numbers[Span] = _Numbers()
    topics: _Numbers[tuple[int, ...]] = _Numbers()
    theme_at = {name: number for number, name in enumerate(concepts())}

    def dated(said: Period | None) -> int:
        found = span(said)
        return periods.of(found) if found else -1

    def about(themes: tuple[str, ...]) -> int:
        return topics.of(tuple(sorted(theme_at[theme] for theme in themes if theme in theme_at)))

    evidence = [(*passages.add(claim.evidence, claim.marks), claim.verb) for claim in claims]
    figures = [
        [at[f.subject], f.indicator, f.value, f.unit, f.status, f.approx, f.change, f.basis, f.period,
         *passages.add(f.evidence), f.number, dated(f.dates), about(f.themes)]
        for f in data.figures
        if f.subject in at
    ]  # fmt: skip
    definitions = [
        [
            at[d.entity],
            d.text,
            [f"{c.value}{c.unit}{c.label}" for c in d.components],
            *passages.add(d.evidence),
        ]
        for d in data.definitions
        if d.entity in at
    ]
    named = _mentions(data, at)
    docs = _documents_of(data, claims, at, passages)

    linked = links((at[claim.head], at[claim.tail]) for claim in claims)
    order = range(len(entities))
    first = most_connected(order, linked, FIRST_SIGHT)
    chosen = set(first)
    near = {m for n in first for m in linked.get(n, ())}
    rest = sorted((n for n in order if n not in chosen), key=lambda n: (n not in near, n))
    rest = rest[: DRAWN_AT_ONCE - len(first)]
    classes = [class_at[entity.type] for entity in entities]
    places = arrange(first, rest, linked, classes, [entity.name for entity in entities])
    drawing = draw(
        entities, first, places, linked, [(at[c.head], at[c.tail], c.status) for c in claims], look
    )

    areas = dict(data.issuers)
    base = _common([entity.iri for entity in entities])
    rows = [
        [classes[n], e.name, list(e.alt_names), at.get(e.scope or e.within, -1), e.code, e.definition,
         "|".join(syllables(name) for name in (e.name, *e.alt_names)), len(named[n]), sorted(docs[n]),
         e.iri[len(base) :]]
        for n, e in enumerate(entities)
    ]  # fmt: skip
    graph = {
        "title": title,
        "language": language,
        "words": look.words,
        "classes": look.classes,
        "relations": look.relations,
        "statuses": look.statuses,
        "documents": [
            {"id": d.doc, "title": d.title or d.doc, "date": d.date, "issuer": d.issuer, "source": d.source,
             "area": at.get(areas.get(d.doc, ""), -1), "span": span(d.period) or span(d.date)}
            for d in data.documents
        ],
        "base": base,
        "entities": rows,
        "claims": [
            [at[c.head], relation_at[c.rel], at[c.tail], status_at[c.status], passages.number(c.evidence.doc),
             round(c.confidence, 3), dated(c.period), about(c.themes)]
            for c in claims
        ],
        "themes": [{"id": c.name, "zh": c.zh, "en": c.en} for c in concepts().values()],
        "periods": periods.rows,
        "topics": topics.rows,
        "places": [[n, x, y] for n, (x, y) in places.items()],
        "drawing": drawing,
        "start": FIRST_SIGHT,
        "most": DRAWN_AT_ONCE,
    }  # fmt: skip
    mentions = [[_named(passages, m) for m in named[n][:_MENTIONS_SHOWN]] for n in order]
    texts = {
        "evidence": evidence,
        "figures": figures,
        "definitions": definitions,
        "mentions": mentions,
        "outlines": passages.outlines(),
        "passages": passages.rows,
        "texts": passages.texts,
    }
    return Payload(graph, texts)


class _Numbers(Generic[_Value]):
    """Distinct values in the order of their first use, each by its number."""

    def __init__(self) -> None:
        self.rows: list[_Value] = []
        self._known: dict[_Value, int] = {}

    def of(self, value: _Value) -> int:
        number = self._known.setdefault(value, len(self.rows))
        if number == len(self.rows):
            self.rows.append(value)
        return number


def _common(addresses: Sequence[str]) -> str:
    """Return what all addresses begin with, up to a slash: the page keeps it once."""
    if not addresses:
        return ""
    least, most = min(addresses), max(addresses)
    same = next((n for n, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))
    return least[: least.rfind("/", 0, same) + 1]


def _named(passages: Passages, mention: GraphMention) -> tuple[int, Marks]:
    evidence = Evidence(mention.doc, mention.start, mention.end, mention.text)
    return passages.add(evidence, [(mention.start, mention.end)])


def _mentions(data: GraphData, at: dict[str, int]) -> defaultdict[int, list[GraphMention]]:
    named: defaultdict[int, list[GraphMention]] = defaultdict(list)
    for mention in data.mentions:
        if mention.entity in at:
            named[at[mention.entity]].append(mention)
    return named


def _documents_of(
    data: GraphData, claims: list[Claim], at: dict[str, int], passages: Passages
) -> defaultdict[int, set[int]]:
    """Return for each entity the documents that name it, state a claim or give a figure about it."""
    docs: defaultdict[int, set[int]] = defaultdict(set)
    for claim in claims:
        for end in (claim.head, claim.tail):
            docs[at[end]].add(passages.number(claim.evidence.doc))
    for iri, doc in [
        *((m.entity, m.doc) for m in data.mentions),
        *((f.subject, f.evidence.doc) for f in data.figures),
    ]:
        if iri in at:
            docs[at[iri]].add(passages.number(doc))
    return docs
