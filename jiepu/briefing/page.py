"""The page of a briefing: sections made in order, template and style joined into one file."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from graph.model import GraphData
from graph.view.look import load_look
from jiepu.briefing.changes import changes
from jiepu.briefing.common import common
from jiepu.briefing.leading import leading
from jiepu.briefing.partners import partners
from jiepu.briefing.plans import plans
from jiepu.briefing.sources import sources
from jiepu.briefing.subject import Subject, one_line
from jiepu.briefing.topics import topics
from jiepu.language import Texts
from jiepu.unread import Unread


def render(
    data: GraphData, *, title: str = "", language: str = "zh", unread: Sequence[Unread] | None = None
) -> str:
    """Return a briefing on a graph as one HTML page that runs nothing and asks nothing of any network.

    Parameters
    ----------
    data
        The graph.
    title
        Of the page; without it the names of the bodies that speak.
    language
        ``zh`` or ``en``.
    unread
        What the build could not read; ``None`` where that is not known.

    Examples
    --------
    >>> page = render(GraphData((), (), (), (), ()), title="<甲>")
    >>> "<h1>&lt;甲&gt;</h1>" in page
    True
    """
    say = Texts(language)
    subject = Subject(data, load_look(), say)
    style = _asset("briefing.css")
    bodies = sorted({subject.name(area) for _, area in data.issuers})
    page = _environment().get_template("briefing.html").render(
        language="en" if language == "en" else "zh-CN",
        policy=f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'",
        style=style,
        title=title or "、".join(bodies[:4]) + ("…" if len(bodies) > 4 else ""),
        word=_words(language),
        data=data,
        bodies=bodies,
        # In the order of the page, in which sentences are numbered.
        sources=sources(subject),
        leading=leading(subject),
        partners=partners(subject),
        plans=plans(subject),
        changes=changes(subject),
        common=common(subject),
        topics=topics(subject),
        notes=subject.notes,
        status=subject.status,
        unread=unread,
        told=[one_line(warning) for warning in data.warnings],
        is_address=_is_address,
    )  # fmt: skip
    # Half of a surrogate pair cannot be written as UTF-8.
    return page.encode("utf-8", "replace").decode("utf-8")


def _words(language: str) -> Callable[..., str]:
    table = tomllib.loads(_asset("words.toml"))

    def word(name: str, **values: object) -> str:
        text: str = table[name][language]
        return text.format(**values) if values else text

    return word


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _asset(name: str) -> str:
    return (files("jiepu.briefing") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _is_address(text: str) -> bool:
    """Whether ``text`` may be a link: what a document calls its source can be anything.

    Examples
    --------
    >>> _is_address("https://example.org/a"), _is_address("javascript:alert(1)"), _is_address("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
