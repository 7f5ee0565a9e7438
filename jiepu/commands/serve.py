"""``jiepu serve``: a built graph as pages and a SPARQL endpoint."""

from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("serve", **settings(say, "serve"))
    def command(
        folder: Annotated[Path, argument(say, text="serve.folder", metavar="folder")] = Path("out"),
        port: Annotated[
            int, option(say, "--port", "-p", text="serve.port", metavar="number", least=0)
        ] = 8000,
        host: Annotated[str, option(say, "--host", text="serve.host", metavar="address")] = "127.0.0.1",
        public: Annotated[bool, option(say, "--public", text="serve.public")] = False,
        seconds: Annotated[
            int, option(say, "--seconds", text="serve.seconds", metavar="number", least=1)
        ] = 10,
        memory: Annotated[
            int, option(say, "--memory", text="serve.memory", metavar="number", least=64)
        ] = 1024,
        rows: Annotated[int, option(say, "--rows", text="serve.rows", metavar="number", least=1)] = 10_000,
        workers: Annotated[
            int, option(say, "--workers", text="serve.workers", metavar="number", least=0)
        ] = 0,
        origin: Annotated[str, option(say, "--allow-origin", text="serve.origin", metavar="address")] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.serve import Address, serve

        serve(
            folder,
            Address(host, port, public, origin),
            say,
            seconds=seconds,
            memory=memory,
            rows=rows,
            workers=workers,
        )
        return 0
