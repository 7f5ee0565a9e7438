"""When two spellings mean one name in the reference."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARKS = re.compile(r"[“”\"'‘’「」『』《》<>〈〉()（）\[\]【】\s·・]")


def canonical(text: str, aliases: Mapping[str, str]) -> str:
    """Return a name as it is compared: after the document's aliases, without marks, in lower case."""
    return _MARKS.sub("", aliases.get(text, text)).lower()
