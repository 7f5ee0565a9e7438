"""The page in a browser: an invented place, looked at as a reader would."""

from __future__ import annotations

from typing import Any

import pytest

from graph.view import render


def search(page: Any, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("typed", ["小鹭鸣", "鹭鸣", "xlm", "xiaolu", "xlming"])
def test_search_finds_a_name_and_the_panel_shows_its_sentence(browser, saved, town, typed) -> None:
    page = browser.open(saved(town)).page
    search(page, typed)
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "小鹭鸣"
    panel.locator(".claim:has(.name:text-is('云汀街道')) .say").click()
    card = panel.locator(".claim .evidence")
    assert card.locator("blockquote").inner_text() == "云汀街道今年办起“小鹭鸣”亲子课堂,设在苇湾邻里中心。"
    assert card.locator("mark").all_inner_texts() == ["云汀街道", "小鹭鸣"]
    assert "云汀街道通讯第1期" in card.inner_text()
    assert "2031-01-05" in card.inner_text()


def test_the_page_is_the_same_for_the_same_graph(town) -> None:
    assert render(town, title="云汀") == render(town, title="云汀")
