"""The briefing: one page about a graph that prints well, each statement with its sentence."""

from jiepu.briefing.page import render

__all__ = ["render"]
