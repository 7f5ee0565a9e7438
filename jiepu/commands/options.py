"""What several commands share: the options that all have, checks of arguments, the output of failures."""

import codecs
import sys
from collections.abc import Callable, Iterable
from typing import Any

import typer

from jiepu.extraction import Failure
from jiepu.language import LANGUAGES, Texts
from jiepu.terminal import printable
from ontology.errors import UsageError

Check = Callable[[str | None], str | None]


def settings(say: Texts, name: str, **context: bool) -> dict[str, Any]:
    """Return the keyword arguments of ``app.command`` for the command ``name``: its help and examples."""
    return {
        "help": say(f"{name}.help"),
        "epilog": say(f"{name}.examples"),
        "options_metavar": say("metavar.options"),
        # Our own --help speaks the language of the interface.
        "add_help_option": False,
        "rich_help_panel": say("panel.commands"),
        "context_settings": context,
    }


def argument(say: Texts, *, text: str, metavar: str) -> object:
    """Return an argument with the help text ``text``, shown by the name ``metavar``."""
    return typer.Argument(
        help=say(text),
        metavar=say(f"metavar.{metavar}"),
        show_default=False,
        rich_help_panel=say("panel.arguments"),
    )


def option(
    say: Texts,
    *names: str,
    text: str,
    metavar: str = "",
    check: Check | None = None,
    least: float | None = None,
    most: float | None = None,
) -> object:
    """Return an option with the help text ``text`` and a placeholder ``metavar`` for its value."""
    return typer.Option(
        *names,
        help=say(text),
        metavar=say(f"metavar.{metavar}") if metavar else "",
        show_default=False,
        rich_help_panel=say("panel.options"),
        callback=check,
        min=least,
        max=most,
    )


def language_option(say: Texts) -> object:
    """Return the ``--lang`` option; :mod:`jiepu.cli` has read it before the command line is parsed."""
    return option(say, "--lang", text="option.lang", metavar="lang", check=_known_language)


def help_option(say: Texts) -> object:
    """Return the ``--help`` option."""
    return typer.Option(
        "--help",
        "-h",
        help=say("option.help"),
        metavar="",
        is_eager=True,
        show_default=False,
        rich_help_panel=say("panel.options"),
        callback=_show_help,
    )


def encoding_option(say: Texts) -> object:
    """Return the ``--encoding`` option."""
    return option(say, "--encoding", text="option.encoding", metavar="name", check=_known_encoding)


def jobs_option(say: Texts) -> object:
    """Return the ``--jobs`` option."""
    return option(say, "--jobs", "-j", text="option.jobs", metavar="number", least=0)


def store_option(say: Texts, which: str = "") -> object:
    """Return the ``--store`` option, or that of the server's address for ``update`` or ``graphs``."""
    name = f"--store-{which}" if which else "--store"
    return option(say, name, text=f"option.store{which}", metavar="address")


def tell_failures(failures: Iterable[Failure], say: Texts) -> None:
    """Print one line for each document that gave nothing, naming the file and the reason."""
    for failure in failures:
        message = failure.error.message(say.language)
        print(printable(say("unread", message=message)), file=sys.stderr)


def _show_help(context: typer.Context, value: bool) -> None:
    if value:
        context.get_help()
        raise typer.Exit


def _known_language(value: str | None) -> str | None:
    if value is not None and value[:2].lower() not in LANGUAGES:
        raise UsageError(
            f"界面语言只有 zh 和 en, 没有 {value}", f"the interface speaks zh and en, not {value}"
        )
    return value


def _known_encoding(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return codecs.lookup(value).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"没有名为 {value} 的字符编码; 常用的有 utf-8, gb18030, big5, utf-16",
            f"there is no character encoding {value}; common ones are utf-8, gb18030, big5, utf-16",
        ) from error
