"""``jiepu build``: documents in, a folder with the graph out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import (
    argument,
    encoding_option,
    help_option,
    jobs_option,
    language_option,
    option,
    settings,
    tell_failures,
)
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("build", **settings(say, "build"))
    def command(
        paths: Annotated[list[Path], argument(say, text="option.paths", metavar="paths")],
        out: Annotated[Path, option(say, "--out", "-o", text="build.out", metavar="folder")] = Path("out"),
        encoding: Annotated[str | None, encoding_option(say)] = None,
        jobs: Annotated[int, jobs_option(say)] = 0,
        aliases: Annotated[
            Path | None, option(say, "--aliases", text="build.aliases", metavar="file")
        ] = None,
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.building import build
        from jiepu.progress import progress_bar
        from jiepu.summary import print_summary

        with progress_bar(say) as progress:
            built = build(
                paths,
                out,
                encoding=encoding,
                jobs=jobs,
                language=say.language,
                aliases=aliases,
                progress=progress,
            )
        tell_failures(built.failures, say)
        if built.found:
            print_summary(built, say, sys.stdout)
        return 1 if built.failures else 0
