"""Works: what a body undertakes, seeks or takes part in, each with the clause that says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.kinds import kind_of
from graph.likeness import Weights, bare, bigrams, clause, contradicts, kinds_of_work
from graph.model import Claim, Entity
from graph.names import name_key, quoted_part
from graph.vantage import Bodies

RELATIONS = frozenset({"undertakes", "awarded", "participatesIn", "partnersWith"})
"""What a body can plan to do; other relations say how, where or for whom."""

THRESHOLD = 0.55
"""Two works are one from this likeness on; chosen on composed cases that were set apart for it."""

_APART = 0.7
TELLING = 0.6
"""What tells a name apart must be this rare at the mean (:meth:`graph.likeness.Weights.telling`)."""
_SAME = 0.8

# Much can be built in one of these in a year, so that the same place alone does not say the same work.
_WIDE = frozenset({"road", "neighbourhood", "waterway", "zone", "plot", "otherPlace"})
# What a body speaks of more often than this is no single work: 党建引领, 垃圾分类.
_OFTEN = 4


@dataclass(frozen=True)
class Work:
    """A claim as a work: the body that it is of, its object, the clause around it and what that tells."""

    claim: Claim
    body: str
    object: Entity
    printed: str
    clause: str
    name: frozenset[str]
    own: frozenset[str]
    rest: frozenset[str]
    kinds: frozenset[str]
    wide: bool


def works(claims: Sequence[Claim], bodies: Bodies) -> Iterator[Work]:
    """Yield the claims that tell of a work of a body."""
    told = [claim for claim in claims if claim.rel in RELATIONS]
    often = Counter((bodies.of(claim.evidence, claim.head), claim.tail) for claim in told)
    for claim in told:
        body = bodies.of(claim.evidence, claim.head)
        yield _work(claim, body, bodies, often[body, claim.tail] > _OFTEN)


def _work(claim: Claim, body: str, bodies: Bodies, often: bool) -> Work:
    target = bodies.entities[claim.tail]
    quote, start = claim.evidence.quote, claim.evidence.start
    # The marks of a claim are its head, its tail and its verb; the tail is the one called like it.
    keys = {name_key(name) for name in (target.name, *target.alt_names)}
    spans = [(a - start, b - start) for a, b in claim.marks if 0 <= a - start < b - start <= len(quote)]
    own = [(a, b) for a, b in spans if name_key(quote[a:b]) in keys]
    a, b = own[-1] if own else (quote.find(target.name), quote.find(target.name) + len(target.name))
    # A part of an enumeration stands without the verb, which then is added to what the clause says.
    text = clause(quote, max(a, 0), max(b, 0)) if a >= 0 else quote
    said = text + claim.verb
    printed = quote[a:b] if a >= 0 else target.name
    name = bigrams(printed)
    kind = kind_of(target.name, target.type).rpartition("#")[2]
    return Work(
        claim,
        body,
        target,
        printed,
        text,
        name,
        bigrams(bare(printed, bodies.around(claim.evidence.doc))),
        bigrams(text.replace(printed, " ")) | bigrams(claim.verb),
        kinds_of_work(said),
        often or (target.type == "PLACE" and kind in _WIDE),
    )


def likeness(plan: Work, other: Work, weights: Weights) -> float:
    """Return how sure it is (0 to 1) that two claims of one body speak of one work.

    One resolved object is strong evidence, unless it is a place where much can be done: there the wording
    must agree as well. Objects of different names are one if the part that tells them apart is shared,
    neither numerals nor points of the compass differ, and the wording agrees the less the names do.

    Parameters
    ----------
    plan, other
        The works; the likeness does not depend on their order.
    weights
        Of the bigrams among the body's sentences.
    """
    if {plan.claim.rel, other.claim.rel} & {"partnersWith"} and plan.claim.rel != other.claim.rel:
        return 0.0
    wording = weights.dice(plan.rest, other.rest)
    kinds = bool(plan.kinds & other.kinds)
    clash = bool(plan.kinds and other.kinds and not kinds)
    if plan.object.iri == other.object.iri:
        if contradicts(plan.printed, other.printed):
            return 0.0
        if plan.wide or other.wide:
            return min(1.0, 0.3 + 0.3 * kinds + 1.2 * wording - 0.2 * clash)
        return min(1.0, 0.75 + 0.1 * kinds + 0.4 * wording - 0.1 * clash)
    if contradicts(plan.printed, other.printed):
        return 0.0
    if _other_name(plan, other) or _other_name(other, plan):
        return 0.0
    own = plan.own & other.own
    same_name = weights.shared(plan.own, other.own)
    whole_name = weights.dice(plan.name, other.name)
    # What tells either name apart must stand in the other's clause, else both are of one kind only.
    crossed = max(
        weights.shared(plan.own, other.name | bigrams(other.clause)),
        weights.shared(other.own, plan.name | bigrams(plan.clause)),
    )
    if max(same_name, crossed) < _APART or (weights.telling(own) < TELLING and whole_name < _SAME):
        return 0.0
    # A longer name that begins with that of a road or a neighbourhood is another thing beside it.
    if plan.wide != other.wide and not kinds:
        return 0.0
    score = 0.35 * same_name + 0.3 * whole_name + 0.1 * crossed + 0.1 * kinds + 0.6 * wording - 0.1 * clash
    return max(0.0, min(0.95, score))


def _other_name(one: Work, other: Work) -> bool:
    """Whether what tells a name apart is missing from the other's name and clause, or is too little."""
    here, there = name_key(one.printed), name_key(other.printed)
    quoted = name_key(quoted_part(one.printed))
    if quoted and quoted not in there and quoted not in name_key(other.clause):
        return True
    nested = here in there or there in here
    # A word of two characters that is no name (技能, 网格) says only what field it is.
    if len(one.own) == 1 and not quoted and not nested:
        return True
    # Another beginning with the same end: 水岸路美丽街区 and 渡口路美丽街区.
    tag, i, j, k, m = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()[0]
    return tag == "replace" and i == k == 0 and min(j, m) > 1
