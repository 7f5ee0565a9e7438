"""Annotated sentences as facts."""

import json

import pytest

from ontology.errors import ReadError
from ontology.records import Document, Facts, dumps
from ontology.reference import is_reference, read_reference

LINES = [
    {"doc": "a", "sid": 0, "start": 0, "text": "砚北区松涛街道总结", "entities": [
        {"text": "砚北区", "type": "AREA"}, {"text": "松涛街道", "type": "AREA"}]},
    {"doc": "a", "sid": 1, "start": 12, "text": "办好小岫鱼和小岫鱼乐园,税收1,200万元。", "entities": [
        {"text": "小岫鱼", "type": "PROGRAMME"}, {"text": "小岫鱼乐园", "type": "PLACE"}],
     "relations": [{"head": "松涛街道", "rel": "undertakes", "tail": "小岫鱼", "status": "done"}],
     "observations": [{"subject": "松涛街道", "indicator": "税收", "value": "1,200", "unit": "万元",
                       "change": None, "status": "actual"}]},
]  # fmt: skip


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), encoding="utf-8")
    return read_reference(path)[0]


def test_offsets_are_those_of_the_text_put_together(facts):
    text = facts.document.text
    for line in LINES:
        assert text[line["start"] : line["start"] + len(line["text"])] == line["text"]
    for mention in facts.entities:
        assert text[mention.start : mention.end] == mention.text
    for relation in facts.relations:
        assert text[relation.start : relation.end] == relation.quote


def test_a_longer_name_takes_its_place_first(facts):
    assert [(m.start, m.text) for m in facts.entities[2:]] == [(14, "小岫鱼"), (18, "小岫鱼乐园")]


def test_the_restored_subject_is_who_speaks(facts):
    assert facts.document.issuer == "松涛街道"
    assert facts.document.areas == ("砚北区", "松涛街道")
    assert (facts.relations[0].head_start, facts.relations[0].head_type) == (None, "AREA")
    assert facts.relations[0].tail_start == 14


def test_a_figure_keeps_its_printed_value_and_its_number(facts):
    figure = facts.observations[0]
    assert (figure.value, figure.number, figure.change) == ("1,200", 1200.0, "")
    assert facts.document.text[figure.value_start : figure.value_end] == "1,200"


@pytest.mark.parametrize("line", ["{", "[]", '{"doc": "a"}', '{"doc": "a", "start": "x", "text": ""}'])
def test_what_is_no_record_is_told_with_its_line(tmp_path, line):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(LINES[0]) + "\n" + line, encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.jsonl:2"):
        read_reference(path)


def test_records_are_told_from_facts():
    assert is_reference(json.dumps(LINES[0]))
    assert not is_reference(dumps(Facts("a", Document("a", "文"))))
    assert not is_reference("no json")
