"""Classes of words by the company they keep, from text without annotation.

Words are rows of positive pointwise mutual information with their neighbours, brought to few dimensions by
truncated SVD and grouped by k-means (Levy and Goldberg 2014 on such vectors).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy import sparse

from extract.normalise import normalise

SIZES = (48, 200, 800)
DIMENSIONS = 80
RARE = 3
"""Words seen less often are left out."""

_PLACES = (-2, -1, 1, 2)
_BREAK = re.compile("[。！？\n]")


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield the normalised sentences of plain texts, roughly cut."""
    for text in texts:
        for part in _BREAK.split(text):
            if plain := normalise(part).text:
                yield plain


def cluster(segmented: Sequence[Sequence[str]]) -> tuple[dict[str, int], ...]:
    """Group words in ``SIZES`` classes each, numbered from 1; the same input gives the same classes."""
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.utils.extmath import randomized_svd

    counts = Counter(word for words in segmented for word in words)
    known = sorted(word for word, count in counts.items() if count >= RARE)
    numbers = {word: i for i, word in enumerate(known)}
    edge = len(known)
    pairs: Counter[tuple[int, int]] = Counter()
    for words in segmented:
        ids = [numbers.get(word, -1) for word in words]
        for at, word in enumerate(ids):
            if word >= 0:
                for column, step in enumerate(_PLACES):
                    near = ids[at + step] if 0 <= at + step < len(ids) else edge
                    if near >= 0:
                        pairs[word, column * (edge + 1) + near] += 1
    rows, columns = np.array(list(pairs), dtype=np.int64).T
    seen = np.array(list(pairs.values()), dtype=float)
    total = seen.sum()
    of_word = np.bincount(rows, seen, edge)
    of_context = np.bincount(columns, seen, len(_PLACES) * (edge + 1)) ** 0.75
    of_context *= total / of_context.sum()
    weight = np.log(seen * total / (of_word[rows] * of_context[columns]))
    near = weight > 0
    table = sparse.csr_matrix((weight[near], (rows[near], columns[near])), shape=(edge, len(of_context)))
    left, strength, _ = randomized_svd(table, min(DIMENSIONS, edge - 1), random_state=0)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    tables = []
    for size in SIZES:
        groups = (
            MiniBatchKMeans(min(size, edge), random_state=0, n_init=3, batch_size=2048).fit(vectors).labels_
        )
        tables.append({word: int(group) + 1 for word, group in zip(known, groups, strict=True)})
    return tuple(tables)
