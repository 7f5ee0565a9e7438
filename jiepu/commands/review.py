"""``jiepu review``: doubtful merges and near-misses as a file for a person to decide in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jiepu.commands.options import argument, help_option, language_option, option, settings
from jiepu.language import Texts
from jiepu.terminal import printable


def register(app: typer.Typer, say: Texts) -> None:
    """Add the command."""

    @app.command("review", **settings(say, "review"))
    def command(
        folder: Annotated[Path, argument(say, text="option.folder", metavar="folder")] = Path("out"),
        out: Annotated[Path, option(say, "--out", "-o", text="review.out", metavar="file")] = Path(
            "aliases.csv"
        ),
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> int:
        from jiepu.review import review

        decided, joined, apart = review(folder, out)
        line = say("review.done", decided=decided, joined=joined, apart=apart, out=printable(str(out)))
        print(line, file=sys.stderr)
        return 0
