"""The round trip of a person's decisions: build, look, decide, build again; and why it is as it is."""

import csv
import json

import pytest

from graph.knowledge import KnowledgeGraph
from jiepu.building import build
from jiepu.cli import run
from jiepu.review import review
from ontology.errors import UsageError
from ontology.records import Document, Facts, Mention, dumps

AREAS = ("云岫市", "砚北区", "松涛街道")


def page(doc, *names):
    text, mentions = "", []
    for name, kind in names:
        mentions.append(Mention(len(text), len(text) + len(name), name, kind))
        text += name + "\n"
    return Facts(doc, Document(doc, text, issuer=AREAS[-1], areas=AREAS), tuple(mentions))


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.jsonl"
    pages = [
        page(
            "一", ("鸣鹿党建联盟", "ORG"), ("党建联盟", "ORG"), ("=适老微改造", "PROGRAMME"), ("区委", "ORG")
        ),
        page("二", ("居家=适老微改造", "PROGRAMME"), ("区委", "ORG")),
    ]
    path.write_text("".join(dumps(one) + "\n" for one in pages), encoding="utf-8")
    return path


@pytest.fixture
def out(facts, tmp_path):
    build([facts], tmp_path / "out")
    return tmp_path / "out"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decide(path, **decisions):
    """Fill in the decisions as a person would, by name."""
    table = rows(path)
    for row in table:
        row["decision"] = decisions.get(row["name"].lstrip("'="), row["decision"])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


def entities(folder):
    lines = (folder / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
    return {m["text"]: m["entity"] for m in map(json.loads, lines)}


def test_what_a_person_decides_is_what_the_next_build_does(facts, out, tmp_path):
    aliases = tmp_path / "aliases.csv"
    before = entities(out)
    assert review(out, aliases) == (0, 1, 1)
    assert {(row["name"], row["now"], row["decision"]) for row in rows(aliases)} == {
        ("党建联盟", "same", ""),
        ("'=适老微改造", "different", ""),
    }
    decide(aliases, 党建联盟="different", 适老微改造="same")
    build([facts], out, aliases=aliases)
    after = entities(out)
    assert before["党建联盟"] == before["鸣鹿党建联盟"]
    assert after["党建联盟"] != after["鸣鹿党建联盟"]
    assert before["=适老微改造"] != before["居家=适老微改造"]
    assert after["=适老微改造"] == after["居家=适老微改造"]


def test_the_graph_keeps_its_rulings_and_the_next_review_repeats_them(facts, out, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    review(out, first)
    decide(first, 党建联盟="different")
    build([facts], out, aliases=first)
    assert (out / "aliases.csv").read_bytes() == first.read_bytes()
    loaded = KnowledgeGraph.load(out)
    assert {m.text: m.entity for m in loaded.mentions} == entities(out)
    assert review(out, second) == (1, 0, 1)
    assert [row["decision"] for row in rows(second)] == ["different", ""]
    build([facts], out, aliases=out / "aliases.csv")
    assert entities(out)["党建联盟"] != entities(out)["鸣鹿党建联盟"]
    build([facts], out)
    assert not (out / "aliases.csv").exists()


def test_undecided_rows_change_nothing(facts, out, tmp_path):
    review(out, tmp_path / "aliases.csv")
    before = (out / "graph.trig").read_bytes()
    build([facts], out, aliases=tmp_path / "aliases.csv")
    assert (out / "graph.trig").read_bytes() == before


def test_a_persons_file_and_a_graph_are_never_written_over(out, tmp_path):
    (tmp_path / "aliases.csv").write_text("mine", encoding="utf-8")
    for target in (tmp_path / "aliases.csv", out / "new.csv"):
        with pytest.raises(UsageError, match="-o"):
            review(out, target)
    assert (tmp_path / "aliases.csv").read_text(encoding="utf-8") == "mine"


def test_a_wrong_file_of_aliases_stops_the_build_before_it_reads_anything(facts, tmp_path, capsys):
    (tmp_path / "aliases.csv").write_text("name,canonical,decision\n甲,乙,perhaps\n", encoding="utf-8")
    status = run(
        ["build", str(facts), "-o", str(tmp_path / "new"), "--aliases", str(tmp_path / "aliases.csv")]
    )
    assert status == 2
    assert "aliases.csv:2: " in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_ruling_that_meets_nothing_is_in_the_report(facts, tmp_path):
    (tmp_path / "aliases.csv").write_text("name,canonical,decision\n子虚,乌有,same\n", encoding="utf-8")
    build([facts], tmp_path / "new", aliases=tmp_path / "aliases.csv")
    assert "子虚" in (tmp_path / "new" / "report.md").read_text(encoding="utf-8")


def test_why_names_each_form_with_reason_count_and_documents(out, capsys):
    assert run(["why", "砚北区委", str(out), "--format", "json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert row["mention"] == "区委"
    assert row["mentions"] == "2"
    assert row["documents"] == "一 二"
    assert "砚北区委" in row["reason"]


@pytest.mark.parametrize("name", ["鸣鹿党建联盟", "党建联盟", "“党建联盟”"])
def test_why_finds_an_entity_by_any_of_its_forms(name, out, capsys):
    assert run(["why", name, str(out), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("鸣鹿党建联盟 · ")
    assert "只用了后部" in shown


def test_why_takes_an_iri_and_tells_what_no_document_prints(out, capsys):
    area = next(e.iri for e in KnowledgeGraph.load(out).entities if e.name == "云岫市")
    assert run(["why", area, str(out), "--lang", "en"]) == 0
    assert "restored" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["没有这个名称"], 1, id="no such name"),
        pytest.param(["区委", "--format", "xls"], 2, id="no such format"),
    ],
)
def test_why_says_what_it_cannot_answer(arguments, status, out, capsys):
    assert run(["why", arguments[0], str(out), *arguments[1:]]) == status
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_a_graph_both_commands_say_so(tmp_path, capsys):
    for arguments in (["why", "甲", str(tmp_path)], ["review", str(tmp_path), "-o", str(tmp_path / "a.csv")]):
        assert run(arguments) == 1
        assert str(tmp_path) in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()
