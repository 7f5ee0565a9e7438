"""Printed values as RDF terms; nothing that a document prints becomes an IRI unless it is one."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from ontology.terms import PREFIXES

_XSD = PREFIXES["xsd"]
_DECIMAL = NamedNode(_XSD + "decimal")
_DATE = NamedNode(_XSD + "date")
_CHANGE = re.compile(r"^([+\-−－＋])?\s*(\d[\d,]*(?:\.\d+)?)\s*(.*)$", re.DOTALL)
_SAFE_ADDRESS = re.compile(r"^https?://[!#$&-;=?-\[\]_a-z~%\u4e00-\u9fff]+$", re.IGNORECASE)


def decimal(number: float) -> Literal:
    """Return a number as ``xsd:decimal``, in the shortest digits that read back as it.

    Examples
    --------
    >>> decimal(0.5).value, decimal(6485.0).value, decimal(1e-7).value
    ('0.5', '6485', '0.0000001')
    """
    text = format(Decimal(repr(float(number))), "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=_DECIMAL)


def date_literal(text: str) -> Literal:
    """Return an ISO date as ``xsd:date``, anything else as plain text."""
    try:
        return Literal(date.fromisoformat(text).isoformat(), datatype=_DATE)
    except ValueError:
        return Literal(text)


def iri_or_text(address: str) -> NamedNode | Literal:
    """Return a web address as an IRI where it is a plain one, otherwise as text.

    Examples
    --------
    >>> iri_or_text("https://example.org/a.html").value
    'https://example.org/a.html'
    >>> isinstance(iri_or_text("javascript:alert(1)"), Literal)
    True
    """
    if _SAFE_ADDRESS.match(address) and not any(c in address for c in '<>"{}|\\^`[] '):
        try:
            if urlsplit(address).hostname:
                return NamedNode(address)
        except ValueError:
            return Literal(address)
    return Literal(address)


def change_of(change: str) -> tuple[Literal | None, str]:
    """Return the signed amount of a stated change and its unit.

    Examples
    --------
    >>> value, unit = change_of("-2.1个百分点")
    >>> value.value, unit
    ('-2.1', '个百分点')
    """
    match = _CHANGE.match(change.strip())
    if match is None:
        return None, ""
    sign, digits, unit = match.groups()
    number = float(digits.replace(",", ""))
    return decimal(-number if sign in {"-", "−", "－"} else number), unit.strip()
