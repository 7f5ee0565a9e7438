"""Plans and deliveries: the ledger of commitments, body by body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from graph.ledger import Commitment, Outcome, ledger
from jiepu.briefing.notes import Ref
from jiepu.briefing.subject import Subject, one_line

_PER_BODY = 24

# What became of a plan is told in this order; what nothing is known of comes last.
ORDER: tuple[Outcome, ...] = (
    "delivered", "underway", "delayed", "repeated", "dropped", "mentioned", "notDue", "notHeld", "unknown",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A commitment in words; ``due`` is the last day of its term, ``earlier`` what preceded the plan."""

    object: str
    verb: str
    due: str
    due_said: bool
    outcome: Outcome
    said: str
    confidence: float | None
    refs: tuple[Ref, ...]
    later: tuple[Ref, ...]
    before: str
    before_refs: tuple[Ref, ...]


@dataclass(frozen=True)
class OfBody:
    """The plans of a body: how many of each outcome with its word, the first ones, how many more."""

    name: str
    total: int
    outcomes: tuple[tuple[Outcome, str, int], ...]
    rows: tuple[Plan, ...]
    more: int


def plans(subject: Subject) -> tuple[OfBody, ...]:
    """Return the ledger by body; each plan with its sentence and that which tells what became of it."""
    found = []
    for _, group in groupby(ledger(subject.data), key=lambda commitment: commitment.body):
        every = list(group)
        counts = Counter(one.outcome for one in every)
        chosen = sorted(every, key=_first)[:_PER_BODY]
        found.append(
            OfBody(
                one_line(every[0].body_name),
                len(every),
                tuple((o, subject.say(f"word.outcome.{o}"), counts[o]) for o in ORDER if counts[o]),
                tuple(_plan(subject, one) for one in chosen),
                len(every) - len(chosen),
            )
        )
    return tuple(found)


def _first(one: Commitment) -> tuple[int, bool, bool, str, str, int]:
    """Plans with a known outcome go first, then what was prepared before, then what has a day of its own."""
    rank = min(ORDER.index(one.outcome), ORDER.index("notDue"))
    evidence = one.claim.evidence
    due = one.due.end if one.due else "9999"
    return (rank, not one.before, not one.due_said, due, evidence.doc, evidence.start)


def _plan(subject: Subject, one: Commitment) -> Plan:
    cite = subject.notes.cite
    best, before = one.best, next(iter(one.before), None)
    seen = best.evidence if best else one.mention
    return Plan(
        object=one_line(one.object_name),
        verb=one_line(one.claim.verb),
        due=one.due.end if one.due else "",
        due_said=one.due_said,
        outcome=one.outcome,
        said=subject.say(f"word.outcome.{one.outcome}"),
        confidence=best.confidence if best else None,
        refs=(cite(one.claim.evidence),),
        later=(cite(seen),) if seen else (),
        before=subject.say(f"word.before.{before.kind}") if before else "",
        before_refs=(cite(before.evidence),) if before else (),
    )
