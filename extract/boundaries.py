"""Words cut where names begin and end, so that every name is a span of whole tokens."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

_LAYERS = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START", "ENT_IOB")

Places = NDArray[np.int64]


def cut_words(doc: Doc, offsets: Iterable[int], text: str = "") -> Doc:
    """Return a document with the same text in which a token begins or ends at each offset.

    A document that other components have annotated is changed in place (each cut costs time in proportion to
    its length); a fresh one is made anew in one go, with its ``user_data``. Where nothing is to be cut, the
    document itself is returned.

    Parameters
    ----------
    offsets
        Places between two characters of ``doc.text``, in code points.
    text
        ``doc.text``, where it is at hand: to put it together from the tokens takes a while.

    Examples
    --------
    >>> import spacy
    >>> doc = Doc(spacy.blank("zh").vocab, words=["走进", "柳岸公园里"], spaces=[True, False])
    >>> cut = cut_words(doc, [3, 7])
    >>> [token.text for token in cut], cut.text == doc.text
    (['走进', '柳岸公园', '里'], True)
    """
    rows: Places = doc.to_array(["IDX", "LENGTH", "SPACY"]).astype(np.int64).reshape(-1, 3)
    starts, ends = rows[:, 0], rows[:, 0] + rows[:, 1]
    if not len(doc):
        return doc
    cuts: Places = np.array(sorted(set(offsets)), dtype=np.int64)
    holders = np.searchsorted(starts, cuts, side="right") - 1
    # What lies in the space behind a token, or beyond the text, cuts no token.
    inside = (cuts > starts[holders]) & (cuts < ends[holders])
    cuts, holders = cuts[inside], holders[inside]
    if not len(cuts):
        return doc
    if _is_annotated(doc):
        _split(doc, cuts, holders)
        return doc
    return _remade(doc, text or doc.text, np.sort(np.append(starts, cuts)), ends, rows[:, 2], cuts)


def _is_annotated(doc: Doc) -> bool:
    return bool(doc.spans) or doc.tensor.size > 0 or any(doc.has_annotation(layer) for layer in _LAYERS)


def _remade(doc: Doc, text: str, starts: Places, old_ends: Places, old_spaces: Places, cuts: Places) -> Doc:
    ends = np.append(old_ends, cuts)
    order = np.argsort(ends, kind="stable")
    # The space behind a token stays behind its last part.
    spaces = np.append(old_spaces, np.zeros(len(cuts), dtype=np.int64))[order]
    words = [text[a:b] for a, b in zip(starts.tolist(), ends[order].tolist(), strict=True)]
    made = Doc(doc.vocab, words=words, spaces=spaces.astype(bool).tolist(), user_data=doc.user_data)
    made.cats = doc.cats
    made.user_hooks, made.user_span_hooks = doc.user_hooks, doc.user_span_hooks
    made.user_token_hooks = doc.user_token_hooks
    # What nlp.pipe(as_tuples=True) hands through.
    made._context = doc._context
    return made


def _split(doc: Doc, cuts: Places, holders: Places) -> None:
    with doc.retokenize() as retokenizer:
        for holder in np.unique(holders).tolist():
            token = doc[holder]
            at = [0, *(cuts[holders == holder] - token.idx).tolist(), len(token)]
            parts = [token.text[a:b] for a, b in pairwise(at)]
            last = len(parts) - 1
            # A Chinese compound has its head at its end; the parts before it are of one word with it.
            own = (token, last) if token.head.i == token.i else token.head
            # What a tagger said of the word, it said of each part.
            given = {"TAG": token.tag_, "POS": token.pos_}
            tags: dict[str | int, list[str]] = {k: [v] * len(parts) for k, v in given.items() if v}
            if token.dep_:
                tags["DEP"] = [*["compound"] * last, token.dep_]
            retokenizer.split(token, parts, heads=[*[(token, last)] * last, own], attrs=tags)
