"""The measures of a graph as tables: one function each, the same for the command and for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiepu.tabled import Both, Tabled, Theme, Word
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.model import Figure, GraphData
    from graph.series import Point


def ledger(data: GraphData, theme: str = "") -> Tabled:
    """Return the ledger of commitments (:func:`graph.ledger.ledger`), a row a commitment."""
    from graph.ledger import ledger as measure

    titles = {document.doc: document.title or document.doc for document in data.documents}
    rows = []
    for one in measure(data, theme=theme):
        best, before = one.best, next(iter(one.before), None)
        seen = best.evidence if best else one.mention
        rows.append((
            one.body_name, one.object_name, one.claim.verb,
            one.due.start if one.due else None, one.due.end if one.due else None, one.due_said,
            Word("outcome", one.outcome), best.confidence if best else None,
            one.claim.evidence.quote, titles[one.claim.evidence.doc],
            seen.quote if seen else None, titles[seen.doc] if seen else titles.get(one.told_by),
            Word("before", before.kind if before else ""), before.confidence if before else None,
            before.evidence.quote if before else None,
            titles[before.evidence.doc] if before else None,
            Theme(one.claim.themes), one.claim.iri,
        ))  # fmt: skip
    columns = (
        "body", "object", "verb", "dueFrom", "dueTo", "dueSaid", "outcome", "confidence", "plannedQuote",
        "plannedIn", "laterQuote", "laterIn", "before", "beforeConfidence", "beforeQuote", "beforeIn",
        "theme", "claim",
    )  # fmt: skip
    return Tabled(columns, tuple(rows), "ledger")


SHOWN = ("series", "checks", "targets")
"""What the table of figures can show: all of them, what was checked, targets with their outcomes."""


def figures(data: GraphData, theme: str = "", show: str = "series") -> Tabled:
    """Return figures over time (:func:`graph.series.series`): a row a figure, a check or a target.

    Raises
    ------
    UsageError
        If ``show`` is none of :data:`SHOWN`.
    """
    from graph.series import conflicts, series

    if show not in SHOWN:
        known = " ".join(SHOWN)
        raise UsageError(f"没有 {show}; 可用 {known}", f"there is no {show}; there are {known}")
    titles = {document.doc: document.title or document.doc for document in data.documents}
    points = series(data, theme=theme)
    checks: list[tuple[Point, str, Figure | None]] = [(p, p.check, p.earlier) for p in points]
    if show == "checks":
        worst = ("disagrees", "differs", "agrees", "approximate")
        differing = [(c.second, "differs", c.first.figure) for c in conflicts(points)]
        checks = [row for row in [*checks, *differing] if row[1] in worst]
        checks.sort(key=lambda row: worst.index(row[1]))
    elif show == "targets":
        checks = [(p, p.met, p.outcome) for p in points if p.figure.status == "target"]
    rows = []
    for point, check, other in checks:
        one = point.figure
        rows.append((
            one.indicator, point.subject_name, point.period.start if point.period else None,
            point.period.end if point.period else None, point.implied, one.approx, one.value, one.unit,
            point.number, point.family, Word("figure", one.status), one.change, one.basis, point.computed,
            Word("check", point.met if point.figure.status == "target" else check),
            other.value + other.unit if other else None, other.evidence.quote if other else None,
            titles[other.evidence.doc] if other else None, one.evidence.quote, titles[one.evidence.doc],
            Theme(one.themes), point.key,
        ))  # fmt: skip
    columns = (
        "indicator", "subject", "from", "to", "implied", "approx", "value", "unit", "number", "base",
        "status", "change", "basis", "computed", "check", "earlierValue", "earlierQuote", "earlierIn",
        "quote", "document", "theme", "series",
    )  # fmt: skip
    return Tabled(columns, tuple(rows), f"figures.{show}")


SPREAD = ("steps", "places")
"""What the table of diffusion can show: first appearances in order, or each place year by year."""


_PLACES = ("name", "class", "place", "level", "year", "state", "held", "quote", "entity")


def diffusion(data: GraphData, theme: str = "", show: str = "steps", entity: str = "") -> Tabled:
    """Return where things spread (:func:`graph.diffusion.diffusion`), a row a place, or a place and year.

    Raises
    ------
    UsageError
        If ``show`` is none of :data:`SPREAD`.
    """
    from graph.diffusion import diffusion as measure
    from graph.standings import standings

    if show not in SPREAD:
        known = " ".join(SPREAD)
        raise UsageError(f"没有 {show}; 可用 {known}", f"there is no {show}; there are {known}")
    titles = {document.doc: document.title or document.doc for document in data.documents}
    if show == "places":
        return Tabled(_PLACES, tuple(
            (
                one.entity.name, Word("class", one.entity.type), one.place_name, Word("level", one.level),
                str(one.year), Word("state", one.state), "; ".join(titles[doc] for doc in one.told_by),
                one.evidence.quote if one.evidence else None, one.entity.iri,
            )
            for one in standings(data, theme=theme, entity=entity)
        ), "diffusion.places")  # fmt: skip
    columns = (
        "name", "class", "step", "place", "level", "date", "days", "how", "phrase", "sharedWith", "quote",
        "document", "entity",
    )  # fmt: skip
    return Tabled(columns, tuple(
        (
            one.entity.name, Word("class", one.entity.type), one.number, one.place_name,
            Word("level", one.level), one.date, one.days, Word("state", one.how), one.phrase,
            one.shared_with, one.evidence.quote, titles[one.evidence.doc], one.entity.iri,
        )
        for one in measure(data, theme=theme, entity=entity)
    ), "diffusion.steps")  # fmt: skip


CONCRETE = ("programmes", "carried")
"""What the table of substance can show: programmes with their shares, or sentences that are carried over."""

_CARRIED = ("body", "share", "quote", "document", "earlierQuote", "earlierIn")
_SIGNED = (
    "name", "body", "sentences", "concrete", "withNumber", "withUnit", "withTime", "withPlace", "withPartner",
    "concreteQuote", "emptyQuote", "entity",
)  # fmt: skip


def substance(data: GraphData, theme: str = "", show: str = "programmes") -> Tabled:
    """Return how concrete what is said is (:func:`graph.substance.substance`), a row a programme and body.

    Raises
    ------
    UsageError
        If ``show`` is none of :data:`CONCRETE`.
    """
    from graph.substance import SIGNS, carried_over
    from graph.substance import substance as measure

    if show not in CONCRETE:
        known = " ".join(CONCRETE)
        raise UsageError(f"没有 {show}; 可用 {known}", f"there is no {show}; there are {known}")
    titles = {document.doc: document.title or document.doc for document in data.documents}
    if show == "carried":
        return Tabled(_CARRIED, tuple(
            (
                one.body_name, one.share, one.evidence.quote, titles[one.evidence.doc], one.earlier.quote,
                titles[one.earlier.doc],
            )
            for one in carried_over(data)
        ), "substance.carried")  # fmt: skip
    rows = []
    for one in measure(data, theme=theme):
        best = max(one.told, key=lambda t: len(t.signs))
        empty = next((t.evidence.quote for t in one.told if not t.signs), None)
        rows.append((
            one.entity.name, one.body_name, len(one.told), round(one.share, 2),
            *(round(one.having(sign), 2) for sign in SIGNS), best.evidence.quote if best.signs else None,
            empty, one.entity.iri,
        ))  # fmt: skip
    return Tabled(_SIGNED, tuple(rows), "substance.programmes")


NETWORKS = ("actors", "shared", "summary")
"""What the tables of networks can show: actors, pairs that share works, or what each measure says."""

_ACTORS = (
    "name", "class", "degree", "strength", "core", "kcore", "betweenness", "bridging", "constraint", "group",
    "reliedOn", "lost", "entity",
)  # fmt: skip


def networks(data: GraphData, theme: str = "", show: str = "actors") -> Tabled:
    """Return the measures of the network of partners (:func:`graph.structure.structure`).

    Raises
    ------
    UsageError
        If ``show`` is none of :data:`NETWORKS`.
    """
    from graph.explanation import explained
    from graph.structure import structure

    if show not in NETWORKS:
        known = " ".join(NETWORKS)
        raise UsageError(f"没有 {show}; 可用 {known}", f"there is no {show}; there are {known}")
    found = structure(data, theme=theme)
    if show == "shared":
        return Tabled(("first", "second", "works", "weight"), tuple(
            (pair.first, pair.second, "、".join(pair.works), pair.weight) for pair in found.pairs
        ), "networks.shared")  # fmt: skip
    if show == "summary":
        return Tabled(("measure", "sentence", "graph"), tuple(
            (Word("measure", one.measure), Both(**one.sentence), Both(**one.graph))
            for one in explained(found)
        ))  # fmt: skip
    return Tabled(_ACTORS, tuple(
        (
            one.name, Word("class", one.type), one.degree, one.strength, one.core, one.kcore, one.betweenness,
            one.bridging, one.constraint, one.group, one.relied_on, one.lost, one.iri,
        )
        for one in found.nodes
    ), "networks.actors")  # fmt: skip
