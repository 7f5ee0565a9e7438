"""The page in a browser: an invented place, looked at as a reader would."""

from __future__ import annotations

import dataclasses
from pathlib import Path
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


def listed(page: Any) -> list[str]:
    """The entities on the canvas, by the list beside it."""
    page.keyboard.press("Escape")
    return page.locator("#panel .listed").all_inner_texts()


def symbol_at(page: Any, colour: str) -> tuple[float, float]:
    """The middle of the symbols of this colour on the canvas, in pixels of the window."""
    return tuple(page.evaluate(
        """(colour) => {
            const drawn = document.querySelector("#canvas canvas");
            const box = drawn.getBoundingClientRect();
            const canvas = new OffscreenCanvas(drawn.width, drawn.height);
            const copy = canvas.getContext("2d", { willReadFrequently: true });
            copy.drawImage(drawn, 0, 0);
            const want = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
            const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
            let [x, y, count] = [0, 0, 0];
            for (let at = 0; at < data.length; at += 4) {
                if (want.some((part, n) => Math.abs(part - data[at + n]) > 2)) continue;
                x += (at / 4) % width; y += Math.floor(at / 4 / width); count += 1;
            }
            const ratio = canvas.width / box.width;
            return [box.left + x / count / ratio, box.top + y / count / ratio];
        }""",
        colour,
    ))  # fmt: skip


def test_a_click_on_a_symbol_shows_its_panel_and_one_beside_it_clears(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.wait_for_timeout(300)
    x, y = symbol_at(page, "#c8654a")
    page.mouse.click(x, y)
    assert page.locator("#panel h2").inner_text() == "小鹭鸣"
    stage = page.locator("#stage").bounding_box()
    page.mouse.click(stage["x"] + 8, stage["y"] + 8)
    assert page.locator("#panel h2").inner_text() == "总览"


def test_a_click_on_a_line_shows_what_stands_between_its_ends(browser, saved, make_graph) -> None:
    names = {"云汀街道": "AREA", "小鹭鸣": "PROGRAMME"}
    facts = [
        ("云汀街道", "undertakes", "小鹭鸣", "done", 0),
        ("云汀街道", "undertakes", "小鹭鸣", "planned", 1),
    ]
    sentences = ["云汀街道去年办了小鹭鸣。", "云汀街道还要再办小鹭鸣。"]
    page = browser.open(saved(make_graph(names, sentences, facts))).page
    page.wait_for_timeout(300)
    ends = [symbol_at(page, colour) for colour in ("#4b4f9e", "#c8654a")]
    page.mouse.click(*(sum(part) / 2 for part in zip(*ends, strict=True)))
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "云汀街道→小鹭鸣"
    assert panel.locator("blockquote").all_inner_texts() == sentences
    assert [status.strip() for status in panel.locator(".status").all_inner_texts()] == ["已完成", "计划中"]


def test_marks_and_citation_hold_beyond_the_basic_plane(browser, saved, town) -> None:
    page = browser.open(saved(town), permissions=["clipboard-read", "clipboard-write"]).page
    search(page, "bl")
    panel = page.locator("#panel")
    panel.locator(".claim .say").first.click()
    card = panel.locator(".claim .evidence").first
    assert card.locator("mark").all_inner_texts() == ["白鹭合唱团", "小鹭鸣"]
    card.get_by_text("前后句").click()
    assert card.locator(".beside:visible").all_inner_texts() == [
        "云汀街道今年办起“小鹭鸣”亲子课堂,设在苇湾邻里中心。"
    ]
    card.get_by_text("复制为引文").click()
    card.get_by_text("已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“𠮷日当天,𠮷𠮷白鹭合唱团也来给小鹭鸣帮忙。”"
        "（云汀街道：《云汀街道通讯第1期》，2031-01-05，“水乡近事”，第 28 字起）"
    )


def test_the_legend_counts_and_filters(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    row = page.locator(".row[data-value=PLACE]")
    assert row.locator(".count").inner_text() == "2"
    assert len(listed(page)) == 8
    row.click()
    assert row.get_attribute("aria-pressed") == "false"
    assert "苇湾" not in listed(page)
    page.locator(".row[data-value=planned]").click()
    assert "渔灯夜市" not in listed(page)
    page.locator("#clear").click()
    assert len(listed(page)) == 8
    page.locator("li:has(.row[data-value=d1])").hover()
    page.locator(".row[data-value=d1] + .only").click()
    assert "小鹭鸣" not in listed(page)
    assert "渔灯夜市" in listed(page)
    assert page.locator(".row[data-value=PROGRAMME]").count() == 0


def test_focus_expand_hide_and_back(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    search(page, "渔灯夜市")
    page.get_by_role("button", name="聚焦一步").click()
    assert page.locator("#trail").inner_text().split() == ["聚焦", "渔灯夜市", "退出聚焦"]
    assert "周围 2 个实体" in page.locator("#shown").inner_text()
    page.get_by_role("button", name="聚焦两步").click()
    assert "周围 4 个实体" in page.locator("#shown").inner_text()
    page.keyboard.press("f")
    page.get_by_role("button", name="从图中隐去").click()
    assert "渔灯夜市" not in listed(page)
    page.get_by_text("恢复隐去的 1 个").click()
    assert "渔灯夜市" in listed(page)


def test_a_large_graph_opens_small_and_grows_where_asked(browser, saved, make_graph) -> None:
    leaves = [f"苇湾{n}号埠头" for n in range(300)]
    names = {"云汀街道": "AREA"} | dict.fromkeys(leaves, "PLACE")
    sentences = [f"云汀街道修好了{leaf}。" for leaf in leaves]
    facts = [("云汀街道", "undertakes", leaf, "done", n) for n, leaf in enumerate(leaves)]
    page = browser.open(saved(make_graph(names, sentences, facts))).page
    shown = page.locator("#shown")
    assert "图中 84 个实体，共 301 个" in shown.inner_text()
    page.get_by_text("多显示一些").click()
    assert "图中 168 个实体" in shown.inner_text()
    page.get_by_text("回到初始").click()
    search(page, "苇湾299号")
    assert "图中 85 个实体" in shown.inner_text()
    search(page, "云汀街道")
    page.keyboard.press("e")
    assert "图中 301 个实体，全部在此" in shown.inner_text()
    page.keyboard.press("e")
    assert "图中 84 个实体" in shown.inner_text()


def test_the_table_sorts_and_saves(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.get_by_role("button", name="表格").click()
    first = page.locator("tbody tr").first
    assert first.inner_text().split()[:2] == ["云汀街道", "行政区划"]
    page.get_by_role("button", name="相关").click()
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert first.inner_text().split()[0] != "云汀街道"
    page.locator("#table").get_by_role("button", name="关系").click()
    assert page.locator("tbody tr").count() == 7
    page.locator(".row[data-value=planned] ").click()
    assert page.locator("tbody tr").count() == 5
    with page.expect_download() as download:
        page.get_by_text("下载 CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "主体,关系,对象,状态,原文,文档,日期"
    assert len(text.splitlines()) == 6


def test_figures_stand_with_their_change_and_sentence(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    search(page, "云汀街道")
    figure = page.locator("#panel .figure")
    assert figure.locator("summary").inner_text().split() == ["登记住户", "1,280户+3.2%"]
    figure.locator("summary").click()
    assert "登记住户1,280户" in figure.locator("blockquote").inner_text()


def test_the_keyboard_reaches_everything(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.keyboard.press("/")
    page.keyboard.type("汀")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "云汀街道"
    reached = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        search(page, "云汀街道")
        page.keyboard.press(key)
        reached.add(page.locator("#panel h2").inner_text())
    assert len(reached) > 1
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "总览"
    page.keyboard.press("v")
    assert page.locator("#table").is_visible()
    page.keyboard.press("?")
    assert "移到相邻的实体" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.locator("#panel .listed").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "云汀街道"


def test_the_address_holds_the_whole_state(browser, saved, town) -> None:
    path = saved(town)
    page = browser.open(path).page
    page.locator(".row[data-value=GROUP]").click()
    search(page, "xlm")
    page.keyboard.press("f")
    page.locator("#language").click()
    page.locator("#theme").click()
    fragment = page.evaluate("location.hash")
    again = browser.open(path, fragment).page
    assert again.locator("#panel h2").inner_text() == "小鹭鸣"
    assert "Leave focus" in again.locator("#trail").inner_text()
    assert again.locator("html").get_attribute("data-theme") == "dark"
    assert again.locator(".row[data-value=GROUP]").get_attribute("aria-pressed") == "false"
    strange = browser.open(
        path, "#entity=nobody&focus=9%20x&no-class=NONE&limit=-4&view=7&pair=a&theme=<b>"
    ).page
    assert strange.locator("#panel h2").inner_text() == "总览"


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)], ids=["wide", "laptop", "phone"])
def test_every_form_of_the_page_is_whole(browser, saved, town, language, scheme, size) -> None:
    width, height = size
    opened = browser.open(
        saved(town, language=language), viewport={"width": width, "height": height}, color_scheme=scheme
    )
    page = opened.page
    assert page.locator("html").get_attribute("data-theme") == scheme
    assert page.locator("#view-table").inner_text() == ("Table" if language == "en" else "表格")
    page.locator("#search").fill("xlm")
    page.locator("#search").press("Enter")
    page.locator("#panel h2").wait_for()
    assert (
        page.locator("#panel").bounding_box()["x"] + page.locator("#panel").bounding_box()["width"] <= width
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.wait_for_timeout(450)
    opened.picture(f"view-{width}-{scheme}-{language}")
    for view in ("document", "timeline", "table"):
        page.keyboard.press("Escape")
        page.locator(f"#view-{view}").click()
        assert page.locator(f"#{view}").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        opened.picture(f"view-{view}-{width}-{scheme}-{language}")


def test_the_policy_allows_the_pages_own_scripts_only(town) -> None:
    page = render(town, title="云汀")
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_a_path_between_two_shows_the_sentence_of_each_step(browser, saved, town) -> None:
    opened = browser.open(saved(town))
    page = opened.page
    search(page, "白鹭合唱团")
    page.get_by_role("button", name="到另一实体的路径").click()
    page.keyboard.type("桥")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "白鹭合唱团–小鹭鸣–云汀街道–“三桥两埠”联络法"
    assert panel.locator("blockquote").count() == 3
    again = browser.open(saved(town), page.evaluate("location.hash")).page
    assert again.locator("#panel h2").inner_text().startswith("白鹭合唱团–小鹭鸣")
    page.locator(".row[data-value=PROGRAMME]").click()
    assert "没有路径" in panel.inner_text()
    page.keyboard.press("Escape")
    assert panel.locator("h2").inner_text() == "总览"


def test_the_picture_is_saved_as_seen(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.wait_for_timeout(200)
    with page.expect_download() as download:
        page.get_by_role("button", name="存为图片").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_unsure_can_be_left_out(browser, saved, town) -> None:
    unsure = dataclasses.replace(town.claims[2], confidence=0.4)
    data = dataclasses.replace(town, claims=(*town.claims[:2], unsure, *town.claims[3:]))
    page = browser.open(saved(data)).page
    assert "白鹭合唱团" in listed(page)
    page.locator("#sure").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator(".sure output").inner_text() == "≥ 60%"
    assert "白鹭合唱团" not in listed(page)
    page.locator("#clear").click()
    assert "白鹭合唱团" in listed(page)


def test_more_is_drawn_up_to_a_limit_that_is_said(browser, saved, make_graph) -> None:
    hubs = [f"云汀{n}街" for n in range(8)]
    leaves = [f"苇湾{n}号埠头" for n in range(1700)]
    names = dict.fromkeys(hubs, "AREA") | dict.fromkeys(leaves, "PLACE")
    sentences = [f"{hubs[n % 8]}修好了{leaf}。" for n, leaf in enumerate(leaves)]
    facts = [(hubs[n % 8], "undertakes", leaf, "done", n) for n, leaf in enumerate(leaves)]
    page = browser.open(saved(make_graph(names, sentences, facts))).page
    shown = page.locator("#shown")
    while page.get_by_text("多显示一些").count():
        before = shown.inner_text()
        page.get_by_text("多显示一些").click()
        assert shown.inner_text() != before
    assert shown.inner_text().startswith("图中 1500 个实体，共 1708 个")
    assert "一次最多画 1500 个" in shown.inner_text()
