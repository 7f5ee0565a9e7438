"""Figures over time: units in one form, planted contradictions found, nothing claimed that is not held."""

import pytest

from graph.knowledge import KnowledgeGraph
from graph.resolve import resolve
from graph.series import conflicts, series
from jiepu import Graph, load
from jiepu.measures import figures
from ontology.records import Document, Facts, Observation, Period, Section, Sentence

BODY = "柳汀街道"
YEARS = {year: Period(f"{year}-01-01", f"{year}-12-31") for year in range(2029, 2034)}


def told(doc, *rows, year=2031, part="review", kind="report", body=BODY):
    """A document of figures: (label, value, unit, then named fields), one sentence each."""
    text, sentences, found = "", [], []
    for label, value, unit, *more in rows:
        fields = more[0] if more else {}
        sentence = f"{label}{value}{unit}{fields.get('change', '')}。"
        start, text = len(text), text + sentence
        sentences.append(Sentence(start, len(text), 1))
        number = None if "至" in value else float(value.replace(",", ""))
        fields = {"status": "actual", "number": number, "dates": YEARS[year], "period": f"{year}年", **fields}
        status = fields.pop("status")
        found.append(Observation(body, label, value, unit, status, start, len(text), sentence, **fields))
    document = Document(
        doc, text, title=doc, issuer=body, areas=(body,), date=f"{year + 1}-01-15", kind=kind,
        period=YEARS[year], sections=(Section(0, len(text), 0, part), Section(0, len(text), 1, part)),
        sentences=tuple(sentences),
    )  # fmt: skip
    return Facts(doc, document, observations=tuple(found))


def measured(*facts, **options):
    return series(resolve(list(facts)), **options)


def grew(change, basis="同比"):
    return {"change": change, "basis": basis}


@pytest.mark.parametrize(
    ("then", "now", "change", "check"),
    [
        pytest.param(("5.00", "亿元"), ("5.50", "亿元"), "+10%", "agrees", id="as computed"),
        pytest.param(("5.00", "亿元"), ("5.50", "亿元"), "+16%", "disagrees", id="planted growth"),
        pytest.param(("5.50", "亿元"), ("5.00", "亿元"), "+9.1%", "disagrees", id="planted direction"),
        pytest.param(("48000", "万元"), ("5.28", "亿元"), "+10.0%", "agrees", id="units differ"),
        pytest.param(("48000", "万元"), ("5.28", "亿元"), "+15.0%", "disagrees", id="planted across units"),
        pytest.param(("1.2", "万人次"), ("15000", "人次"), "+25%", "agrees", id="visits"),
        pytest.param(("1.2", "万人次"), ("15000", "人次"), "+52%", "disagrees", id="planted digits"),
        pytest.param(("3", "个"), ("4", "个"), "+33.3%", "agrees", id="whole numbers"),
        pytest.param(("3", "亿元"), ("4", "亿元"), "+45%", "agrees", id="coarsely printed"),
        pytest.param(("3.0", "亿元"), ("4.0", "亿元"), "+45%", "disagrees", id="finely printed"),
        pytest.param(("91.2", "%"), ("93.4", "%"), "+2.2个百分点", "agrees", id="points"),
        pytest.param(("91.2", "%"), ("93.4", "%"), "+4.2个百分点", "disagrees", id="planted points"),
        pytest.param(("91.2", "%"), ("93.4", "%"), "+2.2%", "agrees", id="points called percent"),
        pytest.param(("40", "件"), ("32", "件"), "-20%", "agrees", id="fall"),
        pytest.param(("40", "件"), ("32", "件"), "-8件", "agrees", id="by a number"),
        pytest.param(("40", "件"), ("32", "件"), "-12件", "disagrees", id="planted number"),
    ],
)
def test_a_stated_change_is_checked_against_both_years(then, now, change, check):
    found = measured(
        told("旧", ("夜市营业收入", *then), year=2030),
        told("新", ("夜市营业收入", *now, grew(change)), year=2031),
    )
    later = next(p for p in found if p.figure.evidence.doc == "新")
    assert later.check == check
    assert later.earlier
    assert later.earlier.evidence.quote.startswith("夜市营业收入")


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        pytest.param(
            [("税收", "5", "亿元", {**grew("+60%"), "approx": "近"})], "approximate", id="approximate"
        ),
        pytest.param([("税收", "5", "亿元", grew("+60%", "可比"))], "", id="comparable basis"),
        pytest.param([("别的收入", "5", "亿元", grew("+60%"))], "notHeld", id="year before not held"),
        pytest.param([("税收", "60", "%", grew("+60%"))], "", id="only a change"),
    ],
)
def test_what_cannot_be_checked_is_not_called_wrong(rows, check):
    found = measured(told("旧", ("税收", "4", "亿元"), year=2030), told("新", *rows, year=2031))
    assert [p.check for p in found if p.figure.evidence.doc == "新"] == [check]


def test_another_subject_or_year_is_no_basis():
    now = told("新", ("税收", "5.5", "亿元", grew("+90%")), year=2032)
    for then in (
        told("旧", ("税收", "5.0", "亿元"), year=2031, body="桐洲街道"),
        told("旧", ("税收", "5.0", "亿元"), year=2030),
    ):
        checks = {p.figure.evidence.doc: p.check for p in measured(then, now)}
        assert checks["新"] == "notHeld"


def test_figures_of_several_bodies_stand_side_by_side_in_one_unit():
    found = measured(
        told("甲", ("完成区级税收", "48000", "万元")),
        told("乙", ("税收(区级)", "5.2", "亿元"), body="桐洲街道"),
    )
    assert len({(p.key, p.family) for p in found}) == 1
    assert {p.number for p in found} == {480_000_000.0, 520_000_000.0}


def test_two_documents_that_differ_on_one_year_are_told():
    first, second = told("甲", ("在册志愿者", "1200", "人")), told("乙", ("在册志愿者", "1350", "人"))
    found = conflicts(measured(first, second))
    assert [{c.first.figure.value, c.second.figure.value} for c in found] == [{"1200", "1350"}]
    assert not conflicts(measured(first, told("乙", ("在册志愿者", "0.12", "万人"))))


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        pytest.param({}, "30", "met", id="reached"),
        pytest.param({}, "27", "missed", id="not reached"),
        pytest.param({"approx": "以内"}, "27", "met", id="kept below"),
        pytest.param({"approx": "以内"}, "33", "missed", id="not kept below"),
    ],
)
def test_a_target_is_set_beside_its_outcome(goal, value, met):
    target = told(
        "计划", ("加装电梯", "30", "台", {"status": "target", "dates": YEARS[2032], **goal}), year=2031
    )
    found = measured(target, told("总结", ("加装电梯", value, "台"), year=2032))
    assert [p.met for p in found if p.figure.status == "target"] == [met]


def test_a_target_whose_year_no_document_tells_of_is_not_called_missed():
    target = told("计划", ("加装电梯", "30", "台", {"status": "target", "dates": YEARS[2033]}), year=2031)
    assert [p.met for p in measured(target)] == ["notHeld"]
    half = told("半年", ("加装电梯", "9", "台", {"dates": Period("2033-01-01", "2033-06-30")}), year=2033)
    assert {p.met for p in measured(target, half) if p.figure.status == "target"} == {"progress"}


def test_nothing_is_called_wrong_in_the_sample(built):
    kg = load(built)
    points = series(kg.knowledge.data)
    assert len(points) > 100
    assert not [p for p in points if p.check == "disagrees"]
    assert not conflicts(points)
    assert len(kg.series()) == len(points)


def test_disagreements_come_with_both_sentences():
    facts = [
        told("旧", ("税收", "4.00", "亿元"), year=2030),
        told("新", ("税收", "5.00", "亿元", grew("+60%")), year=2031),
    ]
    kg = Graph(KnowledgeGraph.from_facts(facts))
    row = kg.series(show="checks").iloc[0]
    assert row["check"] == "disagrees"
    assert (row["earlierQuote"], row["quote"]) == ("税收4.00亿元。", "税收5.00亿元+60%。")
    assert figures(kg.knowledge.data, show="targets").rows == ()
