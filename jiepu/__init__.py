"""Jiepu 街谱: from Chinese grassroots-governance documents to a graph, every fact with its sentence."""

from importlib.metadata import version

__version__ = version("jiepu")
__all__ = ["__version__"]
