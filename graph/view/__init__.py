"""The HTML viewer: a graph as one file that opens offline, every fact with its sentence."""

from graph.view.page import render, write_page

__all__ = ["render", "write_page"]
