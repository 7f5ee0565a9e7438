"""Relations by rule alone: what a verb class and the classes of two names say, without a learned model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.relations.clauses import Node, Scene
from extract.relations.lexicon import RelationLexicon, Trigger
from ontology.records import RelationName, Status

_AGENTS = frozenset({"AREA", "ORG"})
_MADE = frozenset({"PROGRAMME", "PROJECT", "MECHANISM", "EVENT", "PLATFORM", "PLACE", "ORG", "POLICY"})
_WORK = frozenset({"create", "host", "issue", "continue", "prepare"})
_WANTED: dict[str, tuple[str, ...]] = {
    "HONOUR": ("award", "seek", "continue", "create"),
    "GROUP": ("serve",),
    "POLICY": ("issue", "follow", "create", "continue"),
    "AREA": ("partner", "guide"),
    "ORG": ("partner", "guide", "rely", "create", "host", "continue"),
}
_OTHER = ("rely", "participate", "create", "host", "issue", "prepare", "continue")


@dataclass(frozen=True)
class Proposal:
    """A relation that a rule proposes; ``head`` or ``tail`` is ``None`` for the restored subject."""

    head: Node | None
    rel: RelationName
    tail: Node | None
    status: Status
    verb: str
    rule: str


def _trigger(node: Node, lexicon: RelationLexicon) -> tuple[str, Trigger] | None:
    """Return the verb that governs a name and its reading that suits the name's class."""
    wanted = _WANTED.get(node.type, _OTHER)
    near = node.before[-node.near :] if node.near else []
    for verbs in (near[::-1], node.after, node.before[::-1], node.earlier[::-1]):
        for _, _, verb in verbs:
            for trigger in lexicon.readings[verb]:
                if trigger.cls in wanted:
                    return verb, trigger
    return None


def propose(scene: Scene, lexicon: RelationLexicon) -> Iterator[Proposal]:
    """Yield what the rules read in one sentence.

    The subject of a work item is the agent that opens its clause or an earlier one, else the restored one.
    """
    text, planned = scene.text, scene.sentence.role == "plan"
    agent: Node | None = None
    for node in scene.nodes:
        before = scene.nodes[node.index - 1] if node.index else None
        if node.type in _AGENTS and not node.before and not node.depth:
            agent = node if node.place == 0 else agent
            continue
        if before is not None and node.depth > before.depth and node.type == before.type == "PLACE":
            yield Proposal(before, "boundedBy", node, "done", "", "brackets")
        elif node.depth and node.type == "PLACE":
            owner = next((n for n in scene.nodes[: node.index][::-1] if n.depth < node.depth), None)
            if owner is not None and owner.type == "PLACE":
                yield Proposal(owner, "boundedBy", node, "done", "", "brackets")
            continue
        if node.depth:
            continue
        if node.type == "PERSON":
            if before is not None and before.type in _AGENTS and node.left - before.right <= 8:
                post = text[before.right : node.left]
                yield Proposal(node, "holdsPost", before, "done", post, "post")
            continue
        found = _trigger(node, lexicon)
        if found is None:
            continue
        verb, trigger = found
        rel = trigger.relation
        if trigger.cls in _WORK:
            rel = "awarded" if node.type == "HONOUR" else "undertakes" if node.type in _MADE else None
        if rel is None:
            continue
        status: Status = "planned" if planned else trigger.status or "done"
        yield Proposal(agent, rel, node, status, verb, f"verb-{trigger.cls}")
        gap = text[before.right : node.left] if before is not None else "-"
        if (
            before is not None
            and before.type == "PLACE"
            and node.type != "PLACE"
            and len(gap) <= 4
            and rel == "undertakes"
        ):
            yield Proposal(node, "locatedIn", before, status, "", "place-before")
