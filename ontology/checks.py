"""Whether facts from elsewhere keep what all rely on: offsets within the text, exact quotations."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Facts


@dataclass(frozen=True)
class Fault:
    """What is wrong with a record, in zh and en."""

    zh: str
    en: str


def fault(facts: Facts) -> Fault | None:
    """Return the first thing that is wrong with the facts of a document; ``None`` where nothing is.

    Examples
    --------
    >>> from ontology.records import Document, Mention
    >>> fault(Facts("a", Document("a", "青石镇"), (Mention(0, 3, "青石镇", "AREA"),)))
    >>> fault(Facts("a", Document("a", "青石镇"), (Mention(0, 2, "青石镇", "AREA"),))).en
    'the text at 0-2 is not “青石镇”'
    """
    text = facts.document.text
    if not facts.doc or facts.doc != facts.document.doc:
        return Fault("文档没有名称, 或两处名称不同", "the document has no name, or two")
    if not text.strip():
        return Fault(f"文档 {facts.doc} 没有文字", f"there is no text in {facts.doc}")
    if wrong := _misquoted(facts):
        start, end, quoted = wrong
        return Fault(
            f"原文 {start}-{end} 处不是“{quoted[:40]}”", f"the text at {start}-{end} is not “{quoted[:40]}”"
        )
    document = facts.document
    spans = [(s.start, s.end) for s in document.sections] + [(s.start, s.end) for s in document.sentences]
    if any(not 0 <= start <= end <= len(text) for start, end in spans):
        return Fault("章节或句子的位置超出了原文", "a section or sentence lies outside the text")
    if any(not 0 <= s.section < max(len(document.sections), 1) for s in document.sentences):
        return Fault("句子所指的章节不存在", "a sentence is of a section that is not there")
    sure = [m.confidence for m in facts.entities] + [r.confidence for r in facts.relations]
    if any(not 0 <= confidence <= 1 for confidence in (*sure, *(o.confidence for o in facts.observations))):
        return Fault("置信度不在 0 和 1 之间", "a confidence is not from 0 to 1")
    return None


def _misquoted(facts: Facts) -> tuple[int, int, str] | None:
    """Return the first span whose text is not what the record quotes, or that quotes nothing."""
    text = facts.document.text
    quotes = [(m.start, m.end, m.text) for m in facts.entities]
    quotes += [(r.start, r.end, r.quote) for r in facts.relations]
    quotes += [(o.start, o.end, o.quote) for o in facts.observations]
    quotes += [(d.start, d.end, d.quote) for d in facts.definitions]
    for relation in facts.relations:
        for start, name in ((relation.head_start, relation.head), (relation.tail_start, relation.tail)):
            if start is not None:
                quotes.append((start, start + len(name), name))
    return next((q for q in quotes if q[0] < 0 or not q[2] or text[q[0] : q[1]] != q[2]), None)
