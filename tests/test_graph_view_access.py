"""The page for people who see little or use no mouse: axe-core finds nothing serious in any view."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

SERIOUS = {"serious", "critical"}


def violations(page: Any) -> list[str]:
    """What axe-core finds that keeps people out, with the elements."""
    page.wait_for_timeout(150)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


@pytest.fixture
def rich(town):
    """The invented place with themes and a figure of which a chart is drawn."""
    claims = tuple(dataclasses.replace(claim, themes=("culture",)) for claim in town.claims[:3])
    return dataclasses.replace(town, claims=(*claims, *town.claims[3:]))


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["graph", "document", "timeline", "table"])
def test_axe_finds_nothing_serious(browser, saved, rich, view, scheme, size) -> None:
    language = "zh" if scheme == "light" else "en"
    page = browser.open(
        saved(rich, language=language), viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    ).page
    page.locator(f"#view-{view}").click()
    assert violations(page) == []
    if view == "graph":
        page.keyboard.press("/")
        page.keyboard.type("yt")
        assert violations(page) == []
        page.keyboard.press("Enter")
        page.locator("#panel .figure summary").click()
    elif view != "table":
        page.locator(f"#{view} .say").first.click()
        page.locator(f"#{view} .entity").first.click()
    assert violations(page) == []
    if size[0] < 860:
        page.locator("#open-filters").click()
        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_comes_and_goes(browser, saved, rich, scheme) -> None:
    page = browser.open(saved(rich), color_scheme=scheme).page
    page.locator("details[data-facet=theme]").evaluate("node => { node.open = true }")
    page.locator(".row[data-value=PLACE]").click()
    page.locator(".row[data-value=culture]").click()
    assert violations(page) == []
    page.locator("#clear").click()
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#keys").wait_for(state="hidden")
    page.keyboard.press("/")
    page.keyboard.type("xlm")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="到另一实体的路径").click()
    page.keyboard.type("摆渡")
    page.keyboard.press("Enter")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#panel .listed").first.click()
    page.keyboard.press("f")
    assert violations(page) == []


def test_axe_would_find_something(browser, saved, rich) -> None:
    page = browser.open(saved(rich)).page
    page.evaluate("document.getElementById('theme').removeAttribute('aria-label')")
    page.evaluate("document.getElementById('theme').removeAttribute('title')")
    page.evaluate("document.getElementById('theme').textContent = ''")
    assert any(found.startswith("button-name") for found in violations(page))
