"""The command line: help in both languages, usage errors and exit statuses, quick to start."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jiepu.cli import create_app, run
from jiepu.commands import COMMANDS
from jiepu.language import LANGUAGES, Texts
from jiepu.terminal import printable

COMMAND_NAMES = [command.name for command in create_app(Texts("en")).registered_commands]
REPOSITORY = Path(__file__).parent.parent


def said(capsys, *arguments):
    status = run(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_both_languages_have_the_same_texts_with_the_same_gaps():
    zh, en = (Texts(language) for language in LANGUAGES)
    assert zh.names() == en.names()
    for name in zh.names():
        if not name.endswith("examples"):
            assert set(re.findall(r"\{(\w+)", zh(name))) == set(re.findall(r"\{(\w+)", en(name))), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_explains_itself_with_an_example(name, language, capsys):
    status, out, _ = said(capsys, name, "--help", "--lang", language)
    assert status == 0
    assert f"jiepu {name} " in out.split("--help")[-1], "an example after the options"


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_is_in_the_readme(name):
    for readme in ("README.md", "README.zh.md"):
        assert f"jiepu {name}" in (REPOSITORY / readme).read_text(encoding="utf-8")


def test_every_command_file_is_in_the_list():
    files = {path.stem for path in (REPOSITORY / "jiepu" / "commands").glob("*.py")}
    assert {register.__module__.rpartition(".")[2] for register in COMMANDS} == files - {
        "__init__",
        "options",
    }


def test_without_arguments_the_help_is_shown(capsys):
    status, out, _ = said(capsys)
    assert status == 0
    assert "build" in out


def test_the_interface_is_chinese_unless_asked(capsys, monkeypatch):
    monkeypatch.delenv("JIEPU_LANG", raising=False)
    assert "没有这个文件" in said(capsys, "build", "/nowhere/at/all")[2]
    assert "no such file" in said(capsys, "build", "/nowhere/at/all", "--lang", "en")[2]
    monkeypatch.setenv("JIEPU_LANG", "en")
    assert "no such file" in said(capsys, "build", "/nowhere/at/all")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["build"], id="no path"),
        pytest.param(["build", "--nope"], id="no such option"),
        pytest.param(["bild"], id="no such command"),
        pytest.param(["build", "/nowhere/at/all"], id="no such file"),
        pytest.param(["build", ".", "--jobs", "many"], id="not a number"),
        pytest.param(["build", ".", "--jobs", "-1"], id="too small"),
        pytest.param(["build", ".", "--jobs"], id="no value"),
        pytest.param(["build", ".", "--encoding", "qwerty"], id="no such encoding"),
        pytest.param(["build", ".", "--lang", "fr"], id="no such language"),
        pytest.param(["build", ".", "-o", __file__], id="output is a file"),
        pytest.param(["extract", __file__, "-o", "/"], id="output is a folder"),
        pytest.param(["query"], id="no question"),
        pytest.param(["query", "wonder"], id="no such question"),
        pytest.param(["query", "partners"], id="parameter missing"),
        pytest.param(["query", "partners", "--subdistrict"], id="value missing"),
        pytest.param(["query", "partners", "--colour", "red"], id="no such parameter"),
        pytest.param(["query", "--list", "--format", "xls"], id="no such format"),
        pytest.param(["query", "-q", "ASK {}", "a", "b"], id="two folders"),
        pytest.param(["query", "-q", "@/nowhere/at/all"], id="no such query file"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_usage_errors_are_told_in_a_line_and_exit_2(arguments, language, capsys, monkeypatch):
    monkeypatch.setenv("JIEPU_LANG", language)
    status, out, err = said(capsys, *arguments)
    assert (status, out) == (2, "")
    first, *rest = err.splitlines()
    assert first.startswith("错误" if language == "zh" else "error")
    assert len(rest) <= 1
    if rest:
        assert "--help" in rest[0]


def test_an_empty_folder_is_a_usage_error(capsys, tmp_path):
    status, _, err = said(capsys, "build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert status == 2
    assert str(tmp_path) in err


def test_help_loads_nothing_heavy():
    probe = (
        "import sys; from jiepu.cli import run; run(['--help']); "
        "print([m for m in ('spacy', 'numpy', 'rdflib', 'pyoxigraph', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_path_that_is_not_utf8_can_be_told(capfd):
    from jiepu.cli import tell

    tell("cannot read \udce4\x1b[2J.txt")
    assert capfd.readouterr().err == "cannot read \\udce4\\x1b[2J.txt\n"


@pytest.mark.parametrize("text", ["\x1b[31m", "\x9b31m", "a\rb", "\u202eabc", "\x00", "\u2028", "\x7f"])
def test_nothing_printable_steers_a_terminal(text):
    assert printable(f"江{text}川").isprintable()


def test_output_is_utf8_whatever_the_locale():
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "ascii", "JIEPU_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-m", "jiepu", "--help"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert "街谱" in done.stdout.decode("utf-8")
