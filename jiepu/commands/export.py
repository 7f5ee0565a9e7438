"""``jiepu export``: a built graph written in another format."""

from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings, store_option
from jiepu.language import Texts
from jiepu.terminal import printable


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("export", **settings(say, "export"))
    def command(
        form: Annotated[str, option(say, "--format", "-f", text="export.format", metavar="name")],
        folder: Annotated[Path, argument(say, text="export.folder", metavar="folder")] = Path("out"),
        out: Annotated[Path | None, option(say, "--out", "-o", text="export.out", metavar="file")] = None,
        store: Annotated[str, store_option(say)] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.export import export

        print(say("export.done", out=printable(str(export(folder, form, out, server=store)))))
        return 0
