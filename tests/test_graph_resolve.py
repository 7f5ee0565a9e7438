"""Which names become one entity, which stay apart, and that it is explained. All places are invented."""

import itertools

import pytest

from graph.resolve import resolve
from ontology.records import Document, Facts, Mention, Observation, Relation

AREAS = ("云岫市", "砚北区", "松涛街道")


def facts(doc, *names, areas=AREAS, relations=(), observations=()):
    """A document that prints ``names`` (text, type) one a line, and what it says about them."""
    text, mentions = "", []
    for name, kind in names:
        mentions.append(Mention(len(text), len(text) + len(name), name, kind))
        text += name + "\n"
    text += "。" * 20
    document = Document(doc, text, issuer=areas[-1] if areas else "", areas=areas)
    return Facts(doc, document, tuple(mentions), tuple(relations), tuple(observations))


def entity_of(data, text, doc="a"):
    return next(m.entity for m in data.mentions if m.text == text and m.doc == doc)


def entity(data, text, doc="a"):
    iri = entity_of(data, text, doc)
    return next(e for e in data.entities if e.iri == iri)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("PROGRAMME", "“小岫鱼”企服品牌", "小岫鱼", id="quotation"),
        pytest.param("PROGRAMME", "「小岫魚」", "小岫鱼", id="traditional"),
        pytest.param("PLATFORM", "Ａ＋云岫", "A+云岫", id="width"),
        pytest.param("AREA", "街道", "松涛街道", id="own-subdistrict"),
        pytest.param("AREA", "松涛", "松涛街道", id="short-area"),
        pytest.param("AREA", "全区", "砚北区", id="whole-district"),
        pytest.param("ORG", "区委", "砚北区委", id="committee"),
        pytest.param("ORG", "区人民法院", "砚北区法院", id="court"),
        pytest.param("ORG", "街道党工委", "松涛街道党工委", id="working-committee"),
        pytest.param("ORG", "党工委", "中共砚北区松涛街道工作委员会", id="formal-name"),
        pytest.param("ORG", "街道办", "云岫市砚北区人民政府松涛街道办事处", id="office"),
        pytest.param("ORG", "市第九人民医院", "云岫第九人民医院", id="city-hospital"),
        pytest.param("ORG", "云岫理工", "云岫理工大学", id="university"),
        pytest.param("ORG", "涡轮厂", "云岫涡轮机厂", id="factory"),
        pytest.param("PLACE", "综治中心", "街道综治中心", id="own-centre"),
        pytest.param("PLACE", "鸣鹿一居", "鸣鹿一居民区", id="neighbourhood"),
        pytest.param("PLACE", "钢丝厂地块", "钢丝厂腾退地块", id="modifier-left-out"),
        pytest.param("PLACE", "“月亮湾”科创功能区", "月亮湾", id="named-zone"),
        pytest.param("PROJECT", "五号楼配套用房", "五号楼配套用房项目", id="classifier"),
        pytest.param("POLICY", "权责清单", "街道权责清单", id="own-list"),
        pytest.param("MECHANISM", "新时代“梧桐经验”", "梧桐经验", id="epithet"),
        pytest.param("GROUP", "生活困难群众", "生活困难人员", id="synonym"),
        pytest.param("HONOUR", "云岫市家门口的好景致", "家门口好景致", id="particle"),
    ],
)
def test_two_forms_of_a_name_in_one_document_are_one_entity(kind, one, other):
    data = resolve([facts("a", (other, kind), (one, kind))])
    assert entity_of(data, one) == entity_of(data, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("PLACE", "松涛路", "松涛东路", id="directions"),
        pytest.param("PLACE", "柏庐路", "新柏庐路", id="new-road"),
        pytest.param("PLACE", "鸣鹿二小区", "鸣鹿三小区", id="numbers"),
        pytest.param("ORG", "总工会", "总工会讲解小队", id="body-of-a-body"),
        pytest.param("ORG", "松涛治理学院", "松涛治理学院月亮分院", id="branch"),
        pytest.param("PROJECT", "轨交9号线建设", "轨交9号线柏庐路站建设", id="station-of-a-line"),
        pytest.param("GROUP", "独居长者", "户籍独居长者", id="narrower-group"),
        pytest.param("PLACE", "书香屋", "鸣鹿小学“书香屋”", id="one-of-a-kind"),
        pytest.param("MECHANISM", "“1+5”工作体系", "“1+5”共治平台", id="code"),
        pytest.param("ORG", "云岫大学", "云岫医科大学", id="two-universities"),
        pytest.param("ORG", "云岫银行", "云岫建设银行", id="two-banks"),
        pytest.param("PLACE", "社区活动中心", "社区文化活动中心", id="two-descriptions"),
        pytest.param("PLACE", "河道活力带", "河道活力带·志愿项目", id="named-after"),
    ],
)
def test_names_that_only_look_alike_stay_apart(kind, one, other):
    data = resolve([facts("a", (other, kind), (one, kind))])
    assert entity_of(data, one) != entity_of(data, other)


def test_a_road_is_not_the_subdistrict_named_after_it():
    data = resolve([facts("a", ("柏庐路街道", "AREA"), ("柏庐路", "PLACE"), areas=("柏庐路街道",))])
    assert entity_of(data, "柏庐路") != entity_of(data, "柏庐路街道")


def test_the_document_fixes_its_own_bodies():
    other = ("云岫市", "墨南区", "听泉街道")
    data = resolve([
        facts("a", ("区委", "ORG"), ("街道", "AREA"), ("综治中心", "PLACE")),
        facts("b", ("区委", "ORG"), ("街道", "AREA"), ("综治中心", "PLACE"), areas=other),
    ])  # fmt: skip
    assert [entity(data, "区委", d).name for d in "ab"] == ["砚北区委", "墨南区委"]
    assert [entity(data, "街道", d).name for d in "ab"] == ["松涛街道", "听泉街道"]
    assert entity_of(data, "综治中心", "a") != entity_of(data, "综治中心", "b")


def test_a_proper_name_is_one_everywhere():
    other = ("云岫市", "墨南区", "听泉街道")
    data = resolve(
        [facts("a", ("一网通联", "MECHANISM")), facts("b", ("“一网通联”", "MECHANISM"), areas=other)]
    )
    assert len({m.entity for m in data.mentions}) == 1


def test_a_shorter_form_means_what_its_own_document_says():
    data = resolve([
        facts("a", ("鸣鹿党建联盟", "ORG"), ("党建联盟", "ORG")),
        facts("b", ("柏庐党建联盟", "ORG"), ("党建联盟", "ORG")),
    ])  # fmt: skip
    assert entity(data, "党建联盟", "a").name == "鸣鹿党建联盟"
    assert entity(data, "党建联盟", "b").name == "柏庐党建联盟"


def test_without_an_area_bodies_stay_within_their_document():
    data = resolve([facts("a", ("区委", "ORG"), areas=()), facts("b", ("区委", "ORG"), areas=())])
    assert entity_of(data, "区委", "a") != entity_of(data, "区委", "b")
    assert len(data.warnings) == 2


def test_the_class_is_the_one_that_most_mentions_have():
    names = [("月亮湾", "PLACE")] * 3 + [("月亮湾", "PROGRAMME")]
    data = resolve([facts("a", *names)])
    assert {e.type for e in data.entities if e.name == "月亮湾"} == {"PLACE"}


def test_documents_that_disagree_between_like_classes_mean_one_thing():
    data = resolve([
        facts("a", ("月亮湾计划", "PROGRAMME"), ("月亮湾计划", "PROGRAMME")),
        facts("b", ("月亮湾计划", "MECHANISM")),
    ])  # fmt: skip
    assert len({m.entity for m in data.mentions}) == 1
    assert entity(data, "月亮湾计划", "b").type == "PROGRAMME"


def test_a_factory_and_the_works_on_its_site_stay_apart():
    data = resolve([facts("a", ("纸浆厂", "PROJECT")), facts("b", ("纸浆厂", "ORG"))])
    assert entity_of(data, "纸浆厂", "a") != entity_of(data, "纸浆厂", "b")


OFFICIAL = ("上海市", "徐汇区")


def area(data, name, within=""):
    named = [e for e in data.entities if e.name == name and (not within or within in e.iri)]
    assert len(named) == 1
    return named[0]


def test_a_subdistrict_without_a_code_stands_under_the_official_areas_up_to_the_province():
    data = resolve([facts("a", ("街道", "AREA"), areas=(*OFFICIAL, "松涛街道"))])
    own, district = area(data, "松涛街道"), area(data, "徐汇区")
    assert (own.code, own.within, district.code) == ("", district.iri, "310104")
    assert district.within == area(data, "上海市").iri
    assert dict(data.issuers) == {"a": own.iri}
    assert data.mentions[0].entity == own.iri


def test_two_subdistricts_without_a_code_and_of_one_name_are_apart():
    other = ("上海市", "闵行区", "松涛街道")
    names = (("街道", "AREA"), ("松涛街道", "AREA"), ("社区食堂", "PLACE"))
    data = resolve([facts("a", *names, areas=(*OFFICIAL, "松涛街道")), facts("b", *names, areas=other)])
    issuers = dict(data.issuers)
    assert issuers["a"] != issuers["b"]
    for doc in ("a", "b"):
        found = [m.entity for m in data.mentions if m.doc == doc]
        assert found[:2] == [issuers[doc]] * 2
    canteens = {e.scope for e in data.entities if e.name == "社区食堂"}
    assert canteens == set(issuers.values())


def test_a_subdistrict_without_a_code_is_known_where_others_name_it():
    one = facts("a", ("街道", "AREA"), areas=(*OFFICIAL, "松涛街道"))
    two = facts("b", ("松涛街道", "AREA"), areas=("上海市", "闵行区", "鹤汀街道"))
    data = resolve([one, two])
    assert {m.entity for m in data.mentions} == {dict(data.issuers)["a"]}


def test_a_renamed_subdistrict_without_anything_above_is_an_area_of_its_own():
    data = resolve([facts("a", ("街道", "AREA"), areas=("松涛街道",))])
    own = area(data, "松涛街道")
    assert (own.code, own.within, own.type) == ("", "", "AREA")


def test_official_areas_have_their_codes_and_containment():
    data = resolve([facts("a", ("街道", "AREA"), areas=("上海市", "徐汇区", "天平路街道"))])
    found = entity(data, "街道")
    assert (found.name, found.code) == ("天平路街道", "310104003")
    names = {e.iri: e.name for e in data.entities}
    assert names[found.within] == "徐汇区"
    assert data.issuers == (("a", found.iri),)


def test_a_restored_subject_and_a_figure_resolve_by_name():
    made = Relation("松涛街道", "undertakes", "小岫鱼", "done", 0, 3, "小岫鱼", "AREA", "PROGRAMME", None, 0)
    figure = Observation("街道", "居民区", "21", "个", "actual", 0, 3, "小岫鱼")
    data = resolve([facts("a", ("小岫鱼", "PROGRAMME"), relations=[made], observations=[figure])])
    head = next(e for e in data.entities if e.iri == data.claims[0].head)
    assert head.name == "松涛街道"
    assert data.figures[0].subject == head.iri
    assert data.claims[0].marks == ((0, 3),)


def test_evidence_is_the_text_at_its_offsets():
    made = Relation("松涛街道", "undertakes", "小岫鱼", "done", 0, 3, "小岫鱼", "AREA", "PROGRAMME", None, 0)
    data = resolve([facts("a", ("小岫鱼", "PROGRAMME"), relations=[made])])
    for claim in data.claims:
        e = claim.evidence
        assert e.quote == data.documents[0].text[e.start : e.end] != ""


def test_a_relation_that_its_classes_exclude_is_told_and_left_out():
    served = Relation("小岫鱼", "serves", "松涛街道", "done", 0, 3, "小岫鱼", "PROGRAMME", "AREA", 0, None)
    data = resolve([facts("a", ("小岫鱼", "PROGRAMME"), relations=[served])])
    assert data.claims == ()
    assert "serves" in data.warnings[0]


def test_facts_below_the_threshold_go_in_only_when_asked_for():
    made = Relation(
        "松涛街道", "undertakes", "小岫鱼", "done", 0, 3, "小岫鱼", "AREA", "PROGRAMME", accepted=False
    )
    given = [facts("a", ("小岫鱼", "PROGRAMME"), relations=[made])]
    assert resolve(given).claims == ()
    assert len(resolve(given, rejected=True).claims) == 1


def test_the_order_of_documents_changes_nothing():
    given = [facts(d, ("区委", "ORG"), ("小岫鱼", "PROGRAMME"), ("综治中心", "PLACE")) for d in "abc"]
    results = [resolve(order) for order in itertools.permutations(given)]
    assert all(result == results[0] for result in results)


def test_every_mention_has_a_printable_reason():
    names = [("街道", "AREA"), ("区委", "ORG"), ("社区食堂", "PLACE"), ("小岫鱼", "PROGRAMME")]
    data = resolve([facts("a", *names)])
    assert all(m.reason and m.reason.isprintable() for m in data.mentions)
    assert "砚北区委" in next(m.reason for m in data.mentions if m.text == "区委")


def test_names_that_are_only_marks_do_no_harm():
    data = resolve([facts("a", ("“”", "PROGRAMME"), ("《》", "POLICY"), ("..", "PLACE"))])
    assert len({m.entity for m in data.mentions}) == 3
