"""Where things that can spread are named: by which body, when, and whether it does or plans them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from graph.model import Evidence, GraphData
from graph.places import level
from graph.sentences import Sentences
from graph.themes import lineage
from graph.vantage import Bodies, vantage
from ontology.records import Document, EntityType

How = Literal["adopted", "planned", "named"]

HOWS: tuple[How, ...] = ("adopted", "planned", "named")
"""How something appears in a place, the strongest first."""

TYPES: tuple[EntityType, ...] = ("MECHANISM", "PROGRAMME", "POLICY")
"""What can spread."""

_DEEDS = frozenset({"undertakes", "reliesOn", "follows", "participatesIn", "serves", "locatedIn"})


@dataclass(frozen=True)
class Seen:
    """Something named in a place on a day (ISO date, empty where none is known)."""

    place: str
    date: str
    how: How
    evidence: Evidence


def appearances(data: GraphData, bodies: Bodies, theme: str, only: str) -> dict[str, list[Seen]]:
    """Return where each thing that can spread is named, by its IRI.

    Parameters
    ----------
    data, bodies
        The graph, and who speaks in it.
    theme
        Only what a claim of this theme speaks of; all where empty.
    only
        Only this one, by its IRI, of whatever class; all of :data:`TYPES` where empty.
    """
    found: dict[str, list[Seen]] = defaultdict(list)
    themed: set[str] = set()
    wanted = {e.iri for e in data.entities if (e.iri == only if only else e.type in TYPES)}
    claimed: set[tuple[str, str, str]] = set()
    for claim in data.claims:
        if claim.evidence.part == "noise":
            continue
        for thing, other in ((claim.tail, claim.head), (claim.head, claim.tail)):
            if thing not in wanted:
                continue
            if any(theme in lineage(t) for t in claim.themes):
                themed.add(thing)
            body = bodies.of(claim.evidence, other)
            how: How = "named"
            if claim.rel in _DEEDS:
                how = "planned" if claim.status == "planned" else "adopted"
            when = _told(bodies.documents[claim.evidence.doc], claim.evidence, how)
            found[thing].append(Seen(body, when, how, claim.evidence))
            claimed.add((thing, body, claim.evidence.doc))
            if level(bodies.entities[other]) == "community" and other != body:
                found[thing].append(Seen(other, when, how, claim.evidence))
    sentences = Sentences(data.documents)
    for mention in data.mentions:
        if mention.entity in wanted and (evidence := sentences.around(mention.doc, mention.start)):
            body = bodies.of(evidence)
            if (
                evidence.part not in {"noise", "glossary"}
                and (mention.entity, body, mention.doc) not in claimed
            ):
                when = _told(bodies.documents[mention.doc], evidence, "named")
                found[mention.entity].append(Seen(body, when, "named", evidence))
    return {thing: seen for thing, seen in sorted(found.items()) if not theme or thing in themed}


def _told(document: Document, evidence: Evidence, how: How) -> str:
    """Return the day that a sentence tells of: the end of what a report covers, the making of a plan."""
    speaks = vantage(document)
    return speaks.made if how == "planned" or evidence.part == "plan" else speaks.until
