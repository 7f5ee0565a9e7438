"""The HTML viewer: a graph as one file that opens offline, every fact with its sentence."""

from graph.view.page import render, write_page
from graph.view.sketch import Sketch, sketch

__all__ = ["Sketch", "render", "sketch", "write_page"]
