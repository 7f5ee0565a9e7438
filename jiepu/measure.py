"""A measure of a built graph, written as a table, CSV, JSON, Markdown or a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.answers import FORMATS, show
from jiepu.language import Texts
from jiepu.outputs import new_file
from jiepu.tabled import Tabled, to_html
from jiepu.terminal import printable
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

FOR_PEOPLE = frozenset({"table", "markdown"})


def measure(
    name: str,
    tables: Callable[[KnowledgeGraph], Tabled],
    folder: Path,
    *,
    form: str,
    page: Path | None,
    say: Texts,
    file: IO[str],
) -> None:
    """Measure the graph in ``folder`` and write the result to ``file``, or as a page.

    Parameters
    ----------
    name
        Of the command, whose texts give the title and what to say of an empty result.
    tables
        Makes the table of the graph.
    folder
        The folder of a build, or a file of facts.
    form
        One of :data:`jiepu.answers.FORMATS`.
    page
        An HTML file to write; ``file`` is then told only where it is.

    Raises
    ------
    UsageError
        If there is no such format.
    StoreError
        If there is no graph in ``folder``.
    """
    from graph.knowledge import KnowledgeGraph

    if form not in FORMATS:
        known = " ".join(FORMATS)
        raise UsageError(f"没有格式 {form}; 可用 {known}", f"no format {form}; there are {known}")
    table = tables(KnowledgeGraph.load(folder))
    reading = say(f"reading.{table.reading}") if table.reading else ""
    if page is not None:
        title = say(f"{name}.title")
        with new_file(page) as target:
            target.write(to_html(table.readable(say), title=title, reading=reading, language=say.language))
        print(say("query.drawn", page=printable(str(page))), file=file)
    elif form == "table" and not table.rows:
        print(say("query.empty"), file=file)
    elif form in FOR_PEOPLE:
        show(table.readable(say), form, file)
        if reading:
            print(f"\n{reading}" if form == "markdown" else reading, file=file)
    else:
        show(table.literal(say.language), form, file)


def theme_named(text: str) -> str:
    """Return the local name of the theme that a person names, empty where nothing is given.

    Raises
    ------
    UsageError
        If the scheme has no such theme.

    Examples
    --------
    >>> theme_named("养老"), theme_named("")
    ('elderlyCare', '')
    """
    from graph.themes import concepts, named_theme

    if not text:
        return ""
    concept = named_theme(text)
    if concept is None:
        zh, en = (" ".join(getattr(c, key) for c in concepts().values()) for key in ("zh", "name"))
        raise UsageError(f"没有主题 {text}; 可用 {zh}", f"no theme {text}; there are {en}")
    return concept.name
