"""Parts of the graph as records, read from the store: what lies around entities, what a document says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from pyoxigraph import NamedNode

from graph.model import Claim, Entity, Evidence, Figure, GraphData, GraphMention
from graph.store import GraphStore
from ontology.records import Document, EntityType, RelationName
from ontology.terms import CLASSES, JP, RELATIONS

CLASS_OF: Mapping[str, EntityType] = {iri: name for name, iri in CLASSES.items()}
RELATION_OF: Mapping[str, RelationName] = {iri: name for name, iri in RELATIONS.items()}
_BASES = {"yearOnYear": "同比", "comparable": "可比", "periodOnPeriod": "环比"}

Record = dict[str, str]

MOST_CLAIMS = 1500
"""How many claims a part holds at most."""


@cache
def query_text(name: str) -> str:
    """Return a query of this package by its name."""
    return (files("graph.serve") / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def records(
    store: GraphStore, name: str, about: Collection[str] = (), variable: str = "entity"
) -> list[Record]:
    """Ask a query of this package.

    Parameters
    ----------
    store
        The graph.
    name
        The query's name.
    about
        IRIs that are put in as terms where the query has the line ``#= variable``.

    Returns
    -------
    list
        The rows as dictionaries of text; what a row leaves open is empty.
    """
    text = query_text(name)
    if f"#= {variable}" in text:
        terms = " ".join(str(NamedNode(iri)) for iri in about)
        text = text.replace(f"#= {variable}", f"VALUES ?{variable} {{ {terms} }}")
    columns, rows = store.select(text)
    return [
        {c: "" if t is None else str(getattr(t, "value", t)) for c, t in zip(columns, row, strict=True)}
        for row in rows
    ]


def part(store: GraphStore, iris: Collection[str], *, around: bool = False) -> GraphData:
    """Return what the graph says of some entities.

    Parameters
    ----------
    store
        The graph.
    iris
        IRIs of the entities.
    around
        Whether claims to other entities count, and these entities belong to the part.

    Returns
    -------
    GraphData
        Documents stand without their text: each passage of evidence is what the graph itself keeps.
    """
    wanted = set(iris)
    ends = {(row["claim"], row["head"], row["tail"]) for row in records(store, "ends", sorted(wanted))}
    if not around:
        ends = {(claim, head, tail) for claim, head, tail in ends if head in wanted and tail in wanted}
    chosen = sorted(claim for claim, _, _ in ends)[:MOST_CLAIMS]
    claims = [_claim(row) for row in records(store, "claims", chosen, "claim") if row["rel"] in RELATION_OF]
    shown = wanted | {end for claim in claims for end in (claim.head, claim.tail)}
    entities = _entities(records(store, "entities", sorted(shown)))
    known = {entity.iri: entity.type for entity in entities}
    claims = [claim for claim in claims if claim.head in known and claim.tail in known]
    figures = [_figure(row) for row in records(store, "figures", sorted(wanted))]
    mentions = [
        GraphMention(
            row["doc"], int(row["start"]), int(row["end"]), row["text"], known[row["entity"]], row["entity"]
        )
        for row in records(store, "mentions", sorted(wanted))
        if row["entity"] in known
    ]
    docs = {claim.evidence.doc for claim in claims} | {figure.evidence.doc for figure in figures}
    docs |= {mention.doc for mention in mentions}
    documents = [
        Document(row["doc"], "", title=row["title"], issuer=row["issuer"], date=row["date"])
        for row in records(store, "documents")
        if row["doc"] in docs
    ]
    return GraphData(
        documents=tuple({document.doc: document for document in documents}.values()),
        entities=tuple(entities),
        claims=tuple(sorted(claims, key=lambda c: (c.evidence.doc, c.evidence.start, c.iri))),
        figures=tuple(sorted(figures, key=lambda f: (f.evidence.doc, f.evidence.start, f.iri))),
        mentions=tuple(sorted(mentions, key=lambda m: (m.doc, m.start))),
    )


def _entities(rows: Iterable[Record]) -> list[Entity]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["class"] not in CLASS_OF:
            continue
        one = found.setdefault(row["entity"], {**row, "others": set()})
        if row["other"]:
            one["others"].add(row["other"])
    return [
        Entity(
            iri,
            CLASS_OF[one["class"]],
            one["name"],
            tuple(sorted(one["others"])),
            code=one["code"],
            scope=one["scope"],
            definition=one["definition"],
            within=one["within"],
        )
        for iri, one in sorted(found.items())
    ]


def _evidence(row: Record) -> Evidence:
    return Evidence(
        row["doc"],
        int(row["start"]),
        int(row["end"]),
        row["quote"],
        row["section"],
        row["before"],
        row["after"],
        row["part"],
    )


def _claim(row: Record) -> Claim:
    return Claim(
        row["claim"],
        row["head"],
        RELATION_OF[row["rel"]],
        row["tail"],
        cast(Any, row["status"].removeprefix(JP)),
        row["verb"],
        float(row["confidence"]),
        _evidence(row),
    )


def _figure(row: Record) -> Figure:
    return Figure(
        row["figure"],
        row["entity"],
        row["indicator"],
        row["value"],
        row["unit"],
        cast(Any, row["status"].removeprefix(JP)),
        _evidence(row),
        approx=row["approx"],
        change=row["change"],
        basis=_BASES.get(row["basis"].removeprefix(JP), ""),
        period=row["period"],
    )
