"""Shared mechanisms: what documents of more than one body name, and where first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.diffusion import diffusion
from graph.model import GraphMention
from graph.vantage import vantage
from jiepu.briefing.notes import Ref
from jiepu.briefing.subject import Subject, one_line

# Places and areas are shared by being near each other; these are shared by being taken up.
_KINDS = ("MECHANISM", "PROGRAMME", "PLATFORM", "POLICY")
_MOST = 40


@dataclass(frozen=True)
class Place:
    """A body whose documents name a thing: the day from which its first one speaks, and that sentence.

    ``how`` says in words whether it does it, plans it or names it, ``phrase`` what its sentence has word for
    word in common with that of an earlier body; both are empty where nothing tells.
    """

    body: str
    day: str
    how: str
    phrase: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Common:
    """A thing that several bodies' documents name, the earliest first, those without a day last."""

    name: str
    kind: str
    places: tuple[Place, ...]


def common(subject: Subject) -> tuple[Common, ...]:
    """Return what documents of at least two bodies name, what most of them name first."""
    named: dict[str, dict[str, GraphMention]] = defaultdict(dict)

    def key(mention: GraphMention) -> tuple[str, str, int]:
        return (vantage(subject.documents[mention.doc]).made or "9999", mention.doc, mention.start)

    issuers = dict(subject.data.issuers)
    for mention in sorted(subject.data.mentions, key=key):
        body = issuers.get(mention.doc)
        if body and subject.entities[mention.entity].type in _KINDS:
            named[mention.entity].setdefault(body, mention)
    words = {row["id"]: row[subject.language] for row in subject.look.classes}
    shared = [(iri, places) for iri, places in named.items() if len(places) > 1]
    shared.sort(key=lambda item: (-len(item[1]), _KINDS.index(subject.entities[item[0]].type),
                                  subject.name(item[0])))  # fmt: skip
    steps = {(step.entity.iri, step.place): step for step in diffusion(subject.data)}
    found = []
    for iri, places in shared[:_MOST]:
        rows = []
        for body, mention in places.items():
            step = steps.get((iri, body))
            said = step.evidence if step else subject.sentence(mention.doc, mention.start, mention.end)
            rows.append(
                Place(
                    one_line(subject.entities[body].name),
                    vantage(subject.documents[said.doc]).made,
                    subject.say(f"word.state.{step.how}") if step else "",
                    one_line(step.phrase) if step else "",
                    (subject.notes.cite(said),),
                )
            )
        rows.sort(key=lambda place: place.day or "9999")
        found.append(Common(subject.name(iri), words[subject.entities[iri].type], tuple(rows)))
    return tuple(found)
