"""What the page is made of, without a browser: which entities, which sentences, which marks."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest

from graph.model import Claim, Entity, Evidence, GraphData, GraphMention
from graph.view import render, write_page
from graph.view.layout import arrange
from graph.view.look import load_look
from graph.view.passages import Passages
from graph.view.payload import payload
from graph.view.pinyin import syllables
from graph.view.ranking import links, most_connected
from ontology.records import Document, EntityType, RelationName, Section, Sentence, Status

TEXT = "芦汀镇修了一座廊桥。桥头开了茶寮。\n\n夜里有灯。"


@pytest.fixture
def document() -> Document:
    return Document(
        "a", TEXT, title="芦汀记事",
        sections=(Section(0, len(TEXT), 1, "review", "桥"),),
        sentences=(Sentence(0, 10, 0), Sentence(10, 17, 0), Sentence(17, 19, 0), Sentence(19, 24, 0)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "rows"), [(EntityType, "classes"), (RelationName, "relations"), (Status, "statuses")]
)
def test_everything_the_records_name_has_a_look(kind, rows) -> None:
    table = getattr(load_look(), rows)
    assert [row["id"] for row in table] == list(kind.__args__)
    assert all(row["zh"] and row["en"] for row in table)


def test_no_two_classes_look_the_same() -> None:
    table = load_look().classes
    assert len({(row["shape"], row["filled"]) for row in table}) == len(table)
    assert len({row["light"] for row in table}) == len({row["dark"] for row in table}) == len(table)


def test_the_interface_says_everything_in_both_languages() -> None:
    words = load_look().words
    assert words["zh"].keys() == words["en"].keys()
    for key, text in words["zh"].items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", words["en"][key])), key


def test_a_passage_is_the_whole_sentence_with_its_neighbours(document) -> None:
    passages = Passages([document])
    index, marks = passages.add(Evidence("a", 13, 17, "了茶寮。"), [(14, 16)])
    number, start, section, text, before, after = passages.rows[index]
    words = passages.texts
    assert (number, start) == (0, 10)
    assert [words[n] for n in (section, text, before, after)] == [
        "桥",
        "桥头开了茶寮。",
        "芦汀镇修了一座廊桥。",
        "夜里有灯。",
    ]
    assert [words[text][a:b] for a, b in marks] == ["茶寮"]


@pytest.mark.parametrize(
    ("evidence", "shown", "marked"),
    [
        pytest.param(
            Evidence("a", 7, 9, "廊桥"),
            "芦汀镇修了一座廊桥。",
            ["廊桥"],
            id="evidence is part of the sentence",
        ),
        pytest.param(Evidence("a", 0, 10, TEXT[:10]), TEXT[:10], [], id="evidence is the sentence"),
        pytest.param(
            Evidence("a", 7, 12, TEXT[7:12]), TEXT[:17], [TEXT[7:12]], id="evidence crosses sentences"
        ),
        pytest.param(Evidence("a", 3, 5, "别的"), "别的", [], id="quotation that is not in the text"),
        pytest.param(Evidence("b", 3, 5, "灯会"), "灯会", [], id="unknown document"),
    ],
)
def test_evidence_is_shown_and_marked_as_far_as_it_goes(document, evidence, shown, marked) -> None:
    passages = Passages([document])
    index, marks = passages.add(evidence)
    text = passages.texts[passages.rows[index][3]]
    assert text == shown
    assert [text[a:b] for a, b in marks] == marked


def test_a_sentence_without_end_is_cut_around_the_evidence() -> None:
    text = "芦" * 3000 + "廊桥" + "汀" * 3000
    passages = Passages([Document("a", text, sentences=(Sentence(0, len(text), 0),))])
    index, marks = passages.add(Evidence("a", 3000, 3002, "廊桥"))
    shown = passages.texts[passages.rows[index][3]]
    assert len(shown) < 600
    assert [shown[a:b] for a, b in marks] == ["廊桥"]


def test_facts_of_one_sentence_share_it(document) -> None:
    passages = Passages([document])
    first = passages.add(Evidence("a", 0, 3, "芦汀镇"))[0]
    assert passages.add(Evidence("a", 7, 9, "廊桥"))[0] == first
    assert len(passages.rows) == 1


def test_the_first_sight_hangs_together_and_no_hub_fills_it() -> None:
    two = [(0, n) for n in range(2, 200)] + [(1, n) for n in range(200, 300)] + [(2, 200), (400, 401)]
    linked = links(two)
    chosen = most_connected(sorted(linked, key=lambda n: (-len(linked[n]), n)), linked, 40)
    assert len(chosen) == 40
    assert {0, 1, 2, 200} <= set(chosen)
    assert 400 not in chosen
    assert abs(len(linked[0] & set(chosen)) - len(linked[1] & set(chosen))) <= 2


@pytest.mark.parametrize(
    ("pairs", "order", "expected"),
    [
        pytest.param([], [3, 1, 2], (3, 1), id="no links"),
        pytest.param([(0, 1), (2, 3)], [0, 1, 2, 3], (0, 1), id="pairs"),
        pytest.param([(0, 0)], [0, 1], (0, 1), id="only a loop"),
    ],
)
def test_the_first_sight_of_graphs_without_a_middle(pairs, order, expected) -> None:
    assert most_connected(order, links(pairs), 2) == expected


def test_no_label_of_the_first_sight_has_less_than_its_room() -> None:
    names = [f"芦汀第{n}座廊桥" for n in range(60)]
    linked = links([(0, n) for n in range(1, 40)] + [(40, n) for n in range(30, 60)])
    places = arrange(range(60), [], linked, [n % 12 for n in range(60)], names)
    assert places == arrange(range(60), [], linked, [n % 12 for n in range(60)], names)
    crowded = [
        (a, b)
        for a in range(60)
        for b in range(a)
        if abs(places[a][0] - places[b][0]) < 90 and abs(places[a][1] - places[b][1]) < 40
    ]
    assert crowded == []


def test_the_rest_is_placed_without_moving_the_first() -> None:
    linked = links([(0, n) for n in range(1, 30)])
    first = arrange(range(10), [], linked, [0] * 30, ["桥"] * 30)
    whole = arrange(range(10), range(10, 30), linked, [0] * 30, ["桥"] * 30)
    assert {n: whole[n] for n in range(10)} == first
    assert len(whole) == 30


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("芦汀长廊", "lu ting chang lang"),
        ("“绿丝带”KTV", "lv si dai k t v"),
        ("𠮷里", "𠮷 li"),
        ("", ""),
        ("桥" * 99, "qiao " * 39 + "qiao"),
    ],
)
def test_pinyin(name, sounds) -> None:
    assert syllables(name) == sounds


def graph(*, claims: tuple[Claim, ...] = (), mentions: tuple[GraphMention, ...] = ()) -> GraphData:
    entities = (
        Entity("https://x/e/1", "AREA", "芦汀镇"),
        Entity("https://x/e/2", "PLACE", "廊桥", scope="https://x/e/1"),
    )
    return GraphData((Document("a", TEXT),), entities, claims, (), mentions)


def claim(head: str, tail: str, doc: str = "a") -> Claim:
    return Claim(
        "c",
        f"https://x/e/{head}",
        "undertakes",
        f"https://x/e/{tail}",
        "done",
        "修",
        1.0,
        Evidence(doc, 0, 3, TEXT[:3]),
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GraphData((), (), (), (), ()), id="empty"),
        pytest.param(graph(), id="no claims"),
        pytest.param(graph(claims=(claim("1", "1"),)), id="a loop"),
        pytest.param(graph(claims=(claim("1", "9"),)), id="an end that is not there"),
        pytest.param(graph(claims=(claim("1", "2", "b"),)), id="a document that is not there"),
        pytest.param(
            graph(mentions=(GraphMention("a", 0, 3, "芦汀镇", "AREA", "nobody"),)), id="a mention of nobody"
        ),
    ],
)
def test_odd_graphs_open(browser, saved, data) -> None:
    page = browser.open(saved(data)).page
    for n in range(len(data.entities)):
        page.locator("#panel .listed").nth(n).click()
        assert page.locator("#panel h2").inner_text()
        page.keyboard.press("Escape")
    page.keyboard.press("v")
    page.locator("#table .switch button").last.click()


def test_the_area_of_an_entity_is_named_not_addressed() -> None:
    rows = payload(graph(), load_look(), "", "zh").graph["entities"]
    assert {row[1]: row[3] for row in rows} == {
        "芦汀镇": -1,
        "廊桥": [row[1] for row in rows].index("芦汀镇"),
    }


def data_of(page: str, element: str) -> Any:
    return json.loads(page.split(f'id="{element}">')[1].split("</script>")[0])


def test_the_page_holds_every_fact_once() -> None:
    page = render(graph(claims=(claim("1", "2"), claim("2", "1"))), title="桥")
    assert len(data_of(page, "graph-data")["claims"]) == 2
    assert data_of(page, "texts-data")["texts"] == ["", "芦汀镇"]


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch) -> None:
    (tmp_path / "graph.html").mkdir()
    with pytest.raises(OSError, match=r"graph\.html"):
        write_page(dataclasses.replace(graph()), tmp_path / "graph.html", title="桥")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]
