"""Who speaks in a claim, and from which day: what tells a plan from what later became of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Entity, Evidence, GraphData
from graph.names import name_key
from ontology.records import Document, Period, Section

_RANKS = ("路街道", "街道", "新区", "镇", "乡", "区", "县", "市")


@dataclass(frozen=True)
class Vantage:
    """When a document was made (ISO date, empty where nothing tells it) and the days that it reports on."""

    made: str
    covers: Period | None

    @property
    def until(self) -> str:
        """The last day that the document can know of: the end of its period, or else its date."""
        return self.covers.end if self.covers else self.made


def vantage(document: Document) -> Vantage:
    """Return from when a document speaks.

    A report speaks after the period that it covers, a plan before the period that it is for; its date goes
    before either.

    Examples
    --------
    >>> year = Period("2031-01-01", "2031-12-31")
    >>> vantage(Document("a", "", kind="report", period=year))
    Vantage(made='2031-12-31', covers=Period(start='2031-01-01', end='2031-12-31'))
    >>> vantage(Document("b", "", kind="plan", period=year))
    Vantage(made='2031-01-01', covers=None)
    """
    period = document.period
    if document.kind == "plan":
        starts = [day for day in (document.date, period.start if period else "") if day]
        return Vantage(min(starts, default=""), None)
    return Vantage(document.date or (period.end if period else ""), period)


def next_period(period: Period) -> Period | None:
    """Return the period that a report's plan is for: the rest of the year, or the year that follows.

    Examples
    --------
    >>> next_period(Period("2031-01-01", "2031-06-30")), next_period(Period("2031-01-01", "2031-12-31"))
    (Period(start='2031-07-01', end='2031-12-31'), Period(start='2032-01-01', end='2032-12-31'))
    """
    try:
        first = date.fromisoformat(period.end) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return Period(first.isoformat(), date(first.year, 12, 31).isoformat())


def due_period(document: Document, said: Period | None) -> Period | None:
    """Return the days within which a plan of ``document`` falls due.

    Parameters
    ----------
    document
        That plans.
    said
        The days that the sentence itself gives, which go before all else unless they were over already.

    Returns
    -------
    Period or None
        The period of a plan, the one after that of a report, ``None`` where nothing tells it.
    """
    made = vantage(document).made
    if said and (not made or said.end >= made):
        return said
    if document.period is None:
        return None
    return document.period if document.kind == "plan" else next_period(document.period)


def month_before(day: str) -> str:
    """Return the day one month before an ISO date; reports are often closed some weeks before their period.

    Examples
    --------
    >>> month_before("2031-12-31"), month_before("2031-03-31")
    ('2031-11-30', '2031-02-28')
    """
    when = date.fromisoformat(day)
    year, month = (when.year, when.month - 1) if when.month > 1 else (when.year - 1, 12)
    return date(year, month, min(when.day, monthrange(year, month)[1])).isoformat()


class Bodies:
    """Which body each piece of evidence speaks for: the head of a claim that is an area, or else the issuer.

    Parameters
    ----------
    data
        The graph. A section with an issuer of its own speaks for that one.
    """

    def __init__(self, data: GraphData) -> None:
        self.entities: Mapping[str, Entity] = {entity.iri: entity for entity in data.entities}
        self.documents: Mapping[str, Document] = {document.doc: document for document in data.documents}
        self._issuers = dict(data.issuers)
        self._around: dict[str, tuple[str, ...]] = {}
        self._documents: dict[str, list[str]] = {}
        for doc, body in data.issuers:
            self._documents.setdefault(body, []).append(doc)
        self.headings = frozenset((d.doc, s.start) for d in data.documents for s in d.sentences if s.heading)
        self._areas: dict[str, list[str]] = {}
        for entity in data.entities:
            if entity.type == "AREA":
                self._areas.setdefault(name_key(entity.name), []).append(entity.iri)
        # Only documents joined from several reports have such sections.
        self._parts = {
            document.doc: [section for section in document.sections if section.issuer]
            for document in data.documents
        }

    def of(self, evidence: Evidence, head: str = "") -> str:
        """Return the IRI of the body that ``evidence`` speaks for, the document where none is known.

        Parameters
        ----------
        evidence
            A sentence.
        head
            The IRI of the claim's head: an area answers for itself.
        """
        if head and head in self.entities and self.entities[head].type == "AREA":
            return head
        inside = [s for s in self._parts.get(evidence.doc, ()) if s.start <= evidence.start < s.end]
        if inside:
            # An innermost section is the shortest one.
            section: Section = min(inside, key=lambda s: s.end - s.start)
            named = self._areas.get(name_key(section.issuer), ())
            if len(named) == 1:
                return named[0]
        return self._issuers.get(evidence.doc, evidence.doc)

    def around(self, doc: str) -> tuple[str, ...]:
        """Return the names of the areas of a document, with and without their rank, the longest first."""
        if doc not in self._around:
            names = {name_key(name) for name in self.documents[doc].areas}
            names |= {name[: -len(rank)] for name in names for rank in _RANKS if name.endswith(rank)}
            self._around[doc] = tuple(sorted((n for n in names if len(n) > 1), key=lambda n: (-len(n), n)))
        return self._around[doc]

    def documents_of(self, body: str) -> tuple[str, ...]:
        """Return the documents that a body issued."""
        return tuple(self._documents.get(body, ()))

    def name(self, body: str) -> str:
        """Return what a body is called."""
        return self.entities[body].name if body in self.entities else body
