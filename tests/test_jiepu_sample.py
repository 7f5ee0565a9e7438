"""The sample corpus: what a newcomer builds first opens, reads and holds what it promises."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
import pytest
import trafilatura

from jiepu.sample import folder
from jiepu.sample.make import ENCODINGS, FONT, SOURCES, parse, render

NAMES = sorted(path.name for path in folder().iterdir())


def text_of_docx(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def text_of_pdf(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def text_of_html(path: Path) -> str:
    return trafilatura.extract(path.read_text(encoding="utf-8"), favor_recall=True) or ""


def text_of_txt(path: Path) -> str:
    return path.read_text(encoding=ENCODINGS.get(path.name, "utf-8"))


OPENERS: dict[str, Callable[[Path], str]] = {
    ".docx": text_of_docx,
    ".pdf": text_of_pdf,
    ".html": text_of_html,
    ".txt": text_of_txt,
}


def text_of(name: str) -> str:
    path = folder() / name
    return OPENERS[path.suffix](path)


def squeezed(text: str) -> str:
    """Leave out white space, page numbers and list marks, which each format writes its own way."""
    return re.sub(r"\s|^— \d+ —$|^(?:- |——)", "", text, flags=re.MULTILINE)


def blocks_of(name: str) -> list[str]:
    source = (SOURCES / f"{name}.md").read_text(encoding="utf-8")
    return [block.text for block in parse(source)]


def test_there_are_six_documents_in_four_formats() -> None:
    assert len(NAMES) == 6
    assert {Path(name).suffix for name in NAMES} == set(OPENERS)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_as_long_as_a_short_report(name: str) -> None:
    assert 800 <= len(re.findall(r"[\u4e00-\u9fff]", text_of(name))) <= 1500


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_what_its_source_says(name: str) -> None:
    text = squeezed(text_of(name))
    missing = [block for block in blocks_of(name) if squeezed(block) not in text]
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_that_it_is_not_the_original(name: str) -> None:
    assert "并非原件" in text_of(name)


def test_one_text_is_gb18030_and_not_utf8() -> None:
    [name] = ENCODINGS
    data = (folder() / name).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.decode("gb18030").startswith("新虹街道")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("jiangchuan-2025h1-review.docx", ["大零号湾", "打造企业服务品牌“江小鲤”"], id="review"),
        pytest.param("jiangchuan-2025h2-plan.txt", ["大零号湾", "将擦亮“江小鲤”"], id="plan"),
        pytest.param(
            "wanli-2024-party.txt", ["“双业红”创新实践基地", "比邻·双业红联盟", "参与"], id="programme"
        ),
    ],
)
def test_what_the_demonstration_shows_is_told(name: str, words: list[str]) -> None:
    text = text_of(name)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("pattern", "least"),
    [("多格合一", 3), ("一网统管", 4), ("12345”?热线", 3), ("枫桥经验", 2), ("15分钟社区生活圈", 2)],
)
def test_mechanisms_recur_across_documents(pattern: str, least: int) -> None:
    assert sum(bool(re.search(pattern, text_of(name))) for name in NAMES) >= least


def test_word_document_has_headings_a_list_and_a_glossary() -> None:
    paragraphs = docx.Document(str(folder() / "jiangchuan-2025h1-review.docx")).paragraphs
    styles = {paragraph.style.name for paragraph in paragraphs if paragraph.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    for mark in re.findall(r"^\[\d\]", text, flags=re.MULTILINE):
        assert text.count(mark) == 2, "each note is called once and defined once"


def test_web_page_has_boilerplate_that_is_not_in_the_article() -> None:
    page = (folder() / "jiangchuan-2023-grids.html").read_text(encoding="utf-8")
    article = page[page.index("<article>") : page.index("</article>")]
    for word in ("返回首页", "分享到", "相关阅读"):
        assert word in page
        assert word not in article


def test_pdf_breaks_lines_inside_sentences_and_holds_its_font() -> None:
    with pdfplumber.open(folder() / "nanmatou-2024h1.pdf") as pdf:
        assert len(pdf.pages) > 1
        lines = pdf.pages[0].extract_text().splitlines()
        fonts = {character["fontname"] for page in pdf.pages for character in page.chars}
    assert sum(not re.search(r"[。，；：]$", line) for line in lines if len(line) > 35) >= 5
    assert "(cid:" not in "".join(lines)
    assert all(re.match(r"[A-Z]{6}\+", font) for font in fonts), "a subset is embedded under a prefixed name"


@pytest.mark.parametrize("name", [name for name in NAMES if Path(name).suffix in (".html", ".txt")])
def test_making_again_gives_the_shipped_bytes(name: str) -> None:
    source = (SOURCES / f"{name}.md").read_text(encoding="utf-8")
    assert render(name, list(parse(source))) == (folder() / name).read_bytes()


# The bytes of these two also hang on the versions of their writers, so two runs are compared.
@pytest.mark.parametrize(
    "name",
    [
        "a.docx",
        pytest.param(
            "a.pdf",
            marks=pytest.mark.skipif(
                not (FONT.exists() and importlib.util.find_spec("fpdf")), reason="needs fpdf2 and Noto CJK"
            ),
        ),
    ],
)
def test_making_twice_gives_the_same_bytes(name: str) -> None:
    blocks = list(parse("# 标题\n> 某街道 2020年\n## 一、小节\n- 一项；\n正文[1]。"))
    assert render(name, blocks) == render(name, blocks)


def test_source_text_never_becomes_markup() -> None:
    page = render("a.html", list(parse("# <b>$title\n> 日期\n<script>x</script>\n- 一\n- 二"))).decode()
    assert "<b>" not in page
    assert "<script>x" not in page
    assert page.count("<li>一</li>") == page.count("</ul>") - 2 == 1
