"""Documents are hostile: whatever they hold is shown as text and does nothing."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from graph.model import Evidence
from graph.view import render

NASTY = {
    "script": "<script>window.hit=1</script>",
    "closing": "</script><script>window.hit=1</script>",
    "comment": "<!--<script>window.hit=1",
    "image": '<img src=x onerror="window.hit=1">',
    "quotes": "\"'`${window.hit=1}'\"><svg onload=window.hit=1>",
    "address": "javascript:window.hit=1",
    "template": "$title ${graph} {name} %s {{7*7}}",
    "entity": "&lt;b&gt;&amp;#x27;",
    "turned": "\u202e文反\u202c\u2066内\u2069\u200f",
    "separators": "上\u2028下\u2029左\u0085右",
    "control": "零\x00响\x07退\x1b[31m红",
    "surrogate": "半\ud83c个",
    "emoji": "👨‍👩‍👧‍👦家🏮",
    "plane": "𠮷𠮷里",
    "prototype": "__proto__",
    "formula": "=HYPERLINK(\"http://evil.example\",\"a\")",
    "blank": " ",
}  # fmt: skip


def poisoned(make_graph: Any, text: str) -> Any:
    """A graph in which ``text`` stands in every field that a document can reach."""
    data = make_graph(
        {text: "PROGRAMME", "云汀街道": "AREA"},
        [f"云汀街道打造了{text}。", f"{text}也在云汀街道。"],
        [("云汀街道", "undertakes", text, "done", 0), (text, "locatedIn", "云汀街道", "planned", 1)],
    )
    documents = [
        msgspec.structs.replace(document, title=text, issuer=text, date=text, source=text)
        for document in data.documents
    ]
    named = {"alt_names": (text,), "scope": text, "code": text, "definition": text}
    measured = dict.fromkeys(("indicator", "value", "unit", "change", "basis", "period", "approx"), text)
    beside = {"section": text, "before": text, "after": text}
    return dataclasses.replace(
        data,
        documents=tuple(documents),
        entities=tuple(dataclasses.replace(entity, **named) for entity in data.entities),
        claims=tuple(
            dataclasses.replace(claim, verb=text, evidence=dataclasses.replace(claim.evidence, **beside))
            for claim in data.claims
        ),
        figures=tuple(
            dataclasses.replace(figure, **measured, evidence=Evidence(text, 0, 3, text))
            for figure in data.figures
        ),
    )


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_hostile_text_is_shown_and_does_nothing(browser, saved, make_graph, text) -> None:
    page = browser.open(saved(poisoned(make_graph, text), title=text)).page
    listed = page.locator("#panel .listed .name").all_inner_texts()
    assert len(listed) == 2
    page.locator("#panel .listed", has_not_text="云汀街道").click()
    panel = page.locator("#panel")
    assert panel.locator("h2").text_content() == text
    for button in panel.locator(".say").all():
        button.click()
    assert any(
        f"打造了{text}。" in quote for quote in panel.locator("blockquote").all_text_contents()
    )
    panel.get_by_role("button", name="聚焦一步").click()
    for view in ("v", "v"):
        page.keyboard.press(view)
    page.locator("#search").fill(text.replace("\x00", ""))
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None
    assert page.locator("body script, body img, body iframe, body object").count() == 4
    assert page.locator("#panel, #filters, #table").locator("script, img, b, a").count() == 0


def test_a_name_of_five_thousand_characters_breaks_nothing(browser, saved, make_graph) -> None:
    long = "苇𠮷" * 2500
    opened = browser.open(saved(poisoned(make_graph, long), title=long))
    page = opened.page
    page.locator("#search").fill("苇𠮷苇")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == long
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.keyboard.press("v")
    opened.picture("view-long-name")


def test_the_data_cannot_leave_its_element(make_graph) -> None:
    text = "</SCRIPT ><!--<script>\u2028&"
    page = render(poisoned(make_graph, text), title="云汀")
    assert page.lower().count("</script") == 4
    assert "<!--" not in page
    assert "\u2028" not in page
