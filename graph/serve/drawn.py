"""The page that draws, over HTTP: the same page and scripts as in one file, its data fetched by parts."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from string import Template

from graph.view.look import asset, load_look
from graph.view.page import view_script, vis_network

# What stands in the one file, and what is served instead.
_INSTEAD = (
    ("<style>$style</style>", '<link rel="stylesheet" href="/static/view.css">'),
    ("<script>$vis</script>", '<script src="/static/vis.js"></script>'),
    ("<script>$script</script>", '<script src="/static/served.js"></script>'),
)


@cache
def viewer(language: str, title: str, policy: str) -> str:
    """Return the page, without data.

    Parameters
    ----------
    language
        ``zh`` or ``en``.
    title
        Stands in the page's head.
    policy
        What the page may load.
    """
    page = asset("page.html")
    for inside, outside in _INSTEAD:
        if inside not in page:
            raise ValueError(f"the page has no {inside}")
        page = page.replace(inside, outside)
    # A policy in a page cannot speak of frames; the header does.
    inner = "; ".join(part for part in policy.split("; ") if not part.startswith("frame-ancestors"))
    return Template(page).substitute(
        language="en" if language == "en" else "zh-CN",
        policy=html.escape(inner, quote=False),
        title=html.escape(title),
        graph="",
        texts="",
    )


@cache
def view_files() -> dict[str, tuple[str, str]]:
    """Return the files of the page by name: media type and text."""
    return {
        "view.css": ("text/css", asset("base.css") + asset("page.css") + served("served.css")),
        "classes.css": ("text/css", _colours()),
        "base.css": ("text/css", asset("base.css")),
        "vis.js": ("text/javascript", vis_network()),
        "view.js": ("text/javascript", view_script()),
    }


def served(name: str) -> str:
    """Return the text of a file in ``static``."""
    return (files("graph.serve") / "static" / name).read_text(encoding="utf-8")


def _colours() -> str:
    """Return the colours of classes as the pages use them, from the one table of looks."""
    rows = []
    for theme in ("light", "dark"):
        for row in load_look().classes:
            rows.append(
                f':root[data-theme="{theme}"] [data-class="{row["id"]}"] {{ --class: {row[theme]}; }}'
            )
    return "\n".join(rows) + "\n"
