"""Text as it comes: the same names, at the text's own offsets, in whatever form it is printed."""

import re
import time

import opencc
import pytest

from extract.extensions import MENTIONS
from extract.normalise import normalise, plain
from extract.pipeline import pipeline
from extract.squeeze import squeeze
from extract.structure import structure
from ontology.records import Document

PLAIN = (
    "苇川市澜汀区雾桥街道2031年上半年工作总结\n"
    "一、优化服务\n"
    "雾桥街道打造“萤火夜读”品牌，联合澜汀社区学堂，建成新桥路邻里中心；办好“河灯节”，"
    "受理12345热线工单1,280件，增长3.5%。\n"
    "街道完善“1+3”联络机制，落实《关于推进河岸更新的意见》，平桥路（东门路-雾桥路）改造完工，"
    "团队获评“市级优秀阅读组织”！\n"
    "二、下半年工作计划\n"
    "筹建澜汀文化馆，开展HR俱乐部、A区业主联盟活动，关爱退役军人、新就业群体；推进滨河步道建设项目。\n"
)
BETWEEN = "(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"
RADICALS = str.maketrans({"工": "⼯", "一": "⼀", "二": "⼆", "里": "⾥", "民": "⺠", "门": "⻔", "文": "⽂"})
SMALL = str.maketrans({"，": "﹐", "；": "﹔", "（": "﹙", "）": "﹚", "！": "﹗"})
HALF = str.maketrans({"，": ",", "；": ";", "（": "(", "）": ")", "！": "!"})


def form(text):
    return normalise(text).text


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def traditional(text):
    return opencc.OpenCC("s2t").convert(text)


def broken(text):
    """Lines of nineteen characters, as a PDF page has them."""
    lines = text.split("\n")
    return "\n".join(line[at : at + 19] for line in lines for at in range(0, max(len(line), 1), 19))


VARIANTS = {
    "half-width punctuation": PLAIN.translate(HALF),
    "small punctuation": PLAIN.translate(SMALL),
    "straight quotation marks": PLAIN.replace("“", '"').replace("”", '"'),
    "full-width letters and digits": wide(PLAIN),
    "spaces between characters": re.sub(BETWEEN, " ", PLAIN),
    "wide spaces": re.sub(BETWEEN, "\u3000", PLAIN),
    "no-break spaces": re.sub(BETWEEN, "\u00a0", PLAIN),
    "zero-width spaces": re.sub(BETWEEN, "\u200b", PLAIN),
    "soft hyphens and marks of direction": re.sub(BETWEEN, "\u00ad\u200e", PLAIN),
    "traditional characters": traditional(PLAIN),
    "corner quotation marks": traditional(PLAIN).replace("“", "「").replace("”", "」"),
    "radicals for characters": PLAIN.translate(RADICALS),
    "carriage returns": PLAIN.replace("\n", "\r\n"),
}


@pytest.fixture(scope="module")
def named():
    nlp = pipeline()
    recognise = nlp.get_pipe("jiepu_names")

    def names(text, kind="txt"):
        """The names of a text in the form to match on, after a check of where they stand in it."""
        found = recognise(nlp.tokenizer.tokenise(Document("a", text, format=kind))).user_data[MENTIONS]
        for mention in found:
            assert text[mention.start : mention.end] == mention.text
            assert mention.text[0].strip()
            assert mention.text[-1].strip()
        return [(normalise(mention.text).text, mention.type) for mention in found]

    return names


def test_there_is_something_to_compare(named):
    found = named(PLAIN)
    assert len(found) > 8
    assert all(name in normalise(PLAIN).text for name, _ in found)


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS)
def test_the_names_are_the_same_whatever_the_form(named, text):
    assert text != PLAIN
    assert named(text) == named(PLAIN)


def test_names_go_on_over_the_line_ends_of_a_pdf(named):
    text = broken(PLAIN)
    assert named(text, "pdf") == named(PLAIN)
    names = {name for name, _ in named(PLAIN)}
    assert not all(name in text for name in names), "a name of the test is broken by a line end"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("１，２８０件", "1,280件", id="wide number"),
        pytest.param("1,280件，3家", "1,280件，3家", id="number and comma"),
        pytest.param("甲3，200元", "甲3，200元", id="comma between numbers"),
        pytest.param("于9:30到，上午９：３０走", "于9:30到，上午9:30走", id="times"),
        pytest.param("︵甲︶﹁乙﹂｢丙｣､｡", "（甲）“乙”“丙”、。", id="vertical and half-width"),
        pytest.param("⼯⼈⻢路", "工人马路", id="radicals"),
        pytest.param("豈金慎\U0002f804", "岂金慎你", id="compatibility ideographs"),
        pytest.param("甲\u200b路 HR\u200d club\ufeff", "甲路HR club", id="invisible"),
        pytest.param("零\x00响\x1b[1m", "零响[1m", id="control characters"),
        pytest.param("甲路–乙路‑丙路〜丁", "甲路-乙路-丙路~丁", id="dashes"),
        pytest.param("a          b  乙  c", "a b乙c", id="long spaces"),
        pytest.param(" \u200b ", "", id="nothing"),
        pytest.param("𠮷 水\U000e0100书", "𠮷水书", id="astral"),
    ],
)
def test_the_form_to_match_on(text, expected):
    normal = normalise(text)
    assert normal.text == expected
    assert len(normal.offsets) == len(expected)
    assert list(normal.offsets) == sorted(set(normal.offsets))
    for at, character in enumerate(expected):
        start, end = normal.span(at, at + 1)
        assert end == start + 1
        if character.isalnum():
            assert plain(text[start:end]) == character


@pytest.mark.parametrize("text", [PLAIN, *VARIANTS.values()], ids=["plain", *VARIANTS])
def test_the_plain_form_keeps_every_offset(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS)
def test_the_structure_is_the_same_whatever_the_form(text):
    read, expected = (structure(Document("a", t)) for t in (text, PLAIN))
    assert read.text == text
    for name in ("issuer", "kind", "period"):
        assert getattr(read, name) == getattr(expected, name)
    parts = zip(
        (*read.sections, *read.sentences), (*expected.sections, *expected.sentences), strict=True
    )  # fmt: skip
    for part, other in parts:
        assert form(text[part.start : part.end]) == form(PLAIN[other.start : other.end])
    for part, other in zip(read.sections, expected.sections, strict=True):
        assert (part.role, form(part.title)) == (other.role, form(other.title))
    assert read.sections[0].start == 0
    assert read.sections[0].end == len(text)
    assert form(read.title) == form(expected.title)


def test_titles_are_told_in_the_characters_that_are_printed():
    read = structure(Document("a", traditional(PLAIN)))
    assert read.title == traditional(PLAIN).split("\n")[0]
    assert all(section.title in read.text for section in read.sections)


def test_only_a_line_that_is_spaced_out_is_squeezed():
    text = "工 作 总 结\n来源:甲处 乙处写 丙\n表 头 　一\n"
    squeezed = squeeze(text)
    assert squeezed.text == "工作总结\n来源:甲处 乙处写 丙\n表头一\n"
    assert "".join(text[at] for at in squeezed.offsets) == squeezed.text


@pytest.mark.parametrize("text", [" ", "a ", "\u200b", '"', "，", "1,", "甲 "], ids=ascii)
def test_a_long_text_takes_time_in_proportion(text):
    def seconds(count):
        start = time.process_time()
        normalise(text * count)
        return time.process_time() - start

    normalise(text)
    assert min(seconds(80_000) for _ in range(2)) < 30 * max(min(seconds(8_000) for _ in range(2)), 0.002)
