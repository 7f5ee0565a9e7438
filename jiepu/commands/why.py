"""``jiepu why``: why the printed forms of a name are one entity."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("why", **settings(say, "why"))
    def command(
        name: Annotated[str, argument(say, text="why.name", metavar="entity")],
        folder: Annotated[Path, argument(say, text="option.folder", metavar="folder")] = Path("out"),
        form: Annotated[str, option(say, "--format", "-f", text="query.format", metavar="name")] = "table",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.why import why

        why(name, folder, form=form, say=say, file=sys.stdout)
        return 0
