"""``jiepu validate``: check a graph against its shapes."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, settings, store_option
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("validate", **settings(say, "validate"))
    def command(
        place: Annotated[Path, argument(say, text="validate.place", metavar="folder")] = Path("out"),
        store: Annotated[str, store_option(say)] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.validate import validate

        return 0 if validate(place, say=say, file=sys.stdout, server=store) else 1
