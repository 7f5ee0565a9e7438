"""The measures as methods of a graph, each a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graph.knowledge import KnowledgeGraph


class Measured:
    """What can be measured of a graph; ``docs/measures.md`` says how each is counted."""

    knowledge: KnowledgeGraph

    def ledger(self, theme: str = "") -> pd.DataFrame:
        """Return what was planned and what became of it (:func:`graph.ledger.ledger`), a row a commitment.

        Parameters
        ----------
        theme
            Only commitments of this theme, by its name in Chinese or English.
        """
        from jiepu.measure import theme_named
        from jiepu.measures import ledger

        return ledger(self.knowledge.data, theme_named(theme)).frame()

    def series(self, theme: str = "", show: str = "series") -> pd.DataFrame:
        """Return figures over time (:func:`graph.series.series`), a row a figure.

        Parameters
        ----------
        theme
            Only figures of this theme, by its name in Chinese or English.
        show
            ``series`` for all, ``checks`` for stated changes that could be checked and values that differ,
            ``targets`` for targets with their outcomes.
        """
        from jiepu.measure import theme_named
        from jiepu.measures import figures

        return figures(self.knowledge.data, theme_named(theme), show).frame()

    def diffusion(self, theme: str = "", show: str = "steps", name: str = "") -> pd.DataFrame:
        """Return where mechanisms, programmes and policies appear (:func:`graph.diffusion.diffusion`).

        Parameters
        ----------
        theme
            Only what claims of this theme speak of, by its name in Chinese or English.
        show
            ``steps`` for first appearances in order, ``places`` for each place year by year.
        name
            Only this one, by any of its names.
        """
        from jiepu.measure import theme_named
        from jiepu.measures import diffusion

        entity = self.knowledge.entity(name).iri if name else ""
        return diffusion(self.knowledge.data, theme_named(theme), show, entity).frame()

    def substance(self, theme: str = "", show: str = "programmes") -> pd.DataFrame:
        """Return how concrete what is said of programmes is (:func:`graph.substance.substance`).

        Parameters
        ----------
        theme
            Only programmes of this theme, by its name in Chinese or English.
        show
            ``programmes`` for each with its shares, ``carried`` for sentences of an earlier report.
        """
        from jiepu.measure import theme_named
        from jiepu.measures import substance

        return substance(self.knowledge.data, theme_named(theme), show).frame()

    def networks(self, theme: str = "", show: str = "actors", language: str = "zh") -> pd.DataFrame:
        """Return the measures of the network of partners (:func:`graph.structure.structure`).

        Parameters
        ----------
        theme
            Only ties of this theme, by its name in Chinese or English.
        show
            ``actors`` for each with its measures, ``shared`` for pairs that share works, ``summary`` for a
            sentence on each measure.
        language
            Of the sentences: ``zh`` or ``en``.
        """
        from jiepu.measure import theme_named
        from jiepu.measures import networks

        return networks(self.knowledge.data, theme_named(theme), show).frame(language)
