"""The explorer for people who see little or use no mouse: axe-core finds nothing serious on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

SERIOUS = {"serious", "critical"}


@pytest.fixture
def visit(_chromium: Any, served: Any) -> Iterator[Any]:
    contexts = []

    def open_page(path: str, scheme: str, language: str) -> Any:
        context = _chromium.new_context(color_scheme=scheme, locale=language)
        contexts.append(context)
        page = context.new_page()
        page.goto(served.address.rstrip("/") + path)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("scheme", "language"), [("light", "zh-CN"), ("dark", "en")])
def test_axe_finds_nothing_serious_on_any_page(visit: Any, scheme: str, language: str) -> None:
    start = visit("/", scheme, language)
    links = start.locator("a[href^='/']").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    kinds: dict[str, str] = {}
    for link in links:
        _, first, second, *_ = [*link.split("?")[0].split("/"), ""]
        # One page of each kind: a question, a document, an entity of each class.
        kinds.setdefault(f"{first}/{second}" if first == "id" else f"{first}/{bool(second)}", link)
    assert len(kinds) > 4
    for link in kinds.values():
        page = visit(quote(link, safe="/?=&%#:,.+"), scheme, language)
        found = [
            f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in Axe().run(page).response["violations"]
            if one["impact"] in SERIOUS
        ]
        assert found == [], link
