"""Mentions to entities: which names are one thing, and why."""

from graph.resolve.resolver import resolve

__all__ = ["resolve"]
