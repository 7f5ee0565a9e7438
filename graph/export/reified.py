"""RDF 1.2: each claim reifies the triple that it states, written as TriG with triple terms.

https://www.w3.org/TR/rdf12-concepts/#section-reification
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph.export.turtle import SHORT_NAMES, in_order
from ontology.terms import PREFIXES

_RDF = PREFIXES["rdf"]
_PARTS = {NamedNode(_RDF + part): place for place, part in enumerate(("subject", "predicate", "object"))}
_TYPE, _STATEMENT = NamedNode(_RDF + "type"), NamedNode(_RDF + "Statement")
_REIFIES = NamedNode(_RDF + "reifies")


def write_reified(path: Path, quads: Iterable[Quad]) -> None:
    """Write ``quads`` as TriG of RDF 1.2, with ``rdf:reifies`` in place of statements of RDF 1.1."""
    text = serialize(reified(quads), format=RdfFormat.TRIG, prefixes=SHORT_NAMES)
    path.write_bytes(in_order(text))


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield ``quads`` with ``rdf:reifies`` and a triple term for each statement in three parts.

    Examples
    --------
    >>> a, p, s = (NamedNode("https://example.org/" + name) for name in "aps")
    >>> parts = [Quad(s, part, term) for part, term in zip(_PARTS, (a, p, a), strict=True)]
    >>> [str(quad.object) for quad in reified(parts)]
    ['<https://example.org/a> <https://example.org/p> <https://example.org/a>']
    """
    open_: dict[object, dict[int, object]] = {}
    for quad in quads:
        place = _PARTS.get(quad.predicate)
        if place is None:
            if not (quad.predicate == _TYPE and quad.object == _STATEMENT):
                yield quad
            continue
        key = (quad.subject, quad.graph_name)
        held = open_.setdefault(key, {})
        held[place] = quad.object
        if len(held) == len(_PARTS):
            del open_[key]
            head, predicate, tail = (held[i] for i in range(3))
            yield Quad(quad.subject, _REIFIES, Triple(head, predicate, tail), quad.graph_name)  # type: ignore[arg-type]
