"""Abbreviations: 以下简称“…” gives the name before it another one."""

from __future__ import annotations

import re

from extract.notebody import Body
from ontology.records import Definition

_SHORT = re.compile(
    r"[(（](?P<lead>以下(?:统一|分别|合|统)?简?称(?:为|作|之为)?|下称|后称|简称)[:：]?(?P<names>[^()（）]{2,60})[)）]"
    r"|[,，](?P<lead2>以下简称|简称)(?:为)?(?P<names2>[“\"][^”\"]{2,30}[”\"])"
)
_NAMES = re.compile(r"[“\"《「]([^”\"》」]{2,40})[”\"》」]")
_OR = re.compile(r"或者|或|、|和|及")


def asides(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans that only give a name another one, with their brackets or comma.

    Examples
    --------
    >>> text = "橹声大学（以下简称“橹大”）共建基地"
    >>> [text[a:b] for a, b in asides(text)]
    ['（以下简称“橹大”）']
    """
    return [m.span() for m in _SHORT.finditer(text)] if "称" in text else []


def abbreviations(body: Body) -> list[Definition]:
    """Return the abbreviations of a text, each bound to the mention before it where there is one."""
    found = []
    for match in _SHORT.finditer(body.text):
        printed = match["names"] or match["names2"]
        names = _NAMES.findall(printed) or [n for n in _OR.split(printed.strip('“”"')) if n]
        names = [n.strip() for n in names if 2 <= len(n.strip()) <= 30]
        if not names:
            continue
        mention = body.before(match.start())
        unresolved: tuple[str, ...] = ()
        if mention:
            term, at, start = mention.text, mention.start, mention.start
        else:
            start = _phrase_start(body.text, match.start())
            term, at = body.text[start : match.start()].strip(), None
            unresolved = ("简称之前没有认出名称",)
        if not term:
            continue
        found.append(
            Definition(
                term,
                "",
                start,
                match.end(),
                body.text[start : match.end()],
                "",
                at,
                (),
                unresolved,
                tuple(names),
            )
        )
    return found


def _phrase_start(text: str, end: int) -> int:
    """Return where the title, quotation or phrase that ends at ``end`` starts."""
    for opening, closing in ("《》", "“”"):
        if text.endswith(closing, 0, end):
            return max(text.rfind(opening, 0, end), 0)
    return max(text.rfind(c, 0, end) for c in "，。；、：,;:\n（(") + 1
