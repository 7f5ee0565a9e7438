"""``jiepu query``: a question from the library or SPARQL, answered as a table, as text or as a page."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings, store_option
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    # The parameters of a question are options that only its header knows.
    @app.command("query", **settings(say, "query", ignore_unknown_options=True))
    def command(
        words: Annotated[list[str] | None, argument(say, text="query.words", metavar="question")] = None,
        sparql: Annotated[
            str | None, option(say, "--sparql", "-q", text="query.sparql", metavar="sparql")
        ] = None,
        listed: Annotated[bool, option(say, "--list", text="query.list")] = False,
        form: Annotated[str, option(say, "--format", "-f", text="query.format", metavar="name")] = "table",
        page: Annotated[Path | None, option(say, "--html", text="query.html", metavar="file")] = None,
        store: Annotated[str, store_option(say)] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.ask import ask

        ask(
            words or [],
            sparql=sparql,
            listed=listed,
            form=form,
            say=say,
            file=sys.stdout,
            page=page,
            server=store,
        )
        return 0
