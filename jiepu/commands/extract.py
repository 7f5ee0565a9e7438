"""``jiepu extract``: documents in, one line of facts a document out."""

import contextlib
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
from jiepu.terminal import printable, printable_json


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("extract", **settings(say, "extract"))
    def command(
        paths: Annotated[list[Path], argument(say, text="option.paths", metavar="paths")],
        out: Annotated[Path, option(say, "--out", "-o", text="extract.out", metavar="file")] = Path(
            "facts.jsonl"
        ),
        encoding: Annotated[str | None, encoding_option(say)] = None,
        jobs: Annotated[int, jobs_option(say)] = 0,
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.extraction import Failure, find, gather
        from jiepu.outputs import new_file
        from jiepu.progress import progress_bar
        from ontology.records import dumps

        batch = find(paths)
        failures = list(batch.refused)
        written = 0
        to_terminal = str(out) == "-"
        target = contextlib.nullcontext(sys.stdout) if to_terminal else new_file(out)
        with progress_bar(say) as progress, target as file:
            for result in gather(batch, encoding=encoding, jobs=jobs, progress=progress):
                if isinstance(result, Failure):
                    failures.append(result)
                else:
                    written += 1
                    line = dumps(result)
                    file.write(f"{printable_json(line) if to_terminal else line}\n")
        tell_failures(failures, say)
        print(say("extract.done", documents=written, out=printable(str(out))), file=sys.stderr)
        return 1 if failures else 0
