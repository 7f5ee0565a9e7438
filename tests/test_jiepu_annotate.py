"""The page to read errors by: what is judged how, what the reader sees, and that texts do nothing."""

import json

import msgspec
import pytest

from jiepu.annotate import render
from jiepu.annotate.judge import Count, judge
from jiepu.annotate.payload import Page, payload
from ontology.records import (
    Component,
    Definition,
    Document,
    Facts,
    Mention,
    Observation,
    Period,
    Relation,
    Section,
    Sentence,
    dumps,
)
from ontology.reference import Figure, Link, Name, Record, facts_from_records

LINES = (
    "鸢尾镇办起“萤火夜读”课堂，设在𠮷水塘书院。",
    "书院登记读者640人，同比增长8%。",
    "明年鸢尾镇文化站打算请水乡巧匠摆摊。",
    "首页 | 打印 | 关闭",
)
TEXT = "\n".join(LINES)
STARTS = [TEXT.index(line) for line in LINES]


def mention(text, type_, line, confidence=0.9):
    start = TEXT.index(text, STARTS[line])
    return Mention(start, start + len(text), text, type_, "crf+quotation", confidence)


def relation(head, rel, tail, line, status="done", accepted=True):
    start, end = STARTS[line], STARTS[line] + len(LINES[line])
    return Relation(
        head, rel, tail, status, start, end, LINES[line], "AREA", "PROGRAMME", verb="办起",
        tail_start=TEXT.find(tail, start), confidence=0.4 if not accepted else 0.9, accepted=accepted,
        rule="issuer", period=Period("2031-01-01", "2031-12-31"),
    )  # fmt: skip


def figure(indicator, value, unit, change=""):
    start, end = STARTS[1], STARTS[1] + len(LINES[1])
    at = TEXT.find(value)
    return Observation(
        "鸢尾镇", indicator, value, unit, "actual", start, end, LINES[1], change=change, basis="同比",
        value_start=at, value_end=at + len(value),
    )  # fmt: skip


def document(text=TEXT, **more):
    spans = [(text.index(line), text.index(line) + len(line)) for line in text.split("\n") if line.strip()]
    tree = (
        Section(0, len(text), 0, "review"),
        Section(spans[2][0], spans[3][0], 1, "plan", "下一年"),
        Section(spans[3][0], len(text), 1, "noise"),
    )
    sentences = tuple(Sentence(a, b, (0, 0, 1, 2)[n]) for n, (a, b) in enumerate(spans))
    return Document("pond", text, title="鸢尾镇小结", sections=tree, sentences=sentences, **more)


FOUND = Facts(
    "pond",
    document(),
    (
        mention("鸢尾镇", "AREA", 0),
        mention("萤火夜读", "EVENT", 0),
        mention("水塘书院", "PLACE", 0),
        mention("书院", "ORG", 1),
        mention("文化站", "ORG", 2),
        mention("打印", "PLATFORM", 3),
    ),
    (
        relation("鸢尾镇", "undertakes", "萤火夜读", 0, "planned"),
        relation("鸢尾镇", "locatedIn", "水塘书院", 0),
        relation("鸢尾镇", "serves", "水乡巧匠", 2, accepted=False),
    ),
    (figure("登记读者", "640", "人", "+9%"), figure("登记读者增长", "8", "%")),
    (
        Definition(
            "萤火夜读", "夜里一同读书。", STARTS[2], STARTS[2] + 5, "明年鸢尾镇", "[1]",
            mention("萤火夜读", "EVENT", 0).start, (Component("2", "名", "领读人"),),
        ),
    ),
)  # fmt: skip
RECORDS = (
    Record(
        "pond", STARTS[0], LINES[0],
        (Name("鸢尾镇", "AREA"), Name("萤火夜读", "PROGRAMME"), Name("𠮷水塘书院", "PLACE")),
        (Link("鸢尾镇", "undertakes", "萤火夜读", "done"),),
    ),
    Record("pond", STARTS[1], LINES[1], (), (), (Figure("鸢尾镇", "登记读者", "640", "人", change="+8%"),)),
    Record(
        "pond", STARTS[2], LINES[2], (Name("鸢尾镇文化站", "ORG"), Name("水乡巧匠", "GROUP")),
        (Link("镇上", "serves", "水乡巧匠", "planned"),),
    ),
)  # fmt: skip
[REFERENCE] = facts_from_records(RECORDS)


@pytest.fixture
def judged():
    return judge(FOUND, REFERENCE, {"镇上": "鸢尾镇"})


def verdicts(items, text):
    return {text(item.fact): item.verdict for item in items}


def test_each_name_is_judged_by_its_span_and_type(judged):
    assert verdicts(judged.names, lambda m: m.text) == {
        "鸢尾镇": "right",
        "萤火夜读": "type",
        "水塘书院": "span",
        "书院": "wrong",
        "文化站": "span",
        "水乡巧匠": "missed",
        "打印": "unjudged",
    }
    assert judged.counts["names"] == Count(matched=1, reference=5, found=5)
    assert judged.counts["PLACE"] == Count(0, 1, 1)


def test_relations_are_judged_by_ends_then_by_status(judged):
    assert verdicts(judged.relations, lambda r: (r.rel, r.head)) == {
        ("undertakes", "鸢尾镇"): "status",
        ("locatedIn", "鸢尾镇"): "wrong",
        # Below the threshold it does not count, but the reader sees that it would have been right.
        ("serves", "鸢尾镇"): "right",
        ("serves", "镇上"): "missed",
    }
    assert judged.counts["relations"] == Count(1, 2, 2)


def test_a_relation_stated_twice_counts_once():
    twice = msgspec.structs.replace(FOUND, relations=FOUND.relations[:1] * 2)
    assert judge(twice, REFERENCE, {}).counts["relations"].found == 1


def test_figures_are_judged_by_value_and_unit_then_by_change(judged):
    assert verdicts(judged.observations, lambda o: o.value) == {"640": "change", "8": "wrong"}


def test_rows_hold_the_text_and_offsets_in_code_points(judged):
    shown = payload(Page(FOUND, judged))
    assert "\n".join(row["text"] for row in shown["rows"]) == TEXT
    for row in shown["rows"]:
        for name in row["names"]:
            text = row["text"][name["start"] : name["end"]]
            assert text in {m.text for m in (*FOUND.entities, *REFERENCE.entities)}


def test_text_outside_all_sentences_is_not_lost():
    bare = msgspec.structs.replace(document(), sentences=document().sentences[1:2])
    rows = payload(Page(Facts("pond", bare)))["rows"]
    assert "".join(row["text"] for row in rows) == TEXT.replace(LINES[0] + "\n", LINES[0] + "\n")
    assert [row["section"] for row in rows] == [-1, 0, -1]


def test_a_name_of_the_reference_may_cross_our_sentences():
    [wide] = facts_from_records(
        [Record("pond", 0, TEXT, (Name(TEXT[STARTS[1] - 4 : STARTS[1] + 2], "ORG"),))]
    )
    parts = payload(Page(FOUND, judge(FOUND, wide, {})))["rows"][:2]
    assert [[n["last"] for n in row["names"] if not n["found"]] for row in parts] == [[False], [True]]


@pytest.fixture
def shown(browser, tmp_path, judged):
    def show(*pages, **options):
        path = tmp_path / "page.html"
        pages = pages or (Page(FOUND, judged),)
        path.write_text(render(pages, title="鸢尾镇", **options), encoding="utf-8")
        return browser.open(path)

    return show


def test_the_reader_sees_names_errors_and_facts(shown):
    opened = shown()
    page = opened.page
    rows = page.locator(".row")
    first = rows.nth(0)
    assert first.locator(".found").all_inner_texts() == ["鸢尾镇", "萤火夜读", "水塘书院"]
    assert first.locator(".reference").all_inner_texts() == ["萤火夜读", "𠮷", "水塘书院"]
    assert first.locator(".words .badge").all_inner_texts() == ["类", "界"]
    assert rows.nth(2).locator(".words .badge").all_inner_texts() == ["界", "漏"]
    assert [rows.nth(n).locator(".role").all_inner_texts() for n in range(4)] == [
        ["回顾"],
        [],
        ["计划"],
        ["杂讯"],
    ]
    assert first.locator(".fact .badge").all_inner_texts() == ["态", "多"]
    assert "参考: 已完成" in first.locator(".fact").first.inner_text()
    assert "未达阈值" in rows.nth(2).locator(".fact.below").inner_text()
    assert "鸢尾镇" in rows.nth(2).locator(".fact.definition + .fact, .fact").nth(1).inner_text()
    assert "2名领读人" in rows.nth(2).locator(".fact.definition").inner_text()
    assert "640人" in rows.nth(1).locator(".fact.figure").first.inner_text()
    assert page.locator(".totals tr").first.locator("td").all_inner_texts() == ["5", "5", "1", "0.200"]
    opened.picture("annotate-light-zh")


def test_hovering_tells_who_proposed_a_name_and_its_definition(shown):
    page = shown().page
    page.locator(".found", has_text="萤火夜读").hover()
    card = page.locator("#hover")
    for words in ("活动赛事", "0.90", "序列模型、引号", "项目品牌", "夜里一同读书。"):
        assert words in card.inner_text()
    page.locator(".fact", has_text="水塘书院").hover()
    assert page.locator(".lit").all_inner_texts() == ["水塘书院"]
    assert card.is_hidden()


def test_a_name_that_is_right_by_its_quotation_alone_says_so(shown):
    [wide] = facts_from_records(
        [Record("pond", STARTS[0], LINES[0], (Name("“萤火夜读”课堂", "EVENT"), Name("鸢尾镇", "AREA")))]
    )
    page = shown(Page(FOUND, judge(FOUND, wide, {}))).page
    page.locator(".found", has_text="萤火夜读").hover()
    assert "参考: “萤火夜读”课堂" in page.locator("#hover").inner_text()
    page.locator(".found", has_text="鸢尾镇").first.hover()
    assert "参考: " not in page.locator("#hover").inner_text()


def test_sentences_without_errors_can_be_left_out(shown):
    page = shown().page
    page.locator("input[name=errors][value=figures]").check()
    assert page.locator(".row .words").all_inner_texts() == [LINES[1].replace("登记", "多登记", 1)]
    page.locator("input[name=errors][value=names]").check()
    assert page.locator(".row").count() == 3
    page.locator("input[name=errors][value=figures]").uncheck()
    page.locator("input[name=errors][value=names]").uncheck()
    page.locator("input[name=show][value=noise]").uncheck()
    assert page.locator(".row").count() == 3
    page.locator("input[name=show][value=below]").uncheck()
    assert page.locator(".fact.below").count() == 0


def test_the_keyboard_goes_from_error_to_error(shown):
    page = shown().page
    texts = []
    for _ in range(3):
        page.keyboard.press("n")
        texts.append(page.locator(".row:focus .words").text_content()[:2])
    assert texts == ["鸢尾", "书院", "明年"]
    page.keyboard.press("p")
    assert page.locator(".row:focus .words").text_content().startswith("书院")


def test_a_page_holds_several_documents_and_both_languages(shown, judged):
    other = msgspec.structs.replace(FOUND, doc="brook", entities=FOUND.entities[:1])
    opened = shown(Page(FOUND, judged), Page(other), language="en")
    page = opened.page
    assert "Only sentences with errors" in page.locator("#side").inner_text()
    page.locator("#documents").select_option(index=1)
    assert page.locator("#text .found").count() == 1
    assert page.locator("#text .badge").count() == 0
    assert "no reference" in page.locator("#side").inner_text()
    page.locator("#language").click()
    page.locator("#theme").click()
    assert "没有这份文档的参考标注" in page.locator("#side").inner_text()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


NASTY = {
    "script": "<script>window.hit=1</script>",
    "closing": "</script><script>window.hit=1</script>",
    "comment": "<!--<script>window.hit=1",
    "image": '<img src=x onerror="window.hit=1">',
    "quotes": "\"'`${window.hit=1}'\"><svg onload=window.hit=1>",
    "template": "$title ${data} {name} %s",
    "turned": "\u202e文反\u202c\u2066内\u2069\u200f",
    "separators": "上\u2028下\u2029左\u0085右",
    "surrogate": "半\ud83c个",
    "plane": "𠮷𠮷里",
    "prototype": "__proto__",
}


def test_hostile_text_is_shown_and_does_nothing(shown):
    pages = []
    for number, nasty in enumerate(NASTY.values()):
        text = f"{nasty}办起{nasty}。"
        at = text.rindex(nasty)
        name = Mention(at, at + len(nasty), nasty, "PROGRAMME", nasty, 0.5)
        hostile = Document(
            nasty, text, title=nasty, issuer=nasty, date=nasty, warnings=(nasty,),
            sections=(Section(0, len(text), 0, "review", nasty),), sentences=(Sentence(0, len(text), 0),),
        )  # fmt: skip
        link = Relation(
            nasty, "undertakes", nasty, "done", 0, len(text), text, "ORG", "PROGRAMME",
            tail_start=at, verb=nasty, rule=nasty,
        )  # fmt: skip
        fields = dict.fromkeys(("subject", "indicator", "value", "unit", "approx", "change", "period"), nasty)
        count = Observation(**fields, status="target", start=0, end=len(text), quote=text)
        note = Definition(
            nasty, nasty, 0, len(text), text, nasty, at, (Component(nasty, nasty, nasty),), (nasty,)
        )
        facts = Facts(nasty, hostile, (name,), (link,), (count,), (note,))
        mate = Facts(nasty, hostile, (msgspec.structs.replace(name, type="ORG"),), (), (count,))
        pages.append(Page(facts, judge(facts, mate, {}) if number % 2 else None))
    page = shown(*pages).page
    for number, nasty in enumerate(NASTY.values()):
        page.locator("#documents").select_option(index=number)
        assert page.locator("#text .found").text_content() == nasty
        page.locator("#text .found").hover()
        page.locator(".fact").first.hover()
    assert page.evaluate("window.hit") is None
    assert page.locator("body script").count() == 2
    assert page.locator("main, header, #hover").locator("script, img, iframe, b, a").count() == 0


def test_the_data_cannot_leave_its_element():
    text = "</SCRIPT ><!--<script>\u2028&"
    facts = Facts(text, Document(text, text, title=text))
    page = render([Page(facts)], title="鸢尾镇")
    assert page.lower().count("</script") == 2
    assert "<!--" not in page
    assert "\u2028" not in page


def write(folder):
    facts, reference = folder / "facts.jsonl", folder / "pond.jsonl"
    facts.write_text(dumps(FOUND) + "\n", encoding="utf-8")
    reference.write_bytes(b"\n".join(map(msgspec.json.encode, RECORDS)))
    return facts, reference


def test_the_command_shows_facts_beside_their_reference(jiepu, tmp_path):
    facts, reference = write(tmp_path)
    (tmp_path / "aliases.json").write_text(json.dumps({"pond": {"镇上": "鸢尾镇"}}), encoding="utf-8")
    out = tmp_path / "page.html"
    done = jiepu("annotate", facts, "--reference", reference, "-o", out)
    assert (done.returncode, str(out) in done.stderr) == (0, True)
    assert '"relations":[1,2,2]' in out.read_text(encoding="utf-8")


def test_a_reference_about_another_text_is_refused_and_the_document_shown(jiepu, tmp_path):
    facts, reference = write(tmp_path)
    reference.write_text(
        reference.read_text(encoding="utf-8").replace("书院登记", "学堂登记"), encoding="utf-8"
    )
    out = tmp_path / "page.html"
    done = jiepu("annotate", facts, "--reference", reference, "-o", out)
    assert done.returncode == 1
    assert "not the text that the reference annotates" in done.stderr
    assert '"counts":null' in out.read_text(encoding="utf-8")


def test_a_reference_that_is_not_there_is_a_usage_error(jiepu, tmp_path):
    facts, _ = write(tmp_path)
    done = jiepu("annotate", facts, "--reference", tmp_path / "nowhere", "-o", tmp_path / "page.html")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert not (tmp_path / "page.html").exists()
