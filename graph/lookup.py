"""Which entity or document of a graph a name means."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.names import name_key
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import JPR

_EXACT = """SELECT DISTINCT ?name ?entity ?preferred WHERE {
  #= name
  ?entity skos:prefLabel|skos:altLabel ?name ; skos:prefLabel ?preferred ; a ?class .
  FILTER(?class != jp:Indicator)
}"""
_ALL = """SELECT DISTINCT ?entity ?preferred ?label WHERE {
  ?entity skos:prefLabel|skos:altLabel ?label ; skos:prefLabel ?preferred ; a ?class .
  FILTER(?class != jp:Indicator)
}"""

_DOCUMENTS = """SELECT DISTINCT ?document ?identifier ?title WHERE {
  ?document a jp:Document ; dcterms:identifier ?identifier ; dcterms:title ?title .
} ORDER BY ?identifier"""


def find_entity(store: GraphStore, name: str) -> NamedNode:
    """Return the entity that is called ``name``.

    Parameters
    ----------
    name
        A preferred or other name, as printed or without its marks; or the entity's IRI.

    Raises
    ------
    QueryError
        If no entity is called so, or several are and none of them by its preferred name.
    """
    if name.startswith(JPR) and not any(c in name for c in '<>"{}|\\^` '):
        return NamedNode(name)
    _, rows = store.select(_EXACT, {"name": Literal(name, language="zh")})
    found = {
        (str(e.value), str(p.value))
        for _, e, p in rows
        if isinstance(e, NamedNode) and isinstance(p, Literal)
    }
    if not found:
        key = name_key(name)
        _, rows = store.select(_ALL)
        found = {
            (e.value, p.value)
            for e, p, label in rows
            if isinstance(e, NamedNode) and isinstance(p, Literal) and isinstance(label, Literal)
            and name_key(label.value) == key
        }  # fmt: skip
    if not found:
        raise QueryError(f"图谱里没有“{name}”", f"nothing in the graph is called {name}")
    preferred = {entity for entity, label in found if name_key(label) == name_key(name)} or {
        e for e, _ in found
    }
    if len(preferred) > 1:
        several = " ".join(sorted(preferred))
        raise QueryError(
            f"“{name}”不止一个, 请给出其中一个: {several}",
            f"{name} is several things; give one of: {several}",
        )
    return NamedNode(preferred.pop())


def find_document(store: GraphStore, name: str) -> NamedNode:
    """Return the document that ``name`` means.

    Parameters
    ----------
    name
        A document's identifier or title, words that only one title holds, or the document's IRI.

    Raises
    ------
    QueryError
        If there is none, or there are several.
    """
    _, rows = store.select(_DOCUMENTS)
    known = [(d, str(getattr(i, "value", "")), str(getattr(t, "value", ""))) for d, i, t in rows]
    ways = (
        [d for d, identifier, _ in known if isinstance(d, NamedNode) and name in (d.value, identifier)],
        [d for d, _, title in known if isinstance(d, NamedNode) and title == name],
        [d for d, _, title in known if isinstance(d, NamedNode) and name and name in title],
    )
    found = next((way for way in ways if way), [])
    if len(found) == 1:
        return found[0]
    chosen = {document.value for document in found}
    several = " ".join(identifier for d, identifier, _ in known if getattr(d, "value", "") in chosen)
    if found:
        raise QueryError(
            f"“{name}”不止一份文件, 请给出其中一个编号: {several}",
            f"{name} is several documents; give one identifier of: {several}",
        )
    raise QueryError(f"图谱里没有文件“{name}”", f"no document of the graph is called {name}")
