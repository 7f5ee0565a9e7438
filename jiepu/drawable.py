"""What can be looked at: a graph as a page, or as a pyvis network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.view.sketch import MOST, Sketch, sketch
from jiepu.picture import Picture
from jiepu.selection import selection

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


class Drawable:
    """Draws the graph that it holds as ``knowledge``, or the part that is asked for."""

    knowledge: KnowledgeGraph

    def show(
        self,
        *names: str,
        question: str = "",
        steps: int = 1,
        title: str = "",
        height: int = 640,
        language: str = "zh",
        **parameters: str,
    ) -> Picture:
        """Return the page of the graph, which a notebook shows in a frame; it asks nothing of any network.

        Parameters
        ----------
        names
            Only these entities and what lies around them; without names or question, the whole graph.
        question
            A question of the library or a SPARQL SELECT: the entities of its answer.
        steps
            How many relations away from ``names`` to go.
        title
            Of the page.
        height
            Of the frame, in pixels.
        language
            Of the page's interface at first: ``zh`` or ``en``.
        parameters
            Of the question.

        Raises
        ------
        QueryError
            If a name or the question is not understood.
        UsageError
            If the answer holds no entity.
        """
        data = selection(self.knowledge, names, steps, question, parameters)
        return Picture.of(data, title=title or "、".join(names) or "街谱", height=height, language=language)

    def network(
        self,
        *names: str,
        question: str = "",
        steps: int = 1,
        most: int = MOST,
        title: str = "",
        height: int = 640,
        language: str = "zh",
        **parameters: str,
    ) -> Sketch:
        """Return entities and their relations as a pyvis network, to change and to show in a notebook.

        Nodes are IRIs. It is drawn by a page of ours, offline and with every text escaped, also by pyvis's
        own ``show`` and ``write_html``.

        Parameters
        ----------
        names, question, steps, title, height, language, parameters
            As of :meth:`show`.
        most
            Entities to draw; of more than that the most connected.

        Examples
        --------
        >>> import jiepu
        >>> from jiepu.sample import folder
        >>> net = jiepu.build(sorted(folder().iterdir())[0]).network("江川路街道")
        >>> len(net.get_nodes()) > 1
        True
        """
        data = selection(self.knowledge, names, steps, question, parameters)
        return sketch(
            data, title=title or "、".join(names) or "街谱", height=height, language=language, most=most
        )
