"""Who works with whom: the partnerships of a graph as a picture and as a list with sentences."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Claim
from graph.view.layout import arrange
from graph.view.ranking import links, most_connected, ranked
from jiepu.briefing.picture import Edge, Node, drawn
from jiepu.briefing.subject import Statement, Subject, one_line

_DRAWN = 44
_LISTED = 60
_ENDS = frozenset({"AREA", "ORG"})


@dataclass(frozen=True)
class Partners:
    """The picture (SVG, empty where nothing is to be drawn), the statements and how many more there are."""

    picture: str
    statements: tuple[Statement, ...]
    more: int


def partners(subject: Subject) -> Partners:
    """Return the partnerships of a graph: who partners with whom, takes part in what, is guided by whom."""
    claims = [claim for claim in subject.data.claims if _partnership(subject, claim)]
    # The same tie of the same status in one document is told once.
    told: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        low, high = sorted((claim.head, claim.tail))
        told.setdefault((low, high, claim.status, claim.evidence.doc), claim)
    order = {"partnersWith": 0, "participatesIn": 1, "guidedBy": 2}
    rows = sorted(
        told.values(),
        key=lambda c: (order[c.rel], c.evidence.doc, c.evidence.start, subject.name(c.head), c.iri),
    )
    picture = _picture(subject, rows)
    statements = tuple(subject.said(claim) for claim in rows[:_LISTED])
    return Partners(picture, statements, max(0, len(rows) - _LISTED))


def _partnership(subject: Subject, claim: Claim) -> bool:
    head, tail = subject.entities[claim.head], subject.entities[claim.tail]
    if claim.head == claim.tail:
        return False
    if claim.rel == "partnersWith":
        return True
    # A crowd that takes part is no partner.
    return (claim.rel == "participatesIn" and head.type in _ENDS) or (
        claim.rel == "guidedBy" and {head.type, tail.type} <= _ENDS
    )


def _picture(subject: Subject, claims: list[Claim]) -> str:
    ends = {end for claim in claims for end in (claim.head, claim.tail)}
    order = [entity for entity in ranked(subject.data) if entity.iri in ends]
    at = {entity.iri: number for number, entity in enumerate(order)}
    linked = links((at[claim.head], at[claim.tail]) for claim in claims)
    every = range(len(order))
    shown = tuple(every) if len(order) <= _DRAWN else most_connected(every, linked, _DRAWN)
    if not shown:
        return ""
    kinds = [row["id"] for row in subject.look.classes]
    names = [one_line(entity.name) for entity in order]
    places = arrange(shown, (), linked, [kinds.index(entity.type) for entity in order], names)
    nodes = [Node(n, names[n], order[n].type, places[n], len(linked[n])) for n in shown]
    edges = {
        (at[claim.head], at[claim.tail]): Edge(at[claim.head], at[claim.tail], claim.status)
        for claim in reversed(claims)
        if {at[claim.head], at[claim.tail]} <= set(shown)
    }
    return drawn(nodes, list(edges.values()), subject.look, subject.language)
