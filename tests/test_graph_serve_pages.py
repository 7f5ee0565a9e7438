"""The explorer in a browser: an invented place looked at as a reader would, and hostile names."""

from __future__ import annotations

import dataclasses
from urllib.parse import quote

import pytest

from graph.iri import resource

NASTY = {
    "script": "<script>window.hit=1</script>",
    "closing": "</script><script>window.hit=1</script>",
    "image": '<img src=x onerror="window.hit=1">',
    "quotes": "\"'`${window.hit=1}'\"><svg onload=window.hit=1>",
    "address": "javascript:window.hit=1",
    "template": "{{ 7*7 }} {% raw %} ${name} %s",
    "entity": "&lt;b&gt;&amp;#x27;",
    "turned": "\u202e文反\u202c\u2066内\u2069\u200f",
    "path": "../../etc/passwd?a=b#c%2F",
    "emoji": "👨‍👩‍👧‍👦家🏮𠮷",
    "long": "长" * 3000,
}


def ready(page):
    page.wait_for_selector("html[data-ready=true]", state="attached")


def test_from_the_start_by_search_to_an_entity_its_document_and_the_graph(browser, served):
    opened = browser.visit(served.address)
    page = opened.page
    assert "2 份文件 · 8 个实体 · 7 条关系" in page.locator("main").inner_text()
    page.locator("header input").click()
    page.keyboard.type("xlm")
    page.locator(".suggestions a").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/programme/**")
    assert page.locator("h1").inner_text() == "小鹭鸣"
    row = page.locator(".rows li", has=page.get_by_role("link", name="苇湾邻里中心"))
    assert "设在苇湾邻里中心。" in row.inner_text()
    opened.picture("served-entity")
    row.locator(".from").click()
    page.wait_for_url("**/id/document/d0#f-*")
    assert page.locator(".passage .text").first.inner_text().startswith("云汀街道今年办起“小鹭鸣”亲子课堂")
    assert "小鹭鸣" in page.locator(".passage .name").all_inner_texts()
    assert page.locator(".said-here li:target").count() == 1
    opened.picture("served-document")
    page.locator(".said-here a", has_text="苇湾邻里中心").first.click()
    page.wait_for_url("**/id/place/**")
    page.get_by_role("link", name="在图谱中看").click()
    ready(page)
    assert page.locator("#panel h2").inner_text() == "苇湾邻里中心"
    page.locator(".served-ways a", has_text="实体页").wait_for()
    opened.picture("served-graph")


def test_the_graph_loads_what_is_around_and_finds_what_is_not_loaded(browser, served):
    iri = "https://w3id.org/jiepu/id/place/苇湾"
    page = browser.visit(served.address, f"/graph?id={quote(iri)}").page
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("渔灯")
    page.locator(".elsewhere a", has_text="渔灯夜市").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/graph?id=*&id=*")
    ready(page)
    assert page.locator("#panel h2").inner_text() == "渔灯夜市"


def test_a_question_is_asked_by_its_form(browser, served):
    opened = browser.visit(served.address, "/questions/about")
    page = opened.page
    page.locator("main input[name=entity]").click()
    page.keyboard.type("xlm")
    page.locator("main .suggestions a").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="提问").click()
    page.wait_for_url("**entity=*")
    assert page.locator("tbody tr").count() == 3
    assert "白鹭合唱团" in page.locator("table").inner_text()
    opened.picture("served-question")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "about.csv"
    page.get_by_role("link", name="画成图").click()
    ready(page)
    assert "小鹭鸣" in page.locator("#panel").inner_text()


def test_a_query_is_written_run_and_drawn(browser, served):
    opened = browser.visit(served.address, "/query")
    page = opened.page
    page.locator("#query").fill("CONSTRUCT { ?s jp:undertakes ?o } WHERE { ?s jp:undertakes ?o }")
    page.get_by_role("button", name="写上前缀").click()
    assert page.locator("#query").input_value().startswith("PREFIX jp: <")
    page.keyboard.press("Control+Enter")
    page.locator("tbody tr").first.wait_for()
    assert page.locator("tbody tr").count() == 2
    opened.picture("served-query")
    page.get_by_role("link", name="画成图").click()
    ready(page)
    assert "渔灯夜市" in page.locator("#panel").inner_text()


def test_the_pages_speak_english_and_turn_dark_and_stay_so(browser, served):
    opened = browser.visit(served.address, viewport={"width": 390, "height": 800})
    page = opened.page
    page.get_by_role("link", name="English").click()
    page.get_by_text("Most connected").wait_for()
    page.get_by_role("button", name="Switch light or dark").click()
    page.goto(served.address + "/query")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    opened.picture("served-query-narrow-dark-en")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, serving, make_graph_of):
    texts = list(NASTY.values())
    names = dict.fromkeys(texts, "PROGRAMME") | {"云汀街道": "AREA"}
    facts = [("云汀街道", "undertakes", text, "done", n) for n, text in enumerate(texts)]
    data = make_graph_of(names, [f"云汀街道打造了{text}。" for text in texts], facts)
    new = {e.iri: resource(e.type.lower(), e.name) for e in data.entities}
    data = dataclasses.replace(
        data,
        entities=tuple(
            dataclasses.replace(e, iri=new[e.iri], alt_names=(e.name + "别名",)) for e in data.entities
        ),
        claims=tuple(
            dataclasses.replace(c, head=new[c.head], tail=new[c.tail], verb=NASTY["script"])
            for c in data.claims
        ),
        figures=tuple(
            dataclasses.replace(f, subject=new[f.subject], indicator=NASTY["image"]) for f in data.figures
        ),
        mentions=tuple(dataclasses.replace(m, entity=new[m.entity]) for m in data.mentions),
    )
    with serving(tmp_path_factory.mktemp("names"), data) as found:
        yield found


def test_hostile_names_are_shown_as_text_and_do_nothing(browser, hostile):
    page = browser.visit(hostile.address).page
    place = quote("云汀街道")
    paths = [f"/id/area/{place}", "/id/document/d0", "/id/document/d1", f"/questions/about?entity={place}"]
    paths += [f"/?q={quote(NASTY['script'])}", f"/query?query={quote(NASTY['closing'])}", "/graph"]
    paths += [
        f"/questions/about?entity={quote(NASTY['image'])}",
        f"/id/area/{quote(NASTY['script'], safe='')}",
    ]
    seen = ""
    for path in paths:
        if "script%3E" in path and path.startswith("/id/"):
            # What is not there is a line in the browser's console; the page itself is looked at by its text.
            answer = page.request.get(hostile.address + path, headers={"accept": "text/html"})
            assert "<script>window" not in answer.text()
            continue
        page.goto(hostile.address + path)
        if path == "/graph":
            ready(page)
        seen += page.locator("body").inner_text()
        assert page.evaluate("window.hit") is None
    for name in ("script", "closing", "image", "quotes", "template", "entity"):
        assert NASTY[name] in seen
    for text in NASTY.values():
        page.goto(hostile.address + f"/id/programme/{quote(resource('', text).rpartition('/')[2], safe='%')}")
        assert page.locator("h1").inner_text().strip() == text.strip()
        assert page.evaluate("window.hit") is None
