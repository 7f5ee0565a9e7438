"""``jiepu substance``: how much of what is said of a programme is concrete, and what is carried over."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("substance", **settings(say, "substance"))
    def command(
        folder: Annotated[Path, argument(say, text="option.folder", metavar="folder")] = Path("out"),
        form: Annotated[str, option(say, "--format", "-f", text="query.format", metavar="name")] = "table",
        page: Annotated[Path | None, option(say, "--html", text="measure.html", metavar="file")] = None,
        theme: Annotated[str, option(say, "--theme", text="measure.theme", metavar="name")] = "",
        show: Annotated[
            str, option(say, "--show", "-s", text="substance.show", metavar="name")
        ] = "programmes",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.measure import measure, theme_named
        from jiepu.measures import substance

        wanted = theme_named(theme)
        measure(
            "substance",
            lambda kg: substance(kg.data, wanted, show),
            folder,
            form=form,
            page=page,
            say=say,
            file=sys.stdout,
        )
        return 0
