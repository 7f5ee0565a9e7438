"""Results of measures as tables: by short names for machines, in words for people, as data frames."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, NamedTuple, cast

from jiepu.answers import Answer
from jiepu.frames import frame
from jiepu.language import Texts
from jiepu.vocabulary import labels
from ontology.records import EntityType
from ontology.terms import CLASSES

if TYPE_CHECKING:
    import pandas as pd


class Word(NamedTuple):
    """A term of a closed list: ``word.<list>.<name>`` of the texts says it in the user's language."""

    list: str
    name: str


class Theme(NamedTuple):
    """Concepts of the scheme of themes, by their local names."""

    names: tuple[str, ...]


class Both(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str


Cell = str | int | float | bool | None | Word | Theme | Both

# Identifiers; people have the names and sentences beside them.
_FOR_MACHINES = frozenset({"claim", "entity", "series"})


@dataclass(frozen=True)
class Tabled:
    """The columns of a measure, the names of its rows' cells, and a line that says how to read it.

    ``reading`` names a text of ``reading.<name>``, empty where there is none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    reading: str = ""

    def frame(self, language: str = "zh") -> pd.DataFrame:
        """Return the table as a data frame; terms by their short names, themes as tuples."""
        rows = (
            [getattr(c, language) if isinstance(c, Both) else _plain(c) for c in row] for row in self.rows
        )
        return frame(self.columns, rows)

    def literal(self, language: str = "zh") -> Answer:
        """Return the table for machines; only texts of our own are in ``language``.

        Examples
        --------
        >>> Tabled(("outcome", "n"), ((Word("outcome", "delivered"), 0.5),)).literal().rows
        (('delivered', '0.5'),)
        """
        rows = [
            tuple(getattr(cell, language) if isinstance(cell, Both) else _text(cell) for cell in row)
            for row in self.rows
        ]
        return Answer(self.columns, tuple(rows))

    def readable(self, say: Texts) -> Answer:
        """Return the table for people, in words; columns that are empty throughout are left out.

        Examples
        --------
        >>> Tabled(("outcome", "n"), ((Word("outcome", "delivered"), None),)).readable(Texts("en"))
        Answer(columns=('Outcome',), rows=(('delivered',),))
        """
        shown = [
            i
            for i, column in enumerate(self.columns)
            if column not in _FOR_MACHINES and (not self.rows or any(_text(row[i]) for row in self.rows))
        ]
        heads = tuple(say.get(f"column.{self.columns[i]}", self.columns[i]) for i in shown)
        return Answer(heads, tuple(tuple(_said(row[i], say) for i in shown) for row in self.rows))


def to_html(answer: Answer, *, title: str, reading: str, language: str) -> str:
    """Return an answer as a page that stands alone; what documents print in it stays text.

    Examples
    --------
    >>> page = to_html(Answer(("名",), (("<b>",),)), title="甲", reading="", language="zh")
    >>> "&lt;b&gt;" in page, "<b>" in page
    (True, False)
    """
    room = files("jiepu")
    head = "".join(f"<th>{escape(column)}</th>" for column in answer.columns)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in row) + "</tr>" for row in answer.rows
    )
    template = Template((room / "tabled.html").read_text(encoding="utf-8"))
    return template.substitute(
        language=escape(language), title=escape(title), reading=escape(reading), head=head, rows=rows,
        style=(room / "tabled.css").read_text(encoding="utf-8"),
    )  # fmt: skip


def number(value: float) -> str:
    """Return a number in the fewest digits that say it.

    Examples
    --------
    >>> number(3.0), number(0.25), number(1234567.5)
    ('3', '0.25', '1234567.5')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def _plain(cell: Cell) -> object:
    if isinstance(cell, Word):
        return cell.name
    return cell.names if isinstance(cell, Theme) else cell


def _text(cell: Cell) -> str | None:
    if isinstance(cell, Both):
        return cell.zh
    if isinstance(cell, Word):
        return cell.name or None
    if isinstance(cell, Theme):
        return " ".join(cell.names) or None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return number(cell)
    return cell or None


def _said(cell: Cell, say: Texts) -> str | None:
    if isinstance(cell, Word) and cell.list == "class":
        return labels(say.language)[CLASSES[cast(EntityType, cell.name)]]
    if isinstance(cell, Word):
        return say.get(f"word.{cell.list}.{cell.name}", cell.name) if cell.name else None
    if isinstance(cell, Both):
        return cell.en if say.language == "en" else cell.zh
    if isinstance(cell, bool):
        return say(f"word.truth.{str(cell).lower()}")
    if isinstance(cell, Theme):
        return "、".join(_theme(name, say.language) for name in cell.names) or None
    return _text(cell)


def _theme(name: str, language: str) -> str:
    from graph.themes import concepts

    concept = concepts().get(name)
    return name if concept is None else (concept.zh if language == "zh" else concept.en)
