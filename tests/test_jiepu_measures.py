"""The measures as commands: every format, both languages, harmless cells, a page that stands alone."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest

from jiepu.cli import run
from jiepu.language import LANGUAGES, Texts
from jiepu.tabled import Both, Tabled, Theme, Word, to_html

COMMANDS = ("ledger", "figures", "diffusion", "substance", "networks")
HOSTILE = "<script>alert(1)</script>=cmd()\x1b[2J|"


def said(capsys, *arguments):
    status = run([*map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_measure_is_the_same_in_every_format(name, built, capsys):
    records = json.loads(said(capsys, name, built, "-f", "json")[1])
    rows = list(csv.DictReader(io.StringIO(said(capsys, name, built, "-f", "csv")[1])))
    status, markdown, _ = said(capsys, name, built, "-f", "markdown")
    assert status == 0
    assert len(records) == len(rows) == markdown.count("\n| ") - 1 > 5
    assert all(set(record) <= set(rows[0]) for record in records)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_column_and_term_has_words(name, language, built, capsys):
    status, out, _ = said(capsys, name, built, "-f", "markdown", "--lang", language)
    head = out.splitlines()[0]
    assert status == 0
    assert not any(column in head for column in ("Quote", "plannedIn", "withNumber", "kcore"))
    if language == "zh":
        assert not any(c.isascii() and c.isalpha() for c in head)
    assert not any(f"| {term} |" in out for term in ("notHeld", "notAdopted", "underway"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_theme_narrows_and_an_unknown_one_is_named(name, built, capsys):
    every = json.loads(said(capsys, name, built, "-f", "json")[1])
    some = json.loads(said(capsys, name, built, "-f", "json", "--theme", "党建")[1])
    assert len(some) < len(every)
    status, _, complaint = said(capsys, name, built, "--theme", "天气")
    assert status == 2
    assert "天气" in complaint


@pytest.mark.parametrize("arguments", [("--format", "xlsx"), ("--show", "everything")])
def test_what_is_not_there_is_a_wrong_call(arguments, built, capsys):
    status, _, complaint = said(capsys, "figures", built, *arguments)
    assert status == 2
    assert arguments[1] in complaint


class Read(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_stands_alone(name, built, capsys, tmp_path):
    page = tmp_path / "page.html"
    status, out, _ = said(capsys, name, built, "--html", page)
    read = Read()
    read.feed(page.read_text(encoding="utf-8"))
    assert status == 0
    assert str(page) in out
    assert "td" in read.tags
    assert not read.addresses
    assert "script" not in read.tags


def test_what_documents_print_stays_text_in_every_form():
    table = Tabled(
        ("quote", "outcome", "theme", "sentence"),
        ((HOSTILE, Word("outcome", "delivered"), Theme(()), Both("甲", "a")),),
    )
    read = Read()
    read.feed(to_html(table.readable(Texts("zh")), title=HOSTILE, reading=HOSTILE, language="zh"))
    assert "script" not in read.tags
    assert table.literal().rows == ((HOSTILE, "delivered", None, "甲"),)
    assert table.readable(Texts("en")).rows[0][1:] == ("delivered", "a")


def test_the_ledger_of_the_sample_claims_no_silence(built, capsys):
    rows = json.loads(said(capsys, "ledger", built, "-f", "json")[1])
    # No second year of any body is among the samples.
    assert {row["outcome"] for row in rows} <= {"notHeld", "notDue", "unknown", "mentioned"}
    assert any("beforeQuote" in row for row in rows)
