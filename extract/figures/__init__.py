"""Figures: what is measured, what is aimed at, and by how much it changed."""

from extract.figures.observe import observe

__all__ = ["observe"]
