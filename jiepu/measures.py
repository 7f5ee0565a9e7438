"""The measures of a graph as tables: one function each, the same for the command and for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiepu.tabled import Tabled, Theme, Word

if TYPE_CHECKING:
    from graph.model import GraphData


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
