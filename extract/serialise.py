"""Analyses and records in spaCy's own serialised form, so that ``Doc.to_bytes`` and ``n_process`` work.

spaCy writes ``doc.user_data`` by srsly's MessagePack, which finds these two functions by entry points.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from extract.analysis import Analysis
from ontology.records import Definition, Mention, Observation, Relation

_KEY = "__jiepu__"
_TYPES: dict[str, type] = {t.__name__: t for t in (Analysis, Mention, Relation, Observation, Definition)}

Chain = Callable[[Any], Any] | None


def encode(value: object, chain: Chain = None) -> object:
    """Return one of our records as what MessagePack can write; anything else goes on to ``chain``.

    >>> name = Mention(0, 2, "柳岸", "PLACE")
    >>> decode(encode(name)) == name
    True
    """
    name = type(value).__name__
    if _TYPES.get(name) is type(value):
        return {_KEY: name, "data": msgspec.msgpack.encode(value)}
    return chain(value) if chain else value


def decode(value: dict[Any, Any], chain: Chain = None) -> object:
    """Return the record that :func:`encode` wrote; anything else goes on to ``chain``."""
    if _KEY in value and value[_KEY] in _TYPES:
        return msgspec.msgpack.decode(value["data"], type=_TYPES[value[_KEY]])
    return chain(value) if chain else value
