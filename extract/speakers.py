"""Sections that speak for another body than their document: reports of several subdistricts joined in one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from extract.divisions import Mentions, depth, words
from extract.placing import Speaker
from ontology.records import Section

_APPENDIX = re.compile(r"附(?:件|录)?[一二三四五六\d]{0,2}[:：]\s*")
_COMMUNITY = re.compile(
    r"([\u4e00-\u9fff]{2,7}?(?:社区|居民区|新村|村))(?![、和及与]|工作|服务|治理|建设|管理)"
)
_SILENT = frozenset({"noise", "glossary", "front"})


def told_apart(tree: Sequence[Section], text: str, found: Mentions, speaker: Speaker) -> tuple[Section, ...]:
    """Name the issuer of each section whose heading, or one above it, names another body than the document's.

    Parameters
    ----------
    tree
        The sections of a document, outer before inner.
    text
        The text without noise, in which the names of headings must be used too.
    found
        The divisions that it names.
    speaker
        Who issued the document.

    Examples
    --------
    >>> from extract.divisions import mentions
    >>> from ontology import gazetteer
    >>> tree = (Section(0, 99, 0, "review"), Section(0, 50, 1, "review", "竹泊街道"),
    ...     Section(50, 99, 1, "review", "桨声街道:老街更新"), Section(60, 70, 2, "review", "便民"))
    >>> text = "竹泊街道推进更新。桨声街道开放食堂。"
    >>> found = mentions(text, 0, gazetteer.load())
    >>> [s.issuer for s in told_apart(tree, text, found, Speaker("竹泊街道"))]
    ['', '', '桨声街道', '桨声街道']
    """
    # A larger division that is not known is too likely a phrase to open a part.
    names = {*found.known, *(name for name in found.unknown if depth(name) == 3)}
    named: list[str] = []
    open_sections: list[tuple[int, str]] = [(-1, "")]
    for section in tree:
        while open_sections[-1][0] >= section.level:
            open_sections.pop()
        name = open_sections[-1][1]
        if section.title and section.role not in _SILENT:
            name = _named(section.title, names, text, speaker) or name
        open_sections.append((section.level, name))
        named.append("" if name == speaker.issuer else name)
    return tuple(
        msgspec.structs.replace(section, issuer=name) if name else section
        for section, name in zip(tree, named, strict=True)
    )


def _named(title: str, found: Collection[str], text: str, speaker: Speaker) -> str:
    """Return the one body that a heading begins with: a town, a community, a division elsewhere."""
    appendix = _APPENDIX.match(title)
    rest = title[appendix.end() :] if appendix else title
    chain: list[str] = []
    while name := max((n for n in found if rest.startswith(n)), key=len, default=""):
        chain.append(name)
        rest = rest.removeprefix(name)
    community = _COMMUNITY.match(rest)
    if community and _is_name(community.group(1), text):
        return community.group(1)
    if not chain or rest.startswith(("、", "和", "与", "及")):
        return ""
    if depth(chain[-1]) < 3 and not appendix and chain[-1] in speaker.areas:
        return ""
    return chain[-1]


def _is_name(community: str, text: str) -> bool:
    stem = re.sub(r"(?:社区|居民区|新村|村)$", "", community)
    common = community.endswith(words().villages) or stem.endswith(words().stems)
    common = common or stem[:1] in words().before
    return len(stem) >= 2 and not common and text.count(community) >= 2
