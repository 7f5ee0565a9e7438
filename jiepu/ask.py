"""Questions to a graph: SPARQL of the user's own, or one of the library with its parameters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.answers import FORMATS, Answer, show
from jiepu.language import Texts
from ontology.errors import UsageError
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from graph.store import GraphStore, Row, Term

DEFAULT_FOLDER = "out"


def ask(
    words: Sequence[str],
    *,
    sparql: str | None,
    listed: bool,
    form: str,
    say: Texts,
    file: IO[str],
) -> None:
    """Answer what the command line asks and write the answer to ``file``.

    Parameters
    ----------
    words
        What stands on the command line beside the options known to all questions: the name of a question,
        its parameters as ``--name value`` or ``--name=value``, and the folder of the graph.
    sparql
        A SPARQL query instead; ``@FILE`` reads it from a file.
    listed
        Whether to list the questions instead.
    form
        One of :data:`jiepu.answers.FORMATS`.

    Raises
    ------
    UsageError
        If the words do not fit together.
    QueryError
        If there is no such question or its parameters are wrong, or the query is not valid.
    StoreError
        If there is no graph to ask.
    """
    if form not in FORMATS:
        raise UsageError(
            f"没有格式 {form}; 可用 {' '.join(FORMATS)}", f"no format {form}; there are {' '.join(FORMATS)}"
        )
    if sparql is None:
        raise UsageError("请用 -q 给出查询", "give a query with -q")
    folder = _folder([word for word in words], first=0)
    columns, rows = open_store(folder).select(_query_text(sparql))
    show(_answer(columns, rows, short=form in {"table", "markdown"}), form, file)
    if not rows and form == "table":
        print(say("query.empty"), file=file)


def open_store(folder: Path) -> GraphStore:
    """Open the graph in the folder of a build, read only."""
    from graph.store import OxigraphStore

    return OxigraphStore.open(folder / "store")


def _query_text(sparql: str) -> str:
    if not sparql.startswith("@"):
        return sparql
    path = Path(sparql[1:])
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"读不了查询文件 {path}: {error}", f"cannot read the query in {path}: {error}"
        ) from error


def _folder(words: Sequence[str], first: int) -> Path:
    rest = words[first:]
    if len(rest) > 1 or any(word.startswith("-") for word in rest):
        raise UsageError(f"看不懂: {' '.join(rest)}", f"not understood: {' '.join(rest)}")
    return Path(rest[0] if rest else DEFAULT_FOLDER)


def _answer(columns: Sequence[str], rows: Sequence[Row], *, short: bool) -> Answer:
    return Answer(tuple(columns), tuple(tuple(_text(term, short) for term in row) for row in rows))


def _text(term: Term | None, short: bool) -> str | None:
    """Return a term as people read it: a literal's text, an IRI (with its prefix where ``short``)."""
    if term is None:
        return None
    value = getattr(term, "value", None)
    if not isinstance(value, str):
        return str(term)
    if short and type(term).__name__ == "NamedNode":
        for prefix, base in PREFIXES.items():
            if value.startswith(base):
                return f"{prefix}:{value[len(base) :]}"
    return value
