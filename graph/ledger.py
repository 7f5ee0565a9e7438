"""The ledger of commitments: what each body planned, when it falls due, and what became of it.

A commitment is a claim with the status *planned* that tells of a work (:mod:`graph.works`). It is linked to
claims of the same body in documents that speak later; each link keeps both sentences and a confidence. What
is not linked is *dropped* only where a report of the body is held that covers the time when it fell due and
does not name it; otherwise it is not yet due, or no document is held that could tell.

Following plans through later reports is how pledges of governments are studied (Naurin, Royed and Thomson,
eds, 2019, "Party Mandates and Democracy"): there, too, each pledge has its sentence, its term and its
verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.likeness import Weights, words
from graph.model import Claim, Evidence, GraphData
from graph.retold import Sentences, stage
from graph.themes import lineage
from graph.vantage import Bodies, due_period, month_before, vantage
from graph.works import THRESHOLD, Work, likeness, works
from ontology.records import Document, Period

Outcome = Literal[
    "delivered", "underway", "delayed", "repeated", "dropped", "mentioned", "notDue", "notHeld", "unknown"
]
LinkKind = Literal["delivered", "underway", "delayed", "repeated", "dropped"]

# The first of these that any link tells is what became of a commitment: a deed goes before all else.
_ORDER: tuple[LinkKind, ...] = ("delivered", "dropped", "underway", "delayed", "repeated")


@dataclass(frozen=True)
class Link:
    """A later (or earlier) sentence that speaks of the same work, with how sure that is (0 to 1).

    ``claim`` is what was read from the sentence, ``None`` where nothing was and only its words tell.
    """

    evidence: Evidence
    kind: LinkKind
    confidence: float
    claim: Claim | None = None


@dataclass(frozen=True)
class Commitment:
    """Something planned and what became of it.

    ``body`` is the IRI of the area that answers for it (or the name of the document where none is known),
    ``due`` the days within which it is to be done, ``due_said`` whether its own sentence gives them.
    ``links`` are later sentences about it, the surest first, ``before`` earlier ones: work that was under way
    or done already when it was planned. ``mention`` is a later sentence that names its object and tells
    nothing of it; ``told_by`` the document that covers the due time and is silent, where it is held.
    """

    body: str
    body_name: str
    claim: Claim
    object_name: str
    made: str
    due: Period | None
    due_said: bool
    outcome: Outcome
    links: tuple[Link, ...] = ()
    before: tuple[Link, ...] = ()
    mention: Evidence | None = None
    told_by: str = ""

    @property
    def best(self) -> Link | None:
        """The link that tells the outcome, ``None`` where there is none."""
        return next((link for link in self.links if link.kind == self.outcome), None)


def ledger(data: GraphData, *, theme: str = "", threshold: float = THRESHOLD) -> list[Commitment]:
    """Return every commitment of a graph, by body, due day and document.

    Parameters
    ----------
    data
        The graph.
    theme
        Only commitments of this theme or one below it (``elderlyCare``); all where empty.
    threshold
        The least confidence of a link, 0 to 1.

    Examples
    --------
    >>> ledger(GraphData((), (), (), (), ()))
    []
    """
    bodies = Bodies(data)
    by_body: dict[str, list[Work]] = defaultdict(list)
    for work in works(data.claims, bodies):
        by_body[work.body].append(work)
    found: list[Commitment] = []
    for body, all_works in sorted(by_body.items()):
        found += _of_body(body, all_works, bodies, threshold)
    if theme:
        found = [c for c in found if any(theme in lineage(t) for t in c.claim.themes)]
    return sorted(found, key=_order)


def _order(commitment: Commitment) -> tuple[str, str, str, int, str]:
    due = commitment.due.end if commitment.due else "9999"
    evidence = commitment.claim.evidence
    return (commitment.body, due, evidence.doc, evidence.start, commitment.claim.iri)


def _of_body(body: str, all_works: list[Work], bodies: Bodies, threshold: float) -> Iterator[Commitment]:
    weights = Weights({work.claim.evidence.quote for work in all_works})
    blocks = _blocks(all_works)
    # A document of the body from which no work was read still is held.
    docs = {work.claim.evidence.doc for work in all_works} | set(bodies.documents_of(body))
    documents = [bodies.documents[doc] for doc in sorted(docs)]
    sentences = Sentences(documents, weights)
    for plan in _plans(all_works, bodies):
        document = bodies.documents[plan.claim.evidence.doc]
        made = vantage(document).made
        due = due_period(document, plan.claim.period)
        later: list[Link] = []
        before: list[Link] = []
        for other in _candidates(plan, blocks):
            kind = _kind(other)
            order = _compare(plan, other, bodies)
            if not order:
                continue
            sure = likeness(plan, other, weights)
            if sure >= threshold:
                (later if order > 0 else before).append(
                    Link(other.claim.evidence, kind, round(sure, 2), other.claim)
                )
        if not later:
            later += _retold(plan, made, documents, sentences, threshold)
        later.sort(key=_surest)
        before.sort(key=_surest)
        outcome: Outcome | None = next((k for k in _ORDER if any(link.kind == k for link in later)), None)
        mention, told_by = None, ""
        if outcome is None:
            outcome, mention, told_by = _unlinked(plan, made, due, documents, sentences)
        yield Commitment(
            body, bodies.name(body), plan.claim, plan.object.name, made, due,
            due is not None and due == plan.claim.period, outcome, tuple(later), tuple(before), mention,
            told_by,
        )  # fmt: skip


def _plans(all_works: list[Work], bodies: Bodies) -> Iterator[Work]:
    """Yield each planned work once a sentence.

    What a review calls planned is preparation and no promise; a heading only says what the sentences under
    it do.
    """
    seen = set()
    for work in all_works:
        claim = work.claim
        key = (claim.evidence.doc, claim.evidence.start, claim.rel, claim.tail)
        if (
            claim.status == "planned"
            and not _reviews(claim, bodies)
            and key not in seen
            and key[:2] not in bodies.headings
        ):
            seen.add(key)
            yield work


def _reviews(claim: Claim, bodies: Bodies) -> bool:
    return claim.evidence.part == "review" and bodies.documents[claim.evidence.doc].kind != "plan"


def _kind(work: Work) -> LinkKind:
    claim = work.claim
    told = _kind_of(work.clause + claim.verb, claim.status, review=claim.evidence.part == "review")
    return told or "underway"


def _kind_of(text: str, status: str, *, review: bool) -> LinkKind | None:
    """Return what a clause says of a work: words of giving up or of delay go before its status."""
    lists = words()
    if any(word in text for word in lists.given_up):
        return "dropped"
    if any(word in text for word in lists.delayed):
        return "delayed"
    match status:
        case "done":
            return "delivered"
        case "ongoing":
            return "underway"
        case "planned":
            return "underway" if review else "repeated"
        case _:
            return None


def _compare(plan: Work, other: Work, bodies: Bodies) -> int:
    """Return 1 where ``other`` speaks after the plan was made, -1 where it tells of time before, else 0."""
    here, there = (bodies.documents[work.claim.evidence.doc] for work in (plan, other))
    made = vantage(here).made
    later = vantage(there)
    if here.doc == there.doc:
        return -1 if _reviews(other.claim, bodies) else 0
    if not made or not later.until:
        return 0
    if other.claim.status == "planned" and not _reviews(other.claim, bodies):
        return 1 if later.made > made else 0
    if later.until > made:
        return 1
    return -1


def _blocks(all_works: list[Work]) -> dict[str, list[Work]]:
    """Return the works by what two must share to be compared: an object, or a bigram of its name."""
    blocks: dict[str, list[Work]] = defaultdict(list)
    for work in all_works:
        for gram in work.own | {work.object.iri} | work.name:
            blocks[gram].append(work)
    return blocks


def _candidates(plan: Work, blocks: dict[str, list[Work]]) -> Iterable[Work]:
    found = {
        work.claim.iri: work
        for gram in plan.own | {plan.object.iri} | plan.name
        for work in blocks.get(gram, ())
    }
    return (found[iri] for iri in sorted(found) if iri != plan.claim.iri)


def _unlinked(
    plan: Work, made: str, due: Period | None, documents: Iterable[Document], sentences: Sentences
) -> tuple[Outcome, Evidence | None, str]:
    """Return what became of a plan that no later claim speaks of."""
    own = plan.claim.evidence.doc
    later = [d for d in documents if d.doc != own and made and vantage(d).until > made]
    for document in sorted(later, key=lambda d: (vantage(d).until, d.doc), reverse=True):
        if named := sentences.of(plan, document.doc):
            return "mentioned", named[0].evidence, document.doc
    if not later:
        return "notHeld", None, ""
    if due is None:
        return "unknown", None, ""
    silent = [d for d in later if d.kind == "report" and _covers(vantage(d).covers, due)]
    if silent:
        return "dropped", None, min(silent, key=lambda d: (vantage(d).until, d.doc)).doc
    reached = any(vantage(d).until >= due.end for d in later)
    return ("notHeld" if reached else "notDue"), None, ""


def _covers(period: Period | None, due: Period) -> bool:
    """Whether a report's period reaches into the due time and to its end, give or take the last month."""
    return period is not None and period.start <= due.end and period.end >= month_before(due.end)


def _retold(
    plan: Work, made: str, documents: Iterable[Document], sentences: Sentences, threshold: float
) -> Iterator[Link]:
    """Yield links to later sentences from which no claim was read, the surest of each document."""
    for document in documents:
        after = vantage(document)
        if document.doc == plan.claim.evidence.doc or not made:
            continue
        for told in sentences.of(plan, document.doc):
            promised = told.evidence.part == "plan" or document.kind == "plan"
            if (after.made if promised else after.until) <= made:
                continue
            kind = _kind_of(told.clause, "planned" if promised else stage(told.clause), review=False)
            if kind and told.sure >= threshold:
                yield Link(told.evidence, kind, told.sure)
                break


def _surest(link: Link) -> tuple[float, str, int]:
    return (-link.confidence, link.evidence.doc, link.evidence.start)
