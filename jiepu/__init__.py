"""Jiepu 街谱: from Chinese grassroots-governance documents to a graph, every fact with its sentence.

>>> import jiepu
>>> kg = jiepu.build("reports/")  # doctest: +SKIP
>>> kg.query("partners", subdistrict="江川路街道")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from ontology.errors import JiepuError

if TYPE_CHECKING:
    from jiepu.api import Graph, build, load

__version__ = version("jiepu")
__all__ = ["Graph", "JiepuError", "__version__", "build", "load"]


def __getattr__(name: str) -> object:
    # What a graph needs is loaded when it is first asked for, so that the import is cheap.
    if name in {"Graph", "build", "load"}:
        from jiepu import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
