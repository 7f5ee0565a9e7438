"""What the server reads once, at its start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.serve.index import Index
from graph.serve.reading import Record, records
from graph.serve.texts import Texts
from graph.store import OxigraphStore


@dataclass(frozen=True)
class Holdings:
    """Names and links, the list of documents, the places of their texts, the named graphs.

    ``columns`` are headings for columns of answers, by language and name.
    """

    index: Index
    documents: list[Record]
    texts: Texts
    graphs: frozenset[str]
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, columns: Mapping[str, Mapping[str, str]] | None = None) -> Holdings:
        """Read the folder of a build.

        Raises
        ------
        StoreError
            If there is no graph in it.
        """
        store = OxigraphStore.open(folder / "store")
        documents = {row["document"]: row for row in records(store, "documents")}
        texts = Texts(folder / "facts.jsonl")
        return cls(Index.of(store), list(documents.values()), texts, store.graphs(), columns or {})

    def title(self, language: str) -> str:
        """Return what the graph is called."""
        count = len(self.documents)
        return f"Jiepu · {count} documents" if language == "en" else f"街谱 · {count} 份文件"
