"""Entities that share a name, in the panel: a place and what is named after it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "heading", "other"),
    [("苇湾", "以它为名", "苇湾邻里中心"), ("苇湾邻里中心", "名称所含", "苇湾")],
)
def test_what_shares_a_name_is_listed_and_leads_there(browser, saved, town, typed, heading, other) -> None:
    page = browser.open(saved(town)).page
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    group = page.locator(f"#panel .group:has(h3:has-text('{heading}'))")
    assert group.locator(".entity").all_inner_texts() == [other]
    group.locator(".entity").click()
    assert page.locator("#panel h2").inner_text() == other


def test_a_name_of_its_own_has_no_such_list(browser, saved, town) -> None:
    page = browser.open(saved(town)).page
    page.keyboard.press("/")
    page.keyboard.type("渔灯夜市")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "渔灯夜市"
    assert page.locator("#panel h3:has-text('名'):not(:has-text('提及'))").count() == 0
