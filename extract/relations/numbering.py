"""Numbers of features, remembered by the values that make them.

A feature is a string, so that a model's vocabulary can be read. To put the strings together and look them up
costs more than all else about relations; but most come in groups that a few values make, a class and a word,
and these values return. What a group's numbers are is therefore kept under its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

MOST = 50_000
"""Groups of one kind that are kept; then all are forgotten, so that memory stays bounded."""

Number = Callable[[str], int | None]
"""Tells the number of a feature, from 1; ``None`` or 0 for one that is not known."""


class Group(dict[tuple[object, ...], tuple[int, ...]]):
    """The numbers of the features that some values make, looked up by these values.

    Parameters
    ----------
    make
        Returns the features, from the values as its arguments; of nothing else.
    number
        The vocabulary.
    mark
        Put before every feature.

    Examples
    --------
    >>> group = Group(lambda kind, word: (kind, f"{kind}|{word}"), {"ORG": 1, "ORG|举办": 2}.get)
    >>> group["ORG", "举办"], group["ORG", "参加"]
    ((1, 2), (1,))
    """

    def __init__(self, make: Callable[..., Iterable[str]], number: Number, mark: str = "") -> None:
        super().__init__()
        self._make, self._number, self._mark = make, number, mark

    def __missing__(self, key: tuple[object, ...]) -> tuple[int, ...]:
        """Number the features that the values in ``key`` make, and keep the numbers."""
        features = self._make(*key)
        if self._mark:
            features = (self._mark + feature for feature in features)
        numbers = tuple(filter(None, map(self._number, features)))
        if len(self) >= MOST:
            self.clear()
        self[key] = numbers
        return numbers
