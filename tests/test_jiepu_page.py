"""The page that the command builds of the sample, opened as its reader opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_graph_view_access import violations


def test_a_search_finds_a_programme_and_its_panel_shows_the_sentences(browser, built) -> None:
    page = browser.open(built / "graph.html").page
    page.keyboard.press("/")
    page.keyboard.type("jxl")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "江小鲤"
    page.screenshot(path="test-output/sample-programme.png")
    before = panel.locator(".evidence").count()
    panel.locator(".claim:has(.name:text-is('江川路街道')) .say").first.click()
    assert panel.locator(".evidence").count() == before + 1
    said = panel.locator(".claim .evidence").first.inner_text()
    assert "江小鲤" in said
    assert "江川路街道2025年" in said


def test_a_place_and_a_programme_show_what_is_named_after_them(browser, built) -> None:
    page = browser.open(built / "graph.html").page
    for typed, expected in (("大零号湾", "大零号湾科学读书会"), ("双业红", "比邻·双业红联盟")):
        page.keyboard.press("/")
        page.locator("input[type=search]").fill(typed)
        page.keyboard.press("Enter")
        heading = page.locator("#panel h2", has_text=typed)
        heading.wait_for()
        assert typed in heading.inner_text()
        named = page.locator("#panel .group:has(h3:has-text('Named after it'))")
        if named.locator(".all").count():
            named.locator(".all").click()
        assert expected in named.locator(".entity").all_inner_texts()


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="module", params=["sample", "corpus"])
def whole(request, built, jiepu, tmp_path_factory) -> Path:
    """The page of the sample, and of the reference documents where they are."""
    if request.param == "sample":
        return built / "graph.html"
    if not CORPUS.exists():
        pytest.skip("the reference documents are not here")
    out = tmp_path_factory.mktemp("corpus") / "out"
    done = jiepu("build", CORPUS, "-o", out)
    assert done.returncode == 0, done.stderr
    return out / "graph.html"


@pytest.mark.parametrize(("scheme", "size"), [("light", (1280, 720)), ("dark", (390, 844))])
def test_each_view_of_a_real_graph_is_whole_and_open_to_all(browser, whole, request, scheme, size) -> None:
    kind = request.node.callspec.params["whole"]
    opened = browser.open(
        whole, "#lang=zh", viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    page = opened.page
    for view in ("graph", "document", "timeline", "table"):
        page.locator(f"#view-{view}").click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert violations(page) == []
        opened.picture(f"{kind}-{view}-{size[0]}-{scheme}")
    page.locator("#view-document").click()
    said = page.locator("#document .said")
    assert said.count() > 3
    for row in said.all()[:5]:
        sentence = row.locator("> .say").inner_text()
        assert row.locator(".chip").count() >= 1
        for mark in row.locator("> .say mark").all_inner_texts():
            assert mark.strip() in sentence
    page.locator("#view-timeline").click()
    assert page.locator("#timeline .bar").count() > 3


def test_an_end_of_time_moved_leaves_fewer_facts_in_every_view(browser, whole) -> None:
    page = browser.open(whole, "#view=facts&lang=zh").page
    rows = page.locator("#table .head .quiet")
    before = int(rows.inner_text().split()[0].replace(",", ""))
    page.locator("#period-from").focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.hash.includes('period=')")
    after = int(rows.inner_text().split()[0].replace(",", ""))
    assert 0 < after < before
    page.keyboard.press("3")
    told = int(page.locator("#timeline .head .quiet").inner_text().split()[0].replace(",", ""))
    assert told == after
    page.locator("#view-table").click()
    page.locator("#clear").click()
    assert int(rows.inner_text().split()[0].replace(",", "")) == before
