"""The library of questions: each ``.rq`` file with what its header says, asked with bound parameters.

A header is the lines of a query that begin with ``#:``; without that sign they are TOML. Every parameter is a
variable that the query selects, so that a value can be bound to it. A question that no single query answers
says by ``answered_by`` which function makes the answer of what its query selects.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from graph.chains import shortest_connections
from graph.parameters import TYPES, Parameter, term_of
from graph.store import GraphStore, Row, Term
from ontology.errors import QueryError

Measure = Callable[[GraphStore, list[Row], Mapping[str, Term]], tuple[tuple[str, ...], list[Row]]]

MEASURES: Mapping[str, Measure] = {"shortest-paths": shortest_connections}
"""What ``answered_by`` may name: functions of a store, what the query selects and what was asked."""


@dataclass(frozen=True)
class Question:
    """A question: its title and description in zh and en, parameters, SPARQL, and what makes the answer."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str
    answered_by: str = ""


@dataclass(frozen=True)
class Table:
    """An answer: the names of its columns, its rows of RDF terms, and what was asked for, by parameter."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    asked: Mapping[str, Term] = field(default_factory=dict)

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
        question = Question(
            name, data["title"], data["description"], parameters, body, data.get("answered_by", "")
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise QueryError(
            f"问题 {name} 的文件头有误: {error}", f"the header of {name} is wrong: {error}"
        ) from error
    unknown: list[str] = [p.type for p in parameters if p.type not in TYPES]
    if question.answered_by and question.answered_by not in MEASURES:
        unknown.append(question.answered_by)
    if unknown:
        raise QueryError(
            f"问题 {name} 的文件头有误: 不认识 {unknown[0]}",
            f"the header of {name} is wrong: {unknown[0]} is not known",
        )
    return question


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
    bindings = _bindings(store, question, dict(values or {}))
    if question.answered_by:
        _, found = store.select(question.sparql)
        columns, rows = MEASURES[question.answered_by](store, found, bindings)
    else:
        columns, rows = store.select(question.sparql, bindings)
    # What was asked for stands in every row; only what is answered is shown.
    shown = [i for i, column in enumerate(columns) if column not in bindings]
    kept = tuple(tuple(row[i] for i in shown) for row in rows)
    return Table(tuple(columns[i] for i in shown), kept, bindings)


def _bindings(store: GraphStore, question: Question, given: dict[str, str]) -> dict[str, Term]:
    bindings: dict[str, Term] = {}
    for parameter in question.parameters:
        value = given.pop(parameter.name, parameter.default)
        if value is not None:
            bindings[parameter.name] = term_of(store, parameter, value)
        elif parameter.required:
            raise QueryError(
                f"问题 {question.name} 缺少参数 {parameter.name} ({parameter.label['zh']})",
                f"{question.name} needs {parameter.name} ({parameter.label['en']})",
            )
    if given:
        unknown, known = " ".join(given), " ".join(p.name for p in question.parameters)
        raise QueryError(
            f"问题 {question.name} 没有参数 {unknown}; 有 {known}",
            f"{question.name} has no {unknown}; it has {known}",
        )
    return bindings
