"""``jiepu networks``: who works with whom: core, brokers, groups, and who holds them together."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("networks", **settings(say, "networks"))
    def command(
        folder: Annotated[Path, argument(say, text="option.folder", metavar="folder")] = Path("out"),
        form: Annotated[str, option(say, "--format", "-f", text="query.format", metavar="name")] = "table",
        page: Annotated[Path | None, option(say, "--html", text="measure.html", metavar="file")] = None,
        theme: Annotated[str, option(say, "--theme", text="measure.theme", metavar="name")] = "",
        show: Annotated[str, option(say, "--show", "-s", text="networks.show", metavar="name")] = "actors",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.measure import measure, theme_named
        from jiepu.measures import networks

        wanted = theme_named(theme)
        measure(
            "networks",
            lambda kg: networks(kg.data, wanted, show),
            folder,
            form=form,
            page=page,
            say=say,
            file=sys.stdout,
        )
        return 0
