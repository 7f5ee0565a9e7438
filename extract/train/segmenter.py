"""Train the word segmenter: spacy-pkuseg on a treebank in CoNLL-U.

spacy-pkuseg ships no model and would fetch one from the network, so the project trains its own.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from extract.tokens import Segmenter

ITERATIONS = 20
FEATURES, WEIGHTS = "features.msgpack", "weights.npz"


def read_words(path: Path) -> Iterator[list[str]]:
    """Yield the words of each sentence of a CoNLL-U file, multiword tokens left out."""
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if words:
                yield words
            words = []
        elif line[0] != "#" and (fields := line.split("\t"))[0].isdigit():
            words.append(fields[1])
    if words:
        yield words


def train(sentences: Iterable[Sequence[str]], folder: Path, iterations: int = ITERATIONS) -> None:
    """Train on segmented ``sentences`` and write the model's two files to ``folder``."""
    import spacy_pkuseg

    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch, "words.txt")
        text.write_text("".join(" ".join(words) + "\n" for words in sentences), encoding="utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            spacy_pkuseg.train(str(text), str(text), f"{scratch}/model", train_iter=iterations)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(scratch, "model", FEATURES), folder / FEATURES)
        # Three decimals change no cut and let the file shrink to a third.
        with np.load(Path(scratch, "model", WEIGHTS)) as arrays:
            np.savez_compressed(folder / WEIGHTS, sizes=arrays["sizes"], w=np.round(arrays["w"], 3))


def word_f1(segmenter: Segmenter, sentences: Iterable[Sequence[str]]) -> float:
    """Word F1 (0 to 1) of ``segmenter`` on segmented ``sentences``: a word counts by both its ends."""
    matched = total = 0
    for words in sentences:
        text = "".join(words)
        gold, guess = _ends(words), _ends(segmenter.cut(text))
        matched += len(gold & guess)
        total += len(gold) + len(guess)
    return 2 * matched / total if total else 0.0


def _ends(words: Iterable[str]) -> set[tuple[int, int]]:
    spans, at = set(), 0
    for word in words:
        spans.add((at, at + len(word)))
        at += len(word)
    return spans
