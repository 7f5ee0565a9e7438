"""The command that writes a built graph in another format: whole or not at all, said in a line."""

import pytest

from graph.export.formats import FORMATS
from jiepu.cli import run
from jiepu.language import LANGUAGES, Texts


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written(built, tmp_path, capsys, form):
    out = tmp_path / "written"
    assert run(["export", str(built), "--format", form, "-o", str(out), "--lang", "en"]) == 0
    assert str(out) in capsys.readouterr().out
    files = [out] if FORMATS[form].suffix else [*out.iterdir()]
    assert files
    assert all(path.stat().st_size for path in files)
    assert [path.name for path in tmp_path.iterdir()] == ["written"]


def test_without_a_place_the_format_names_the_file(built, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["export", str(built), "-f", "nquads"]) == 0
    assert run(["export", str(built), "-f", "csv"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph-csv", "graph.nq"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_every_format(language):
    assert set(FORMATS) <= set(Texts(language)("export.format").replace(":", " ").split())


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["export", "OUT"], 2, id="no format"),
        pytest.param(["export", "OUT", "-f", "xls"], 2, id="no such format"),
        pytest.param(["export", "OUT", "-f", "csv", "-o", "mine"], 2, id="a folder of the user's"),
        pytest.param(["export", "OUT", "-f", "trig", "-o", "mine"], 2, id="a folder for a file"),
        pytest.param(["export", "mine", "-f", "trig"], 1, id="no graph"),
    ],
)
def test_what_cannot_be_written_leaves_everything_as_it_was(
    built, tmp_path, monkeypatch, capsys, arguments, status
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    assert run([str(built) if word == "OUT" else word for word in arguments]) == status
    assert [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*"))] == [
        "mine",
        "mine/letter.txt",
    ]


def test_a_failed_export_leaves_the_earlier_file(built, tmp_path, monkeypatch, capsys):
    from graph.export import formats

    def fails(path, source):
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "FORMATS", {"trig": formats.Format(".trig", fails)})
    out = tmp_path / "graph.trig"
    out.write_text("earlier", encoding="utf-8")
    assert run(["export", str(built), "-f", "trig", "-o", str(out), "--lang", "en"]) == 1
    assert "No space" in capsys.readouterr().err
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["earlier"]
