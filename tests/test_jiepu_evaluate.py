"""Scoring against the reference: folds that leave no trace of a document in training, figures set by set."""

import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from jiepu.evaluate import evaluate, everything, main, prediction
from jiepu.folds import SETS, Reference, folds, load_references
from ontology.errors import JiepuError, UsageError
from ontology.records import Document, Facts, Mention, Relation

TEXT = "柳岸街道打造“柳小满”品牌。"

# A stand-in for the reference's own script: it counts what it is given.
SCORE = """
import json, sys
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
records = [json.loads(line) for line in lines]
row = {"P": 1.0, "R": 1.0, "F1": 1.0, "gold": len(sys.argv) - 5, "predicted": len(records)}
names = ("entity strict", "entity span", "entity relaxed", "relation", "observation")
print(json.dumps({**{name: row for name in names}, "docs": [r["doc"] for r in records],
                  "relation status accuracy": 1.0, "observation change accuracy": 1.0,
                  "by type": {}, "by relation": {}}))
for error in ["first", "second", "third"][:int(sys.argv[-1])]:
    print(error)
"""


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    for name, texts in SETS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / texts).mkdir(parents=True, exist_ok=True)
        for number in (1, 2):
            doc = f"{name}-{number}"
            record = {
                "doc": doc,
                "sid": 0,
                "start": 0,
                "text": TEXT,
                "entities": [{"text": "柳小满", "type": "PROGRAMME"}],
            }
            (folder / name / f"{doc}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
            (folder / texts / f"{doc}.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold" / "score.py").write_text(SCORE, encoding="utf-8")
    return folder


def references(*names):
    return [Reference(set_, doc, Path(), Path()) for set_, doc in names]


MANY = references(
    *(("gold", doc) for doc in ("east-2025", "east-2023", "west")),
    *(("train", f"train-{place}{n}") for place in "abcdefgh" for n in range(1, 5)),
    *(("reports_gold", f"2026-{place}") for place in "甲乙丙丁戊己庚辛"),
)


def test_every_document_is_held_out_once():
    held = Counter(chain.from_iterable(fold.held_out for fold in folds(MANY)))
    assert held == Counter(MANY)


def test_no_fold_trains_on_what_it_holds_out_and_none_on_its_place():
    for fold in folds(MANY):
        assert set(fold.train) | set(fold.held_out) == set(MANY)
        assert not set(fold.train) & set(fold.held_out)
        if all(document.set != "gold" for document in fold.held_out):
            assert not {d.place for d in fold.train} & {d.place for d in fold.held_out}


def test_reference_documents_are_each_left_out_alone():
    alone = [fold.held_out for fold in folds(MANY) if any(d.set == "gold" for d in fold.held_out)]
    assert [len(held) for held in alone] == [1, 1, 1]


def test_the_other_sets_are_spread_over_five_folds():
    spread = [fold.held_out for fold in folds(MANY) if all(d.set != "gold" for d in fold.held_out)]
    assert len(spread) == 5
    for name in ("train", "reports_gold"):
        counts = [sum(d.set == name for d in held) for held in spread]
        assert max(counts) <= 2 * min(counts)


def test_folds_do_not_depend_on_chance():
    assert folds(MANY) == folds(list(MANY))


def test_each_set_is_scored_apart_with_the_reference_script(shared):
    scores = evaluate(everything(load_references(shared)), shared, errors=2)
    assert [score.set for score in scores] == list(SETS)
    for score in scores:
        assert score.figures["docs"] == [f"{score.set}-1", f"{score.set}-2"]
        assert score.errors == ("first", "second")


def test_each_fold_is_tried_with_its_own_extractor(shared):
    asked = []

    class Nothing:
        def extract(self, document):
            return Facts(document.doc, document)

    def extractor_for(fold):
        asked.append({document.doc for document in fold.held_out})
        return Nothing()

    documents = load_references(shared)
    evaluate(folds(documents), shared, extractor_for=extractor_for)
    assert sorted(chain.from_iterable(asked)) == sorted(document.doc for document in documents)
    assert {"gold-1"} in asked


def test_relations_can_be_read_between_given_names(shared):
    [score] = evaluate(everything(load_references(shared, ["gold"])), shared, given_names=True)
    assert score.figures["docs"] == ["gold-1", "gold-2"]


def test_a_text_that_is_not_the_annotated_one_is_an_error(shared):
    (shared / "corpus" / "gold-1.txt").write_text("柳岸街道" + TEXT, encoding="utf-8")
    with pytest.raises(JiepuError, match="gold-1"):
        evaluate(everything(load_references(shared, ["gold"])), shared)


def test_without_the_reference_it_says_so_and_fails(tmp_path, capsys, monkeypatch):
    with pytest.raises(UsageError, match="gold"):
        load_references(tmp_path)
    monkeypatch.setattr(sys, "argv", ["evaluate", "--shared", str(tmp_path / "nowhere")])
    assert main() == 1
    assert "no reference annotation" in capsys.readouterr().err


def test_figures_can_be_printed_as_json(shared, capsys, monkeypatch):
    arguments = ["evaluate", "--shared", str(shared), "--set", "gold", "--models", "shipped", "--json"]
    monkeypatch.setattr(sys, "argv", arguments)
    assert main() == 0
    assert json.loads(capsys.readouterr().out)["SEEN"]["gold"]["relation"]["F1"] == 1.0


def test_figures_of_models_that_saw_the_documents_are_marked(shared, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["evaluate", "--shared", str(shared), "--models", "shipped"])
    assert main() == 0
    assert "SEEN in training" in capsys.readouterr().out


def test_what_was_not_accepted_is_not_predicted():
    def relation(accepted):
        return Relation(
            "柳岸街道", "undertakes", "柳小满", "done", 0, 14, TEXT, "AREA", "PROGRAMME", accepted=accepted
        )

    facts = Facts(
        "a", Document("a", TEXT), (Mention(7, 10, "柳小满", "PROGRAMME"),), (relation(True), relation(False))
    )
    record = prediction(facts)
    assert len(record["relations"]) == 1
    assert record["entities"] == [{"start": 7, "end": 10, "text": "柳小满", "type": "PROGRAMME"}]
