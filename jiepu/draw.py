"""An answer drawn: the part of the graph that it speaks of, as a page like the one of a build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jiepu.language import Texts
from jiepu.outputs import new_file
from ontology.errors import UsageError
from ontology.terms import JPR

if TYPE_CHECKING:
    from graph.store import Term


def draw(folder: Path, terms: Iterable[Term | None], page: Path, *, title: str, say: Texts) -> None:
    """Draw the entities among ``terms`` with all claims between them, and write the page whole or not at all.

    Parameters
    ----------
    folder
        The folder of the build.
    terms
        The terms of an answer and what was asked for; what is no entity is passed over.
    page
        The file to write.
    title
        Of the page.
    say
        The language of its interface at first.

    Raises
    ------
    UsageError
        If no entity is among the terms.
    StoreError
        If there are no facts in ``folder``, or the page cannot be written.
    """
    from graph.excerpt import excerpt
    from graph.knowledge import KnowledgeGraph
    from graph.view.page import render

    values = {str(getattr(term, "value", "")) for term in terms}
    part = excerpt(KnowledgeGraph.load(folder).data, {value for value in values if value.startswith(JPR)})
    if not part.entities:
        raise UsageError(
            "答案里没有可以画的实体; 请选出实体的 IRI, 或去掉 --html",
            "the answer holds no entity to draw; select IRIs of entities, or leave --html out",
        )
    with new_file(page) as file:
        file.write(render(part, title=title, language=say.language))
