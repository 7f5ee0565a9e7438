"""Facts in time: the slider with two ends, themes beside it, the timeline."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from graph.model import GraphData
from graph.view.spans import span
from ontology.records import Period


def listed(page: Any) -> list[str]:
    page.keyboard.press("Escape")
    return page.locator("#panel .listed").all_inner_texts()


@pytest.fixture
def years(town: GraphData) -> GraphData:
    """The invented place over four years; two facts have a period and themes of their own."""
    first = dataclasses.replace(
        town.claims[0], period=Period("2028-01-01", "2028-12-31"), themes=("culture", "childcare")
    )
    last = dataclasses.replace(town.claims[4], period=Period("2032-03-01", "2032-03-31"), themes=("culture",))
    return dataclasses.replace(town, claims=(first, *town.claims[1:4], last, *town.claims[5:]))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-12-31", ("2023-12-31", "2023-12-31")),
        (Period("2023-01", "2023-06"), ("2023-01-01", "2023-06-30")),
        (Period("2023-06", "2023-01"), None),
        ("2024-13", None),
        ("2024-02-30", None),
        ("<b>2024", None),
        ("２０２４", None),
        ("", None),
        (None, None),
    ],
)
def test_a_span_is_whole_days_or_nothing(said, expected) -> None:
    assert span(said) == expected


def test_the_keyboard_moves_both_ends_of_the_period(browser, saved, years) -> None:
    opened = browser.open(saved(years))
    page = opened.page
    told = page.locator(".period .ends-told")
    assert told.inner_text().split("\n")[0].startswith("2028-01 – 2032-03")
    assert "7 条" in told.inner_text()
    page.locator("#period-from").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert page.locator("#period-from").get_attribute("aria-valuetext") == "2029-01"
    page.wait_for_function("document.querySelector('.ends-told').textContent.includes('6 条')")
    page.locator("#period-to").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.querySelector('.ends-told').textContent.includes('5 条')")
    assert "2029-01 – 2032-02" in told.inner_text()
    page.locator("#view-table").click()
    page.locator("#table").get_by_role("button", name="关系").click()
    assert page.locator("tbody tr").count() == 5
    opened.picture("view-period-light-zh")
    fragment = page.evaluate("location.hash")
    assert "period=2029-01..2032-02" in fragment
    again = browser.open(saved(years), fragment).page
    assert "2029-01 – 2032-02" in again.locator(".period .ends-told").inner_text()
    page.locator("#clear").click()
    assert page.locator("tbody tr").count() == 7


def test_an_end_is_dragged_and_stops_at_the_other(browser, saved, years) -> None:
    page = browser.open(saved(years)).page
    box = page.locator(".period .slider").bounding_box()
    page.mouse.move(box["x"] + 7, box["y"] + 11)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 11, steps=4)
    page.mouse.up()
    first = page.locator("#period-from").get_attribute("aria-valuetext")
    assert "2029-06" <= first <= "2030-09"
    page.locator("#period-to").focus()
    page.keyboard.press("Home")
    assert page.locator(".period .ends-told").inner_text().startswith(first)
    assert page.locator("#period-to").get_attribute("aria-valuetext") == first


def test_facts_without_a_date_are_told(browser, saved, years) -> None:
    bare = tuple(msgspec.structs.replace(document, date="") for document in years.documents)
    page = browser.open(saved(dataclasses.replace(years, documents=bare))).page
    assert "5 条没有时间" in page.locator(".period").inner_text()
    page.locator("#period-to").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("document.querySelector('.period').textContent.includes('未列入')")


def test_themes_are_a_filter_with_counts(browser, saved, years) -> None:
    page = browser.open(saved(years)).page
    group = page.locator("[data-facet=theme] .row")
    page.locator("details[data-facet=theme]").evaluate("node => { node.open = true }")
    counts = {row.inner_text().split("\n")[0]: row.inner_text().split("\n")[-1] for row in group.all()}
    assert counts == {"文化": "2", "托育": "1", "(没有主题)": "5"}
    page.locator("[data-facet=theme] .row[data-value=none]").click()
    assert set(listed(page)) == {"云汀街道", "小鹭鸣", "渔灯夜市", "摆渡人家"}
    page.locator("[data-facet=theme] .row[data-value=culture]").click()
    assert set(listed(page)) == {"云汀街道", "小鹭鸣"}
    page.locator("#clear").click()
    assert len(listed(page)) == 8


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("zh", "light", (1280, 720)), ("en", "dark", (1440, 900)), ("en", "light", (390, 844))],
)
def test_the_timeline_leads_to_facts_and_their_sentences(
    browser, saved, years, language, scheme, size
) -> None:
    opened = browser.open(
        saved(years, language=language),
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
    )
    page = opened.page
    page.locator("#view-timeline").click()
    box = page.locator("#timeline")
    assert box.locator(".bar").count() >= 6
    assert box.locator(".claim").count() == 7
    assert box.locator("h3").all_inner_texts()[0].startswith("2032-03-01 – 2032-03-31")
    box.locator(".bar").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    chosen = box.locator(".bar[aria-pressed=true]")
    assert chosen.count() == 1
    assert f"{box.locator('.claim').count()} " in chosen.get_attribute("aria-label")
    box.locator(".claim .say").first.click()
    assert box.locator(".evidence blockquote").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    opened.picture(f"view-timeline-{size[0]}-{scheme}-{language}")


def test_the_timeline_zooms_into_a_year_and_back(browser, saved, years) -> None:
    page = browser.open(saved(years)).page
    page.keyboard.press("3")
    box = page.locator("#timeline")
    box.locator("[data-year='2031']").click()
    assert "2031-01 – 2031-12" in page.locator(".period .ends-told").inner_text()
    assert box.locator(".claim").count() == 5
    assert box.get_by_role("button", name="月").get_attribute("aria-pressed") == "true"
    box.get_by_role("button", name="按状态").click()
    assert box.locator(".lane").all_text_contents() == ["已完成", "进行中", "计划中"]
    box.get_by_text("全部时间").click()
    assert box.locator(".claim").count() == 7
    page.locator(".row[data-value=done]").click()
    page.locator(".row[data-value=ongoing]").click()
    page.locator(".row[data-value=planned]").click()
    assert "没有符合筛选" in box.inner_text()


def test_an_entity_in_the_timeline_opens_its_panel(browser, saved, years) -> None:
    page = browser.open(saved(years)).page
    page.keyboard.press("3")
    page.locator("#timeline .entity:has-text('渔灯夜市')").first.click()
    assert page.locator("#panel h2").inner_text() == "渔灯夜市"
    assert page.locator("#timeline").is_visible()
