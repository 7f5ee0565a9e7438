"""More sentences to learn from: the annotated ones, with names exchanged among them.

A recogniser that learns from few documents learns their names by heart. Where a name gives way to another of
its type, or to a new one made of the front of one and the head of another, what is left to learn from is
what stands around it and how names are made (mention replacement: Dai and Adel 2020).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.analysis import words_of
from ontology.records import EntityType

SHARE = 0.7
"""Of the names of a sentence, how many are exchanged."""

Cut = Callable[[str], Sequence[str]]
Name = tuple[int, int, EntityType]
Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """A sentence's text, its words, and the names in it, sorted and apart; spans half-open in the text."""

    text: str
    words: tuple[Span, ...]
    names: tuple[Name, ...]


def _head(sentence: Labelled, start: int, end: int) -> int:
    """Where the last word of a name begins."""
    for first, last in reversed(sentence.words):
        if first < end <= last:
            return max(first, start)
    return start


def _quoted(sentence: Labelled, start: int) -> bool:
    return start > 0 and sentence.text[start - 1] in "“《"


def exchange(sentences: Sequence[Labelled], cut: Cut, seed: int, share: float = SHARE) -> list[Labelled]:
    """Return each sentence that has names once more, with other names in it.

    Parameters
    ----------
    sentences
        Where names are taken from and put into.
    cut
        The word segmenter.
    seed
        The same seed gives the same sentences.
    share
        The chance of a name to be exchanged.

    Examples
    --------
    >>> sentence = Labelled("完成柳庄路大修。", ((0, 2), (2, 5), (5, 7), (7, 8)), ((2, 5, "PLACE"),))
    >>> other = Labelled("新建北苑。", ((0, 2), (2, 4), (4, 5)), ((2, 4, "PLACE"),))
    >>> [s.text for s in exchange([sentence, other], list, seed=5, share=1.0)]
    ['完成北苑大修。', '新建柳庄路。']
    """
    chance = random.Random(seed)  # noqa: S311
    pool: dict[tuple[EntityType, bool], list[tuple[str, str]]] = {}
    for sentence in sentences:
        for start, end, kind in sentence.names:
            head = _head(sentence, start, end)
            parts = sentence.text[start:head], sentence.text[head:end]
            pool.setdefault((kind, _quoted(sentence, start)), []).append(parts)
    made = []
    for sentence in sentences:
        if not sentence.names:
            continue
        text, at = "", 0
        names: list[Name] = []
        for start, end, kind in sentence.names:
            text += sentence.text[at:start]
            name = sentence.text[start:end]
            if chance.random() < share:
                front, back = chance.choice(pool[kind, _quoted(sentence, start)])
                head = _head(sentence, start, end)
                mixed = chance.random() < 0.5 and front and head > start
                name = front + (sentence.text[head:end] if mixed else back)
            names.append((len(text), len(text) + len(name), kind))
            text, at = text + name, end
        text += sentence.text[at:]
        made.append(Labelled(text, words_of(text, cut), tuple(names)))
    return made
