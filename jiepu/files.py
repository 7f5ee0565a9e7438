"""The JSON Lines files of a build: facts by document, mentions with their entity."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.records import dumps

if TYPE_CHECKING:
    from graph.model import GraphData
    from ontology.records import Facts


def write_facts(path: Path, facts: Iterable[Facts]) -> None:
    """Write one line of JSON a document."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{dumps(one)}\n" for one in facts)


def write_mentions(path: Path, data: GraphData) -> None:
    """Write one line of JSON a mention: document, half-open span, text, type and the entity's IRI."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for mention in data.mentions:
            record = {
                "doc": mention.doc,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "type": mention.type,
                "entity": mention.entity,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
