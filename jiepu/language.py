"""The words of the command line in the language of the interface: Chinese by default, English on request."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")
VARIABLE = "JIEPU_LANG"


class Texts:
    """The texts of one language, by dotted name.

    Parameters
    ----------
    language
        ``zh`` or ``en``.

    Examples
    --------
    >>> Texts("en")("table.names"), Texts("zh")("table.names")
    ('Names', '名称')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        source = resources.files("jiepu.texts").joinpath(f"{language}.toml").read_text(encoding="utf-8")
        self._texts: Mapping[str, Any] = tomllib.loads(source)

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the text ``name`` with ``values`` filled in; raises ``KeyError`` where there is none."""
        text: Any = self._texts
        for part in name.split("."):
            text = text[part]
        if not isinstance(text, str):
            raise KeyError(name)
        return text.format(**values) if values else text

    def get(self, name: str, default: str) -> str:
        """Return the text ``name``, or ``default`` where there is none."""
        try:
            return self(name)
        except KeyError:
            return default

    def names(self) -> list[str]:
        """Return the dotted names of all texts, sorted."""

        def walk(table: Mapping[str, Any], prefix: str) -> list[str]:
            found = []
            for key, value in table.items():
                found += walk(value, f"{prefix}{key}.") if isinstance(value, dict) else [prefix + key]
            return found

        return sorted(walk(self._texts, ""))


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that ``--lang`` in ``arguments`` asks for, or else the environment, or else ``zh``.

    Looked up before the command line is parsed, since the help texts depend on it.

    Examples
    --------
    >>> chosen_language(["build", "--lang", "en", "x"], {})
    'en'
    >>> chosen_language(["build"], {"JIEPU_LANG": "en_GB.UTF-8"}), chosen_language([], {})
    ('en', 'zh')
    """
    asked = [environment.get(VARIABLE, "")]
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            asked.append(arguments[index + 1])
        elif argument.startswith("--lang="):
            asked.append(argument.partition("=")[2])
    known = [name[:2].lower() for name in asked if name[:2].lower() in LANGUAGES]
    return known[-1] if known else "zh"
