"""How well graphs answer questions whose complete answers are known: ``questions.jsonl`` of the reference.

A question in words is known by a pattern of ``asked.toml`` and asked of the library. Names are compared by
what they stand for in the graph that is asked: any name of an entity is right.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from graph.knowledge import KnowledgeGraph
from graph.names import name_key
from ontology.errors import QueryError, ReadError
from ontology.records import Facts
from ontology.terms import CLASSES, JP

if TYPE_CHECKING:
    from extract.pipeline import Extractor

Answer = frozenset[tuple[str | None, ...]]

_CLASS_NAMES = {iri: name for name, iri in CLASSES.items()}


class Asked(msgspec.Struct, frozen=True):
    """A question with its complete answer, tuples or single names, from what ``docs`` say."""

    id: str
    question_zh: str
    docs: tuple[str, ...]
    expect: tuple[tuple[str | None, ...] | str, ...]


@dataclass(frozen=True)
class Way:
    """How a question in words is asked of the library; see ``asked.toml``."""

    text: re.Pattern[str]
    ask: str
    columns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    other_than: str = ""


@dataclass(frozen=True)
class Result:
    """What a graph answered to a question: how much of it is right, and how much there is to be found."""

    id: str
    right: int
    answered: int
    expected: int
    missed: Answer = frozenset()
    extra: Answer = frozenset()

    @property
    def precision(self) -> float:
        """The share of the answer that is right; 1 where there is none and none is expected."""
        return self.right / self.answered if self.answered else float(not self.expected)

    @property
    def recall(self) -> float:
        """The share of what is expected that is answered."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> Result("q", 1, 2, 1).f1
        0.6666666666666666
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@cache
def ways() -> tuple[Way, ...]:
    """Return the rows of ``asked.toml``."""
    table = tomllib.loads(files("jiepu").joinpath("asked.toml").read_text(encoding="utf-8"))
    return tuple(
        Way(
            re.compile(row["text"]), row["ask"], tuple(row.get("columns", ())), tuple(row.get("names", ())),
            row.get("given", {}), row.get("other_than", ""),
        )
        for row in table["question"]
    )  # fmt: skip


def load_asked(path: Path) -> list[Asked]:
    """Read a file of questions, one a line.

    Raises
    ------
    ReadError
        If there is none, or a line is no question.
    """
    try:
        lines = path.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Asked) for line in lines if line.strip()]
    except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ReadError(f"{path}: 读不出问题 ({error})", f"{path}: no questions there ({error})") from error


def score(questions: Iterable[Asked], facts_of: Callable[[str], Facts]) -> list[Result]:
    """Ask each question of one graph, that of the documents of all, and compare.

    Parameters
    ----------
    questions
        What to ask.
    facts_of
        Gives the facts of a document by its name; called once for each.

    Raises
    ------
    QueryError
        If no way of asking a question is known.
    """
    wanted = list(questions)
    docs = sorted({doc for question in wanted for doc in question.docs})
    kg = KnowledgeGraph.from_facts([facts_of(doc) for doc in docs])
    names = _entities(kg)
    return [_compared(kg, names, question) for question in wanted]


def answer(kg: KnowledgeGraph, question: str) -> Answer:
    """Return what a graph answers to a question in words; nothing where a name in it is not known.

    Raises
    ------
    QueryError
        If no way of asking it is known.

    Examples
    --------
    >>> from ontology.records import Document, Mention
    >>> text = "青石街道李青石"
    >>> facts = Facts("a", Document("a", text), (Mention(4, 7, "李青石", "PERSON"),))
    >>> answer(KnowledgeGraph.from_facts([facts]), "文件里有哪些有名有姓的人?")
    frozenset({('李青石', None)})
    """
    for way in ways():
        hits = list(way.text.finditer(question))
        if hits:
            return frozenset(row for hit in hits for row in _rows(kg, way, hit.groupdict()))
    raise QueryError(f"不知道怎样问: {question}", f"there is no way to ask: {question}")


def _rows(kg: KnowledgeGraph, way: Way, found: Mapping[str, str]) -> Iterable[tuple[str | None, ...]]:
    try:
        records = kg.query(way.ask, **found, **way.given).records()
    except QueryError:
        # A graph that does not know a name of the question has no answer to it.
        return
    itself = name_key(found[way.other_than]) if way.other_than else None
    for record in records:
        if itself is not None and name_key(record["name"] or "") == itself:
            continue
        cells = {column: _short(value) for column, value in {**record, **found}.items()}
        if way.names:
            yield from ((cells[column],) for column in way.names)
        else:
            yield tuple(_cell(cells, column) for column in way.columns)


def _cell(cells: Mapping[str, str | None], alternatives: str) -> str | None:
    for columns in alternatives.split(" / "):
        values = [cells[column] for column in columns.split()]
        if all(value is not None for value in values):
            return "".join(str(value) for value in values)
    return None


def _short(value: str | None) -> str | None:
    """Return a term of the vocabulary by its short name, as annotations have it."""
    if value is None or not value.startswith(JP):
        return value
    return _CLASS_NAMES.get(value, value.removeprefix(JP))


def _compared(kg: KnowledgeGraph, names: Mapping[str, str], question: Asked) -> Result:
    def same(rows: Iterable[tuple[str | None, ...] | str]) -> dict[tuple[str | None, ...], Any]:
        tuples = [(row,) if isinstance(row, str) else row for row in rows]
        return {tuple(c and names.get(name_key(c), name_key(c)) for c in row): row for row in tuples}

    told, wanted = same(answer(kg, question.question_zh)), same(question.expect)
    return Result(
        question.id,
        len(told.keys() & wanted.keys()),
        len(told),
        len(wanted),
        frozenset(wanted[key] for key in wanted.keys() - told.keys()),
        frozenset(told[key] for key in told.keys() - wanted.keys()),
    )


def _entities(kg: KnowledgeGraph) -> dict[str, str]:
    """Map each name of an entity to its IRI, its preferred name before the other names of another."""
    names: dict[str, str] = {}
    for entity in kg.entities:
        for name in entity.alt_names:
            names.setdefault(name_key(name), entity.iri)
    return names | {name_key(entity.name): entity.iri for entity in kg.entities}


def mean(results: Sequence[Result]) -> float:
    """Return the mean F1 of some results."""
    return sum(result.f1 for result in results) / len(results) if results else 0.0


def results_of(shared: Path, tried: Mapping[str, Callable[[str], Extractor]]) -> dict[str, list[Result]]:
    """Ask the reference's questions of the graph of its own records, and of graphs of its raw texts.

    Parameters
    ----------
    shared
        The folder with the reference.
    tried
        For each run, what gives the extractor that reads a document (by its name).

    Returns
    -------
    dict
        The results by run, ``reference`` first; empty where the reference has no questions.
    """
    from extract.read import read
    from jiepu.records import read_records

    path = shared / "questions" / "questions.jsonl"
    if not path.is_file():
        return {}
    questions = load_asked(path)

    def annotated(doc: str) -> Facts:
        [facts] = read_records(shared / "gold" / f"{doc}.jsonl")
        if isinstance(facts, ReadError):
            raise facts
        return facts

    found = {"reference": score(questions, annotated)}
    for run, extractor_for in tried.items():

        def raw(doc: str, extractor_for: Callable[[str], Extractor] = extractor_for) -> Facts:
            return extractor_for(doc).extract(read(shared / "corpus" / f"{doc}.txt", doc=doc))

        found[run] = score(questions, raw)
    return found


def print_results(found: Mapping[str, Sequence[Result]]) -> None:
    """Print for each question precision, recall and F1 by run, and the mean F1 of each run."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title="questions with known answers: precision recall F1")
    table.add_column("question", no_wrap=True)
    for run in found:
        table.add_column(run, justify="right", no_wrap=True)
    for row in zip(*found.values(), strict=True):
        table.add_row(row[0].id, *(f"{r.precision:.3f} {r.recall:.3f} {r.f1:.3f}" for r in row))
    table.add_section()
    table.add_row("mean F1", *(f"{mean(results):.3f}" for results in found.values()))
    console = Console(highlight=False)
    Console(highlight=False, width=max(console.width, 100)).print(table)
