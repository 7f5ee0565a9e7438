"""What an answer can be sent as, and which of it a client's Accept header wants most.

https://www.rfc-editor.org/rfc/rfc9110#name-accept
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""What rows can be sent as: the name of the format by media type, the preferred first."""

TRIPLES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}
"""What triples can be sent as."""


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of ``offered`` that an Accept header wants most, none if it wants none of them.

    Parameters
    ----------
    accept
        The header; an empty one wants anything.
    offered
        Media types, of which the earlier is given where the client has no preference.

    Examples
    --------
    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    wanted = _wanted(accept) if accept.strip() else [("*/*", 1.0)]
    best, most = None, 0.0
    for kind in offered:
        quality = _quality(kind, wanted)
        if quality > most:
            best, most = kind, quality
    return best


def _wanted(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(",")[:64]:
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if kind:
            found.append((kind, quality if quality == quality else 0.0))
    return found


def _quality(kind: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return how much ``kind`` is wanted, by the range that fits it most closely."""
    group = kind.partition("/")[0] + "/*"
    for fitting in (kind, group, "*/*"):
        for pattern, quality in wanted:
            if pattern == fitting:
                return quality
    return 0.0
