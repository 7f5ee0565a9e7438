"""What a question may be told: typed parameters, and the RDF term that the text of each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import cast, get_args

from pyoxigraph import Literal, NamedNode

from graph.lookup import find_document, find_entity
from graph.store import GraphStore, Term
from graph.themes import concepts, named_theme
from ontology.errors import QueryError
from ontology.records import EntityType
from ontology.terms import CLASSES, JP

ParameterType = OneOf[
    "entity", "document", "text", "class", "status", "figure-status", "part", "institution-kind",
    "place-kind", "theme", "year", "month", "number",
]  # fmt: skip

TYPES: tuple[str, ...] = get_args(ParameterType)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": ("done", "ongoing", "planned"),
    "figure-status": ("actual", "target"),
    "part": ("front", "review", "plan", "glossary", "news", "list", "noise"),
    "class": tuple(CLASSES),
}
# How a text of some types must look, and an example for the message.
_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "year": (re.compile(r"\d{4}", re.ASCII), "2025"),
    "month": (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII), "2025-07"),
    "institution-kind": (re.compile(r"[a-z]+", re.IGNORECASE | re.ASCII), "school"),
    "place-kind": (re.compile(r"[a-z]+", re.IGNORECASE | re.ASCII), "road"),
}


@dataclass(frozen=True)
class Parameter:
    """What a question may be told: its type, what it means in zh and en, whether it must be given."""

    name: str
    type: ParameterType
    label: Mapping[str, str]
    required: bool = False
    default: str | None = None


def term_of(store: GraphStore, parameter: Parameter, value: str) -> Term:
    """Return the RDF term that a parameter's text stands for; it is bound to a variable, never pasted.

    Parameters
    ----------
    store
        The graph, in which names of entities and documents are looked up.
    parameter
        Whose type says how to read the text.
    value
        The text.

    Raises
    ------
    QueryError
        If the text does not fit the type, or names nothing in the graph.

    Examples
    --------
    >>> from graph.store import OxigraphStore
    >>> year = Parameter("year", "year", {"zh": "年份", "en": "year"})
    >>> term_of(OxigraphStore.memory(), year, "2031").value
    '2031'
    """
    choices = CHOICES.get(parameter.type)
    if choices is not None and value not in choices:
        known = " ".join(choices)
        raise QueryError(
            f"{parameter.name} 不能是 {value}; 可用 {known}",
            f"{parameter.name} cannot be {value}; use {known}",
        )
    if parameter.type in _FORMS:
        form, example = _FORMS[parameter.type]
        if not form.fullmatch(value):
            raise QueryError(
                f"{parameter.name} 不能是 {value}; 例如 {example}",
                f"{parameter.name} cannot be {value}; an example is {example}",
            )
    match parameter.type:
        case "entity":
            return find_entity(store, value)
        case "document":
            return find_document(store, value)
        case "class":
            return NamedNode(CLASSES[cast(EntityType, value)])
        case "status" | "figure-status" | "institution-kind" | "place-kind":
            return NamedNode(JP + value)
        case "theme":
            return _theme(parameter, value)
        case "number":
            return _number(parameter, value)
        case _:
            return Literal(value)


def _number(parameter: Parameter, value: str) -> Literal:
    try:
        return Literal(float(value))
    except ValueError as error:
        raise QueryError(
            f"{parameter.name} 要是数字: {value}", f"{parameter.name} is no number: {value}"
        ) from error


def _theme(parameter: Parameter, value: str) -> NamedNode:
    concept = named_theme(value)
    if concept is None:
        known = concepts().values()
        raise QueryError(
            f"{parameter.name} 不能是 {value}; 可用 {' '.join(c.zh for c in known)}",
            f"{parameter.name} cannot be {value}; use {' '.join(c.name for c in known)}",
        )
    return NamedNode(JP + concept.name)
