"""Pages from templates: every text is escaped, every word is in the language of the page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph.iri import segment
from graph.serve.address import path_of
from graph.serve.language import COOKIE, page_language
from graph.serve.reading import CLASS_OF
from graph.view.look import load_look
from ontology.terms import CLASSES, JP, JPR, PREFIXES, RELATIONS

_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double")}
_SHORT = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


@cache
def _environment() -> Environment:
    # What a template lacks is an error, not an empty place.
    environment = Environment(
        loader=PackageLoader("graph.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["path"] = path_of
    environment.filters["short"] = short
    environment.filters["segment"] = segment
    environment.filters["cell"] = _cell
    return environment


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the pages, by key and language."""
    return tomllib.loads((files("graph.serve") / "words.toml").read_text(encoding="utf-8"))


@cache
def _called() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of names, by identifier and by the short name of the vocabulary."""
    look = load_look()
    every = (*look.classes, *look.relations, *look.statuses)
    rows: dict[str, Mapping[str, str]] = {row["id"]: row for row in every}
    said = ("actual", "target", "yearOnYear", "comparable", "periodOnPeriod")
    rows.update((name, words()[name]) for name in said)
    of_vocabulary = [(f"jp:{iri.removeprefix(JP)}", rows[name]) for name, iri in CLASSES.items()]
    of_vocabulary += [(f"jp:{iri.removeprefix(JP)}", rows[name]) for name, iri in RELATIONS.items()]
    of_vocabulary += [(f"jp:{name}", rows[name]) for name in ("done", "ongoing", "planned", *said)]
    return rows | dict(of_vocabulary)


def short(iri: str) -> str:
    """Return an IRI with the prefix of the vocabulary, one of this graph by the end of its path.

    >>> short("https://w3id.org/jiepu/ontology#Place"), short("https://example.org/")
    ('jp:Place', 'https://example.org/')
    >>> short("https://w3id.org/jiepu/id/place/310/a%20b")
    'a b'
    """
    if iri.startswith(JPR):
        return unquote(iri.rpartition("/")[2], errors="replace")
    for prefix, start in _SHORT:
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def _cell(value: Mapping[str, str] | None) -> str:
    """Return what class a cell of a table has by what it holds."""
    if value is None or value["type"] != "literal":
        return ""
    if value.get("datatype", "") in _NUMBERS:
        return "number"
    return "long" if len(value["value"]) > 24 else ""


class Speech:
    """The words of one language, for templates."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of ``key`` with ``values`` filled in."""
        text = words()[key][self.language]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def called(self, name: str, back: bool = False) -> str:
        """Return what a class, relation or status is called; a relation seen from its tail with ``back``."""
        row = _called().get(name.removeprefix(JP), {})
        reverse = f"{self.language}_back"
        return row[reverse] if back and reverse in row else row.get(self.language, name)

    def class_name(self, iri: str) -> str:
        """Return the short name of a class (``PLACE``) by its IRI."""
        return str(CLASS_OF.get(iri, ""))


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Return a page.

    Parameters
    ----------
    request
        Says the language.
    template
        The name of a file in ``templates``.
    status
        Of HTTP.
    values
        What the template shows.
    """
    language = page_language(request)
    other = "en" if language == "zh" else "zh"
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    text = (
        _environment()
        .get_template(template)
        .render(
            say=Speech(language),
            language=language,
            switch="?" + urlencode([*kept, ("lang", other)], errors="replace"),
            here=request.url.path,
            **values,
        )
    )
    response = HTMLResponse(text.encode("utf-8", "replace"), status)
    response.headers["vary"] = "Accept, Cookie"
    if request.query_params.get("lang") in {"zh", "en"}:
        response.set_cookie(COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    return response
