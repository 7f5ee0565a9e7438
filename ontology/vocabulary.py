"""The files of the vocabulary and the one graph that they make."""

from __future__ import annotations

from importlib.resources import files

import rdflib

FILES = ("jiepu.ttl", "schemes.ttl", "themes.ttl")
"""Classes and properties; closed lists that facts and entities are classified by; themes."""


def source(name: str) -> bytes:
    """Return the Turtle of one of :data:`FILES`.

    >>> source("themes.ttl")[:8]
    b'# Themes'
    """
    return files("ontology").joinpath(name).read_bytes()


def vocabulary() -> rdflib.Graph:
    """Return the ontology with its concept schemes.

    Examples
    --------
    >>> from rdflib.namespace import SKOS
    >>> from ontology.terms import JP
    >>> str(vocabulary().value(rdflib.URIRef(JP + "elderlyCare"), SKOS.broader)).rpartition("#")[2]
    'livelihood'
    """
    graph = rdflib.Graph()
    for name in FILES:
        graph.parse(data=source(name), format="turtle")
    return graph
