"""The briefing: what it tells, that each statement leads to its sentence, that it stands alone and prints."""

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph
from graph.model import Evidence, Figure
from jiepu.briefing import render
from jiepu.extraction import Failure
from jiepu.unread import FILE, read_unread, write_unread
from ontology.errors import ReadError

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\u202e"


@pytest.fixture(scope="module")
def sample(built):
    return KnowledgeGraph.load(built).data


@pytest.fixture(scope="module")
def page(sample):
    return render(sample, language="zh", unread=())


def test_it_has_all_sections_in_both_languages(sample, page):
    for heading in (
        "主要实体",
        "谁与谁合作",
        "计划与兑现",
        "数据与变化",
        "几处共有的机制与项目",
        "主题",
        "没能读出的",
    ):
        assert f"<h2>{heading}</h2>" in page
    english = render(sample, language="en", unread=())
    assert "<h2>Plans and deliveries</h2>" in english
    assert "计划与兑现" not in english


def test_every_statement_leads_to_a_sentence_and_back(sample, page):
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(anchors)
    cites = Counter(re.findall(r'class="cite" id="(r\d+-\d+)" href="#n\d+"', page))
    backs = Counter(re.findall(r'<a href="#(r\d+-\d+)" aria-label', page))
    assert cites == backs
    assert len(cites) > 100
    numbers = [int(n) for n in re.findall(r'<li id="n(\d+)">', page)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_notes_quote_documents_exactly(sample, page):
    texts = ["".join(document.text.split()) for document in sample.documents]
    quotes = re.findall(r"<q><bdi>(.*?)</bdi></q>", page)
    plain = [unescape(quote) for quote in quotes]
    assert plain
    assert all(any("".join(quote.split()) in text for text in texts) for quote in plain)


def test_it_is_the_same_each_time(sample, page):
    assert render(sample, language="zh", unread=()) == page


def test_it_runs_and_asks_for_nothing(page):
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)
    assert "unsafe-inline" not in page
    assert not re.search(r'(src|href)="(?!#|https?://)', page)


def test_what_documents_say_never_becomes_markup(make_graph):
    names = {"云汀街道": "AREA", HOSTILE: "ORG", "苇湾": "PLACE"}
    text = f"云汀街道与{HOSTILE}合作。"
    data = make_graph(names, (text,), [("云汀街道", "partnersWith", HOSTILE, "planned", 0)])
    document = replace_document(data, title=HOSTILE, source="javascript:alert(1)", warnings=(HOSTILE,))
    page = render(document, title=HOSTILE, unread=None)
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "49" not in page.split("</style>")[1].replace("{{ 7*7 }}", "")


def replace_document(data, **fields):
    from msgspec.structs import replace as with_fields

    return replace(data, documents=tuple(with_fields(d, **fields) for d in data.documents))


def test_changes_are_drawn_and_checked(town):
    said = Evidence("d1", 0, 4, town.documents[1].text[:4])
    area = town.entities[0].iri
    figures = tuple(
        Figure(
            f"f{n}", area, "夜市摊位", value, "个", "actual", said, number, change=change, dates=period(year)
        )
        for n, (value, number, change, year) in enumerate(
            [("40", 40.0, "", 2030), ("50", 50.0, "+80%", 2031)]
        )
    )
    page = render(replace(town, figures=figures), language="en")
    assert "+80%" in page
    assert 'class="wrong"' in page


def period(year):
    from ontology.records import Period

    return Period(f"{year}-01-01", f"{year}-12-31")


def test_what_could_not_be_read_is_told(tmp_path, town):
    failure = Failure(Path("坏.pdf"), ReadError("坏.pdf: 读不开", "坏.pdf: cannot be opened"))
    write_unread(tmp_path / FILE, [failure], [Path("图.png")])
    unread = read_unread(tmp_path)
    assert [(one.path, one.kind) for one in unread] == [("坏.pdf", "failed"), ("图.png", "passedOver")]
    assert "坏.pdf: 读不开" in render(town, unread=unread)
    assert "坏.pdf: cannot be opened" in render(town, unread=unread, language="en")
    assert "用 jiepu build 重建" in render(town, unread=None)


def test_the_command_writes_it(jiepu, built, tmp_path):
    done = jiepu("report", built, "-o", tmp_path / "report.html", "--title", "年终对照", language="zh")
    assert done.returncode == 0, done.stderr
    assert "<h1>年终对照</h1>" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert jiepu("report", tmp_path / "none").returncode == 1


@pytest.fixture(scope="module")
def opened(_chromium, page, tmp_path_factory):
    """The page in a browser; it may have asked for nothing and complained of nothing."""
    path = tmp_path_factory.mktemp("briefing") / "report.html"
    path.write_text(page, encoding="utf-8")
    tab = _chromium.new_page(viewport={"width": 1100, "height": 900})
    seen = []
    tab.on("request", lambda r: r.url != path.as_uri() and seen.append(r.url))
    tab.on("console", lambda m: seen.append(m.text))
    tab.goto(path.as_uri())
    yield tab
    assert seen == []
    tab.close()


def test_labels_of_the_picture_do_not_collide(opened):
    boxes = opened.eval_on_selector_all(
        "svg .label",
        "ls => ls.map(l => { const b = l.getBBox(); return [b.x, b.y, b.width, b.height, l.textContent]; })",
    )
    assert len(boxes) > 10
    hit = [
        (a[4], b[4])
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
    ]
    assert hit == []


def test_nothing_runs_over_the_edge(opened):
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.set_viewport_size({"width": 400, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.set_viewport_size({"width": 1100, "height": 900})


def test_it_prints_on_pages_with_numbers(opened, tmp_path):
    import pdfplumber

    opened.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        texts = [sheet.extract_text() for sheet in pdf.pages]
        width, height = pdf.pages[0].width, pdf.pages[0].height
        # Letters that leave the sheet would be cut off by a printer.
        beyond = [c for sheet in pdf.pages for c in sheet.chars if not 0 <= c["x0"] <= c["x1"] <= width]
    assert (round(width), round(height)) == (595, 842)
    assert beyond == []
    assert all(f"{n} / {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert any(text.split("\n")[1].startswith("计划与兑现") for text in texts)


def test_every_word_is_there_in_both_languages():
    import tomllib
    from importlib.resources import files

    table = tomllib.loads((files("jiepu.briefing") / "words.toml").read_text(encoding="utf-8"))
    assert all(set(row) == {"zh", "en"} and all(row.values()) for row in table.values())
    slots = {
        name: [set(re.findall(r"{(\w+)}", text)) for text in row.values()] for name, row in table.items()
    }
    assert all(first == second for first, second in slots.values())


def test_two_years_of_one_body_show_what_became_of_plans(jiepu, tmp_path):
    reports = Path(__file__).parent.parent / "notebooks" / "invented"
    assert jiepu("build", reports, "-o", tmp_path / "out").returncode == 0
    assert jiepu("report", tmp_path / "out", "-o", tmp_path / "r.html", language="zh").returncode == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    for outcome in ("delivered", "delayed", "dropped"):
        assert f'<span class="mark {outcome}">' in page
    # 5,200 to 4,680 is a tenth less; the report says 18 per cent.
    assert '<small class="wrong">不符</small>' in page
    assert "全部读入" in page or "读时的提醒" in page
