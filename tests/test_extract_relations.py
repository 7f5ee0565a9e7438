"""Relations between given names: by rule, and by the shipped model."""

import pytest

from extract.analysis import Analysis, analyse
from extract.components import MODELS
from extract.relations import relate
from extract.relations.model import RelationModel
from ontology.records import Document, Mention, Section, Sentence

ISSUER = "澜汀街道"


def analysis_of(*sentences, role="review", issuer=ISSUER, heading=()):
    """Make a document of one section out of ``sentences``; those numbered in ``heading`` are headings."""
    text = "\n".join(sentences)
    spans, at = [], 0
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(at, at + len(sentence), 0, number in heading))
        at += len(sentence) + 1
    document = Document(
        "a",
        text,
        issuer=issuer,
        sections=(Section(0, len(text), 0, role),),
        sentences=tuple(spans),
    )
    return analyse(document, lambda _: ())


def names(analysis: Analysis, **types):
    """Return the mentions of names given as ``TYPE="name name"``, every occurrence."""
    text, found = analysis.document.text, []
    for kind, listed in types.items():
        for name in listed.split():
            at = text.find(name)
            while at >= 0:
                found.append(Mention(at, at + len(name), name, kind))
                at = text.find(name, at + 1)
    return found


def stated(relations, accepted=True):
    return {(r.head, r.rel, r.tail) for r in relations if r.accepted or not accepted}


@pytest.fixture(scope="module")
def model():
    return RelationModel.load(MODELS / "relations.npz")


def test_each_member_of_an_enumeration_is_undertaken(model):
    a = analysis_of("建成青荷书屋、白鹭驿站和老船坞展示厅，服务功能更加齐全。")
    found = relate(a, names(a, PLACE="青荷书屋 白鹭驿站 老船坞展示厅"), model)
    assert stated(found) == {(ISSUER, "undertakes", n) for n in ("青荷书屋", "白鹭驿站", "老船坞展示厅")}
    assert {r.verb for r in found if r.accepted} == {"建成"}
    assert {r.status for r in found if r.accepted} == {"done"}


@pytest.mark.parametrize(
    ("role", "text", "status"),
    [
        pytest.param("review", "推出“橹声”文化品牌。", "done", id="review-done"),
        pytest.param("review", "持续深化“橹声”文化品牌建设。", "ongoing", id="review-ongoing"),
        pytest.param("plan", "打造“橹声”文化品牌。", "planned", id="plan"),
    ],
)
def test_status_follows_section_and_verb(model, role, text, status):
    a = analysis_of(text, role=role)
    [found] = [r for r in relate(a, names(a, PROGRAMME="橹声"), model) if r.accepted]
    assert (found.head, found.rel, found.tail, found.status) == (ISSUER, "undertakes", "橹声", status)


def test_work_before_the_start_is_planned_in_a_review(model):
    a = analysis_of("完成芦影口袋公园设计方案。")
    [found] = [r for r in relate(a, names(a, PLACE="芦影口袋公园"), model) if r.accepted]
    assert found.status == "planned"


def test_a_road_is_bounded_by_the_ends_in_its_own_brackets(model):
    a = analysis_of("青荷路（橹声路-柳桥路）、白鹭路（芦影路-柳桥路）大修工程竣工。")
    found = relate(a, names(a, PLACE="青荷路 橹声路 柳桥路 白鹭路 芦影路"), model)
    bounds = {(r.head, r.tail) for r in found if r.accepted and r.rel == "boundedBy"}
    assert bounds == {("青荷路", "橹声路"), ("青荷路", "柳桥路"), ("白鹭路", "芦影路"), ("白鹭路", "柳桥路")}
    assert {r.status for r in found if r.rel == "boundedBy" and r.accepted} == {"done"}


@pytest.mark.parametrize(
    ("text", "types", "wanted"),
    [
        pytest.param(
            "联合橹湾大学、青荷医院打造“橹声”品牌。",
            {"ORG": "橹湾大学 青荷医院", "PROGRAMME": "橹声"},
            {(ISSUER, "partnersWith", "橹湾大学"), (ISSUER, "partnersWith", "青荷医院")},
            id="partners",
        ),
        pytest.param(
            "青荷社区获评“市级美丽家园示范社区”。",
            {"PLACE": "青荷社区", "HONOUR": "市级美丽家园示范社区"},
            {("青荷社区", "awarded", "市级美丽家园示范社区")},
            id="title-of-a-place",
        ),
        pytest.param(
            "依托橹声联盟，解决难题12个。",
            {"ORG": "橹声联盟"},
            {(ISSUER, "reliesOn", "橹声联盟")},
            id="means",
        ),
        pytest.param(
            "在区委、区政府的坚强领导下，圆满完成各项任务。",
            {"ORG": "区委 区政府"},
            {(ISSUER, "guidedBy", "区委"), (ISSUER, "guidedBy", "区政府")},
            id="superiors",
        ),
        pytest.param(
            "全面贯彻落实《橹湾市河道管理条例》。",
            {"POLICY": "橹湾市河道管理条例"},
            {(ISSUER, "follows", "橹湾市河道管理条例")},
            id="policy",
        ),
        pytest.param(
            "澜汀街道党工委书记陆青荷到场。",
            {"ORG": "澜汀街道党工委", "PERSON": "陆青荷"},
            {("陆青荷", "holdsPost", "澜汀街道党工委")},
            id="post",
        ),
    ],
)
def test_relation(model, text, types, wanted):
    a = analysis_of(text)
    assert wanted <= stated(relate(a, names(a, **types), model))


def test_a_printed_subject_is_not_replaced_by_the_issuer(model):
    a = analysis_of("芦影社区党总支成立“青荷先锋队”。")
    found = stated(relate(a, names(a, ORG="芦影社区党总支 青荷先锋队"), model))
    assert ("芦影社区党总支", "undertakes", "青荷先锋队") in found
    assert (ISSUER, "undertakes", "青荷先锋队") not in found


def test_evidence_is_the_sentence_exactly(model):
    a = analysis_of("今年以来，工作有序。", "打造 “橹声” 品牌,设立青荷驿站。")
    found = relate(a, names(a, PROGRAMME="橹声", PLACE="青荷驿站"), model)
    assert found
    for r in found:
        assert a.document.text[r.start : r.end] == r.quote
        if r.tail_start is not None:
            assert a.document.text[r.tail_start :].startswith(r.tail)
        assert not r.verb or r.verb in r.quote
        assert 0 <= r.confidence <= 1
        assert r.accepted <= (r.confidence >= model.threshold)


def test_noise_states_nothing(model):
    a = analysis_of("打造“橹声”品牌。", role="noise")
    assert relate(a, names(a, PROGRAMME="橹声"), model) == ()


def test_a_section_of_another_body_has_its_own_subject(model):
    text = "打造“橹声”品牌。"
    section = Section(0, len(text), 0, "review", issuer="芦影街道")
    document = Document("a", text, issuer=ISSUER, sections=(section,), sentences=(Sentence(0, len(text), 0),))
    a = analyse(document, lambda _: ())
    assert stated(relate(a, names(a, PROGRAMME="橹声"), model)) == {("芦影街道", "undertakes", "橹声")}


def test_a_fact_holds_for_the_one_time_that_its_sentence_prints(model):
    a = analysis_of("2024年5月，建成青荷书屋。")
    [found] = [r for r in relate(a, names(a, PLACE="青荷书屋"), model) if r.accepted]
    assert found.period is not None
    assert (found.period.start, found.period.end) == ("2024-05-01", "2024-05-31")


def test_rules_alone_read_the_same_kinds():
    a = analysis_of("青荷路（橹声路-柳桥路）大修竣工，打造“橹声”品牌。")
    found = stated(relate(a, names(a, PLACE="青荷路 橹声路 柳桥路", PROGRAMME="橹声"), None))
    assert (ISSUER, "undertakes", "橹声") in found
    assert ("青荷路", "boundedBy", "橹声路") in found


@pytest.mark.parametrize("text", ["", "。", "，，，（（（））"])
def test_nothing_comes_of_nothing(model, text):
    a = analysis_of(text)
    assert relate(a, [], model) == ()
    assert relate(a, [], None) == ()


def test_mentions_that_overlap_or_cover_signs_do_no_harm(model):
    a = analysis_of("打造“橹声”品牌（青荷）。")
    mentions = [
        Mention(0, 8, "打造“橹声”品", "PROGRAMME"),
        Mention(3, 5, "橹声", "PROGRAMME"),
        Mention(5, 6, "”", "ORG"),
    ]
    for r in relate(a, mentions, model):
        assert r.head != r.tail


def test_a_year_inside_a_name_does_not_date_the_fact(model):
    a = analysis_of("贯彻落实橹湾2035总体规划要求。", "建成青荷书屋。")
    found = relate(a, names(a, POLICY="橹湾2035总体规划", PLACE="青荷书屋"), model)
    assert found
    assert all(r.period is None for r in found)
