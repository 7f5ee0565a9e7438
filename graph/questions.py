"""The library of questions: each ``.rq`` file with what its header says, asked with bound parameters.

A header is the lines of a query that begin with ``#:``; without that sign they are TOML. Every parameter is a
variable that the query selects, so that a value can be bound to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import Literal, NamedNode

from graph.lookup import find_entity
from graph.store import GraphStore, Row, Term
from ontology.errors import QueryError
from ontology.records import EntityType
from ontology.terms import CLASSES, JP

ParameterType = OneOf[
    "entity", "text", "class", "status", "figure-status", "part", "institution-kind", "place-kind", "number"
]  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """What a question may be told: its type, what it means in zh and en, whether it must be given."""

    name: str
    type: ParameterType
    label: Mapping[str, str]
    required: bool = False
    default: str | None = None


@dataclass(frozen=True)
class Question:
    """A question: its title and description in zh and en, its parameters, its SPARQL."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str


@dataclass(frozen=True)
class Table:
    """An answer: the names of its columns and its rows of RDF terms."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def records(self) -> list[dict[str, str | None]]:
        """Return the rows as dictionaries of text: a literal's characters, an IRI in full."""
        return [
            {
                c: None if t is None else str(getattr(t, "value", t))
                for c, t in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]


@cache
def questions() -> Mapping[str, Question]:
    """Return the library, by name, in alphabetical order.

    Examples
    --------
    >>> questions()["partners"].title["zh"]
    '合作单位'
    """
    found = sorted(
        (f for f in files("graph.queries").iterdir() if f.name.endswith(".rq")), key=lambda f: f.name
    )
    return {f.name[:-3]: parse_question(f.name[:-3], f.read_text(encoding="utf-8")) for f in found}


def parse_question(name: str, text: str) -> Question:
    """Read a question from the text of its file.

    Raises
    ------
    QueryError
        If the header is not as it should be.
    """
    lines = text.splitlines()
    header = "\n".join(line[2:].strip() for line in lines if line.startswith("#:"))
    body = "\n".join(line for line in lines if not line.startswith("#:"))
    try:
        data = tomllib.loads(header)
        parameters = tuple(
            Parameter(key, p["type"], p["label"], p.get("required", False), p.get("default"))
            for key, p in data.get("parameters", {}).items()
        )
        return Question(name, data["title"], data["description"], parameters, body)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise QueryError(
            f"问题 {name} 的文件头有误: {error}", f"the header of {name} is wrong: {error}"
        ) from error


def ask(store: GraphStore, name: str, values: Mapping[str, str] | None = None) -> Table:
    """Ask a question of the library.

    Parameters
    ----------
    store
        The graph to ask.
    name
        The question's name.
    values
        Its parameters as text. Each is made into an RDF term of its type and bound to its variable; it is
        never pasted into the query.

    Raises
    ------
    QueryError
        If there is no such question, a parameter is unknown, missing or malformed, or names no entity.
    """
    question = questions().get(name)
    if question is None:
        known = " ".join(questions())
        raise QueryError(f"没有问题 {name}; 有 {known}", f"no question {name}; there are {known}")
    given = dict(values or {})
    bindings: dict[str, Term] = {}
    for parameter in question.parameters:
        value = given.pop(parameter.name, parameter.default)
        if value is not None:
            bindings[parameter.name] = _term(store, parameter, value)
        elif parameter.required:
            raise QueryError(
                f"问题 {name} 缺少参数 {parameter.name} ({parameter.label['zh']})",
                f"{name} needs {parameter.name} ({parameter.label['en']})",
            )
    if given:
        unknown, known = " ".join(given), " ".join(p.name for p in question.parameters)
        raise QueryError(
            f"问题 {name} 没有参数 {unknown}; 有 {known}", f"{name} has no {unknown}; it has {known}"
        )
    columns, rows = store.select(question.sparql, bindings)
    # What was asked for stands in every row; only what is answered is shown.
    shown = [i for i, column in enumerate(columns) if column not in bindings]
    return Table(tuple(columns[i] for i in shown), tuple(tuple(row[i] for i in shown) for row in rows))


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": ("done", "ongoing", "planned"),
    "figure-status": ("actual", "target"),
    "part": ("front", "review", "plan", "glossary", "news", "list", "noise"),
    "class": tuple(CLASSES),
}


def _term(store: GraphStore, parameter: Parameter, value: str) -> Term:
    """Return the RDF term that a parameter's text stands for."""
    choices = _CHOICES.get(parameter.type)
    if choices is not None and value not in choices:
        known = " ".join(choices)
        raise QueryError(
            f"{parameter.name} 不能是 {value}; 可用 {known}",
            f"{parameter.name} cannot be {value}; use {known}",
        )
    match parameter.type:
        case "entity":
            return find_entity(store, value)
        case "class":
            return NamedNode(CLASSES[cast(EntityType, value)])
        case "status" | "figure-status":
            return NamedNode(JP + value)
        case "institution-kind" | "place-kind":
            return _concept(parameter, value)
        case "number":
            return _number(parameter, value)
        case _:
            return Literal(value)


def _concept(parameter: Parameter, value: str) -> NamedNode:
    if not (value.isascii() and value.isalnum()):
        raise QueryError(f"{parameter.name} 不能是 {value}", f"{parameter.name} cannot be {value}")
    return NamedNode(JP + value)


def _number(parameter: Parameter, value: str) -> Literal:
    try:
        return Literal(float(value))
    except ValueError as error:
        raise QueryError(
            f"{parameter.name} 要是数字: {value}", f"{parameter.name} is no number: {value}"
        ) from error
