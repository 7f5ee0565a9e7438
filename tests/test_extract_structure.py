"""Structure: sections that tile the text, with roles; sentences; noise that is marked and not lost."""

from __future__ import annotations

import time

import pytest

from extract.structure import structure
from ontology.records import Document, Section

REPORT = """当前位置：首页 > 政务公开
竹汀区竹泊街道2025年上半年工作总结和下半年工作安排
来源：竹泊街道办事处  发布时间：2025年7月18日

第一部分：上半年工作总结
半年来，街道稳中求进，各项任务过半。
一、便民服务
（一）议事亭
服务阵地逐步完善。开放桨声议事亭三处[1]，居民就近商量老街更新的大小事情。办事效率明显提高。窗口合并为一个，材料由街道代为递交，平均少跑两趟。
（二）食堂
1.新建食堂。在米市弄新建长者食堂一处，面积三百平方米，由街道与社区共同管理。
2、扩大供餐。供餐范围扩大到六个社区，每天送餐一百二十份。
二、老街更新
重点任务有新突破。一是修缮立面，涉及商铺六十家。二是管线入地，完成一点二公里。
第二部分：下半年工作安排
一、成果展示
举办老街图片展，展出新旧照片。
二、队伍建设
培训网格员五十名。

名词解释
[1]桨声议事亭：指居民就近议事的场所。
分享到：
打印
"""


def read(text: str, **fields: str) -> Document:
    return structure(Document("a", text, **fields))  # type: ignore[arg-type]


def innermost(document: Document, offset: int) -> Section:
    inside = [s for s in document.sections if s.start <= offset < s.end]
    return max(inside, key=lambda s: s.level)


def role_at(document: Document, words: str) -> str:
    return innermost(document, document.text.index(words)).role


def titles(document: Document, level: int) -> list[str]:
    return [s.title for s in document.sections if s.level == level and s.title]


def check_tiling(document: Document) -> None:
    """Every section lies in the one above; every character that is no white space lies in one sentence."""
    stack: list[Section] = []
    for section in document.sections:
        while stack and stack[-1].end <= section.start:
            stack.pop()
        assert section.level == len(stack)
        assert not stack or section.end <= stack[-1].end
        assert section.start < section.end
        stack.append(section)
    assert (document.sections[0].start, document.sections[0].end) == (0, len(document.text))
    covered: list[int] = []
    for sentence in document.sentences:
        assert document.sections[sentence.section] == innermost(document, sentence.start)
        covered.extend(range(sentence.start, sentence.end))
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(document.text) if not c.isspace()} <= set(covered)


def test_sections_and_sentences_tile_the_text() -> None:
    check_tiling(read(REPORT))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("当前位置", "noise"),
        ("来源", "front"),
        ("稳中求进", "review"),
        ("由街道代为递交", "review"),
        ("重点任务有新突破", "review"),
        ("图片展", "plan"),
        ("培训网格员", "plan"),
        ("指居民就近议事", "glossary"),
        ("分享到", "noise"),
        ("打印", "noise"),
    ],
)
def test_role_is_announced_by_a_heading_and_inherited(words: str, role: str) -> None:
    assert role_at(read(REPORT), words) == role


def test_levels_follow_the_numbering_styles() -> None:
    document = read(REPORT)
    assert titles(document, 1) == ["上半年工作总结", "下半年工作安排", "名词解释"]
    assert titles(document, 2)[:2] == ["便民服务", "老街更新"]
    assert titles(document, 3)[:2] == ["议事亭", "食堂"]
    assert {"服务阵地逐步完善", "办事效率明显提高", "新建食堂", "扩大供餐"} <= set(titles(document, 4))
    assert [s.number for s in document.sections if s.number.endswith("是")] == ["一是", "二是"]


def test_headings_are_marked_among_the_sentences() -> None:
    document = read(REPORT)
    shown = [document.text[s.start : s.end] for s in document.sentences if s.heading]
    assert "第一部分：上半年工作总结" in shown
    assert "1.新建食堂。" in shown
    assert "服务阵地逐步完善。" in shown
    assert not any("商铺六十家" in words for words in shown)


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("一、", 1),
        ("（一）", 1),
        ("(1)", 1),
        ("1.", 1),
        ("1、", 1),
        ("①", 1),
        ("第三章 ", 1),
        ("——", 1),
        ("## ", 1),
    ],
)
def test_each_numbering_style_opens_a_section(number: str, level: int) -> None:
    document = read(f"{number}便民服务\n街道开放议事亭三处，居民就近商量老街更新的事情。\n")
    assert [(s.title, s.level) for s in document.sections if s.title] == [("便民服务", level)]


@pytest.mark.parametrize(
    "text", ["2.5亿元投资到位，老街更新项目全部开工建设。\n", "10处议事亭开放，居民就近商量。\n"]
)
def test_figures_are_no_numbers_of_headings(text: str) -> None:
    assert len(read(text).sections) == 1


def test_report_in_one_line_is_parted_at_its_spaces() -> None:
    text = (
        "中共竹汀区竹泊街道工作委员会2024年工作报告 (2025年1月9日街道党工委会议 通过) 2024年，街道稳步前行。 "
        "一、便民服务 开放桨声议事亭三处，居民就近商量。 长者食堂每天供餐，风雨无阻。 "
        "二、老街更新 修缮立面六十处，管线全部入地。 2025年1月12日"
    ) + " 补充说明" * 90
    document = read(text)
    check_tiling(document)
    assert document.title == "中共竹汀区竹泊街道工作委员会2024年工作报告"
    assert titles(document, 1)[:2] == ["便民服务", "老街更新"]
    shown = [text[s.start : s.end] for s in document.sentences]
    assert "长者食堂每天供餐，风雨无阻。" in shown


def test_unnumbered_heading_lines_part_a_document() -> None:
    text = (
        "桨声议事亭项目\n" + "街道开放议事亭三处，居民就近商量老街更新的大小事情。" * 2 + "\n"
        "长者食堂项目\n" + "食堂每天供餐，志愿者送餐上门，老人足不出户。" * 2 + "\n"
    )
    document = read("竹泊街道项目巡礼\n" + text)
    assert titles(document, 1) == ["桨声议事亭项目", "长者食堂项目"]


def test_sentence_that_turns_to_the_future_is_a_plan_to_the_end_of_its_paragraph() -> None:
    text = (
        "竹泊街道2025年工作总结\n街道开放议事亭三处，居民就近商量。下一步，街道将把议事亭延伸到每个小区。\n"
        "食堂每天供餐一百二十份，志愿者送餐上门。\n"
    )
    document = read(text)
    assert [role_at(document, w) for w in ("议事亭三处", "延伸到", "食堂每天")] == [
        "review",
        "plan",
        "review",
    ]


def test_plan_of_a_later_year_and_what_follows_it_silently() -> None:
    text = (
        "竹泊街道2025年工作报告\n一、2025年主要工作\n开放议事亭三处，居民就近商量。\n"
        "二、2026年重点工作\n延伸议事亭，覆盖每个小区。\n三、加强自身建设\n培训网格员五十名，全员持证。\n"
    )
    document = read(text)
    assert [role_at(document, w) for w in ("三处", "延伸", "五十名")] == ["review", "plan", "plan"]


def test_notes_at_the_end_are_a_glossary_without_a_heading() -> None:
    text = "竹泊街道2025年工作总结\n推行“一亭两会”[1]，居民议事有去处。\n[1]“一亭两会”：指议事亭和例会。\n"
    document = read(text)
    assert role_at(document, "指议事亭") == "glossary"
    assert [s.title for s in document.sections if s.number == "[1]"] == ["“一亭两会”"]


def test_repeated_captions_and_teasers_are_noise() -> None:
    caption = "竹泊居民在议事亭里商量老街怎么更新"
    text = (
        f"{caption}\n发布时间：2025-03-04\n街道开放议事亭三处，居民就近商量。\n{caption}\n议事亭每周开放三天。\n\n"
        "邻区食堂试营业引来众多食客排队\n邻区食堂试营业引来众多食客排队\n\n昨天，邻区食堂迎来第一批食客，菜品丰\n\n"
        "河边步道贯通市民傍晚散步好去处\n河边步道贯通市民傍晚散步好去处\n\n步道全长两公里，沿线种\n"
    )
    document = read(text)
    check_tiling(document)
    assert document.title == caption
    assert document.kind == "news"
    assert role_at(document, "每周开放") == "news"
    last = text.rindex(caption)
    assert innermost(document, last).role == "noise"
    assert role_at(document, "第一批食客") == role_at(document, "沿线种") == "noise"


def test_wrapped_lines_of_pdf_are_one_sentence() -> None:
    text = (
        "竹泊街道工作总结\n街道开放桨声议事亭三处，居民就近商量老街更新的大小事\n情，街道逐条答复并公开办理结果，群众满意度比上年明显\n"
        "提高。长者食堂每天供餐。\n一、便民服务\n窗口合并为一个，材料由街道代为递交，平均少跑两趟，办\n事时间缩短一半。\n"
    )
    document = read(text, format="pdf")
    check_tiling(document)
    shown = [text[s.start : s.end].replace("\n", "") for s in document.sentences]
    assert "窗口合并为一个，材料由街道代为递交，平均少跑两趟，办事时间缩短一半。" in shown
    assert "一、便民服务" in shown
    assert len(shown) == 5


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("开放议事亭。办好食堂！怎么办?", ["开放议事亭。", "办好食堂！", "怎么办?"], id="marks"),
        pytest.param(
            "开放议事亭;办好食堂；送餐。", ["开放议事亭;办好食堂；送餐。"], id="semicolons part nothing"
        ),
        pytest.param(
            "他说：“议事亭好。”邻居点头。", ["他说：“议事亭好。”", "邻居点头。"], id="closing quotation"
        ),
        pytest.param("投资2.5亿元(含税)。完工。", ["投资2.5亿元(含税)。", "完工。"], id="decimal point"),
        pytest.param("网址a.cn?id=1可查。", ["网址a.cn?id=1可查。"], id="address"),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    document = read(text)
    assert [text[s.start : s.end] for s in document.sentences] == sentences


@pytest.mark.parametrize(
    "text", ["枕", "。", "\n\n竹泊\n\n", "》》\n", "一、\n二、\n", "[1]\n", "——\n", "#\n", "(一)(二)(三)\n"]
)
def test_odd_texts_do_not_break_it(text: str) -> None:
    check_tiling(read(text))


def test_long_text_without_any_break_is_fast_enough() -> None:
    start = time.perf_counter()
    for text in ("竹泊街道、" * 10_000, "竹泊 街道 " * 10_000, "一、\n" * 10_000, "竹泊\n" * 10_000):
        read(text)
    assert time.perf_counter() - start < 5
