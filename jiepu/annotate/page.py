"""The page: template, style, scripts and documents joined into one file that asks nothing of any network."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from graph.view.look import Look, load_look
from graph.view.look import asset as shared_asset
from graph.view.page import embed, source_hash
from jiepu.annotate.payload import Page, payload

# Joined in this order inside one function: later files use what earlier ones define.
_SCRIPTS = ("data.js", "text.js", "facts.js", "summary.js", "hover.js", "main.js")


def render(pages: Sequence[Page], *, title: str, language: str = "zh") -> str:
    """Return documents with their facts as one HTML page.

    Parameters
    ----------
    pages
        The documents; the reader switches between them.
    title
        Stands in the page's head and in the browser's title.
    language
        ``zh`` or ``en``: what the interface speaks at first; the reader can switch.

    Returns
    -------
    str
        The page. It may load nothing and run nothing but its own script (a Content-Security-Policy with its
        hash says so); texts of documents are data in it, never markup.

    Examples
    --------
    >>> "<title>&lt;空&gt;</title>" in render([], title="<空>")
    True
    """
    look = load_look()
    style = shared_asset("base.css") + _asset("page.css") + _colours(look)
    body = "\n".join([shared_asset("dom.js"), *(_asset(name) for name in _SCRIPTS)])
    script = f'(function () {{\n"use strict";\n{body}\n}})();\n'
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    words = tomllib.loads(_asset("words.toml"))
    data = {
        "language": "en" if language == "en" else "zh",
        "words": {tongue: {key: row[tongue] for key, row in words.items()} for tongue in ("zh", "en")},
        "classes": look.classes,
        "relations": look.relations,
        "statuses": look.statuses,
        "documents": [payload(page) for page in pages],
    }
    return Template(_asset("page.html")).substitute(
        language="en" if language == "en" else "zh-CN",
        policy=html.escape(policy, quote=False),
        # Half of a surrogate pair cannot be written as UTF-8; inside the data it is escaped.
        title=html.escape(title.encode("utf-8", "replace").decode("utf-8")),
        style=style,
        script=script,
        data=embed(data),
    )


def _asset(name: str) -> str:
    """Return the text of a file of this package, with line ends as browsers see them."""
    return (files("jiepu.annotate") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _colours(look: Look) -> str:
    """Return a rule for each class of names: the colour of what was found, and of the reference."""
    return "".join(
        f'{theme}[data-type="{row["id"]}"] {{ --type: {row[tone]}; }}\n'
        f'{theme}[data-other="{row["id"]}"] {{ --other: {row[tone]}; }}\n'
        for theme, tone in (("", "light"), (':root[data-theme="dark"] ', "dark"))
        for row in look.classes
    )
