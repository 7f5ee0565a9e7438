"""The pinyin of names, so that ``xlm`` and ``xiaoluming`` both find 小鹭鸣."""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

# Nobody types the pinyin of more than this; longer names are found by their beginning.
_LONGEST = 40


def syllables(name: str) -> str:
    """Return the syllables of ``name`` without tones, parted by spaces.

    Latin letters, digits and characters without a known reading stand each for itself, in lower case;
    punctuation is left out. Words of the
    phrase dictionary decide between the readings of a character. At most 40 characters are read.

    Examples
    --------
    >>> syllables("小鹭鸣")
    'xiao lu ming'
    >>> syllables("重庆路“A1”")
    'chong qing lu a 1'
    """
    # «errors» may give a list, which its annotation leaves out: one entry a character instead of one a run.
    readings = lazy_pinyin(name[:_LONGEST], style=Style.NORMAL, errors=list)  # type: ignore[arg-type]
    return " ".join(_readable(readings))


def _readable(readings: Iterable[str]) -> Iterable[str]:
    return (reading.lower() for reading in readings if reading.isalnum())
