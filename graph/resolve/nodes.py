"""A name of one document together with how that document means it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.resolve.areas import Place
from graph.resolve.context import Reading
from graph.resolve.names import Name


@dataclass(frozen=True)
class Node:
    """A name of one document with how that document means it."""

    name: Name
    reading: Reading
    place: Place
