"""From names in sentences to relations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.analysis import Analysis
from extract.coming import announced, has_happened, is_due
from extract.periods import TimeExpression, find_times
from extract.relations.candidates import end_type
from extract.relations.clauses import Node, Scene, view
from extract.relations.decide import Decision, decide, restored, trigger
from extract.relations.encode import encode
from extract.relations.lexicon import RelationLexicon, load_lexicon
from extract.relations.model import RelationModel
from extract.relations.rules import Proposal, propose
from ontology.records import Document, Mention, Period, Relation, Status

_STANDING = frozenset({"partOf", "boundedBy", "holdsPost", "follows", "guidedBy"})
"""Relations that stand whatever is still to come."""


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
            yield view(sentence, ordered[low:high], lexicon, analysis.document.issuer)


def relate(
    analysis: Analysis, mentions: Sequence[Mention], model: RelationModel | None = None
) -> tuple[Relation, ...]:
    """Return the relations that the sentences state between ``mentions``, in order of their sentences.

    Parameters
    ----------
    analysis
        A structured document; its ``issuer``, or that of the section, stands in for a subject left out.
    mentions
        The names found in it, with document offsets.
    model
        Decides, and says how sure that is; ``None``: the rules alone decide, at confidence 0.5. The
        confidence of a relation is the model's times those of its two names.

    Examples
    --------
    >>> from extract.analysis import analyse
    >>> from ontology.records import Section, Sentence
    >>> text = "打造“柳暖”品牌。"
    >>> document = Document("a", text, issuer="柳庄街道",
    ...     sections=(Section(0, 9, 0, "review"),), sentences=(Sentence(0, 9, 0),))
    >>> [r] = relate(analyse(document, list), [Mention(3, 5, "柳暖", "PROGRAMME")])
    >>> r.head, r.rel, r.tail, r.status, r.verb
    ('柳庄街道', 'undertakes', '柳暖', 'done', '打造')
    """
    lexicon = load_lexicon()
    document = analysis.document
    writer = _Writer(document)
    seen = scenes(analysis, mentions, lexicon)
    if model is None:
        return tuple(
            writer.proposed(scene, proposal)
            for scene in seen
            for proposal in propose(scene, lexicon)
            if scene.issuer or (proposal.head and proposal.tail)
        )
    encoded = encode(seen, model.features)
    return tuple(writer.decided(decision, lexicon) for decision in decide(encoded, model))


def _sure(name: Mention | None) -> float:
    """How sure a name is: what is restored is not in doubt as a name."""
    return name.confidence if name is not None else 1.0


class _Writer:
    """Writes relations of one document; the time of a sentence is read once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._times: dict[int, list[TimeExpression]] = {}

    def decided(self, d: Decision, lexicon: RelationLexicon) -> Relation:
        name, topic = restored(d.scene, d.candidate)
        kind = topic.type if topic is not None else end_type(name)
        span = trigger(d.scene, d.candidate, d.rel, d.tail, lexicon)
        verb = ""
        if span is not None:
            start, end = d.scene.sentence.span(*span)
            verb = self._document.text[start:end]
        status: Status = "planned" if self._to_come(d) else d.status
        sentence = d.scene.sentence.sentence
        head = d.head.mention if d.head is not None else None
        tail = d.tail.mention if d.tail is not None else None
        return Relation(
            head=head.text if head else name,
            rel=d.rel,
            tail=tail.text if tail else name,
            status=status,
            start=sentence.start,
            end=sentence.end,
            quote=self._document.text[sentence.start : sentence.end],
            head_type=head.type if head else kind,
            tail_type=tail.type if tail else kind,
            head_start=head.start if head else None,
            tail_start=tail.start if tail else None,
            verb=verb,
            confidence=round(d.confidence * _sure(head) * _sure(tail), 3),
            rule=d.candidate.side,
            accepted=d.accepted,
            period=self._period(d.scene, d.candidate.right, status),
        )

    def _to_come(self, d: Decision) -> bool:
        """Whether the clause announces what is stated, or says that it is due on a later day."""
        node = d.tail if d.tail is not None else d.candidate.right
        if d.rel in _STANDING or d.status == "planned":
            return False
        text, times = d.scene.text, self._printed(d.scene)
        begin, _ = d.scene.clause_span(node.clause)
        if announced(text, begin, node.left):
            return True
        _, end = d.scene.clause_span(node.clause)
        following = d.scene.nodes[node.index + 1].left if node.index + 1 < len(d.scene.nodes) else end
        if d.status == "done" and announced(text, node.right, min(end, following)):
            return True
        if node.clause and any(t.end == begin - 1 for t in times):
            # 9月底前，…: the clause before holds nothing but the time, or opens with it.
            begin, _ = d.scene.clause_span(node.clause - 1)
        return any(
            begin <= t.start and t.end <= node.left and is_due(t, self._document) for t in times
        ) and not has_happened(text, begin, node.left)

    def proposed(self, scene: Scene, proposal: Proposal) -> Relation:
        sentence = scene.sentence.sentence
        head = proposal.head.mention if proposal.head else None
        tail = proposal.tail.mention if proposal.tail else None
        return Relation(
            head=head.text if head else scene.issuer,
            rel=proposal.rel,
            tail=tail.text if tail else scene.issuer,
            status=proposal.status,
            start=sentence.start,
            end=sentence.end,
            quote=self._document.text[sentence.start : sentence.end],
            head_type=head.type if head else end_type(scene.issuer),
            tail_type=tail.type if tail else end_type(scene.issuer),
            head_start=head.start if head else None,
            tail_start=tail.start if tail else None,
            verb=proposal.verb,
            confidence=0.5,
            rule=proposal.rule,
            period=self._period(scene, proposal.tail or scene.nodes[0], proposal.status),
        )

    def _period(self, scene: Scene, node: Node, status: Status) -> Period | None:
        """Return the days that a fact holds for: those that its clause or its sentence's opening prints.

        A time inside a name dates the name. What a plan states has no period of its own without a printed
        one, for the report's period is the one that it looks back on.
        """
        own = self._document.period if scene.sentence.role in ("review", "news", "list") else None
        if status == "planned":
            own = None
        limit = own.end if own is not None else "9999"
        times = [
            t.dates
            for t in self._printed(scene)
            if t.dates and t.dates.start <= limit and bisect_left(scene.breaks, t.start) in (0, node.clause)
        ]
        return times[-1] if times else own

    def _printed(self, scene: Scene) -> list[TimeExpression]:
        """Return the times of a sentence that mean days and stand in no name."""
        at = scene.sentence.index
        if at not in self._times:
            self._times[at] = [
                t
                for t in find_times(scene.text, self._document)
                if t.dates
                and not t.vague
                and not any(n.left < t.end and t.start < n.right for n in scene.nodes)
            ]
        return self._times[at]
