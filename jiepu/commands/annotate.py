"""``jiepu annotate``: documents in, one page that shows what was found in them, beside a reference."""

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
from jiepu.terminal import printable


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("annotate", **settings(say, "annotate"))
    def command(
        paths: Annotated[list[Path], argument(say, text="annotate.paths", metavar="paths")],
        out: Annotated[Path, option(say, "--out", "-o", text="annotate.out", metavar="file")] = Path(
            "annotated.html"
        ),
        reference: Annotated[
            Path | None, option(say, "--reference", "-r", text="annotate.reference", metavar="file")
        ] = None,
        encoding: Annotated[str | None, encoding_option(say)] = None,
        jobs: Annotated[int, jobs_option(say)] = 0,
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.annotate import render
        from jiepu.annotate.gather import gather
        from jiepu.outputs import new_file
        from jiepu.progress import progress_bar

        with progress_bar(say) as progress:
            gathered = gather(paths, reference, encoding=encoding, jobs=jobs, progress=progress)
        tell_failures(gathered.failures, say)
        if gathered.pages:
            title = say("annotate.title", documents=len(gathered.pages))
            with new_file(out) as file:
                file.write(render(gathered.pages, title=title, language=say.language))
            if reference and not gathered.compared:
                print(say("annotate.alone", reference=printable(str(reference))), file=sys.stderr)
            done = say("annotate.done", documents=len(gathered.pages), out=printable(str(out)))
            print(done, file=sys.stderr)
        return 1 if gathered.failures else 0
