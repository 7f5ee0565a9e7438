"""The map of one document, and figures with their change: as a reader would use them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest


def search(page: Any, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("zh", "light", (1440, 900)), ("en", "dark", (1280, 720)), ("zh", "dark", (390, 844))],
)
def test_a_document_shows_its_sentences_in_order_with_their_facts(
    browser, saved, town, language, scheme, size
) -> None:
    opened = browser.open(
        saved(town, language=language), viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    page = opened.page
    page.locator("#view-document").click()
    box = page.locator("#document")
    assert box.locator("h2").inner_text() == "云汀街道通讯第1期"
    assert box.locator("h3").first.inner_text().split("\n")[0] == "水乡近事"
    assert [say.inner_text() for say in box.locator(".said > .say").all()] == [
        "云汀街道今年办起“小鹭鸣”亲子课堂,设在苇湾邻里中心。",
        "𠮷日当天,𠮷𠮷白鹭合唱团也来给小鹭鸣帮忙。",
    ]
    assert box.locator(".said").nth(1).locator("mark").all_inner_texts() == ["白鹭合唱团", "小鹭鸣"]
    assert box.locator(".said").first.locator(".chip").count() == 2
    box.locator(".said > .say").first.click()
    assert box.locator(".evidence blockquote").count() == 1
    page.locator("#document-choice").select_option("1")
    assert box.locator("h2").inner_text() == "云汀街道通讯第2期"
    assert "1,280户" in box.inner_text()
    box.locator(".entity:has-text('渔灯夜市')").first.click()
    assert page.locator("#panel h2").inner_text() == "渔灯夜市"
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    opened.picture(f"view-document-{size[0]}-{scheme}-{language}")


def test_evidence_leads_to_its_place_in_the_document(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    search(page, "渔灯夜市")
    page.locator("#panel .claim .say").first.click()
    page.locator("#panel .claim .evidence .doc").first.click()
    assert page.locator("#document h2").inner_text() == "云汀街道通讯第2期"
    assert "渔灯夜市" in page.locator("#document .said.told").inner_text()
    assert "view=document&document=d1" in page.evaluate("location.hash")


def test_filters_hold_in_the_document(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.keyboard.press("2")
    box = page.locator("#document")
    page.locator(".row[data-value=ongoing]").click()
    assert box.locator(".said").count() == 1
    assert "3 条中的 2 条" in box.inner_text()
    page.locator(".row[data-value=done]").click()
    assert "没有符合筛选的事实" in box.inner_text()
    page.locator("#clear").click()
    assert box.locator(".said").count() == 2


def figures(town, *rows):
    made = [dataclasses.replace(town.figures[0], iri=f"f{n}", **row) for n, row in enumerate(rows)]
    return dataclasses.replace(town, figures=tuple(made))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(
            {"number": 1200.0, "value": "1,200", "change": "+20%"},
            "上期（推算） 约 1,000户; 本期 1,200户",
            id="per cent of a number",
        ),
        pytest.param(
            {"number": 90.0, "value": "90", "change": "-10户"},
            "上期（推算） 约 100户; 本期 90户",
            id="in its own unit",
        ),
        pytest.param(
            {"number": 96.5, "value": "96.5", "unit": "%", "change": "+1.5个百分点"},
            "上期（推算） 约 95%; 本期 96.5%",
            id="percentage points",
        ),
        pytest.param(
            {"number": 96.5, "value": "96.5", "unit": "%", "change": "+1.5%"}, None, id="may be either"
        ),
        pytest.param(
            {"number": 20.0, "value": "20", "unit": "%", "change": "+20%"}, None, id="only a change"
        ),
        pytest.param({"number": None, "value": "若干", "change": "+20%"}, None, id="no number"),
        pytest.param({"number": 5.0, "value": "5", "change": "-100%"}, None, id="from nothing to tell"),
        pytest.param({"number": 5.0, "value": "5", "change": ""}, None, id="no change"),
    ],
)
def test_a_change_is_drawn_where_the_figure_before_can_be_told(browser, saved, town, row, words) -> None:
    page = browser.open(saved(figures(town, row))).page
    search(page, "云汀街道")
    chart = page.locator("#panel .figure .spark")
    assert chart.count() == (0 if words is None else 1)
    if words:
        assert chart.get_attribute("aria-label") == words
        page.locator("#panel .figure summary").click()
        page.locator("#panel .figure", has_text="原文没有写").wait_for()
        assert page.locator("#panel .bars li").count() == 2


def test_figures_of_one_kind_stand_beside_each_other(browser, saved, town) -> None:
    rows = [
        {"number": 900.0 + 100 * n, "value": f"{900 + 100 * n}", "change": "", "dates": None, "period": ""}
        for n in range(2)
    ]
    data = figures(town, *rows)
    moved = dataclasses.replace(data.figures[0], evidence=town.claims[0].evidence)
    opened = browser.open(saved(dataclasses.replace(data, figures=(moved, data.figures[1]))))
    page = opened.page
    search(page, "云汀街道")
    charts = page.locator("#panel .spark")
    assert charts.count() == 2
    assert charts.first.get_attribute("aria-label") == "2031-01 900户; 2031-02 1000户"
    page.locator("#panel .figure summary").first.click()
    assert page.locator("#panel .bars").first.inner_text().split() == [
        "2031-01",
        "900户",
        "2031-02",
        "1000户",
    ]
    opened.picture("view-figures-light-zh")
