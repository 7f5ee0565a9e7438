"""``jiepu report``: a briefing on a built graph, one page to read and to print."""

from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts
from jiepu.terminal import printable


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("report", **settings(say, "briefing"))
    def command(
        folder: Annotated[Path, argument(say, text="option.folder", metavar="folder")] = Path("out"),
        out: Annotated[Path, option(say, "--out", "-o", text="briefing.out", metavar="file")] = Path(
            "report.html"
        ),
        title: Annotated[str, option(say, "--title", text="briefing.title", metavar="name")] = "",
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from graph.knowledge import KnowledgeGraph
        from jiepu.briefing import render
        from jiepu.outputs import new_file
        from jiepu.unread import read_unread

        data = KnowledgeGraph.load(folder).data
        page = render(data, title=title, language=say.language, unread=read_unread(folder))
        with new_file(out) as file:
            file.write(page)
        print(say("briefing.done", out=printable(str(out))))
        return 0
