"""Questions to a graph: SPARQL of the user's own, or one of the library with its parameters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.answers import FORMATS, Answer, show
from jiepu.draw import draw
from jiepu.language import Texts
from jiepu.places import open_store
from jiepu.terminal import printable
from jiepu.wording import literal, readable
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.questions import Question

DEFAULT_FOLDER = "out"
FOR_PEOPLE = {"table", "markdown"}


def ask(
    words: Sequence[str],
    *,
    sparql: str | None,
    listed: bool,
    form: str,
    say: Texts,
    file: IO[str],
    page: Path | None = None,
    server: str = "",
) -> None:
    """Answer what the command line asks and write the answer to ``file``, or draw it.

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
    page
        An HTML file to draw the entities of the answer in; ``file`` is then told only where it is.
    server
        Where a SPARQL server takes queries, to be asked in place of the folder's store.

    Raises
    ------
    UsageError
        If the words do not fit together, there is no such question or parameter, or nothing to draw.
    QueryError
        If a parameter names nothing in the graph, or the query is not valid.
    StoreError
        If there is no graph to ask.
    """
    if form not in FORMATS:
        raise UsageError(
            f"没有格式 {form}; 可用 {' '.join(FORMATS)}", f"no format {form}; there are {' '.join(FORMATS)}"
        )
    if listed:
        show(_library(say), form, file)
        return
    if sparql is not None:
        query, folder, title, asked = _query_text(sparql), _folder(words), "SPARQL", []
        columns, rows = open_store(folder, server).select(query)
    else:
        from graph.questions import ask as ask_question

        question, values, rest = parse(words)
        folder = _folder(rest)
        title = ": ".join((question.title[say.language], *([", ".join(values.values())] if values else ())))
        table = ask_question(open_store(folder, server), question.name, values)
        columns, rows, asked = table.columns, list(table.rows), list(table.asked.values())
    if page is not None:
        draw(folder, [*asked, *(term for row in rows for term in row)], page, title=title, say=say)
        print(say("query.drawn", page=printable(str(page))), file=file)
    elif not rows and form == "table":
        print(say("query.empty"), file=file)
    elif form in FOR_PEOPLE:
        show(readable(columns, rows, say, addresses=sparql is not None), form, file)
    else:
        show(literal(columns, rows), form, file)


def parse(words: Sequence[str]) -> tuple[Question, dict[str, str], list[str]]:
    """Take a question's name and its parameters from the words of a command line.

    Returns
    -------
    question, values, rest
        The values by parameter, and the words that are neither.

    Examples
    --------
    >>> question, values, rest = parse(["partners", "--subdistrict", "江川路街道", "out"])
    >>> question.name, values, rest
    ('partners', {'subdistrict': '江川路街道'}, ['out'])
    """
    from graph.questions import questions

    library = questions()
    name, *rest = words or [""]
    if name not in library:
        known = " ".join(library)
        raise UsageError(
            f"{f'没有问题 {name}' if name else '请给出问题的名字或 -q'}; 有 {known}",
            f"{f'no question {name}' if name else 'name a question or give -q'}; there are {known}",
        )
    question = library[name]
    parameters = {f"--{parameter.name}": parameter.name for parameter in question.parameters}
    values: dict[str, str] = {}
    others: list[str] = []
    queue = iter(rest)
    for word in queue:
        option, equals, value = word.partition("=")
        if option in parameters:
            given = value if equals else next(queue, None)
            if given is None:
                raise UsageError(f"{option} 后面缺少值", f"{option} needs a value")
            values[parameters[option]] = given
        elif word.startswith("--"):
            known = " ".join(parameters)
            raise UsageError(
                f"问题 {name} 没有参数 {option}; 有 {known}", f"{name} has no {option}; it has {known}"
            )
        else:
            others.append(word)
    missing = [p for p in question.parameters if p.required and p.name not in values]
    if missing:
        needed = missing[0]
        raise UsageError(
            f"问题 {name} 缺少 --{needed.name} ({needed.label['zh']})",
            f"{name} needs --{needed.name} ({needed.label['en']})",
        )
    return question, values, others


def _library(say: Texts) -> Answer:
    from graph.questions import questions

    def parameters(question: Question) -> str:
        names = [(f"--{p.name}", p.required) for p in question.parameters]
        return " ".join(name if required else say("query.optional", name=name) for name, required in names)

    heads = (say("query.question"), say("query.about"), say("query.parameters"))
    rows = ((q.name, q.title[say.language], parameters(q)) for q in questions().values())
    return Answer(heads, tuple(rows))


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


def _folder(words: Sequence[str]) -> Path:
    if len(words) > 1 or any(word.startswith("-") for word in words):
        said = " ".join(words)
        raise UsageError(f"看不懂: {said}", f"not understood: {said}")
    return Path(words[0] if words else DEFAULT_FOLDER)
