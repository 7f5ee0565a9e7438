"""Facts rewritten over entities: mentions, claims and figures with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.iri import fingerprint, resource
from graph.model import Claim, Definition, Entity, Evidence, Figure, GraphData, GraphMention
from graph.resolve.areas import Place
from graph.resolve.identity import Identified
from graph.resolve.names import Name, Names
from graph.resolve.nodes import Node
from ontology.records import Document, Facts, Observation, Relation
from ontology.terms import THEMES, fits

# How much of the line is kept on either side of the evidence, in code points.
_AROUND = 48


def assemble(
    facts: Sequence[Facts],
    places: Sequence[Place],
    collected: Sequence[Names],
    nodes: Sequence[Node],
    identified: Identified,
    *,
    rejected: bool,
) -> GraphData:
    """Return the graph of ``facts`` over the entities of ``identified``, everything in a fixed order."""
    at = {id(node.name): index for index, node in enumerate(nodes)}
    mentions: list[GraphMention] = []
    claims: dict[str, Claim] = {}
    figures: dict[str, Figure] = {}
    definitions: dict[str, Definition] = {}
    warnings = [
        f"{place.doc}: 没有找到所属的区划, 其“街道”“区委”等只在本文档内有效"
        for place in places
        if not place.areas
    ]
    entities = dict(identified.entities)
    for f, names in zip(facts, collected, strict=True):

        def iri(name: Name) -> str:
            return identified.iris[at[id(name)]]

        for m in f.entities:
            index = at[id(names.find(m.text))]
            entity, reason = identified.iris[index], identified.reasons[index]
            mentions.append(
                GraphMention(f.doc, m.start, m.end, m.text, m.type, entity, reason, m.confidence, m.proposer)
            )
        evidence = _evidence(f.document)
        for r in f.relations:
            if r.accepted or rejected:
                head, tail = entities[iri(names.find(r.head))], entities[iri(names.find(r.tail))]
                if not fits(r.rel, head.type, tail.type):
                    warnings.append(_misfit(f.doc, r, head, tail))
                    continue
                claim = _claim(r, head.iri, tail.iri, evidence(r.start, r.end))
                known = claims.get(claim.iri)
                if known is None or claim.confidence > known.confidence:
                    claims[claim.iri] = claim
        for o in f.observations:
            figure = _figure(o, iri(names.subject(o.subject)), evidence(o.start, o.end))
            figures.setdefault(figure.iri, figure)
        for d in f.definitions:
            if (subject := names.lookup(d.term)) is None:
                continue
            found = Definition(
                resource("definition", f.doc, fingerprint(d.start, d.end, d.term)),
                iri(subject), d.text, evidence(d.start, d.end), d.components,
            )  # fmt: skip
            definitions.setdefault(found.iri, found)
            entity = iri(subject)
            if not entities[entity].definition:
                entities[entity] = replace(entities[entity], definition=d.text)
    return GraphData(
        documents=tuple(f.document for f in facts),
        entities=tuple(entities[i] for i in sorted(entities)),
        claims=tuple(sorted(claims.values(), key=lambda c: (c.evidence.doc, c.evidence.start, c.iri))),
        figures=tuple(sorted(figures.values(), key=lambda o: (o.evidence.doc, o.evidence.start, o.iri))),
        mentions=tuple(sorted(mentions, key=lambda m: (m.doc, m.start, m.end, m.type))),
        warnings=tuple(warnings),
        definitions=tuple(definitions[i] for i in sorted(definitions)),
        issuers=tuple((place.doc, place.scope.iri) for place in places if place.scope),
    )


def _misfit(doc: str, r: Relation, head: Entity, tail: Entity) -> str:
    ends = f"{head.type}“{head.name}”到{tail.type}“{tail.name}”"
    return f"{doc}:{r.start}: 关系 {r.rel} 不能从{ends}, 没有放进图谱"


def _evidence(document: Document) -> Callable[[int, int], Evidence]:
    """Return a function that makes the evidence of a span of ``document``."""
    text = document.text
    sections = sorted(document.sections, key=lambda s: (s.start, s.level))

    def evidence(start: int, end: int) -> Evidence:
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        around = [s for s in sections if s.start <= start < s.end]
        return Evidence(
            document.doc, start, end, text[start:end],
            section=" › ".join(s.title for s in around if s.title),
            before=text[max(line, start - _AROUND) : start],
            after=text[end : min(len(text) if stop < 0 else stop, end + _AROUND)],
            part=around[-1].role if around else "",
        )  # fmt: skip

    return evidence


def _claim(r: Relation, head: str, tail: str, evidence: Evidence) -> Claim:
    marks = [(s, s + len(t)) for s, t in ((r.head_start, r.head), (r.tail_start, r.tail)) if s is not None]
    verb = evidence.quote.find(r.verb) if r.verb else -1
    if verb >= 0:
        marks.append((evidence.start + verb, evidence.start + verb + len(r.verb)))
    iri = resource(
        "claim", evidence.doc, fingerprint(head, r.rel, tail, r.status, evidence.start, evidence.end)
    )
    return Claim(
        iri,
        head,
        r.rel,
        tail,
        r.status,
        r.verb,
        r.confidence,
        evidence,
        tuple(sorted(set(marks))),
        r.period,
        _themes(r),
    )


def _figure(o: Observation, subject: str, evidence: Evidence) -> Figure:
    iri = resource(
        "figure", evidence.doc,
        fingerprint(subject, o.indicator, o.value, o.unit, o.status, o.change, evidence.start, evidence.end),
    )  # fmt: skip
    return Figure(
        iri, subject, o.indicator, o.value, o.unit, o.status, evidence, o.number, o.approx, o.change, o.basis,
        o.period, o.dates, _themes(o),
    )  # fmt: skip


def _themes(said: Relation | Observation) -> tuple[str, ...]:
    """Return the themes of a fact that the scheme knows; facts of other origin may have others."""
    return tuple(theme for theme in said.themes if theme in THEMES)
