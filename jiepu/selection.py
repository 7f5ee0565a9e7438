"""What of a graph to draw: what lies around some entities, or what a question's answer speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.excerpt import excerpt
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.model import GraphData


def selection(
    knowledge: KnowledgeGraph, names: Sequence[str], steps: int, question: str, parameters: Mapping[str, str]
) -> GraphData:
    """Return the part of a graph to draw, or all of it where nothing is chosen.

    Parameters
    ----------
    knowledge
        The graph.
    names
        Entities, by name or IRI, drawn with what lies within ``steps`` relations of them.
    steps
        0 for the entities alone, 1 for what they are tied to, and so on.
    question
        A question of the library by its name, or a SPARQL SELECT; the entities of its answer are drawn.
    parameters
        Of the question.

    Raises
    ------
    QueryError
        If a name or the question is not understood.
    UsageError
        If the answer holds no entity, or there are parameters without a question.
    """
    data = knowledge.data
    if parameters and not question:
        unknown = next(iter(parameters))
        raise UsageError(
            f"没有参数 {unknown}; 问题的参数只能与 question 同用",
            f"there is no parameter {unknown}; those of a question need one: question=…",
        )
    if not names and not question:
        return data
    known = {entity.iri for entity in data.entities}
    chosen = {knowledge.entity(name).iri for name in names}
    ring = set(chosen)
    for _ in range(steps):
        ring = {
            end for c in data.claims if c.head in ring or c.tail in ring for end in (c.head, c.tail)
        } - chosen
        chosen |= ring
    if question:
        rows = knowledge.query(question, **parameters).rows
        found = {str(getattr(term, "value", "")) for row in rows for term in row} & known
        if not found:
            raise UsageError(
                "答案里没有可以画的实体; 请让问题选出实体的 IRI",
                "the answer holds no entity to draw; let the question select IRIs of entities",
            )
        chosen |= found
    return excerpt(data, chosen)
