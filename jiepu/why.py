"""``jiepu why``: how each printed form of a name came to be the entity that it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiepu.answers import FORMATS, Answer, show
from jiepu.language import Texts
from jiepu.terminal import printable
from jiepu.vocabulary import labels
from ontology.errors import QueryError, UsageError
from ontology.terms import CLASSES

if TYPE_CHECKING:
    from graph.model import Entity, GraphData, GraphMention


def why(name: str, folder: Path, *, form: str, say: Texts, file: IO[str]) -> None:
    """Explain every entity that is called ``name``, or is somewhere printed so.

    Parameters
    ----------
    name
        A preferred or other name, a printed form, or an IRI.
    folder
        The folder of a build.
    form
        One of :data:`jiepu.answers.FORMATS`.

    Raises
    ------
    QueryError
        If nothing is called so.
    UsageError
        If there is no such format.
    StoreError
        If there is no graph in ``folder``.
    """
    from graph.knowledge import KnowledgeGraph

    if form not in FORMATS:
        known = " ".join(FORMATS)
        raise UsageError(f"没有格式 {form}; 可用 {known}", f"no format {form}; there are {known}")
    data = KnowledgeGraph.load(folder).data
    found = called(data, name)
    if not found:
        raise QueryError(f"图谱里没有“{name}”", f"nothing in the graph is called {name}")
    words = labels(say.language)
    columns = tuple(say(f"column.{column}") for column in ("mention", "mentions", "reason", "documents"))
    whole = []
    for entity in found:
        rows = [
            (text, str(count), reason, " ".join(docs))
            for text, reason, count, docs in explained([m for m in data.mentions if m.entity == entity.iri])
        ]
        if form == "table":
            print(f"{printable(entity.name)} · {words[CLASSES[entity.type]]} · {entity.iri}", file=file)
            if rows:
                show(Answer(columns, tuple(rows)), form, file)
            else:
                print(say("why.unprinted"), file=file)
        whole += [(entity.name, entity.iri, *row) for row in rows]
    if form != "table":
        heads = ("entity", "iri", "mention", "mentions", "reason", "documents")
        shown = (say("column.name"), "IRI", *columns) if form == "markdown" else heads
        show(Answer(shown, tuple(whole)), form, file)


def called(data: GraphData, name: str) -> list[Entity]:
    """Return the entities of a name, those whose preferred name it is first; or the one of an IRI."""
    from graph.names import name_key

    key = name_key(name)
    printed = {mention.entity for mention in data.mentions if name_key(mention.text) == key}
    found = [
        entity
        for entity in data.entities
        if entity.iri in printed | {name} or key in map(name_key, (entity.name, *entity.alt_names))
    ]
    return sorted(found, key=lambda entity: (name_key(entity.name) != key, entity.iri))


def explained(mentions: Sequence[GraphMention]) -> list[tuple[str, str, int, tuple[str, ...]]]:
    """Return the mentions grouped: printed form, reason, how often, in which documents; most often first."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        groups[mention.text, mention.reason].append(mention.doc)
    rows = [(text, why, len(docs), tuple(sorted(set(docs)))) for (text, why), docs in groups.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))
