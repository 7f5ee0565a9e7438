"""Themes of sections and facts, told by seed words that can be named."""

import tomllib
from importlib.resources import files

import pytest

from extract.pipeline import load
from extract.themes import explain, seeds_of, themed
from jiepu.sample.themes import labelled, score
from ontology.records import Document, Facts, Observation, Relation, Section
from ontology.terms import THEMES


def themes(text, heading=""):
    return [reason.theme for reason in explain(text, heading)]


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        pytest.param("为老服务", "开设助餐点6处。", ["elderlyCare"], id="heading and text agree"),
        pytest.param(
            "重点项目", "长者食堂开工,为老人送餐,上门照料老人。", ["urbanRenewal", "elderlyCare"], id="both"
        ),
        pytest.param(
            "", "办好招聘会,稳岗3000个,走访老人。", ["employment"], id="one word among many is none"
        ),
        pytest.param("营商环境", "", ["businessEnvironment"], id="the longer word"),
        pytest.param("", "会议由区长主持,表示感谢。", [], id="about nothing that is known"),
        pytest.param("", "开通绿色通道。", [], id="a longer word that means something else"),
    ],
)
def test_a_text_has_the_themes_of_its_words(heading, text, expected):
    assert themes(text, heading) == expected


def test_each_theme_names_the_words_that_gave_it():
    reason = explain("成立议事会,调解纠纷;再调解矛盾。")[0]
    assert (reason.theme, reason.words) == ("ruleOfLaw", ("调解", "纠纷", "矛盾"))


def test_the_seeds_are_of_the_scheme_and_each_word_has_one_theme():
    table = tomllib.loads(files("extract.lexicon").joinpath("themes.toml").read_text(encoding="utf-8"))
    assert set(table["seeds"]) == set(THEMES)
    words = [word for found in (*table["seeds"].values(), table["not_seeds"]["words"]) for word in found]
    assert len(words) == len(set(words))
    assert all(len(word) >= 2 for word in words)


def test_every_seed_is_found():
    table = tomllib.loads(files("extract.lexicon").joinpath("themes.toml").read_text(encoding="utf-8"))
    for theme, words in table["seeds"].items():
        for word in words:
            assert [(seed.word, seed.theme) for seed in seeds_of(word)] == [(word, theme)]


TEXT = "一、民生\n(一)就业\n办招聘会8场。\n会后总结。\n(二)平安\n查消防隐患9处。\n"
SECTIONS = (
    Section(0, len(TEXT), 0, "review"),
    Section(0, len(TEXT), 1, "review", "民生", "一、"),
    Section(5, 25, 2, "review", "就业", "(一)"),
    Section(25, len(TEXT), 2, "review", "平安", "(二)"),
)


def said(quote):
    start = TEXT.index(quote)
    return start, start + len(quote), quote


def test_sections_have_the_themes_of_their_own_text_and_facts_those_of_their_sentence():
    relation = Relation("柏庐镇", "undertakes", "招聘会", "done", *said("办招聘会8场。"), "AREA", "EVENT")
    silent = Relation("柏庐镇", "undertakes", "总结", "done", *said("会后总结。"), "AREA", "POLICY")
    figure = Observation("柏庐镇", "隐患", "9", "处", "actual", *said("查消防隐患9处。"))
    found = themed(Facts("a", Document("a", TEXT, sections=SECTIONS), (), (relation, silent), (figure,)))
    assert [section.themes for section in found.document.sections] == [
        (), ("livelihood",), ("employment",), ("publicSafety",),
    ]  # fmt: skip
    assert [relation.themes for relation in found.relations] == [("employment",), ("employment",)]
    assert [figure.themes for figure in found.observations] == [("publicSafety",)]


def test_what_surrounds_a_document_has_no_theme():
    text = "责任编辑:养老\n"
    noise = Section(0, len(text), 1, "noise")
    assert themed(Facts("a", Document("a", text, sections=(noise,)))).document.sections[0].themes == ()


def test_the_pipeline_tells_themes():
    facts = load().extract(Document("a", "柏庐镇2031年工作总结\n一、为老服务\n柏庐镇新建助餐点6处。\n"))
    assert ("elderlyCare",) in [section.themes for section in facts.document.sections]
    assert {figure.themes for figure in facts.observations} == {("elderlyCare",)}


def test_the_sections_labelled_by_hand_are_mostly_told():
    figures = score()
    assert len(labelled()) > 100
    assert figures.f1 > 0.8
    assert min(figures.precision, figures.recall) > 0.75
