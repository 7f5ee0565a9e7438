"""China's administrative divisions with their official codes."""

from ontology.gazetteer.divisions import Division, Gazetteer, Level, load

__all__ = ["Division", "Gazetteer", "Level", "load"]
