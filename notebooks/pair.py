"""Run notebooks from top to bottom and keep each ``.py`` with its ``.ipynb``: the source and what it gives.

    python notebooks/pair.py            all of them
    python notebooks/pair.py 03 07      those that begin so

The ``.py`` is what people edit. What is written is the same each time: cells are numbered, times and
machines are left out.
"""

import re
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
METADATA = {
    "jupytext": {"formats": "ipynb,py:percent"},
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SECONDS = 240


def chosen(names: list[str]) -> list[Path]:
    """Return the sources whose names begin with one of ``names``, all where none is given."""
    sources = sorted(HERE.glob("[0-9]*.py"))
    found = [path for path in sources if not names or any(path.name.startswith(name) for name in names)]
    if not found:
        raise SystemExit(f"没有这样的笔记本: {' '.join(names)}; 有 {' '.join(path.stem for path in sources)}")
    return found


def sourced(path: Path) -> nbformat.NotebookNode:
    """Return the notebook of a ``.py``, not yet run."""
    notebook = jupytext.read(path, fmt="py:percent")
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number:02d}"
        cell.metadata = nbformat.NotebookNode()
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def ran(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run a notebook in this folder; the first error ends it."""
    client = NotebookClient(
        notebook, timeout=SECONDS, resources={"metadata": {"path": str(HERE)}}, record_timing=False
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            # Without the object's address; the other forms say the same.
            plain = output.get("data", {})
            if len(plain) > 1 and re.search(r" at 0x[0-9a-f]+>", str(plain.get("text/plain", ""))):
                del plain["text/plain"]
    return notebook


def main(names: list[str]) -> None:
    """Run the notebooks that are named and write them."""
    for path in chosen(names):
        target = path.with_suffix(".ipynb")
        nbformat.write(ran(sourced(path)), target)
        print(f"{path.stem}: {target.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
