"""``make models``: train what the package ships; and the fold models that ``make eval`` measures with.

A fold model is kept in ``.cache/models`` under a key of what it was trained with: the documents and the code
and word lists of its part. A change of rules elsewhere does not train it again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jiepu.cli import tell
from jiepu.folds import Fold, Reference, load_references
from ontology.errors import JiepuError

if TYPE_CHECKING:
    from extract.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "extract" / "models"
CACHE = Path(".cache") / "models"


@dataclass(frozen=True)
class Part:
    """A model of its own: its file, and the files that decide what training makes of the same documents."""

    file: str
    train: Callable[[Sequence[Reference], Path, Path], None]
    sources: tuple[str, ...]


@cache
def word_classes(shared: Path) -> tuple[dict[str, int], ...]:
    """Classes of words from the reports, which need no annotation for it."""
    from extract.tokens import Segmenter
    from extract.train import clusters

    segmenter = Segmenter()
    reports = [path.read_text(encoding="utf-8") for path in sorted((shared / "reports").glob("*.txt"))]
    return clusters.cluster([segmenter.cut(sentence) for sentence in clusters.sentences(reports)])


def train_names(documents: Sequence[Reference], shared: Path, target: Path) -> None:
    """Train the model of names."""
    from extract.analysis import analyse
    from extract.read import read
    from extract.structure import structure
    from extract.tokens import Segmenter
    from extract.train import names

    segmenter = Segmenter()
    examples = []
    for document in documents:
        annotated = document.annotated()
        analysis = analyse(structure(read(document.text, doc=document.doc)), segmenter.cut)
        spans = [(sentence.start, sentence.end) for sentence in annotated.document.sentences]
        examples.append(names.Example(names.covered(analysis, spans), annotated.entities, document.place))
    names.train(examples, word_classes(shared), segmenter.cut).save(target)


def train_relations(documents: Sequence[Reference], shared: Path, target: Path) -> None:
    """Train the model of relations on the names and relations of the reference."""
    from extract.train import relations

    aliases = relations.load_aliases(shared / "gold" / "aliases.json")
    examples = [
        relations.load_example(document.text, document.annotation, aliases.get(document.doc, {}))
        for document in documents
    ]
    relations.train(examples).save(target)


def train_figures(documents: Sequence[Reference], shared: Path, target: Path) -> None:
    """Train the model of figures."""
    from extract.train import figures

    found = [e for document in documents for e in figures.examples(document.text, document.annotation)]
    raw = msgspec.json.encode(figures.train(found), order="sorted")
    target.write_bytes(msgspec.json.format(raw, indent=0) + b"\n")


# Every model learns from words: what decides how they are cut decides what is learned.
_COMMON = (
    "extract/normalise.py",
    "extract/analysis.py",
    "extract/tokens.py",
    "extract/words.py",
    "extract/lexicon/words.toml",
    "extract/models/segmenter/features.msgpack",
    "extract/models/segmenter/weights.npz",
    "jiepu/training.py",
)
PARTS = {
    "names": Part(
        "names.npz",
        train_names,
        (
            "extract/names",
            "extract/lexicon/heads.toml",
            "extract/lexicon/cues.toml",
            "extract/lexicon/standard.toml",
            "extract/train/names.py",
            "extract/train/exchange.py",
            "extract/train/crf.py",
            "extract/train/clusters.py",
            *_COMMON,
        ),
    ),
    "relations": Part(
        "relations.npz",
        train_relations,
        (
            "extract/relations",
            "extract/lexicon/verbs.tsv",
            "extract/lexicon/relation_patterns.tsv",
            "extract/train/relations.py",
            "extract/train/relation_network.py",
            *_COMMON,
        ),
    ),
    "figures": Part(
        "figures.json",
        train_figures,
        (
            "extract/figures",
            "extract/lexicon/figures.toml",
            "extract/lexicon/units.toml",
            "extract/train/figures.py",
            *_COMMON,
        ),
    ),
}


def train_segmenter(shared: Path, folder: Path) -> tuple[float, float]:
    """Train the segmenter on the whole treebank.

    Returns the mean word F1 (0 to 1) of segmenters trained on one part and tried on the other: of the
    segmenter alone, and with the words of the register held together.
    """
    import tempfile

    from extract.tokens import Segmenter
    from extract.train import segmenter
    from extract.words import Words

    parts = [list(segmenter.read_words(path)) for path in sorted((shared / "treebank").glob("*.conllu"))]
    alone, held_together = [], []
    for held in range(len(parts)):
        with tempfile.TemporaryDirectory() as scratch:
            seen = [words for i, part in enumerate(parts) if i != held for words in part]
            segmenter.train(seen, Path(scratch))
            alone.append(segmenter.word_f1(Segmenter(Path(scratch), Words(())), parts[held]))
            held_together.append(segmenter.word_f1(Segmenter(Path(scratch)), parts[held]))
    segmenter.train([words for part in parts for words in part], folder)
    return sum(alone) / len(parts), sum(held_together) / len(parts)


def _files(names: Iterable[str]) -> list[Path]:
    found = []
    for name in names:
        path = ROOT / name
        found += (
            sorted(p for p in path.rglob("*") if p.suffix in {".py", ".toml", ".tsv"})
            if path.is_dir()
            else [path]
        )
    return found


def key(part: Part, documents: Sequence[Reference]) -> str:
    """A short name for what ``part`` becomes when trained on ``documents`` with the code as it is."""
    digest = hashlib.sha256()
    for path in [*_files(part.sources), *(document.annotation for document in documents)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _train(name: str, documents: Sequence[Reference], shared: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f"{target.stem}.{os.getpid()}.part")
    PARTS[name].train(documents, shared, scratch)
    scratch.replace(target)


def train_folds(
    folds: Sequence[Fold], shared: Path, cache: Path = CACHE, jobs: int = 0
) -> list[dict[str, Path]]:
    """Train what is missing of each fold's models; return the model files of each fold by part."""
    wanted = [
        {
            name: cache / f"{name}-{key(part, fold.train)}{Path(part.file).suffix}"
            for name, part in PARTS.items()
        }
        for fold in folds
    ]
    missing = [
        (name, fold.train, path)
        for fold, paths in zip(folds, wanted, strict=True)
        for name, path in paths.items()
        if not path.is_file()
    ]
    if missing:
        tell(f"training {len(missing)} fold models into {cache}")
        with ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
            waiting = [
                pool.submit(_train, name, documents, shared, path) for name, documents, path in missing
            ]
            for number, future in enumerate(waiting, 1):
                future.result()
                tell(f"{number}/{len(missing)}")
    return wanted


def extractor_of(models: dict[str, Path]) -> Extractor:
    """Make an extractor that uses the given model files."""
    from extract.pipeline import Extractor, pipeline

    return Extractor(pipeline({f"jiepu_{name}": path for name, path in models.items()}))


def main() -> int:
    """Run ``make models``: train everything on everything and put it where the package ships it."""
    parser = argparse.ArgumentParser(prog="python -m jiepu.training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the reference")
    parser.add_argument("--only", action="append", choices=["segmenter", *PARTS], help="only this model")
    args = parser.parse_args()
    chosen = args.only or ["segmenter", *PARTS]
    try:
        documents = load_references(args.shared)
    except JiepuError as error:
        tell(f"error: {error.en}")
        return 1
    for name in chosen:
        tell(f"training {name}")
        if name == "segmenter":
            alone, listed = train_segmenter(args.shared, SHIPPED / name)
            tell(
                "word F1 trained on one part of the treebank and tried on the other: "
                f"{alone:.4f}, with the words of the register {listed:.4f}"
            )
        else:
            _train(name, documents, args.shared, SHIPPED / PARTS[name].file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
