"""Documents are hostile: whatever they hold is shown as text and does nothing."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from graph.model import Definition, Evidence, GraphData
from graph.view import render
from ontology.records import Component

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


def poisoned(make_graph: Any, texts: Sequence[str]) -> GraphData:
    """A graph in which the texts stand in every field that a document can reach."""
    every = "".join(texts)
    sentences = [
        sentence for text in texts for sentence in (f"云汀街道打造了{text}。", f"{text}也在云汀街道。")
    ]
    facts = []
    for n, text in enumerate(texts):
        facts += [
            ("云汀街道", "undertakes", text, "done", 2 * n),
            (text, "locatedIn", "云汀街道", "planned", 2 * n + 1),
        ]
    data = make_graph(dict.fromkeys(texts, "PROGRAMME") | {"云汀街道": "AREA"}, sentences, facts)
    documents = [
        msgspec.structs.replace(document, title=every, issuer=every, date=every, source=every)
        for document in data.documents
    ]
    measured = dict.fromkeys(("indicator", "value", "unit", "change", "basis", "period", "approx"), every)
    beside = {"section": every, "before": every, "after": every}
    return dataclasses.replace(
        data,
        documents=tuple(documents),
        entities=tuple(
            dataclasses.replace(e, alt_names=(e.name,), scope=e.name, code=e.name, definition=e.name)
            for e in data.entities
        ),
        claims=tuple(
            dataclasses.replace(claim, verb=every, evidence=dataclasses.replace(claim.evidence, **beside))
            for claim in data.claims
        ),
        figures=tuple(
            dataclasses.replace(figure, **measured, evidence=Evidence(every, 0, 3, every))
            for figure in data.figures
        ),
        definitions=tuple(
            Definition(f"d{n}", e.iri, e.name, data.claims[0].evidence, (Component(e.name, e.name, e.name),))
            for n, e in enumerate(data.entities)
        ),
    )


def test_hostile_text_is_shown_and_does_nothing(browser, saved, make_graph) -> None:
    texts = list(NASTY.values())
    page = browser.open(saved(poisoned(make_graph, texts), title="".join(texts))).page
    panel = page.locator("#panel")
    listed = panel.locator(".listed")
    assert listed.count() == len(texts) + 1
    seen = set()
    for n in range(len(texts) + 1):
        listed.nth(n).click()
        name = panel.locator("h2").text_content()
        seen.add(name)
        for button in panel.locator(".say").all()[:2]:
            button.click()
        for summary in panel.locator("summary:visible").all():
            summary.click()
        if name in texts:
            quotes = panel.locator("blockquote").all_text_contents()
            assert f"云汀街道打造了{name}。" in quotes, name
        page.keyboard.press("Escape")
    assert seen == {*texts, "云汀街道"}
    page.keyboard.press("v")
    page.locator("#table .switch button").last.click()
    page.keyboard.press("2")
    box = page.locator("#document")
    for n in range(2):
        page.locator("#document-choice").select_option(str(n))
        assert box.locator("h2").text_content() == "".join(texts)
        for say in box.locator(".said > .say").all():
            say.click()
    page.keyboard.press("3")
    page.keyboard.press("1")
    for text in texts:
        page.locator("#search").fill(text.replace("\x00", ""))
    page.keyboard.press("Escape")
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None
    assert page.locator("body script").count() == 4
    assert (
        page.locator("#panel, #filters, #table, #document, #timeline, header")
        .locator("script, img, iframe, b, a")
        .count()
        == 0
    )


def test_every_sentence_stands_in_the_map_of_its_document_and_in_the_timeline(
    browser, saved, make_graph
) -> None:
    texts = list(NASTY.values())
    data = poisoned(make_graph, texts)
    dated = dataclasses.replace(
        data,
        documents=tuple(
            msgspec.structs.replace(d, date="2031-05-01", sections=d.sections) for d in data.documents
        ),
        claims=tuple(dataclasses.replace(claim, themes=(texts[0],)) for claim in data.claims),
    )
    page = browser.open(saved(dated, title="云汀")).page
    page.keyboard.press("2")
    said = []
    for n in range(2):
        page.locator("#document-choice").select_option(str(n))
        said += page.locator("#document .said > .say").all_text_contents()
    # A list of choices keeps the keys to itself while it has the focus.
    page.locator("#document-choice").blur()
    page.keyboard.press("3")
    told = page.locator("#timeline .claim .name").all_text_contents()
    for text in texts:
        assert f"云汀街道打造了{text}。" in said, text
        # Marks that turn the direction of writing, and control characters, are left out of names in lists.
        assert re.sub("[\u200f\u202a-\u202e\u2066-\u2069\0-\x1f]", "", text) in told, text
    assert page.evaluate("window.hit") is None
    assert page.locator("#document, #timeline").locator("script, img, iframe, a").count() == 0


def test_hostile_names_are_text_in_the_picture_too(browser, saved, make_graph, tmp_path) -> None:
    texts = list(NASTY.values())
    opened = browser.open(saved(poisoned(make_graph, texts), title="".join(texts)))
    page = opened.page
    page.wait_for_timeout(300)
    with page.expect_download() as download:
        page.locator("#picture-svg").click()
    raw = Path(download.value.path()).read_bytes()
    root = ElementTree.fromstring(raw)  # noqa: S314 - made by the page under test
    allowed = {"svg", "title", "desc", "rect", "g", "path", "circle", "polygon", "text"}
    assert {node.tag.removeprefix("{http://www.w3.org/2000/svg}") for node in root.iter()} <= allowed
    assert not [key for node in root.iter() for key in node.attrib if key.startswith("on") or "href" in key]
    titles = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any(title.startswith(NASTY["image"]) for title in titles)
    assert any(NASTY["plane"] in title for title in titles)
    alone = tmp_path / "jiepu.svg"
    alone.write_bytes(raw)
    shown = page.context.new_page()
    errors = []
    shown.on("pageerror", lambda error: errors.append(error))
    shown.goto(alone.as_uri())
    assert shown.evaluate("window.hit") is None
    assert errors == []


def test_a_name_of_five_thousand_characters_breaks_nothing(browser, saved, make_graph) -> None:
    long = "苇𠮷" * 2500
    opened = browser.open(saved(poisoned(make_graph, [long]), title=long))
    page = opened.page
    page.locator("#search").fill("苇𠮷苇")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == long
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    for key in "1234":
        page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440
        opened.picture(f"view-long-name-{key}")


def test_the_data_cannot_leave_its_element(make_graph) -> None:
    text = "</SCRIPT ><!--<script>\u2028&"
    page = render(poisoned(make_graph, [text]), title="云汀")
    assert page.lower().count("</script") == 4
    assert "<!--" not in page
    assert "\u2028" not in page
