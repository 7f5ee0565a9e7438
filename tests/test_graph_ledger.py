"""The ledger of commitments: links measured on composed cases, verdicts only where documents allow them."""

import dataclasses
import sys
from pathlib import Path

import msgspec
import pytest

from graph.ledger import ledger
from graph.resolve import resolve
from jiepu import Graph
from jiepu.extraction import find, gather
from jiepu.measures import ledger as table
from ontology.records import Facts, Period

sys.path.insert(0, str(Path(__file__).parent))
from ledger_cases import cases, report, reports, texts

CASES = cases()
BODIES = {
    half: [b for b, rows in CASES.items() if rows[0]["half"] == half] for half in ("tune", "held", "fresh")
}


def measured(bodies, made):
    """Return precision and recall of links and the share of right outcomes."""
    right = wrong = missed = agreed = plans = 0
    for body in bodies:
        rows = {row["text"]: row for row in CASES[body]}
        found = {}
        for commitment in ledger(resolve(list(made(body, CASES[body])))):
            row = rows.get(commitment.claim.evidence.quote.strip())
            if row and row["side"] == "plan":
                linked = {
                    rows[q]["id"] for link in commitment.links if (q := link.evidence.quote.strip()) in rows
                }
                known, _ = found.get(row["id"], (set(), ""))
                found[row["id"]] = (known | linked, commitment.outcome)
        for row in rows.values():
            if row["side"] != "plan":
                continue
            plans += 1
            got, outcome = found.get(row["id"], (set(), ""))
            want = set(row["links"].split())
            right, wrong, missed = right + len(got & want), wrong + len(got - want), missed + len(want - got)
            agreed += outcome == row["outcome"]
    return right / (right + wrong), right / (right + missed), agreed / plans


def test_there_are_enough_commitments_with_known_outcomes():
    plans = [row for rows in CASES.values() for row in rows if row["side"] == "plan"]
    assert len(plans) >= 30
    assert {row["outcome"] for row in plans} >= {"delivered", "underway", "repeated", "dropped"}


@pytest.mark.parametrize("half", BODIES)
def test_links_are_right_and_most_are_found(half):
    precision, recall, outcomes = measured(BODIES[half], reports)
    assert precision >= 0.85
    assert recall >= 0.70
    assert outcomes >= 0.80


def test_links_hold_through_the_reading_of_texts(tmp_path):
    def read(body, rows):
        folder = tmp_path / body
        folder.mkdir()
        for name, text in texts(body, rows):
            (folder / name).write_text(text, encoding="utf-8")
        return [facts for facts in gather(find([folder])) if isinstance(facts, Facts)]

    # A plan that was not read from its sentence has no links, so that reading bounds the recall.
    precision, recall, _ = measured(list(CASES), read)
    assert precision >= 0.85
    assert recall >= 0.60


def only(facts):
    return ledger(resolve(list(facts)))


def outcomes(facts):
    return {c.outcome for c in only(facts) if c.claim.evidence.doc.endswith("2031")}


BODY = "荻塘街道"
ROWS = CASES[BODY]
PLAN = [row for row in ROWS if row["side"] == "plan"]


def first():
    return report(BODY, 2031, [("review", []), ("plan", PLAN)])


def silent(**changes):
    """A later report that names none of the works."""
    other = {
        **ROWS[0],
        "text": "兴办云汀水塔展陈。",
        "verb": "兴办",
        "object": "云汀水塔展陈",
        "status": "done",
    }
    facts = report(BODY, 2032, [("review", [other])])
    return msgspec.structs.replace(facts, document=msgspec.structs.replace(facts.document, **changes))


def test_nothing_is_called_dropped_without_a_later_report():
    assert outcomes([first()]) == {"notHeld"}


def test_what_a_report_of_the_due_time_does_not_name_is_dropped():
    found = only([first(), silent()])
    assert {c.outcome for c in found} == {"dropped"}
    assert {c.told_by for c in found} == {f"{BODY}-2032"}


HALF = Period("2032-01-01", "2032-06-30")
AFTER = Period("2033-01-01", "2033-12-31")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        pytest.param({"period": HALF, "date": "2032-07-10"}, "notDue", id="half of it"),
        pytest.param({"period": AFTER, "date": "2034-01-10"}, "notHeld", id="a year after"),
        pytest.param({"kind": "news", "period": None, "date": "2033-01-10"}, "notHeld", id="news only"),
        pytest.param({"date": "", "period": None}, "notHeld", id="no date"),
    ],
)  # fmt: skip
def test_a_document_that_does_not_cover_the_due_time_decides_nothing(changes, outcome):
    assert outcomes([first(), silent(**changes)]) == {outcome}


def test_a_report_of_another_body_decides_nothing():
    other = report(
        "砚坪街道", 2032, [("review", [row for row in CASES["砚坪街道"] if row["side"] == "later"])]
    )
    assert outcomes([first(), other]) == {"notHeld"}


def test_work_under_way_in_the_same_report_is_told_beside_its_plan():
    review = [row for row in ROWS if row["id"] in {"r3", "r6"}]
    found = only([report(BODY, 2031, [("review", review), ("plan", PLAN)])])
    before = {c.object_name: c.before[0].kind for c in found if c.before}
    assert before["桑榆里二期旧住房修缮工程"] == "underway"
    assert {c.outcome for c in found} == {"notHeld"}


def test_each_link_has_both_sentences_as_the_documents_print_them():
    data = resolve(list(reports(BODY, ROWS)))
    texts = {document.doc: document.text for document in data.documents}
    for commitment in ledger(data):
        for evidence in (commitment.claim.evidence, *(link.evidence for link in commitment.links)):
            assert texts[evidence.doc][evidence.start : evidence.end] == evidence.quote
        assert all(0 < link.confidence <= 1 for link in commitment.links)


def test_the_result_does_not_hang_on_the_order_of_documents():
    facts = list(reports(BODY, ROWS))
    assert only(facts) == only(facts[::-1])


def test_a_theme_narrows_the_ledger():
    data = resolve(list(reports(BODY, ROWS)))
    themed = tuple(
        dataclasses.replace(c, themes=("elderlyCare",)) if i == 0 else c for i, c in enumerate(data.claims)
    )
    found = ledger(dataclasses.replace(data, claims=themed), theme="livelihood")
    assert [c.claim for c in found] == [themed[0]]


def test_the_table_has_a_row_a_commitment_and_the_frame_the_same():
    from graph.knowledge import KnowledgeGraph

    kg = Graph(KnowledgeGraph.from_facts(list(reports(BODY, ROWS))))
    frame = kg.ledger()
    assert len(frame) == len(table(kg.knowledge.data).rows) == len(PLAN) + 2
    assert set(frame["outcome"]) >= {"delivered", "dropped"}
