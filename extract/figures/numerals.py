"""Chinese numerals as numbers."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese whole number, ``None`` for a string that is none.

    A numeral without its leading one is read as it is spoken: 百 is 100, 千 is 1000.

    Examples
    --------
    >>> [chinese_number(n) for n in ("两", "十二", "三百二十", "二〇三五", "百", "一千零五", "十十")]
    [2, 12, 320, 2035, 100, 1005, None]
    """
    if not text or any(c not in _DIGITS and c not in _UNITS and c not in _SCALES for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last = 10_000
    for character in text:
        if character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            if unit >= last:
                return None
            section += (1 if digit is None else digit) * unit
            digit, last = None, unit
        else:
            section += digit or 0
            total = (
                (total + (section or 1)) * _SCALES[character]
                if character == "亿"
                else total + (section or 1) * _SCALES[character]
            )
            section, digit, last = 0, None, 10_000
    return total + section + (digit or 0)
