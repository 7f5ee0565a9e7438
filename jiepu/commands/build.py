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
    store_option,
    tell_failures,
)
from jiepu.language import Texts
from jiepu.terminal import printable
from ontology.errors import UsageError


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
        min_confidence: Annotated[
            float | None,
            option(
                say, "--min-confidence", text="build.min_confidence", metavar="number", least=0.0, most=1.0
            ),
        ] = None,
        store: Annotated[str, store_option(say)] = "",
        store_update: Annotated[str, store_option(say, "update")] = "",
        store_graphs: Annotated[str, store_option(say, "graphs")] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.building import build
        from jiepu.places import sender
        from jiepu.progress import progress_bar
        from jiepu.summary import print_summary

        if not store and (store_update or store_graphs):
            raise UsageError(
                "给了 --store-update 或 --store-graphs, 也要给 --store",
                "--store-update and --store-graphs need --store",
            )
        # Whether the server may be written is asked before the work, not after it.
        send = sender(store, store_update, store_graphs) if store else None
        with progress_bar(say) as progress:
            built = build(
                paths,
                out,
                encoding=encoding,
                jobs=jobs,
                language=say.language,
                aliases=aliases,
                min_confidence=min_confidence,
                progress=progress,
            )
        tell_failures(built.failures, say)
        if built.found:
            print_summary(built, say, sys.stdout)
        if built.found and send:
            written = send(built.out)
            counts = {field: len(graphs) for field, graphs in vars(written).items()}
            print(say("build.sent", server=printable(store), **counts))
        return 1 if built.failures else 0
