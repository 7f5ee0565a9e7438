"""Another name in brackets beside a name is no second body that a sentence tells of."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from extract.analysis import Analysis, analyse
from extract.relations.model import RelationModel
from extract.relations.relate import relate
from ontology.records import Document, EntityType, Mention, Section, Sentence


def analysed(text: str, issuer: str = "柳湾街道") -> Analysis:
    spans, at = [], 0
    for line in text.splitlines():
        spans.append(Sentence(at, at + len(line), 0))
        at += len(line) + 1
    section = Section(0, len(text), 0, "review")
    document = Document("a", text, issuer=issuer, sections=(section,), sentences=tuple(spans))
    return analyse(document, lambda t: [t])


@pytest.fixture(scope="module")
def model() -> RelationModel:
    with as_file(files("extract.models").joinpath("relations.npz")) as path:
        return RelationModel.load(path)


ABBREVIATED = {
    "in brackets": "与橹声大学（以下简称“橹大”）共建实习基地。",
    "in half-width brackets": "与橹声大学(以下简称“橹大”)共建实习基地。",
    "after a comma": "与橹声大学，以下简称“橹大”，共建实习基地。",
    "without another name": "与橹声大学共建实习基地。",
}


@pytest.mark.parametrize("text", ABBREVIATED.values(), ids=ABBREVIATED)
def test_the_full_name_is_the_partner_and_its_other_name_none(model: RelationModel, text: str) -> None:
    names: list[tuple[str, EntityType]] = [("橹声大学", "ORG"), ("橹大", "ORG")]
    mentions = [
        Mention(at, at + len(name), name, kind) for name, kind in names if (at := text.find(name)) >= 0
    ]
    found = relate(analysed(text), mentions, model)
    assert [(r.head, r.rel, r.tail) for r in found if r.accepted] == [
        ("柳湾街道", "partnersWith", "橹声大学")
    ]
