"""Notes bound to what they explain, the parts of coded names, and abbreviations."""

from __future__ import annotations

import pytest

from extract.analysis import Analysis
from extract.coded import code_parts, list_components
from extract.glossary import define
from ontology.records import Definition, Document, EntityType, Mention


def notes(text: str, *names: tuple[str, EntityType]) -> tuple[Definition, ...]:
    mentions = [
        Mention(at, at + len(name), name, kind)
        for name, kind in names
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return define(Analysis(Document("a", text), ()), sorted(mentions, key=lambda m: m.start))


REPORT = (
    "推行“1+2+3”巡河架构[1]，擦亮“板桥夜话”品牌[2]，落实“六个一”举措[3]。\n"
    "名词解释:\n"
    "[1]“1+2+3”巡河架构:指以1名河长为核心，配备2名副河长，并整合3支队伍（水务、环卫、渔政）。\n"
    "[2]“板桥夜话”:指每周三晚在桥头听取意见的做法。\n每次不少于两小时。\n"
    "[3]“六个一”举措:即开好一次会议、发放一份清单、建立一本台账。\n"
)


def test_notes_are_bound_to_the_mention_before_their_mark() -> None:
    found = notes(REPORT, ("“1+2+3”巡河架构", "MECHANISM"), ("板桥夜话", "PROGRAMME"))
    assert [(n.mark, n.term) for n in found] == [
        ("[1]", "“1+2+3”巡河架构"),
        ("[2]", "板桥夜话"),
        ("[3]", "“六个一”举措"),
    ]
    assert [n.term_start for n in found] == [2, REPORT.index("板桥夜话"), REPORT.index("“六个一”")]
    assert all(n.quote == REPORT[n.start : n.end] for n in found)


def test_a_note_goes_on_over_lines() -> None:
    assert notes(REPORT)[1].text.endswith("每次不少于两小时。")


def test_the_parts_of_a_code_are_listed_and_counted() -> None:
    first = notes(REPORT)[0]
    assert [(c.value, c.unit, c.label) for c in first.components] == [
        ("1", "名", "河长"),
        ("2", "名", "副河长"),
        ("3", "支", "队伍"),
    ]
    assert first.unresolved == ()


def test_a_count_that_does_not_add_up_is_reported() -> None:
    assert notes(REPORT)[2].unresolved == ("应有6项，列出3项",)


@pytest.mark.parametrize(
    ("opening", "mark"),
    [("［1］", "［1］"), ("①", "①"), ("【1】", "【1】"), ("1.", "1.")],
)
def test_marks_in_other_forms(opening: str, mark: str) -> None:
    body = "" if mark == "1." else mark
    text = f"设立“渡口会客厅”{body}。\n名词解释\n{opening}渡口会客厅：指在渡口设置的议事点。\n"
    (note,) = notes(text, ("渡口会客厅", "PLACE"))
    assert (note.mark, note.term, note.term_start) == (mark, "渡口会客厅", 3)


def test_notes_without_marks_bind_by_their_term() -> None:
    text = "开办“渡口夜校”。\n名词解释\n渡口夜校：街道在渡口办的夜校。\n双联制度：未在正文出现。\n"
    first, second = notes(text, ("渡口夜校", "PROGRAMME"))
    assert (first.term_start, first.unresolved) == (3, ())
    assert (second.term_start, second.unresolved) == (None, ("正文中没有找到被解释的名称",))


def test_a_mark_that_the_body_lacks_is_reported() -> None:
    text = "开办夜校。\n名词解释\n[4]渡口夜校：街道办的夜校。\n"
    (note,) = notes(text)
    assert "正文中没有标记[4]" in note.unresolved


def test_a_note_in_brackets() -> None:
    text = "运行“1+2”联动机制（注：由1个站点带动2个网点）。"
    (note,) = notes(text, ("“1+2”联动机制", "MECHANISM"))
    assert (note.term_start, len(note.components)) == (2, 2)


@pytest.mark.parametrize(
    ("text", "term", "aliases"),
    [
        ("柳湾市第三人民医院（以下简称“市三院”）到场。", "柳湾市第三人民医院", ("市三院",)),
        ("柳湾市第三人民医院(以下简称市三院)到场。", "柳湾市第三人民医院", ("市三院",)),
        ("柳湾市第三人民医院（下称“市三院”或“三院”）到场。", "柳湾市第三人民医院", ("市三院", "三院")),
        ("柳湾市第三人民医院，简称“市三院”。", "柳湾市第三人民医院", ("市三院",)),
    ],
)
def test_abbreviations_name_the_mention_before_them(text: str, term: str, aliases: tuple[str, ...]) -> None:
    (found,) = notes(text, ("柳湾市第三人民医院", "ORG"))
    assert (found.term, found.aliases, found.term_start) == (term, aliases, 0)


def test_an_abbreviation_of_what_was_not_recognised_is_reported() -> None:
    (found,) = notes("近日，柳湾渡口管理所（以下简称“渡管所”）揭牌。")
    assert (found.term, found.term_start, found.aliases) == ("柳湾渡口管理所", None, ("渡管所",))
    assert found.unresolved


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("“1+6+N”架构", ("1", "6", "N")),
        ("“2+X”模式", ("2", "X")),
        ("“3150”机制", ("3150",)),
        ("夜话", ()),
        ("2024年计划", ()),
    ],
)
def test_the_parts_of_a_code(term: str, parts: tuple[str, ...]) -> None:
    assert code_parts(term) == parts


def test_a_run_of_digits_is_cut_by_its_definition() -> None:
    parts = list_components("“2151”体系", "依托2名顾问、15个站点、1条热线")
    assert [(c.value, c.label) for c in parts.components] == [("2", "顾问"), ("15", "站点"), ("1", "热线")]


def test_a_run_of_digits_that_is_explained_part_by_part() -> None:
    said = "“2”指每月2次走访。“20”指每月20日会商。"
    parts = list_components("“220”包联机制", said)
    assert [(c.value, c.label) for c in parts.components] == [("2", "每月2次走访"), ("20", "每月20日会商")]


def test_parts_with_the_same_number_are_explained_in_order() -> None:
    said = "第一个“2”是指两座码头，“3”是指三条航线，第二个“2”是指两支船队。"
    parts = list_components("“232”布局", said)
    assert [(c.value, c.label) for c in parts.components] == [
        ("2", "两座码头"),
        ("3", "三条航线"),
        ("2", "两支船队"),
    ]


def test_a_term_that_no_recogniser_found_binds_to_where_it_is_printed() -> None:
    text = "推广“渡口夜校”经验。\n名词解释\n1.“渡口夜校”：街道办的夜校。\n"
    (note,) = notes(text)
    assert note.term_start == text.index("渡口夜校")


def test_an_abbreviated_title_is_taken_whole() -> None:
    (found,) = notes("编制了《柳湾街道发展规划（草案）》（以下简称《规划》）。")
    assert (found.term, found.aliases) == ("《柳湾街道发展规划（草案）》", ("规划",))


def test_what_the_definition_does_not_list_is_not_guessed() -> None:
    assert list_components("“774”模式", "指多方参与的做法").unresolved == ("“774”的各部分没有列出",)
    parts = list_components("“1+4”模式", "指1个中心统筹、3个分站（东、西、南、北）联动")
    assert parts.unresolved == ("“4”没有列出",)


def test_a_list_in_brackets_of_another_length_is_reported() -> None:
    parts = list_components("“1+3”模式", "指1个中心、3支队伍（消防、环卫）")
    assert parts.unresolved == ("“3支队伍”后列出2项",)


def test_hostile_text_is_read_in_time() -> None:
    assert notes("名词解释\n" + "[1]" * 3_000 + "（" * 3_000)
