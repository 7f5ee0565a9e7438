"""What the server reads once, at its start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.serve.index import Index
from graph.serve.reading import Record, records
from graph.serve.texts import Texts
from graph.store import OxigraphStore


@dataclass(frozen=True)
class Holdings:
    """Names and links, the list of documents, the places of their texts, the named graphs."""

    index: Index
    documents: list[Record]
    texts: Texts
    graphs: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> Holdings:
        """Read the folder of a build.

        Raises
        ------
        StoreError
            If there is no graph in it.
        """
        store = OxigraphStore.open(folder / "store")
        documents = {row["document"]: row for row in records(store, "documents")}
        return cls(Index.of(store), list(documents.values()), Texts(folder / "facts.jsonl"), store.graphs())

    def title(self, language: str) -> str:
        """Return what the graph is called."""
        count = len(self.documents)
        return f"Jiepu · {count} documents" if language == "en" else f"街谱 · {count} 份文件"
