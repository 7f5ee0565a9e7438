"""From names in sentences to relations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.analysis import Analysis
from extract.relations.clauses import Scene, view
from extract.relations.lexicon import RelationLexicon, load_lexicon
from extract.relations.rules import Proposal, propose
from ontology.records import Mention, Relation


def scenes(analysis: Analysis, mentions: Sequence[Mention], lexicon: RelationLexicon) -> Iterator[Scene]:
    """Yield a scene for every sentence that has names and is no noise, in order.

    Parameters
    ----------
    analysis
        The document with its sentences in normalised form.
    mentions
        Names with offsets in the document, in any order; of two that overlap the first one counts.
    lexicon
        The verbs to look for.
    """
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    starts = [m.start for m in ordered]
    for sentence in analysis.sentences:
        low = bisect_left(starts, sentence.sentence.start)
        high = bisect_left(starts, sentence.sentence.end)
        if low < high and sentence.role != "noise":
            yield view(sentence, ordered[low:high], lexicon)


def _relation(scene: Scene, proposal: Proposal, issuer: str, text: str) -> Relation:
    sentence = scene.sentence.sentence
    head = proposal.head.mention if proposal.head else None
    tail = proposal.tail.mention if proposal.tail else None
    return Relation(
        head=head.text if head else issuer,
        rel=proposal.rel,
        tail=tail.text if tail else issuer,
        status=proposal.status,
        start=sentence.start,
        end=sentence.end,
        quote=text[sentence.start : sentence.end],
        head_type=head.type if head else "AREA",
        tail_type=tail.type if tail else "AREA",
        head_start=head.start if head else None,
        tail_start=tail.start if tail else None,
        verb=proposal.verb,
        confidence=0.5,
        rule=proposal.rule,
    )


def relate(analysis: Analysis, mentions: Sequence[Mention], model: None = None) -> tuple[Relation, ...]:
    """Return the relations that the sentences state between ``mentions``, in order of their sentences.

    Parameters
    ----------
    analysis
        A structured document; its ``issuer`` stands in for a subject that a sentence leaves out.
    mentions
        The names found in it, with document offsets.
    model
        ``None``: the rules alone decide.

    Examples
    --------
    >>> from extract.analysis import analyse
    >>> from ontology.records import Document, Section, Sentence
    >>> text = "打造“柳暖”品牌。"
    >>> document = Document("a", text, issuer="柳庄街道",
    ...     sections=(Section(0, 9, 0, "review"),), sentences=(Sentence(0, 9, 0),))
    >>> [r] = relate(analyse(document, list), [Mention(3, 5, "柳暖", "PROGRAMME")])
    >>> r.head, r.rel, r.tail, r.status, r.verb
    ('柳庄街道', 'undertakes', '柳暖', 'done', '打造')
    """
    lexicon = load_lexicon()
    document = analysis.document
    found: list[Relation] = []
    for scene in scenes(analysis, mentions, lexicon):
        for proposal in propose(scene, lexicon):
            if document.issuer or (proposal.head and proposal.tail):
                found.append(_relation(scene, proposal, document.issuer, document.text))
    return tuple(found)
