"""What a reader does to the picture: pin, hide, undo, redo, save as SVG; and what was last looked for."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from tests.test_graph_view import symbol_at

SVG = "{http://www.w3.org/2000/svg}"


def search(page: Any, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def listed(page: Any) -> list[str]:
    page.keyboard.press("Escape")
    return page.locator("#panel .listed").all_inner_texts()


def test_hiding_and_filtering_are_undone_and_done_again(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    assert page.locator("#undo").is_disabled()
    search(page, "渔灯夜市")
    page.keyboard.press("h")
    assert len(listed(page)) == 7
    page.locator(".row[data-value=PLACE]").click()
    assert len(listed(page)) == 5
    page.keyboard.press("Control+z")
    assert len(listed(page)) == 7
    page.keyboard.press("Control+z")
    assert len(listed(page)) == 8
    assert page.locator("#undo").is_disabled()
    page.keyboard.press("Control+Shift+z")
    page.keyboard.press("Control+y")
    assert len(listed(page)) == 5
    assert page.locator("#redo").is_disabled()
    page.locator("#undo").click()
    assert len(listed(page)) == 7
    page.locator(".row[data-value=ongoing]").click()
    assert page.locator("#redo").is_disabled()


def test_undo_leaves_language_and_colours_and_the_words_being_typed(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.keyboard.press("4")
    page.locator("#language").click()
    page.locator("#search").fill("abc")
    page.keyboard.type("d")
    page.keyboard.press("Control+z")
    assert page.locator("#table").is_visible()
    page.locator("#search").fill("")
    page.locator("#panel").click()
    page.keyboard.press("Control+z")
    assert page.locator("#stage").is_visible()
    assert page.locator("#view-table").inner_text() == "Table"


def test_a_dragged_symbol_is_pinned_and_stays(browser, saved, town) -> None:
    opened = browser.open(saved(town))
    page = opened.page
    page.wait_for_timeout(300)
    x, y = symbol_at(page, "#c8654a")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 90, steps=5)
    page.mouse.up()
    assert "取消固定 1 个" in page.locator("#shown").inner_text()
    page.wait_for_timeout(300)
    moved = symbol_at(page, "#c8654a")
    assert abs(moved[0] - x - 60) < 14
    assert abs(moved[1] - y - 90) < 14
    opened.picture("view-pinned-light-zh")
    fragment = page.evaluate("location.hash")
    again = browser.open(saved(town), fragment).page
    assert "取消固定 1 个" in again.locator("#shown").inner_text()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(500)
    back = symbol_at(page, "#c8654a")
    assert abs(back[0] - x) < 14
    assert abs(back[1] - y) < 14
    search(page, "xlm")
    page.keyboard.press("p")
    assert page.get_by_role("button", name="取消固定", exact=True).count() == 1
    page.get_by_role("button", name="取消固定", exact=True).click()
    assert "取消固定" not in page.locator("#shown").inner_text()


def test_the_svg_shows_what_is_shown(browser, saved, town, tmp_path) -> None:
    page = browser.open(saved(town)).page
    page.wait_for_timeout(300)
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 SVG").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - made by the page under test
    names = {node.text for node in root.iter(f"{SVG}text")}
    assert {"云汀街道", "小鹭鸣", "苇湾邻里中心", "白鹭合唱团"} <= names
    assert "Noto Sans CJK SC" in root.get("font-family")
    assert len(list(root.iter(f"{SVG}path"))) == 7
    assert not [node for node in root.iter() if node.tag in (f"{SVG}script", f"{SVG}foreignObject")]
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    alone = tmp_path / "jiepu.svg"
    alone.write_text(text, encoding="utf-8")
    shown = page.context.new_page()
    shown.goto(alone.as_uri())
    assert shown.evaluate("document.documentElement.getBBox().width") > 300
    shown.screenshot(path="test-output/view-export-svg.png")


def test_what_was_last_seen_is_offered_again(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    search(page, "xlm")
    search(page, "摆渡")
    page.keyboard.press("/")
    found = page.locator("#found")
    assert found.inner_text().startswith("最近看过")
    assert found.locator(".name").all_inner_texts() == ["摆渡人家", "小鹭鸣"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "小鹭鸣"
