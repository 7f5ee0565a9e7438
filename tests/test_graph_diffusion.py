"""Diffusion: order by time and level, shared wording, and no claim of non-adoption without a document."""

import pytest

from graph.diffusion import diffusion
from graph.knowledge import KnowledgeGraph
from graph.resolve import resolve
from graph.standings import standings
from jiepu import Graph, load
from ontology.records import Document, Facts, Mention, Period, Relation, Section, Sentence

NAME = "“三问一会”工作法"
FIRST = f"柳汀街道推行{NAME},让楼道里的难事不出楼道。"
NEXT = f"桐洲街道学着推行{NAME},力求楼道里的难事不出楼道。"
PLAN = f"荷渚街道明年要推行{NAME}。"
OTHER = "苇汀街道全年走访住户三千户。"


def said(text, body, year, status="done", kind="report", months=("01-01", "12-31"), name=NAME, extra=()):
    """A document of one sentence by one body; the name in it, if it stands there, is undertaken."""
    doc = f"{body}-{year}-{kind}"
    mentions, relations = [Mention(0, len(body), body, "AREA")], []
    at = text.find(name)
    if at >= 0:
        mentions.append(Mention(at, at + len(name), name, "MECHANISM"))
        relations.append(
            Relation(body, "undertakes", name, status, 0, len(text), text, "AREA", "MECHANISM", 0, at)
        )
    role = "plan" if status == "planned" else "review"
    document = Document(
        doc, text, title=doc, issuer=body, areas=(body,), date=f"{year + 1}-01-10", kind=kind,
        period=None if kind == "news" else Period(f"{year}-{months[0]}", f"{year}-{months[1]}"),
        sections=(Section(0, len(text), 0, role),), sentences=(Sentence(0, len(text), 0),),
    )  # fmt: skip
    return Facts(doc, document, (*mentions, *extra), tuple(relations))


def graph(*facts):
    return resolve(list(facts))


THREE = (
    said(NEXT, "桐洲街道", 2032),
    said(FIRST, "柳汀街道", 2031),
    said(PLAN, "荷渚街道", 2032, status="planned"),
)


def test_places_follow_each_other_in_time():
    steps = diffusion(graph(*THREE))
    assert [(s.number, s.place_name, s.how) for s in steps] == [
        (1, "柳汀街道", "adopted"),
        (2, "桐洲街道", "adopted"),
        (3, "荷渚街道", "planned"),
    ]
    assert [s.days for s in steps] == [0, 366, 376]
    assert {s.level for s in steps} == {"town"}


def test_shared_wording_is_the_longest_phrase_beyond_the_name():
    second = diffusion(graph(*THREE))[1]
    assert second.shared_with == "柳汀街道"
    assert "楼道里的难事不出楼道" in second.phrase
    # 推行 and the name alone are no shared wording.
    assert diffusion(graph(*THREE))[2].phrase == ""


def test_levels_are_told_from_the_widest():
    text = f"柳汀区推行{NAME}。"
    steps = diffusion(graph(said(text, "柳汀区", 2031), said(FIRST, "柳汀街道", 2031)))
    assert [(s.place_name, s.level) for s in steps] == [("柳汀区", "county"), ("柳汀街道", "town")]


def test_one_place_alone_is_shown_when_asked_for():
    data = graph(THREE[1])
    iri = next(e.iri for e in data.entities if e.type == "MECHANISM")
    assert diffusion(data) == []
    assert len(diffusion(data, entity=iri)) == 1


def state(data, place, year):
    thing = next(e.iri for e in data.entities if e.type == "MECHANISM")
    (found,) = [s for s in standings(data, entity=thing) if s.place_name == place and s.year == year]
    return found.state, found.told_by


def test_places_without_documents_are_told_of_when_one_thing_is_asked_for():
    neighbour = Mention(0, 4, "苇汀街道", "AREA")
    data = graph(*THREE, said("苇汀街道来人参观。", "荷渚街道", 2030, extra=(neighbour,)))
    thing = next(e.iri for e in data.entities if e.type == "MECHANISM")
    assert "苇汀街道" not in {s.place_name for s in standings(data)}
    assert {s.state for s in standings(data, entity=thing) if s.place_name == "苇汀街道"} == {"notHeld"}


def test_a_report_of_the_year_that_is_silent_tells_of_non_adoption():
    data = graph(*THREE, said(OTHER, "苇汀街道", 2032))
    assert state(data, "苇汀街道", 2032) == ("notAdopted", ("苇汀街道-2032-report",))
    assert state(data, "桐洲街道", 2032)[0] == "adopted"


@pytest.mark.parametrize(
    "held",
    [
        pytest.param((), id="only named by others"),
        pytest.param((said(OTHER, "苇汀街道", 2030),), id="an earlier year"),
        pytest.param((said(OTHER, "苇汀街道", 2032, kind="news"),), id="news"),
        pytest.param((said(OTHER, "苇汀街道", 2032, kind="plan"),), id="a plan"),
        pytest.param((said(OTHER, "苇汀街道", 2032, months=("01-01", "06-30")),), id="half the year"),
    ],
)
def test_non_adoption_is_never_claimed_where_no_document_is_held(held):
    neighbour = Mention(0, 4, "苇汀街道", "AREA")
    if not held:
        text = "苇汀街道来人参观。"
        held = (said(text, "荷渚街道", 2030, extra=(neighbour,)),)
    assert state(graph(*THREE, *held), "苇汀街道", 2032) == ("notHeld", ())


def test_two_half_years_make_a_year():
    halves = [
        said(OTHER, "苇汀街道", 2032, months=("01-01", "06-30")),
        said(OTHER.replace("全年", "半年"), "苇汀街道", 2032, kind="report", months=("07-01", "12-31")),
    ]
    halves[1] = Facts(
        "后半年", Document(**{**fields(halves[1].document), "doc": "后半年"}), halves[1].entities
    )
    assert state(graph(*THREE, *halves), "苇汀街道", 2032)[0] == "notAdopted"


def fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_a_name_that_was_missed_in_a_text_is_not_taken_for_absence():
    text = f"苇汀街道也试{NAME}。"
    missed = said(text, "苇汀街道", 2032, name="没有这个名")
    assert state(graph(*THREE, missed), "苇汀街道", 2032) == ("named", ("苇汀街道-2032-report",))


def test_in_the_sample_non_adoption_always_has_its_report(built):
    kg = load(built)
    data = kg.knowledge.data
    reports = {d.doc for d in data.documents if d.kind == "report"}
    found = standings(data)
    assert found
    for one in found:
        assert set(one.told_by) <= {d.doc for d in data.documents}
        assert (one.state == "notHeld") == (not one.told_by)
        if one.state == "notAdopted":
            assert set(one.told_by) <= reports
    assert len(kg.diffusion(show="places")) == len(found)


def test_the_table_tells_each_step_with_its_sentence():
    kg = Graph(KnowledgeGraph.from_facts(list(THREE)))
    frame = kg.diffusion()
    assert list(frame["quote"]) == [FIRST, NEXT, PLAN]
    assert list(kg.diffusion(name=NAME)["place"]) == ["柳汀街道", "桐洲街道", "荷渚街道"]
