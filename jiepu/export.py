"""A built graph written in another format, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiepu.outputs import new_folder, new_path
from jiepu.places import open_store
from ontology.errors import UsageError

if TYPE_CHECKING:
    from graph.model import GraphData
    from graph.store import GraphStore


@dataclass(frozen=True)
class _OnServer:
    """A graph of which there are the quads and nothing else."""

    server: str
    form: str

    @property
    def store(self) -> GraphStore:
        return open_store(Path(), self.server)

    @property
    def data(self) -> GraphData:
        raise UsageError(
            f"{self.form} 格式要读建图的文件夹, 不能从服务器写出; 请去掉 --store",
            f"{self.form} is written from the folder of a build, not from a server; leave --store out",
        )


def export(folder: Path, form: str, out: Path | None = None, *, server: str = "") -> Path:
    """Write the graph of a build in a format.

    Parameters
    ----------
    folder
        The folder of the build.
    form
        A name of :data:`graph.export.formats.FORMATS`.
    out
        The file to write, or the folder for a format of several files; without it ``graph`` with the ending
        of the format, or ``graph-`` and its name.
    server
        Where a SPARQL server takes queries; its graph is then written in place of that in ``folder``.

    Returns
    -------
    Path
        What was written.

    Raises
    ------
    UsageError
        If there is no such format, it cannot be written from a server, or ``out`` must not be replaced.
    StoreError
        If there is no graph in ``folder``, or ``out`` cannot be written.
    """
    from graph.export.formats import FORMATS
    from graph.knowledge import KnowledgeGraph

    if form not in FORMATS:
        raise UsageError(
            f"没有格式 {form}; 可用 {' '.join(FORMATS)}", f"no format {form}; there are {' '.join(FORMATS)}"
        )
    chosen = FORMATS[form]
    graph = _OnServer(server, form) if server else KnowledgeGraph.load(folder)
    target = out or Path(f"graph{chosen.suffix}" if chosen.suffix else f"graph-{form}")
    with new_path(target) if chosen.suffix else new_folder(target) as work:
        chosen.write(work, graph)
    return target
