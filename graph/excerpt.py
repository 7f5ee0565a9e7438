"""A part of a graph as a graph of its own: some entities and all that is said of them and between them."""

from __future__ import annotations

from collections.abc import Collection

from graph.model import GraphData


def excerpt(data: GraphData, iris: Collection[str]) -> GraphData:
    """Return the part of a graph that concerns the entities ``iris``.

    Parameters
    ----------
    data
        The whole graph.
    iris
        IRIs of entities; others are passed over.

    Returns
    -------
    GraphData
        The entities, the claims between two of them, their figures, definitions and mentions, and the
        documents that say any of these, in the order of ``data``.

    Examples
    --------
    >>> from graph.model import Entity
    >>> data = GraphData((), (Entity("a", "AREA", "甲"), Entity("b", "AREA", "乙")), (), (), ())
    >>> [entity.name for entity in excerpt(data, {"b", "c"}).entities]
    ['乙']
    """
    kept = frozenset(iris)
    claims = tuple(c for c in data.claims if c.head in kept and c.tail in kept)
    figures = tuple(f for f in data.figures if f.subject in kept)
    definitions = tuple(d for d in data.definitions if d.entity in kept)
    mentions = tuple(m for m in data.mentions if m.entity in kept)
    docs = {said.evidence.doc for part in (claims, figures, definitions) for said in part}
    docs.update(mention.doc for mention in mentions)
    return GraphData(
        documents=tuple(document for document in data.documents if document.doc in docs),
        entities=tuple(entity for entity in data.entities if entity.iri in kept),
        claims=claims,
        figures=figures,
        mentions=mentions,
        definitions=definitions,
        issuers=tuple((doc, area) for doc, area in data.issuers if doc in docs),
    )
