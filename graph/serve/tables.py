"""Triples as rows of a table."""

from __future__ import annotations

from typing import Any

from pyoxigraph import RdfFormat, parse

from graph.serve.results import json_term


def triple_rows(text: bytes) -> list[list[dict[str, Any]]]:
    """Return N-Triples as rows of subject, predicate and object, as SPARQL's JSON has terms.

    >>> triple_rows(b"<x:a> <x:b> 'c' .".replace(b"'", bytes([34])))[0][2]
    {'type': 'literal', 'value': 'c'}
    """
    return [
        [json_term(quad.subject), json_term(quad.predicate), json_term(quad.object)]
        for quad in parse(text, RdfFormat.N_TRIPLES)
    ]
