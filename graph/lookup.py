"""Which entity of a graph a name means."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.names import name_key
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import JPR

_EXACT = """SELECT DISTINCT ?name ?entity ?preferred WHERE {
  ?entity skos:prefLabel|skos:altLabel ?name ; skos:prefLabel ?preferred ; a ?class .
  FILTER(?class != jp:Indicator)
}"""
_ALL = """SELECT DISTINCT ?entity ?preferred ?label WHERE {
  ?entity skos:prefLabel|skos:altLabel ?label ; skos:prefLabel ?preferred ; a ?class .
  FILTER(?class != jp:Indicator)
}"""


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
