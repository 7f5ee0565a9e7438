"""The page: template, style, scripts and data joined into one file that asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from pathlib import Path
from string import Template

import pyvis  # type: ignore[import-untyped]

from graph.model import GraphData
from graph.view.look import asset, load_look
from graph.view.payload import payload

# Joined in this order inside one function: later files use what earlier ones define.
_SCRIPTS = (
    "dom.js",
    "data.js",
    "state.js",
    "address.js",
    "choose.js",
    "place.js",
    "springs.js",
    "pins.js",
    "drawing.js",
    "captions.js",
    "exportsvg.js",
    "evidence.js",
    "chart.js",
    "figures.js",
    "panel.js",
    "path.js",
    "find.js",
    "search.js",
    "counts.js",
    "period.js",
    "filters.js",
    "document.js",
    "timeline.js",
    "table.js",
    "main.js",
)
_VIS_NETWORK = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
# What would end the script element, start a comment in it, or be a line end to older engines.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def render(data: GraphData, *, title: str, language: str = "zh") -> str:
    """Return the graph as one HTML page.

    Parameters
    ----------
    data
        The graph.
    title
        Stands in the page's head and in the browser's title.
    language
        ``zh`` or ``en``: what the interface speaks at first; the reader can switch.

    Returns
    -------
    str
        The page. It may load nothing and run nothing but its own scripts (a Content-Security-Policy with
        their hashes says so); texts of documents are data in it, never markup.

    Examples
    --------
    >>> page = render(GraphData((), (), (), (), ()), title="<空>")
    >>> "<title>&lt;空&gt;</title>" in page
    True
    """
    look = load_look()
    parts = payload(data, look, title, language)
    style, vis, script = asset("base.css") + asset("page.css"), vis_network(), view_script()
    policy = (
        f"default-src 'none'; script-src {source_hash(vis)} {source_hash(script)}; "
        f"style-src {source_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Template(asset("page.html")).substitute(
        language=html.escape("en" if language == "en" else "zh-CN"),
        policy=html.escape(policy, quote=False),
        # Half of a surrogate pair cannot be written as UTF-8; inside the data it is escaped.
        title=html.escape(title.encode("utf-8", "replace").decode("utf-8")),
        style=style,
        vis=vis,
        script=script,
        graph=embed(parts.graph),
        texts=embed(parts.texts),
    )


def write_page(data: GraphData, path: str | os.PathLike[str], *, title: str, language: str = "zh") -> Path:
    """Write the page of :func:`render` to ``path`` in UTF-8 and return the path.

    The file appears whole or not at all: it is written beside its place and moved there.

    Raises
    ------
    OSError
        If the place cannot be written.
    """
    target = Path(path)
    page = render(data, title=title, language=language)
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def embed(value: object) -> str:
    r"""Return ``value`` as JSON that can stand inside a script element, whatever texts it holds.

    >>> embed({"名": "</script><b>&"})
    '{"名":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def source_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline script or style with this text.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def vis_network() -> str:
    """Return vis-network as pyvis carries it, without the pointer to a map that is not there."""
    path = Path(pyvis.__file__).parent / _VIS_NETWORK
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)


def view_script() -> str:
    """Return the page's own scripts, joined."""
    body = "\n".join(asset(name) for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{body}\n}})();\n'
