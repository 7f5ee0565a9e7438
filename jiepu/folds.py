"""The annotated documents, and folds: what to train on for a model that is new to the documents it reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import UsageError
from ontology.records import Facts
from ontology.reference import read_reference

SETS = {"gold": "corpus", "train": "train", "reports_gold": "reports"}
"""The annotated sets, each with the folder beside it that holds the texts."""

ALONE = "gold"
"""The set whose documents are each left out on their own; the others are left out in folds."""

FOLDS = 5


@dataclass(frozen=True)
class Reference:
    """An annotated document: its set, its name, where its text and its annotation are."""

    set: str
    doc: str
    text: Path
    annotation: Path

    @property
    def place(self) -> str:
        """The place that the document is about: its name without digits.

        >>> Reference("train", "train-east12", Path("a"), Path("b")).place
        'train-east'
        """
        return re.sub(r"\d", "", self.doc)

    def annotated(self) -> Facts:
        """Return the annotation as facts; the text in it is only what the annotation covers."""
        [facts] = read_reference(self.annotation)
        return facts


@dataclass(frozen=True)
class Fold:
    """What to train on and what to try the result on; no document stands in both."""

    train: tuple[Reference, ...]
    held_out: tuple[Reference, ...]


def load_references(shared: Path, sets: Iterable[str] = tuple(SETS)) -> list[Reference]:
    """Return the annotated documents of ``sets`` under the folder ``shared``, in a fixed order.

    Raises
    ------
    UsageError
        If the folder of a set is missing or empty.
    """
    found = []
    for name in sets:
        annotations = sorted((shared / name).glob("*.jsonl"))
        if not annotations:
            raise UsageError(
                f"没有找到参考标注: {shared / name}; make eval 需要它",
                f"no reference annotation in {shared / name}; make eval needs it",
            )
        found += [
            Reference(name, path.stem, shared / SETS[name] / f"{path.stem}.txt", path) for path in annotations
        ]
    return found


def folds(documents: Sequence[Reference]) -> list[Fold]:
    """Return folds such that each document is held out exactly once.

    The documents of ``gold`` are held out one at a time; those of the other sets in five folds, all
    documents of one place in the same one, each set spread evenly. Every fold trains on all the rest.

    Examples
    --------
    >>> here = Path(".")
    >>> names = [("gold", "a"), ("gold", "b"), ("train", "east1"), ("train", "east2"), ("train", "west1")]
    >>> for fold in folds([Reference(s, d, here, here) for s, d in names]):
    ...     print([r.doc for r in fold.train], [r.doc for r in fold.held_out])
    ['b', 'east1', 'east2', 'west1'] ['a']
    ['a', 'east1', 'east2', 'west1'] ['b']
    ['a', 'b', 'west1'] ['east1', 'east2']
    ['a', 'b', 'east1', 'east2'] ['west1']
    """
    groups: list[set[Reference]] = [{document} for document in documents if document.set == ALONE]
    spread: list[set[Reference]] = [set() for _ in range(FOLDS)]
    for name in SETS:
        if name == ALONE:
            continue
        sizes = Counter(document.place for document in documents if document.set == name)
        load = [0] * FOLDS
        for place, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
            least = load.index(min(load))
            load[least] += size
            spread[least].update(d for d in documents if d.set == name and d.place == place)
    return [
        Fold(
            train=tuple(d for d in documents if d not in group),
            held_out=tuple(d for d in documents if d in group),
        )
        for group in [*groups, *spread]
        if group
    ]
