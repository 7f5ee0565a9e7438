"""The scheme of themes as a look-up table: their names, and which stands above which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.records import Document
from ontology.terms import JP, PREFIXES, THEMES

_SKOS = PREFIXES["skos"]


@dataclass(frozen=True)
class Concept:
    """A theme: its local name, its labels, the local name of the one above it (empty at the top)."""

    name: str
    zh: str
    en: str
    broader: str = ""


@cache
def concepts() -> Mapping[str, Concept]:
    """Return the themes by their local names, in the order of the scheme.

    Examples
    --------
    >>> concepts()["elderlyCare"]
    Concept(name='elderlyCare', zh='养老', en='care for the elderly', broader='livelihood')
    """
    labels: dict[tuple[str, str | None], str] = {}
    broader: dict[str, str] = {}
    for triple in parse(files("ontology").joinpath("themes.ttl").read_bytes(), RdfFormat.TURTLE):
        if not isinstance(triple.subject, NamedNode):
            continue
        name = triple.subject.value.removeprefix(JP)
        if triple.predicate.value == _SKOS + "prefLabel" and isinstance(triple.object, Literal):
            labels[name, triple.object.language] = triple.object.value
        elif triple.predicate.value == _SKOS + "broader" and isinstance(triple.object, NamedNode):
            broader[name] = triple.object.value.removeprefix(JP)
    return {
        name: Concept(name, labels[name, "zh"], labels[name, "en"], broader.get(name, "")) for name in THEMES
    }


def lineage(theme: str) -> tuple[str, ...]:
    """Return a theme and those above it, from itself to the top; nothing where the scheme does not know it.

    Examples
    --------
    >>> lineage("elderlyCare"), lineage("weather")
    (('elderlyCare', 'livelihood'), ())
    """
    known, chain = concepts(), []
    while theme in known:
        chain.append(theme)
        theme = known[theme].broader
    return tuple(chain)


def named_theme(text: str) -> Concept | None:
    """Return the theme that a person names by its local name or either label, ``None`` where none is.

    Examples
    --------
    >>> named_theme("养老") == named_theme("elderlyCare") == named_theme("Care for the elderly")
    True
    """
    wanted = text.strip().casefold()
    return next(
        (c for c in concepts().values() if wanted in {c.name.casefold(), c.zh.casefold(), c.en.casefold()}),
        None,
    )


def themes_of(document: Document) -> tuple[str, ...]:
    """Return what the sections of a document are about, each theme once, in alphabetical order."""
    found = {theme for section in document.sections for theme in section.themes}
    return tuple(sorted(theme for theme in found if theme in THEMES))
