"""The page of a graph as an object that a notebook shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.view import render
from graph.view.frame import frame
from jiepu.outputs import new_file

if TYPE_CHECKING:
    from graph.model import GraphData


@dataclass(frozen=True)
class Picture:
    """A page drawn from a pyvis network, and the height in pixels of the frame that shows it."""

    page: str = field(repr=False)
    height: int = 640

    @classmethod
    def of(cls, data: GraphData, *, title: str, height: int, language: str) -> Picture:
        """Draw a graph."""
        return cls(render(data, title=title, language=language), height)

    def save(self, path: str | Path) -> Path:
        """Write the page to ``path``, whole or not at all, and return the path.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        with new_file(Path(path)) as file:
            file.write(self.page)
        return Path(path)

    def _repr_html_(self) -> str:
        """Return a frame that holds the page: its scripts cannot reach the notebook around it."""
        return frame(self.page, self.height)
