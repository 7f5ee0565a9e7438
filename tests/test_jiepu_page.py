"""The page that the command builds of the sample, opened as its reader opens it."""

from __future__ import annotations


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
