"""The build: from documents to a folder with facts, graph, store, page and report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jiepu.built import Built, Found
from jiepu.extraction import Failure, find, gather
from jiepu.language import Texts
from jiepu.outputs import check_folder, new_folder

if TYPE_CHECKING:
    from graph.model import GraphData
    from graph.resolve.rulings import Ruling
    from ontology.records import Facts

Progress = Callable[[str, int, int], None]
"""Called with a stage (``extract``, ``resolve``, ``write``), what is done and the total."""


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    encoding: str | None = None,
    jobs: int = 0,
    language: str = "zh",
    aliases: Path | None = None,
    min_confidence: float | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Build the graph of the documents at ``paths`` into the folder ``out``, whole or not at all.

    Parameters
    ----------
    paths
        Documents, folders of them, and files of facts (:mod:`jiepu.records`).
    out
        The folder to make, or one of an earlier build to replace.
    encoding, jobs
        As in :func:`jiepu.extraction.facts_of`; facts files need neither.
    language
        Of the report and the page: ``zh`` or ``en``.
    aliases
        A file of rulings about names (:mod:`graph.resolve.rulings`); the folder keeps a copy.
    min_confidence
        Relations at least as sure as this (0 to 1) go into the graph, and no others; ``None``: those that the
        model's own thresholds accept. All others stay in ``facts.jsonl``, marked as not accepted.
    progress
        Told how far the work is.

    Raises
    ------
    UsageError
        If there is no document at ``paths``, or none that can be read, or ``out`` is not ours to replace, or
        the rulings are not understood or contradict each other.
    StoreError
        If ``out`` cannot be written.
    """
    check_folder(out)
    batch = find(paths)
    rulings = _Rulings.read(aliases)
    facts: list[Facts] = []
    failures = list(batch.refused)
    for result in gather(batch, encoding=encoding, jobs=jobs, progress=progress):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            facts.append(result)
    if not facts:
        return Built(out, (), tuple(failures), batch.passed_over, (), 0, 0, ())
    if min_confidence is not None:
        facts = [accepted_from(record, min_confidence) for record in facts]
    from graph.resolve import resolve

    progress("resolve", 0, 1)
    data = resolve(facts, rulings=rulings.rows)
    built = _summary(out, facts, failures, batch.passed_over, data)
    with new_folder(out) as folder:
        rulings.keep(folder)
        _write(folder, facts, data, built, Texts(language), progress)
    return built


def accepted_from(facts: Facts, least: float) -> Facts:
    """Return ``facts`` with those relations accepted whose confidence is at least ``least`` (0 to 1)."""
    relations = (replace(r, accepted=r.confidence >= least) for r in facts.relations)
    return replace(facts, relations=tuple(relations))


@dataclass(frozen=True)
class _Rulings:
    """What a person has ruled, and the file as it was read, since the old build may hold it."""

    rows: tuple[Ruling, ...] = ()
    content: bytes = b""

    @classmethod
    def read(cls, path: Path | None) -> _Rulings:
        if path is None:
            return cls()
        from graph.resolve.rulings import read_rulings

        return cls(read_rulings(path), path.read_bytes())

    def keep(self, folder: Path) -> None:
        from graph.resolve.rulings import FILE

        if self.content:
            (folder / FILE).write_bytes(self.content)


def _summary(
    out: Path,
    facts: Sequence[Facts],
    failures: Sequence[Failure],
    passed_over: tuple[Path, ...],
    data: GraphData,
) -> Built:
    found = tuple(
        Found(
            doc=f.doc,
            title=f.document.title,
            characters=len(f.document.text),
            entities=len(f.entities),
            relations=sum(relation.accepted for relation in f.relations),
            observations=len(f.observations),
            warnings=f.document.warnings,
        )
        for f in facts
    )
    classes = Counter(entity.type for entity in data.entities)
    return Built(
        out=out,
        found=found,
        failures=tuple(failures),
        passed_over=passed_over,
        classes=tuple(sorted(classes.items(), key=lambda item: (-item[1], item[0]))),
        claims=len(data.claims),
        figures=len(data.figures),
        warnings=data.warnings,
    )


def _write(
    folder: Path,
    facts: Sequence[Facts],
    data: GraphData,
    built: Built,
    say: Texts,
    progress: Progress,
) -> None:
    """Write every output into ``folder``."""
    from graph.export.turtle import write_trig, write_turtle
    from graph.rdf import dataset
    from graph.store import write_store
    from graph.view import write_page
    from jiepu.files import write_facts, write_mentions
    from jiepu.report import report
    from jiepu.unread import FILE as UNREAD
    from jiepu.unread import write_unread

    quads = list(dataset(data))
    title = say("page.title", documents=len(built.found))
    steps: list[Callable[[], object]] = [
        lambda: write_facts(folder / "facts.jsonl", facts),
        lambda: write_mentions(folder / "mentions.jsonl", data),
        lambda: write_trig(folder / "graph.trig", quads),
        lambda: write_turtle(folder / "graph.ttl", quads),
        lambda: write_store(folder / "store", quads),
        lambda: write_page(data, folder / "graph.html", title=title, language=say.language),
        lambda: write_unread(folder / UNREAD, built.failures, built.passed_over),
        lambda: (folder / "report.md").write_text(report(built, data, say), encoding="utf-8"),
    ]
    for index, step in enumerate(steps):
        progress("write", index, len(steps))
        step()
    progress("write", len(steps), len(steps))
