"""Names that a document itself fixes: who issued it, where, and how it shortens them."""

from __future__ import annotations

from ontology.records import Document

_ENDINGS = ("路街道", "街道", "镇", "乡", "新区", "区", "县", "市", "省")


def local_names(document: Document) -> list[str]:
    """Return the issuer and the areas of a document, in full and short, without one-character forms.

    Examples
    --------
    >>> local_names(Document("a", "", issuer="柳庄路街道", areas=("禾塘市", "柳庄路街道")))
    ['柳庄', '柳庄路', '柳庄路街道', '禾塘', '禾塘市']
    """
    names = {name for name in (document.issuer, *document.areas) if len(name) > 1}
    short = {n.removesuffix(e) for n in names for e in _ENDINGS if n.endswith(e) and len(n) - len(e) > 1}
    return sorted(names | short)
