"""A built graph written in another format, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from jiepu.outputs import new_folder, new_path
from ontology.errors import UsageError


def export(folder: Path, form: str, out: Path | None = None) -> Path:
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

    Returns
    -------
    Path
        What was written.

    Raises
    ------
    UsageError
        If there is no such format, or ``out`` must not be replaced.
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
    graph = KnowledgeGraph.load(folder)
    target = out or Path(f"graph{chosen.suffix}" if chosen.suffix else f"graph-{form}")
    with new_path(target) if chosen.suffix else new_folder(target) as work:
        chosen.write(work, graph)
    return target
