"""Stable addresses: the path of our IRIs is that of their pages."""

from __future__ import annotations

from urllib.parse import unquote

from graph.iri import resource
from ontology.terms import JPR

SUFFIXES = {".ttl": "text/turtle", ".jsonld": "application/ld+json"}
"""What the end of an address asks for, instead of the Accept header."""


def path_of(iri: str) -> str:
    """Return the path of a resource's page, an empty string for what is not of this graph.

    >>> path_of("https://w3id.org/jiepu/id/place/青石路"), path_of("https://example.org/")
    ('/id/place/青石路', '')
    """
    return f"/id/{iri.removeprefix(JPR)}" if iri.startswith(JPR) else ""


def iri_of(path: str) -> tuple[str, str]:
    """Return the IRI that a path (percent-encoded, without ``/id/``) stands for, and its suffix.

    >>> iri_of("place/%E9%9D%92%E7%9F%B3%E8%B7%AF.ttl")
    ('https://w3id.org/jiepu/id/place/青石路', '.ttl')
    """
    suffix = next((suffix for suffix in SUFFIXES if path.endswith(suffix)), "")
    steps = path.removesuffix(suffix).split("/")
    return resource(*(unquote(step, errors="replace") for step in steps)), suffix
