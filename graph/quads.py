"""Where quads are written: the page of one named graph."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import PREFIXES

Term = NamedNode | Literal


class Page:
    """The quads of one named graph, in the order in which they are added.

    Predicates and classes are given by their prefixed names (``jp:status``), which are written in code and
    never come from a document.

    Examples
    --------
    >>> page = Page("https://w3id.org/jiepu/id/graph/a")
    >>> page.is_a(NamedNode("https://w3id.org/jiepu/id/place/b"), "jp:Place")
    >>> page.quads[0].object.value
    'https://w3id.org/jiepu/ontology#Place'
    """

    def __init__(self, graph: str) -> None:
        self.quads: list[Quad] = []
        self._graph = NamedNode(graph)
        self._known: dict[str, NamedNode] = {}

    def term(self, name: str) -> NamedNode:
        """Return the node of a prefixed name."""
        node = self._known.get(name)
        if node is None:
            prefix, _, local = name.partition(":")
            node = self._known[name] = NamedNode(PREFIXES[prefix] + local)
        return node

    def add(self, subject: NamedNode, predicate: str, value: Term) -> None:
        """Add one triple to the graph."""
        self.quads.append(Quad(subject, self.term(predicate), value, self._graph))

    def is_a(self, subject: NamedNode, *classes: str) -> None:
        """Say of what classes something is."""
        for name in classes:
            self.add(subject, "rdf:type", self.term(name))
