"""The reference of a document: annotated sentences and what short names stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ontology.errors import ReadError, UsageError
from ontology.records import Facts
from ontology.reference import read_reference

ALIASES = "aliases.json"
"""The file beside a reference that says, for each document, which name a printed one stands for."""


@dataclass(frozen=True)
class References:
    """References by document."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, found: Facts) -> tuple[Facts, Mapping[str, str]] | None:
        """Return the reference of a document and its aliases; ``None`` where there is none.

        Raises
        ------
        ReadError
            If the reference is about another text.
        """
        name = next((n for n in (found.doc, Path(found.document.path).stem) if n in self.facts), None)
        if name is None:
            return None
        reference = self.facts[name]
        for sentence in reference.document.sentences:
            span = slice(sentence.start, sentence.end)
            if found.document.text[span] != reference.document.text[span]:
                raise ReadError(
                    f"{found.doc}: 文档的文字与参考标注的不一致(第 {sentence.start} 字起)",
                    f"{found.doc}: not the text that the reference annotates (at {sentence.start})",
                )
        return reference, self.aliases.get(name, {})


def load_references(path: Path) -> References:
    """Read a reference: a ``.jsonl`` file of annotated sentences, or a folder of such files.

    Raises
    ------
    UsageError
        If there is no such file, or none in the folder.
    ReadError
        If a file holds something else.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise UsageError(
            f"没有参考标注: {path}; 要一个 .jsonl 文件, 或有这种文件的文件夹",
            f"no reference at {path}; give a .jsonl file or a folder of such files",
        )
    found = {facts.doc: facts for file in files for facts in read_reference(file)}
    beside = (path if path.is_dir() else path.parent) / ALIASES
    return References(found, _aliases(beside) if beside.is_file() else {})


def _aliases(path: Path) -> dict[str, dict[str, str]]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ReadError(
            f"{path}: 不是别名表 ({error})", f"{path}: not a table of aliases ({error})"
        ) from error
