"""What a person rules about names is obeyed, and what deserves a look is found. All places are invented."""

import pytest

from graph.model import Entity, GraphData
from graph.resolve import resolve
from graph.resolve.review import DOUBTFUL, doubts
from graph.resolve.rulings import Ruling, read_rulings
from ontology.errors import UsageError
from ontology.records import Document, Facts, Mention

AREAS = ("云岫市", "砚北区", "松涛街道")
OTHER = ("云岫市", "墨南区", "听泉街道")


def facts(doc, *names, areas=AREAS):
    text, mentions = "", []
    for name, kind in names:
        mentions.append(Mention(len(text), len(text) + len(name), name, kind))
        text += name + "\n"
    return Facts(doc, Document(doc, text, issuer=areas[-1], areas=areas), tuple(mentions))


def names(data):
    """The entity of each printed form, by document and text."""
    by_iri = {entity.iri: entity.name for entity in data.entities}
    return {(m.doc, m.text): (by_iri[m.entity], m.entity) for m in data.mentions}


def ruling(name, canonical, decision, **more):
    return Ruling(name, canonical, decision, line=2, **more)


def test_names_ruled_the_same_are_one_entity_called_as_ruled():
    given = [facts("a", ("汀工大", "ORG")), facts("b", ("汀洲工业技术学院", "ORG"))]
    data = resolve(given, rulings=[ruling("汀工大", "汀洲工业技术学院", "same")])
    assert {name for name, _ in names(data).values()} == {"汀洲工业技术学院"}
    [entity] = {m.entity for m in data.mentions}
    assert {m.reason for m in data.mentions if m.doc == "a"} == {"人工认定, 别名表第 2 行: 汀洲工业技术学院"}
    assert next(e for e in data.entities if e.iri == entity).alt_names == ("汀工大",)


def test_a_canonical_name_that_nothing_prints_still_names():
    data = resolve([facts("a", ("汀工大", "ORG"))], rulings=[ruling("汀工大", "汀洲工业大学", "same")])
    assert names(data)["a", "汀工大"][0] == "汀洲工业大学"


def test_names_ruled_different_stay_apart_and_the_others_stay_together():
    given = [
        facts("a", ("鸣鹿党建联盟", "ORG"), ("党建联盟", "ORG")),
        facts("b", ("鸣鹿党建联盟", "ORG"), areas=OTHER),
    ]
    before, after = (
        names(resolve(given, rulings=rules))
        for rules in ([], [ruling("党建联盟", "鸣鹿党建联盟", "different", scope="a")])
    )
    assert len({iri for _, iri in before.values()}) == 1
    assert after["a", "鸣鹿党建联盟"] == after["b", "鸣鹿党建联盟"] != after["a", "党建联盟"]


def test_one_name_for_two_things_is_split_by_scope():
    given = [facts("a", ("望江台", "PLACE")), facts("b", ("望江台", "PLACE"), areas=OTHER)]
    for scope in ("b", "听泉街道"):
        found = names(resolve(given, rulings=[ruling("望江台", "望江台", "different", scope=scope)]))
        assert found["a", "望江台"][1] != found["b", "望江台"][1]


def test_a_scope_keeps_a_ruling_to_its_place():
    given = [
        facts("a", ("老厂", "ORG"), ("松涛纸浆厂", "ORG")),
        facts("b", ("老厂", "ORG"), ("听泉糖厂", "ORG"), areas=OTHER),
    ]
    found = names(resolve(given, rulings=[ruling("老厂", "松涛纸浆厂", "same", scope="松涛街道")]))
    assert found["a", "老厂"][0] == "松涛纸浆厂"
    assert found["b", "老厂"][1] != found["a", "老厂"][1]


def test_a_description_stays_local_where_no_scope_is_given():
    given = [
        facts("a", ("助餐点", "PLACE"), ("社区食堂", "PLACE")),
        facts("b", ("助餐点", "PLACE"), ("社区食堂", "PLACE"), areas=OTHER),
    ]
    found = names(resolve(given, rulings=[ruling("助餐点", "社区食堂", "same")]))
    assert found["a", "助餐点"] == found["a", "社区食堂"]
    assert found["b", "助餐点"] == found["b", "社区食堂"]
    assert found["a", "助餐点"][1] != found["b", "助餐点"][1]


def test_a_name_of_two_classes_can_be_ruled_one():
    given = [facts("a", ("月桥里", "PLACE"), ("月桥里", "PLACE")), facts("b", ("月桥里", "HONOUR"))]
    assert len({iri for _, iri in names(resolve(given)).values()}) == 2
    data = resolve(given, rulings=[ruling("月桥里", "月桥里", "same")])
    assert len({iri for _, iri in names(data).values()}) == 1


def test_a_short_area_can_be_ruled_another():
    given = [facts("a", ("老松涛", "AREA"), ("松涛街道", "AREA"))]
    found = names(resolve(given, rulings=[ruling("老松涛", "松涛街道", "same")]))
    assert found["a", "老松涛"] == found["a", "松涛街道"]


def test_a_class_keeps_a_ruling_to_names_of_it():
    given = [facts("a", ("汀工大", "ORG"), ("汀洲工大", "ORG"))]
    found = names(resolve(given, rulings=[ruling("汀工大", "云岫学院", "same", type="PLACE")]))
    assert found["a", "汀工大"][0] != "云岫学院"


def test_rulings_that_contradict_each_other_are_told():
    given = [facts("a", ("甲山厂", "ORG"), ("乙水厂", "ORG"))]
    rules = [
        Ruling("甲山厂", "乙水厂", "different", line=2, file="x.csv"),
        Ruling("乙水厂", "甲山厂", "same", line=3, file="x.csv"),
    ]
    with pytest.raises(UsageError, match=r"x\.csv:3: .*x\.csv:2") as caught:
        resolve(given, rulings=rules)
    assert "contradicts" in caught.value.en


def test_a_ruling_that_meets_nothing_is_a_warning():
    given = [facts("a", ("甲山厂", "ORG"))]
    data = resolve(given, rulings=[ruling("没有的厂", "也没有的厂", d) for d in ("same", "different")])
    assert sum("没有的厂" in warning for warning in data.warnings) == 2


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        pytest.param("", 1, "name", id="empty"),
        pytest.param("name,canonical\n甲,乙\n", 1, "decision", id="column missing"),
        pytest.param("name,canonical,decision\n甲,乙,maybe\n", 2, "maybe", id="decision"),
        pytest.param("name,canonical,decision\n甲,乙,same\n,乙,same\n", 3, "name", id="no name"),
        pytest.param("name,canonical,decision\n甲,,same\n", 2, "canonical", id="no canonical"),
        pytest.param("name,canonical,type,decision\n甲,乙,THING,same\n", 2, "THING", id="class"),
        pytest.param("name,canonical,decision\n甲,乙,丙,same\n", 2, "4", id="too many cells"),
        pytest.param("name,canonical,decision\n“甲”,甲,different\n", 2, "scope", id="one name, no scope"),
        pytest.param("name,canonical,type,decision\n甲,乙,AREA,different\n", 2, "code", id="area"),
        pytest.param('name,canonical,decision\n"甲,乙,same\n', 2, "CSV", id="quote not closed"),
        pytest.param('name,canonical,decision\n"甲\n乙",丙,maybe\n', 3, "maybe", id="line in a cell"),
    ],
)
def test_what_is_no_ruling_is_told_in_a_line_with_its_number(content, line, word, tmp_path):
    path = tmp_path / "aliases.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_rulings(path)
    for message in (caught.value.en, caught.value.zh):
        assert message.startswith(f"{path}:{line}: ")
        assert len(message.splitlines()) == 1
    assert word in caught.value.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rulings_are_read_as_spreadsheets_save_them(encoding, tmp_path):
    path = tmp_path / "aliases.csv"
    rows = (
        "Name,Canonical,Type,Scope,Decision,note\r\n'=甲,乙,org,松涛街道,相同,x\r\n丙,丁,,,\r\n\r\n戊,己\r\n"
    )
    path.write_bytes(rows.encode(encoding))
    [found] = read_rulings(path)
    assert (found.name, found.canonical, found.type, found.scope, found.decision, found.line) == (
        "=甲", "乙", "ORG", "松涛街道", "same", 2,
    )  # fmt: skip


def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="aliases"):
        read_rulings(tmp_path / "aliases.csv")


MERGED = {
    "只用了后部": (("ORG", "鸣鹿党建联盟"), ("ORG", "党建联盟")),
    "省略了中间的修饰": (("PLACE", "钢丝厂腾退地块"), ("PLACE", "钢丝厂地块")),
    "省略了一些修饰": (("PLACE", "松涛湾新业态从业人员党群服务中心"), ("PLACE", "松涛湾从业人员服务中心")),
    "取字缩写": (("ORG", "云岫涡轮机厂"), ("ORG", "涡轮厂")),
    "引号内的名称相同": (("PROGRAMME", "“小岫鱼”企服品牌"), ("PROGRAMME", "小岫鱼")),
    "同义的说法": (("GROUP", "生活困难群众"), ("GROUP", "生活困难人员")),
    "省略了“": (("PLACE", "砚北区月亮港公园"), ("PLACE", "月亮港公园")),
}


@pytest.mark.parametrize("reason", DOUBTFUL)
def test_a_merge_that_rests_on_little_is_shown_and_can_be_undone(reason):
    one, other = ((name, kind) for kind, name in MERGED[reason])
    # What an area's own document leaves out, it leaves out in a document of its own.
    given = [facts("a", one), facts("b", other)] if reason == "省略了“" else [facts("a", one, other)]
    [doubt] = doubts(resolve(given))
    assert doubt.now == "same"
    assert doubt.reason.startswith(reason)
    undone = ruling(doubt.name, doubt.canonical, "different", type=doubt.type, scope=doubt.scope)
    data = resolve(given, rulings=[undone])
    assert not data.warnings
    assert len({m.entity for m in data.mentions}) == 2
    assert doubts(data, [undone]) == []


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("PROGRAMME", "居家适老微改造", "适老微改造", id="some characters more"),
        pytest.param("ORG", "云岫水产养殖研究所", "云岫水产养植研究所", id="another character"),
        pytest.param("GROUP", "独居长者", "户籍独居长者", id="group"),
    ],
)
def test_a_near_miss_is_shown_and_can_be_joined(kind, one, other):
    given = [facts("a", (one, kind)), facts("b", (other, kind), areas=OTHER)]
    [doubt] = doubts(resolve(given))
    assert {doubt.name, doubt.canonical} == {one, other}
    assert doubt.now == "different"
    joined = ruling(doubt.name, doubt.canonical, "same", type=doubt.type, scope=doubt.scope)
    assert {name for name, _ in names(resolve(given, rulings=[joined])).values()} == {doubt.canonical}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("PLACE", "鸣鹿二小区", "鸣鹿三小区", id="numbers"),
        pytest.param("PLACE", "柏庐中路", "柏庐东路", id="directions"),
        pytest.param("PLACE", "云栖新村", "云汀新村", id="ordinary"),
        pytest.param("PLACE", "花园坊", "桂花园", id="shifted"),
        pytest.param("AREA", "听泉街道", "听泉镇街道", id="areas"),
        pytest.param("PERSON", "王小岫", "王小岫鱼", id="persons"),
    ],
)
def test_names_that_are_clearly_two_are_not_shown(kind, one, other):
    assert doubts(resolve([facts("a", (one, kind), (other, kind))])) == []


def test_equal_descriptions_of_two_places_are_not_shown():
    given = [facts("a", ("社区食堂", "PLACE")), facts("b", ("社区食堂", "PLACE"), areas=OTHER)]
    assert doubts(resolve(given)) == []


def test_a_description_is_shown_beside_a_name_of_its_own_document_only():
    pair = ("社区食堂", "PLACE"), ("柏庐社区食堂", "PLACE")
    apart = doubts(resolve([facts("a", pair[0]), facts("b", pair[1], areas=OTHER)]))
    together = doubts(resolve([facts("a", pair[0], pair[1])]))
    assert (apart, len(together)) == ([], 1)


def test_near_misses_are_looked_for_in_blocks(monkeypatch):
    ends = [
        f"{a}{b}{c}"
        for a in "甲乙丙丁戊己庚辛壬癸"
        for b in "子丑寅卯辰巳午未申酉"
        for c in "山水云月花鸟虫鱼"
    ]
    entities = tuple(Entity(name, "PLACE", f"{name}党群服务中心") for name in ends)
    compared = []
    monkeypatch.setattr("graph.resolve.review.ratio", lambda a, b: compared.append((a, b)) or 0.0)
    assert doubts(GraphData((), entities, (), (), ())) == []
    assert 0 < len(compared) < 20 * len(entities)
