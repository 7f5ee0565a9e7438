"""A graph of any size from invented documents, to measure with: the same seed gives the same graph.

It is shaped as graphs of real documents are: a few areas that many documents speak for, some names that
everyone uses and many that one document has alone, several facts in a sentence.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from graph.iri import resource
from graph.model import Claim, Entity, Evidence, Figure, GraphData, GraphMention
from graph.rdf import dataset
from ontology.records import Document, EntityType, RelationName, Status

if TYPE_CHECKING:
    from pyoxigraph import Quad

QUADS_A_DOCUMENT = 3_200
"""About what a report of some thousand characters gives."""

SEED = 5
_SENTENCES = 40
_SYLLABLES = "苇汀鹭岫棠砚渡桥沁岚杉澜禾霁鸢梧荻溪舟筠"
_ENDINGS: dict[EntityType, str] = {
    "ORG": "合作社", "PLACE": "驿站", "PROGRAMME": "行动", "PROJECT": "改造工程", "MECHANISM": "议事法",
    "EVENT": "集市", "POLICY": "若干办法", "HONOUR": "示范点", "PLATFORM": "平台", "PERSON": "",
    "GROUP": "居民",
}  # fmt: skip
_RELATIONS: dict[RelationName, tuple[EntityType, ...]] = {
    "undertakes": ("PROGRAMME", "PROJECT", "MECHANISM", "EVENT"),
    "partnersWith": ("ORG",),
    "reliesOn": ("PLATFORM", "MECHANISM"),
    "awarded": ("HONOUR",),
    "serves": ("GROUP",),
    "locatedIn": ("PLACE",),
}
_INDICATORS = ("登记户数", "投入资金", "服务人次", "改造面积", "办结率", "新增岗位")


def synthetic_quads(count: int, seed: int = SEED) -> Iterator[Quad]:
    """Yield the quads of a graph of about ``count`` quads.

    Examples
    --------
    >>> sum(1 for _ in synthetic_quads(10_000)) in range(8_000, 12_000)
    True
    """
    yield from dataset(synthetic_data(max(1, round(count / QUADS_A_DOCUMENT)), seed))


def synthetic_data(documents: int, seed: int = SEED) -> GraphData:
    """Return a graph of so many invented documents.

    Parameters
    ----------
    documents
        How many; each gives some 3,200 quads.
    seed
        Of the draw.
    """
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    entities = _entities(documents, draw)
    claims: list[Claim] = []
    figures: list[Figure] = []
    mentions: list[GraphMention] = []
    texts: list[Document] = []
    areas = entities["AREA"]
    issuers = []
    for number in range(documents):
        doc, area, at = f"d{number:05}", areas[number % len(areas)], 0
        written = []
        for _ in range(_SENTENCES):
            facts, heads = [], [area, _one(entities["ORG"], draw)]
            for rel in draw.choices(sorted(_RELATIONS), k=draw.choice((1, 1, 2, 3))):
                facts.append((draw.choice(heads), rel, _one(entities[draw.choice(_RELATIONS[rel])], draw)))
            quote = "；".join(f"{head.name}与{tail.name}" for head, _, tail in facts) + "，各项工作有序推进。"
            evidence = Evidence(
                doc, at, at + len(quote), quote, "一、全年工作", part=draw.choice(("review", "plan"))
            )
            for place, (head, rel, tail) in enumerate(facts):
                status: Status = draw.choice(get_args(Status))
                claims.append(
                    Claim(
                        resource("claim", doc, str(at), str(place)),
                        head.iri, rel, tail.iri, status, "推进", round(draw.uniform(0.3, 1), 2), evidence,
                    )
                )  # fmt: skip
            for entity in {e.iri: e for head, _, tail in facts for e in (head, tail)}.values():
                start = at + quote.index(entity.name)
                span = (start, start + len(entity.name))
                mentions.append(GraphMention(doc, *span, entity.name, entity.type, entity.iri, "名称相同"))
            if draw.random() < 0.3:
                value = draw.randrange(1, 5000)
                figures.append(
                    Figure(
                        resource("figure", doc, str(at)), area.iri, draw.choice(_INDICATORS), f"{value:,}",
                        "户", "actual", evidence, float(value), change=f"+{value % 17}%",
                    )
                )  # fmt: skip
            written.append(quote)
            at += len(quote)
        title, date = f"{area.name}第{number}号工作总结", f"{2021 + number % 9}-{number % 12 + 1:02}-15"
        texts.append(Document(doc, "".join(written), title=title, issuer=area.name, date=date))
        issuers.append((doc, area.iri))
    return GraphData(
        tuple(texts),
        tuple(entity for some in entities.values() for entity in some),
        tuple(claims),
        tuple(figures),
        tuple(mentions),
        issuers=tuple(issuers),
    )


def _entities(documents: int, draw: random.Random) -> dict[EntityType, list[Entity]]:
    found: dict[EntityType, list[Entity]] = {"AREA": []}
    for number in range(max(2, documents // 8)):
        code = f"{990100001 + number}"
        found["AREA"].append(Entity(resource("area", code), "AREA", f"{_name(number)}街道", code=code))
    for type_, ending in _ENDINGS.items():
        found[type_] = [
            Entity(resource(type_.lower(), name), type_, name)
            for name in (_name(number + 7) + ending for number in range(10 + documents * 3))
        ]
        draw.shuffle(found[type_])
    return found


def _one(entities: list[Entity], draw: random.Random) -> Entity:
    """Return an entity; the first few of the list are chosen far more often than the rest."""
    return entities[int(len(entities) * draw.random() ** 3)]


def _name(number: int) -> str:
    """Return an invented name of its own for each number."""
    name = ""
    number += len(_SYLLABLES)
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        name += _SYLLABLES[rest]
    return name
