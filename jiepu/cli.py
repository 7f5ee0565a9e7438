"""The ``jiepu`` command: puts the commands together and turns errors into lines and exit statuses."""

import io
import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from jiepu.commands import COMMANDS
from jiepu.commands.options import help_option, language_option
from jiepu.language import Texts, chosen_language
from jiepu.terminal import printable
from ontology.errors import JiepuError, UsageError

INTERRUPTED = 130


def create_app(say: Texts) -> typer.Typer:
    """Make the app with its help in the language of ``say``.

    Examples
    --------
    >>> [command.name for command in create_app(Texts("en")).registered_commands][:3]
    ['build', 'extract', 'query']
    """
    app = typer.Typer(
        name="jiepu",
        help=say("jiepu.help"),
        epilog=say("jiepu.epilog"),
        no_args_is_help=False,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        add_help_option=False,
        subcommand_metavar=say("metavar.command"),
        options_metavar=say("metavar.options"),
    )

    @app.callback()
    def common(
        lang: Annotated[str | None, language_option(say)] = None,
        help: Annotated[bool, help_option(say)] = False,
    ) -> None:
        pass

    for register in COMMANDS:
        register(app, say)
    return app


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 something failed, 2 wrongly called, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    signal.signal(signal.SIGTERM, _terminated)
    _set_encoding()
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit status."""
    say = Texts(chosen_language(arguments))
    try:
        status = create_app(say)(arguments or ["--help"], prog_name="jiepu", standalone_mode=False)
    except JiepuError as error:
        tell(say("error", message=error.message(say.language)))
        return 2 if isinstance(error, UsageError) else 1
    except typer.Abort:
        status = INTERRUPTED
    except typer.TyperException as error:
        tell(say("error", message=usage_message(error, say)))
        tell(say("usage.try", command=_command_path(error)))
        return error.exit_code
    if status == INTERRUPTED:
        tell(say("interrupted"))
    return status if isinstance(status, int) else 0


def tell(line: str) -> None:
    """Print one line on the standard error stream, whatever characters it holds."""
    print(printable(line), file=sys.stderr)


def usage_message(error: typer.TyperException, say: Texts) -> str:
    """Say in the language of the interface what is wrong with the call; typer itself speaks English only."""
    if say.language == "en":
        return error.format_message()
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = getattr(error, "option_name", "")
    if param is not None:
        name = next((option for option in param.opts if option.startswith("-")), param.metavar or param.name)
    if kind in {"MissingParameter", "NoSuchOption", "BadParameter", "BadOptionUsage"} and name:
        return say(f"usage.{kind}", name=name, detail=getattr(error, "message", ""))
    return say("usage.other", detail=error.format_message())


def _command_path(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "jiepu"


def _set_encoding() -> None:
    """Let no character stop the output: data is UTF-8, and a terminal that lacks one shows its number."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    """End as on an interrupt, so that half-written output is taken away."""
    raise KeyboardInterrupt
