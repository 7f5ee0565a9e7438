"""Substance: what makes a sentence concrete, and which sentences an earlier report had already."""

import pytest

from graph.knowledge import KnowledgeGraph
from graph.resolve import resolve
from graph.substance import carried_over, substance
from jiepu import Graph, load
from ontology.records import Document, Facts, Mention, Observation, Period, Section, Sentence

BODY = "柳汀街道"
NAME = "“7+1”巷谈"


def report(year, *sentences, body=BODY, names=(), kind="report", figures=()):
    text, parts, mentions, told = "", [], [], []
    for sentence in sentences:
        start, text = len(text), text + sentence
        parts.append(Sentence(start, len(text), 0))
        for name, type_ in ((NAME, "PROGRAMME"), *names):
            at = sentence.find(name)
            if at >= 0:
                mentions.append(Mention(start + at, start + at + len(name), name, type_))
        told += [
            Observation(body, "场次", value, unit, "actual", start, len(text), sentence, number=float(value))
            for value, unit in figures
            if value + unit in sentence
        ]
    document = Document(
        f"{body}-{year}", text, title=f"{year}", issuer=body, areas=(body,), date=f"{year + 1}-01-10",
        kind=kind, period=Period(f"{year}-01-01", f"{year}-12-31"),
        sections=(Section(0, len(text), 0, "review"),), sentences=tuple(parts),
    )  # fmt: skip
    return Facts(document.doc, document, tuple(mentions), observations=tuple(told))


@pytest.mark.parametrize(
    ("sentence", "signs"),
    [
        pytest.param(f"持续擦亮{NAME}品牌。", set(), id="nothing, digits of the name included"),
        pytest.param(f"{NAME}开讲24场。", {"number", "unit"}, id="number and unit"),
        pytest.param(f"{NAME}结对三十户。", {"number"}, id="number in characters"),
        pytest.param(f"{NAME}年底前铺开。", {"time"}, id="time"),
        pytest.param(f"{NAME}落在芦花弄。", {"place"}, id="place"),
        pytest.param(f"联手苇声书社办{NAME}。", {"partner"}, id="partner"),
        pytest.param(f"柳汀街道办{NAME}。", set(), id="the body itself is no place"),
    ],
)
def test_each_sign_is_told_by_itself(sentence, signs):
    names = (("芦花弄", "PLACE"), ("苇声书社", "ORG"), (BODY, "AREA"))
    (found,) = substance(resolve([report(2031, sentence, names=names, figures=(("24", "场"),))]))
    assert found.told[0].signs == signs


def test_the_share_is_that_of_concrete_sentences():
    facts = report(
        2031,
        f"擦亮{NAME}。",
        f"{NAME}六月开讲。",
        f"做强{NAME}。",
        f"{NAME}开讲24场。",
        figures=(("24", "场"),),
    )
    (found,) = substance(resolve([facts]))
    assert found.share == 0.5
    assert found.having("time") == 0.25


REPEATED = "坚持把小事办在巷口,把难事议在桌上,推动邻里事邻里商量邻里办。"
VARIED = "坚持把小事办在巷口,把难事议在桌上,推动邻里事邻里商量着来办。"
FRESH = "新开三处巷口会客厅,请退休教师轮值主持每周一次的议事。"


def carried(*facts):
    return [(c.evidence.doc, c.earlier.doc) for c in carried_over(resolve(list(facts)))]


def test_a_sentence_of_last_year_is_found_word_for_word_or_nearly():
    pair = [(f"{BODY}-2032", f"{BODY}-2031")]
    assert carried(report(2031, REPEATED, FRESH), report(2032, REPEATED)) == pair
    found = carried_over(resolve([report(2032, VARIED), report(2031, REPEATED)]))
    assert [(c.evidence.quote, c.earlier.quote) for c in found] == [(VARIED, REPEATED)]
    assert 0.7 <= found[0].share < 1


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param((report(2031, FRESH), report(2032, REPEATED)), id="another sentence"),
        pytest.param((report(2031, REPEATED), report(2032, REPEATED, body="桐洲街道")), id="another body"),
        pytest.param((report(2031, REPEATED, REPEATED),), id="the same document"),
        pytest.param((report(2031, "做好各项工作。"), report(2032, "做好各项工作。")), id="too short"),
    ],
)
def test_what_is_not_carried_over_is_not_said_to_be(facts):
    assert carried(*facts) == []


def test_tables_and_frames_have_both(built):
    kg = load(built)
    frame = kg.substance()
    assert len(frame) == len(substance(kg.knowledge.data)) > 20
    assert frame["concrete"].between(0, 1).all()
    two = Graph(KnowledgeGraph.from_facts([report(2031, REPEATED), report(2032, REPEATED)]))
    assert list(two.substance(show="carried")["share"]) == [1]
