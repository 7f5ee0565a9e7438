"""Web pages: the article by trafilatura, the whole body where it finds less than there is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import trafilatura
from trafilatura.settings import Document as Metadata

from extract.read.content import Content, quiet, unreadable
from extract.read.encodings import decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
    "thead", "title", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "textarea", "select",
})  # fmt: skip
_ENOUGH = 0.6
"""Least share of the body's full sentences that an extraction must keep to be trusted."""
_FINAL = re.compile(r"[。！？]")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


def read_html(data: bytes, path: Path, encoding: str | None) -> Content:
    """Return the text of a page with its title, date and address; raises ``ReadError`` as text files do.

    The title stands before the article where the article leaves it out, since it names who speaks.
    """
    markup, used = _decode(data, path, encoding)
    try:
        # The parser refuses a declared encoding in text that is decoded already.
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        raise unreadable(
            path,
            "不是网页(没有可读的内容), 请检查来源",
            "not a web page (nothing in it to read); check its source",
        ) from None
    body = _body_text(tree)
    with quiet("trafilatura"):
        metadata = trafilatura.extract_metadata(tree)
        article = trafilatura.extract(
            tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    text = (article or "").strip()
    warnings: tuple[str, ...] = ()
    if not text or len(_FINAL.findall(text)) < _ENOUGH * len(_FINAL.findall(body)):
        text, warnings = body, ("正文识别不完整, 保留了整个网页 / the whole page was kept",)
    title = _title(metadata)
    if title and text is not body and _squeeze(title) not in _squeeze(text[: 4 * len(title) + 200]):
        text = f"{title}\n{text}"
    return Content(text, used, title, _date(metadata), _address(metadata), warnings)


def _decode(data: bytes, path: Path, encoding: str | None) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    if encoding is None and declared:
        name = declared.group(1).decode("ascii").lower()
        # Pages that say gb2312 use the characters of its successors.
        name = "gb18030" if name in {"gb2312", "gbk"} else name
        try:
            return data.decode(name).removeprefix("\ufeff"), name
        except (LookupError, UnicodeDecodeError):
            pass  # what a page declares is often wrong
    return decode(data, path, encoding)


def _body_text(tree: lxml.html.HtmlElement) -> str:
    """Return all visible text, a line for each block; iterative, since pages nest as deep as they like."""
    lines: list[list[str]] = [[]]
    unseen = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen += tag in _UNSEEN
            if tag in _BLOCKS:
                lines.append([])
            if not unseen and element.text:
                lines[-1].append(element.text)
            continue
        if event == "end":
            unseen -= tag in _UNSEEN
            if tag in _BLOCKS:
                lines.append([])
        if not unseen and element.tail:
            lines[-1].append(element.tail)
    joined = (_SPACES.sub(" ", "".join(parts).replace("\n", " ")).strip() for parts in lines)
    return "\n".join(line for line in joined if line)


def _title(metadata: Metadata | None) -> str:
    return _SPACES.sub(" ", (metadata.title if metadata else None) or "").strip()


def _date(metadata: Metadata | None) -> str:
    printed = (metadata.date if metadata else None) or ""
    try:
        return date.fromisoformat(printed[:10]).isoformat()
    except ValueError:
        return ""


def _address(metadata: Metadata | None) -> str:
    address = (metadata.url if metadata else None) or ""
    return address if address.startswith(("http://", "https://")) else ""


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
