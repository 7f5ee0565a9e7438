"""Look-ups over the table of divisions: by code, by name, by short name in a context."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Literal, NamedTuple

Level = Literal["province", "city", "county", "town"]


class Division(NamedTuple):
    """One administrative division: official ``code``, official ``name``, ``level``."""

    code: str
    name: str
    level: Level


def _level(code: str) -> Level:
    if len(code) == 9:
        return "town"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


class Gazetteer:
    """The table ``codes`` (code -> name) with its indexes, each built when it is first asked for.

    Codes have six digits for provinces (``310000``), cities (``440300``) and counties (``310112``), nine
    for streets and towns (``310112001``). Levels that only fill a place in the official table are absent.
    """

    def __init__(self, codes: Mapping[str, str], rules: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._codes = codes
        self._endings = rules["endings"]
        self._incomplete = tuple(rules["incomplete"]["endings"])
        self._ethnic = sorted(rules["ethnic"]["groups"], key=len, reverse=True)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, name in self._codes.items():
            index.setdefault(name, []).append(code)
        return index

    @cached_property
    def _by_short(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, name in self._codes.items():
            if short := self.shorten(name, _level(code)):
                index.setdefault(short, []).append(code)
        return index

    def _make(self, codes: Iterable[str]) -> tuple[Division, ...]:
        return tuple(Division(code, self._codes[code], _level(code)) for code in codes)

    def by_code(self, code: str) -> Division | None:
        """Return the division of an official ``code``; two and four digits are taken as padded with zeros.

        Examples
        --------
        >>> load().by_code("310112001")
        Division(code='310112001', name='江川路街道', level='town')
        """
        code = code.ljust(6, "0")
        return Division(code, self._codes[code], _level(code)) if code in self._codes else None

    def by_name(self, name: str) -> tuple[Division, ...]:
        """Return all divisions of exactly this official ``name``, by code."""
        return self._make(self._by_name.get(name, ()))

    def by_short(self, name: str) -> tuple[Division, ...]:
        """Return all divisions that are called ``name`` for short, by code.

        Examples
        --------
        >>> [d.name for d in load().by_short("延边")]
        ['延边朝鲜族自治州']
        """
        return self._make(self._by_short.get(name, ()))

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """Return the chain of divisions from the province down to ``code``, which comes last.

        Examples
        --------
        >>> [d.name for d in load().ancestors("310112001")]
        ['上海市', '闵行区', '江川路街道']
        """
        code = code.ljust(6, "0")
        chain = (code[:2] + "0000", code[:4] + "00", code[:6], code)
        return self._make(c for c in dict.fromkeys(chain) if c in self._codes)

    def resolve(self, name: str, context: Iterable[str] = ()) -> Division | None:
        """Return the one division that ``name``, official or short, means beside ``context``.

        Parameters
        ----------
        name
            An official name (普陀区) or a short one (普陀).
        context
            Codes of divisions that the text is about. A division inside one of them, or around it, wins over
            others; the closer the better.

        Returns
        -------
        Division or None
            ``None`` where no division has this name or the context leaves several. An official name is tried
            first; among equals a higher level wins (吉林 is the province).

        Examples
        --------
        >>> gazetteer = load()
        >>> gazetteer.resolve("普陀") is None
        True
        >>> gazetteer.resolve("普陀", ["310000"]).code
        '310107'
        """
        around = [code.ljust(6, "0") for code in context]
        for found in (self.by_name(name), self.by_short(name)):
            if not found:
                continue
            scores = [max((_closeness(d.code, c) for c in around), default=0) for d in found]
            best = [d for d, score in zip(found, scores, strict=True) if score == max(scores)]
            top = min(_RANK[d.level] for d in best)
            best = [d for d in best if _RANK[d.level] == top]
            if len(best) == 1:
                return best[0]
        return None

    def shorten(self, name: str, level: Level) -> str:
        """Return the short form of an official ``name``, empty where it has none of two characters or more.

        Examples
        --------
        >>> load().shorten("双江拉祜族佤族布朗族傣族自治县", "county")
        '双江'
        """
        for ending in self._endings[level]:
            if name.endswith(ending):
                short = name.removesuffix(ending)
                if ending in {"自治州", "自治县", "自治旗", "民族乡", "乡"}:
                    short = self._without_groups(short)
                return short if len(short) >= 2 and not short.endswith(self._incomplete) else ""
        return ""

    def _without_groups(self, name: str) -> str:
        while group := next((g for g in self._ethnic if name.endswith(g) and len(name) - len(g) >= 2), ""):
            name = name.removesuffix(group)
        return name

    @cached_property
    def _names(self) -> dict[str, Level]:
        # By descending code the higher of two levels of one name is written last and stays.
        codes = sorted(self._codes, key=lambda c: (-len(c), not c.endswith("00"), not c.endswith("0000")))
        return {self._codes[code]: _level(code) for code in codes}

    def names(self) -> Mapping[str, Level]:
        """Return every official name with its level (the highest, where several divisions share the name).

        Examples
        --------
        >>> load().names()["江川路街道"]
        'town'
        """
        return self._names

    @cached_property
    def _short_names(self) -> dict[str, Level]:
        short: dict[str, Level] = {}
        for name, level in self._names.items():
            if level != "town" and (form := self.shorten(name, level)):
                known = short.get(form, level)
                short[form] = min(known, level, key=_RANK.__getitem__)
        return short

    def short_names(self) -> Mapping[str, Level]:
        """Return the short names of provinces, cities and counties with their level (上海, 闵行).

        Towns are left out: 城关 or 中山 say nothing without their ending.
        """
        return self._short_names

    def __len__(self) -> int:
        """Return the number of divisions."""
        return len(self._codes)


_RANK: dict[Level, int] = {"province": 0, "city": 1, "county": 2, "town": 3}


def _closeness(code: str, other: str) -> int:
    """Count how many levels two codes share, from the province down."""
    a = (code[:2], code[2:4], code[4:6], code[6:])
    b = (other[:2], other[2:4], other[4:6], other[6:])
    shared = 0
    for left, right in zip(a, b, strict=True):
        if left != right or left in {"", "00"}:
            break
        shared += 1
    return shared


@cache
def load() -> Gazetteer:
    """Return the gazetteer that is shipped; the same object every time.

    Examples
    --------
    >>> len(load()) > 44_000
    True
    """
    folder = resources.files("ontology.gazetteer")
    text = gzip.decompress(folder.joinpath("divisions.tsv.gz").read_bytes()).decode("utf-8")
    fields = text.replace("\n", "\t").split("\t")
    rules = tomllib.loads(folder.joinpath("short_names.toml").read_text(encoding="utf-8"))
    codes = dict(zip(fields[0:-1:2], fields[1::2], strict=False))
    return Gazetteer(codes, rules)
