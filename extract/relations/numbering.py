"""Features of relations, put together and numbered once for the values that make them.

A feature is a string, so that a model's vocabulary can be read. To put the strings together, to look them up
and to add what a model learned of each costs more than all else about relations; but they come in groups that
a few values make, a class and a word, and these values return. A group is therefore an entry in a book: the
numbers of its features, looked up by its values, and added up once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Number = Callable[[str], int | None]
"""Tells the number of a feature, from 1; ``None`` or 0 for one that is not known."""

Entries = list[tuple[int, ...]]
"""The numbers of the features of each group; the first has none."""


class Book:
    """Groups of features that were met, as entries with the numbers of the features that are known.

    Parameters
    ----------
    number
        The vocabulary.
    most
        Entries after which :meth:`tidy` begins anew, so that memory stays bounded.
    """

    def __init__(self, number: Number, most: int) -> None:
        self.entries: Entries = [()]
        self._number, self._most = number, most
        self._groups: list[Group] = []

    def group(self, make: Callable[..., Iterable[str]], mark: str = "") -> Group:
        """Return a kind of group whose features ``make`` returns from its values, and of nothing else.

        ``mark`` is put before every feature.
        """
        group = Group(self, make, mark)
        self._groups.append(group)
        return group

    def write(self, features: Iterable[str]) -> int:
        """Return the entry of a new group: 0 where none of its features is known."""
        numbers = tuple(filter(None, map(self._number, features)))
        if not numbers:
            return 0
        self.entries.append(numbers)
        return len(self.entries) - 1

    def tidy(self) -> None:
        """Begin anew if the book is full; whoever still holds the old entries may read them on."""
        if len(self.entries) > self._most:
            self.entries = [()]
            for group in self._groups:
                group.clear()


class Group(dict[tuple[object, ...], int]):
    """The entries of one kind of group, looked up by the values that make its features.

    Examples
    --------
    >>> book = Book({"ORG": 1, "ORG|举办": 2}.get, 100)
    >>> group = book.group(lambda kind, word: (kind, f"{kind}|{word}"))
    >>> group["ORG", "举办"], group["ORG", "参加"], group["ORG", "举办"], group["AREA", "举办"]
    (1, 2, 1, 0)
    >>> book.entries
    [(), (1, 2), (1,)]
    """

    def __init__(self, book: Book, make: Callable[..., Iterable[str]], mark: str) -> None:
        super().__init__()
        self._book, self._make, self._mark = book, make, mark

    def __missing__(self, key: tuple[object, ...]) -> int:
        """Put the features together that the values in ``key`` make, and enter them."""
        features = self._make(*key)
        if self._mark:
            features = (self._mark + feature for feature in features)
        entry = self[key] = self._book.write(features)
        return entry
