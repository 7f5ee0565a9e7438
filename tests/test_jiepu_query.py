"""Asking a built graph: formats, harmless cells, words for people and addresses for machines."""

import csv
import io
import json

import pytest
from rich.cells import cell_len

from jiepu.answers import Answer, harmless, show, to_csv, to_json, to_markdown
from jiepu.cli import run

SAID = "柳\x1b[31m岸 \u202e<b>|`x`"
LABELS = (
    "SELECT ?entity ?name { ?entity a jp:AdministrativeArea ; skos:prefLabel ?name } ORDER BY ?name LIMIT 3"
)


def ask(capsys, *arguments):
    status = run(["query", "--lang", "en", *map(str, arguments)])
    return status, capsys.readouterr().out


def test_sparql_gives_addresses_to_machines_and_prefixes_to_people(built, capsys):
    status, out = ask(capsys, "-q", LABELS, built, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert len(rows) == 3
    assert all(row["entity"].startswith("https://") for row in rows)
    _, table = ask(capsys, "-q", LABELS, built)
    assert "jpr:area/" in table
    assert rows[0]["name"] in table


def test_a_query_can_be_read_from_a_file(built, capsys, tmp_path):
    (tmp_path / "areas.rq").write_text(LABELS, encoding="utf-8")
    _, from_file = ask(capsys, "-q", f"@{tmp_path / 'areas.rq'}", built, "-f", "json")
    _, given = ask(capsys, "-q", LABELS, built, "-f", "json")
    assert from_file == given
    assert len(json.loads(given)) == 3


def test_a_question_is_asked_with_its_parameters(built, capsys):
    status, out = ask(capsys, "about", "--entity", "江川路街道", built, "-f", "json")
    assert status == 0
    rows = json.loads(out)
    assert rows
    assert {"relation", "name", "status", "quote", "document"} <= set(rows[0])
    _, same = ask(capsys, "about", "--entity=江川路街道", built, "-f", "json")
    assert same == out


def test_an_answer_for_people_is_in_their_language(built, capsys):
    arguments = ("about", "--entity", "江川路街道", str(built), "-f", "markdown")
    run(["query", "--lang", "zh", *arguments])
    head = capsys.readouterr().out.splitlines()[0]
    assert "状态" in head
    assert "Status" in ask(capsys, *arguments)[1].splitlines()[0]


def test_a_value_is_bound_and_never_becomes_part_of_the_query(built, capsys):
    status = run(["query", "--lang", "en", "about", "--entity", 'x" } DROP ALL #', str(built)])
    assert status == 1
    assert "nothing in the graph" in capsys.readouterr().err


def test_every_question_can_be_listed(capsys):
    from graph.questions import questions

    _, out = ask(capsys, "--list", "-f", "csv")
    assert [row[0] for row in csv.reader(io.StringIO(out))][1:] == list(questions())


@pytest.mark.parametrize(
    ("query", "why"),
    [
        pytest.param("SELECT", "expected", id="bad SPARQL"),
        pytest.param("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE", id="SERVICE"),
        pytest.param("DELETE WHERE { ?s ?p ?o }", "", id="update"),
    ],
)
def test_a_query_that_cannot_be_answered_is_an_error(built, query, why, capsys):
    assert run(["query", "--lang", "en", "-q", query, str(built)]) == 1
    line, *rest = capsys.readouterr().err.splitlines()
    assert why in line
    assert not rest


def test_no_graph_is_an_error_with_advice(tmp_path, capsys):
    assert run(["query", "--lang", "en", "-q", "ASK {}", str(tmp_path)]) == 1
    assert "jiepu build" in capsys.readouterr().err


def test_nothing_found_is_said(built, capsys):
    status, out = ask(capsys, "-q", "SELECT ?s { ?s jp:nowhere ?o }", built)
    assert (status, out) == (0, "No results.\n")


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1"])
def test_no_cell_is_a_formula(cell):
    [[kept]] = list(csv.reader(io.StringIO(to_csv(Answer(("a",), ((cell,),))))))[1:]
    assert kept.lstrip()[0] not in "=+-@"


@pytest.mark.parametrize("cell", ["-2.1", "+14.2%", "-1,200"])
def test_a_signed_number_stays_one(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_no_format_carries_control_characters(form):
    file = io.StringIO()
    show(Answer(("a", "b"), ((SAID, None),)), form, file)
    assert not {c for c in file.getvalue() if not c.isprintable()} - {"\n", "\r"}


def test_json_keeps_the_text_itself():
    assert json.loads(to_json(Answer(("a", "b"), ((SAID, None), ("x", "y"))))) == [
        {"a": SAID},
        {"a": "x", "b": "y"},
    ]


def test_markdown_shows_marks_as_text():
    assert "\\<b\\>\\|\\`x\\`" in to_markdown(Answer(("a",), ((SAID,),)))


def test_sentences_that_a_table_would_squeeze_are_shown_row_by_row(monkeypatch):
    sentence = "柳岸街道与新苑街道联合举办读书节。" * 6
    answer = Answer(("name", "quote", "document"), (("柳岸街道", sentence, "工作总结" * 8),))
    shown = {}
    for width in ("50", "160"):
        monkeypatch.setenv("COLUMNS", width)
        file = io.StringIO()
        show(answer, "table", file)
        shown[width] = file.getvalue()
    assert "─" in shown["160"]
    assert "─" not in shown["50"]
    for width, text in shown.items():
        assert max(map(cell_len, text.splitlines())) <= int(width)
    whole = "".join(line.strip() for line in shown["50"].splitlines())
    assert sentence in whole


def test_an_answer_is_drawn_with_what_was_asked_for(built, capsys, tmp_path):
    page = tmp_path / "page.html"
    status, out = ask(capsys, "about", "--entity", "江川路街道", built, "--html", page)
    assert status == 0
    assert str(page) in out
    drawn = page.read_text(encoding="utf-8")
    whole = (built / "graph.html").read_text(encoding="utf-8")
    assert "江川路街道" in drawn
    assert len(drawn) < len(whole)
    assert "<title>All about an entity: 江川路街道</title>" in drawn


def test_an_answer_of_sparql_is_drawn_too(built, capsys, tmp_path):
    assert ask(capsys, "-q", LABELS, built, "--html", tmp_path / "page.html")[0] == 0
    assert (tmp_path / "page.html").is_file()


def test_an_answer_without_entities_is_not_drawn(built, capsys, tmp_path):
    query = "SELECT (COUNT(*) AS ?n) { ?s a jp:Claim }"
    status = run(["query", "--lang", "en", "-q", query, str(built), "--html", str(tmp_path / "page.html")])
    assert status == 2
    assert "no entity" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
