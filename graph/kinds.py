"""Concept schemes as look-up tables: which kind of institution or place a name tells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.records import EntityType
from ontology.terms import JP, PREFIXES

_SKOS = PREFIXES["skos"]
_SCHEMES: Mapping[EntityType, tuple[str, str]] = {
    "ORG": (JP + "institutionKinds", JP + "otherInstitution"),
    "PLACE": (JP + "placeKinds", JP + "otherPlace"),
}


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Map each scheme to its (ending of a name, concept), the longest endings first."""
    text = files("ontology").joinpath("schemes.ttl").read_bytes()
    scheme: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    for triple in parse(text, RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and triple.predicate.value == _SKOS + "inScheme":
            scheme[triple.subject.value] = triple.object.value
        elif triple.predicate.value == _SKOS + "hiddenLabel" and isinstance(triple.object, Literal):
            endings.append((triple.object.value, triple.subject.value))
    tables: dict[str, list[tuple[str, str]]] = {}
    for ending, concept in sorted(endings, key=lambda e: (-len(e[0]), e)):
        tables.setdefault(scheme[concept], []).append((ending, concept))
    return {name: tuple(rows) for name, rows in tables.items()}


def kind_of(name: str, entity_type: EntityType) -> str:
    """Return the IRI of the concept that the end of a name tells, empty for classes without kinds.

    Examples
    --------
    >>> kind_of("青石小学", "ORG").rpartition("#")[2], kind_of("青石路", "PLACE").rpartition("#")[2]
    ('school', 'road')
    """
    if entity_type not in _SCHEMES:
        return ""
    scheme, other = _SCHEMES[entity_type]
    bare = name.rstrip("”’」』》）)】")
    return next((concept for ending, concept in _endings()[scheme] if bare.endswith(ending)), other)
