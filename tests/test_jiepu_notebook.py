"""The graph in a notebook: a page or a pyvis network of a part of it, drawn offline inside the notebook."""

from __future__ import annotations

import dataclasses
import html
import json

import pytest
from pyvis.network import Network

import jiepu
from graph.knowledge import KnowledgeGraph
from graph.rdf import dataset
from graph.store import OxigraphStore
from ontology.errors import JiepuError, UsageError
from tests.test_graph_view_hostile import NASTY, poisoned


@pytest.fixture
def kg(town) -> jiepu.Graph:
    return jiepu.Graph(KnowledgeGraph(lambda: town))


def names(net: Network) -> set[str]:
    return {node["label"] for node in net.nodes}


def in_notebook(browser, tmp_path, shown, **options):
    """A notebook's cell that shows the object, opened; returns the page and the frame."""
    page = tmp_path / "notebook.html"
    page.write_text(
        f'<html data-ready="true"><meta charset="utf-8">{shown._repr_html_()}</html>', encoding="utf-8"
    )
    opened = browser.open(page, **options)
    [_, frame] = opened.page.frames
    frame.wait_for_selector("html[data-ready=true]", state="attached")
    opened.requests[:] = [address for address in opened.requests if address != "about:srcdoc"]
    return opened, frame


def test_a_neighbourhood_goes_as_many_steps_as_asked(kg) -> None:
    assert names(kg.network("渔灯夜市")) == {"渔灯夜市", "云汀街道", "摆渡人家"}
    assert names(kg.network("渔灯夜市", steps=0)) == {"渔灯夜市"}
    assert len(names(kg.network("渔灯夜市", steps=2))) == 5
    assert len(names(kg.network())) == 8
    assert len(names(kg.network(most=3))) == 3


def test_the_answer_to_a_question_is_drawn(town) -> None:
    data = town
    kg = jiepu.Graph(KnowledgeGraph(lambda: data, lambda: OxigraphStore.memory(dataset(data))))
    select = "SELECT ?who WHERE { ?who a jp:Programme }"
    assert names(kg.network(question=select)) == {"小鹭鸣"}
    assert "渔灯夜市" not in kg.show(question=select).page
    with pytest.raises(UsageError, match="IRI"):
        kg.network(question="SELECT (1 AS ?one) WHERE {}")


def test_what_is_not_understood_is_an_error(kg) -> None:
    with pytest.raises(JiepuError):
        kg.network("没有这个")
    with pytest.raises(UsageError, match="entity"):
        kg.show(entity="小鹭鸣")


def test_it_is_a_pyvis_network_to_change_and_to_draw(kg, browser, tmp_path) -> None:
    net = kg.network("小鹭鸣", height=420)
    assert isinstance(net, Network)
    net.add_node("mine", "我加的", shape="box", title="自己的话")
    net.add_edge(next(node["id"] for node in net.nodes if node["label"] == "小鹭鸣"), "mine")
    opened, frame = in_notebook(browser, tmp_path, net)
    held = json.loads(frame.locator("#drawing").text_content())
    assert {node["label"] for node in held["nodes"]} >= {"小鹭鸣", "我加的"}
    assert frame.locator("canvas").count() == 1
    assert frame.locator(".legend li").all_inner_texts() == ["行政区划", "机构组织", "地点设施", "项目品牌"]
    opened.page.wait_for_timeout(300)
    opened.picture("notebook-network-light-zh")


def test_a_click_tells_of_a_node(kg, browser, tmp_path) -> None:
    opened, frame = in_notebook(browser, tmp_path, kg.network("渔灯夜市", steps=0), color_scheme="dark")
    box = opened.page.locator("iframe").bounding_box()
    opened.page.wait_for_timeout(200)
    opened.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 8)
    assert frame.locator("#told").inner_text().split() == ["渔灯夜市", "活动赛事"]
    opened.picture("notebook-network-dark-zh")


def test_pyvis_own_ways_to_a_page_lead_to_ours(kg, tmp_path) -> None:
    net = kg.network("小鹭鸣", title="</title><script>1</script>")
    for write in (net.write_html, net.save_graph, net.show):
        write(str(tmp_path / "net.html"))
        page = (tmp_path / "net.html").read_text(encoding="utf-8")
        assert page == net.generate_html()
        assert "Content-Security-Policy" in page
        assert "</title><script>" not in page
        for host in ("cdn.", "cdnjs", "unpkg", "jsdelivr", "bootstrap"):
            assert f"//{host}" not in page
    assert net.show() is net


def test_hostile_names_are_drawn_as_text(browser, tmp_path, make_graph) -> None:
    data = poisoned(make_graph, list(NASTY.values()))
    data = dataclasses.replace(data, entities=data.entities)
    net = jiepu.Graph(KnowledgeGraph(lambda: data)).network(title="".join(NASTY.values()))
    shown = net._repr_html_()
    assert shown.count("<") == 2
    assert html.unescape(shown.split('"')[1]).lower().count("</script") == 3
    _, frame = in_notebook(browser, tmp_path, net)
    assert frame.evaluate("window.hit") is None
    assert frame.locator("body").locator("img, iframe, b, a").count() == 0
