"""Words of the register: what the list holds, and that it makes words whole without spoiling others."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest

from extract.analysis import analyse
from extract.normalise import is_chinese
from extract.structure import structure
from extract.tokens import Segmenter
from extract.words import Words
from ontology import gazetteer
from ontology.records import Document

SECTIONS = {
    title: table["words"].split()
    for title, table in tomllib.loads(
        files("extract.lexicon").joinpath("words.toml").read_text("utf-8")
    ).items()
}
LISTED = [word for words in SECTIONS.values() for word in words]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


def test_the_list_holds_words_of_chinese_characters_once_each() -> None:
    assert len(LISTED) > 500
    assert len(LISTED) == len(set(LISTED))
    assert all(len(word) >= 2 and all(map(is_chinese, word)) for word in LISTED)


@pytest.mark.parametrize("words", SECTIONS.values(), ids=SECTIONS)
def test_each_section_is_in_order(words: list[str]) -> None:
    assert [pair for pair in pairwise(words) if pair[0] >= pair[1]] == []


def test_no_area_is_listed() -> None:
    known = gazetteer.load()
    assert set(LISTED) & {*known.names(), *known.short_names()} == set()


def test_a_listed_word_is_one_word_by_itself(segmenter: Segmenter) -> None:
    assert [word for word in LISTED if segmenter.cut(word) != [word]] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("网格员走访澜汀居民区", {"网格员", "走访", "居民区"}),
        ("提升营商环境", {"营商环境"}),
        ("坚持党建引领,推进微网格建设", {"党建引领", "微网格"}),
    ],
)
def test_listed_words_are_whole_in_a_sentence(segmenter: Segmenter, text: str, words: set[str]) -> None:
    assert words <= set(segmenter.cut(text))


@pytest.mark.parametrize(
    ("listed", "text", "cut", "expected"),
    [
        (["网格员"], "网格员", ["网", "格", "员"], ["网格员"]),
        (["居民区"], "访居民区内", ["访居", "民区", "内"], ["访", "居民区", "内"]),
        (["居民区"], "访居民区内", ["访居民区内"], ["访", "居民区", "内"]),
        (["国企"], "我国企业", ["我国", "企业"], ["我国", "企业"]),
        (["国企", "业主"], "国企业主", ["国", "企业主"], ["国企", "业主"]),
        (["业委", "业委会"], "业委", ["业", "委"], ["业委"]),
        (["志愿者"], "志愿 者 志愿者", ["志愿", "者", "志", "愿者"], ["志愿", "者", "志愿者"]),
        (["网格员"], "", [], []),
    ],
    ids=[
        "joined",
        "cut on both sides",
        "out of one",
        "known words stay",
        "neighbours",
        "end",
        "space",
        "empty",
    ],
)
def test_words_are_held_together(listed: list[str], text: str, cut: list[str], expected: list[str]) -> None:
    assert Words(listed).hold(text, cut, known={"我国", "企业"}) == expected


def test_words_cover_the_sentence_and_lead_back_to_the_text(segmenter: Segmenter) -> None:
    text = "澜汀镇 网格员\n走访居 民区,业委会换届。\n營商環境得到优化，网格化管理 smart ui 上线。"
    analysis = analyse(structure(Document("a", text)), segmenter.cut)
    for sentence in analysis.sentences:
        edges = [0, *(end for _, end in sentence.words)]
        assert [start for start, _ in sentence.words] == edges[:-1]
        assert edges[-1] == len(sentence.text)
    seen = {text[slice(*s.span(*word))] for s in analysis.sentences for word in s.words}
    assert {"网格员", "居 民区", "营商环境".translate(str.maketrans("营环", "營環"))} <= seen
