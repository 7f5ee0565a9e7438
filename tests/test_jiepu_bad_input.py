"""Documents that cannot be read: one line each, the others built, exit status 1."""

import io
import os
import random
import shutil
import zipfile

import fpdf
import pytest

GOOD = "柳岸街道2024年工作总结\n一、工作回顾\n柳岸街道打造“柳小满”服务品牌,新建社区食堂2家。\n"


def pdf(encrypted=False, text=True):
    page = fpdf.FPDF()
    page.add_page()
    if text:
        page.set_font("helvetica", size=12)
        page.cell(text="Liu'an subdistrict, annual report " * 3)
    else:
        page.rect(20, 20, 100, 200, style="F")
    if encrypted:
        page.set_encryption(owner_password="owner", user_password="user")  # noqa: S106 - made up
    return bytes(page.output())


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(400):
                entry.write(b"0" * 1_000_000)
    return file.getvalue()


def bad_files():
    sound = pdf()
    return {
        "empty.txt": b"",
        "blank.txt": b" \n\n \t\n",
        "junk.txt": random.Random(1).randbytes(4000),  # noqa: S311 - no secret
        "undecodable.txt": "柳岸街道".encode("gb18030") + b"\xff\xfe\x80\x81\xff\xff" * 40,
        "truncated.pdf": sound[: len(sound) // 3],
        "locked.pdf": pdf(encrypted=True),
        "scanned.pdf": pdf(text=False),
        "not-a-zip.docx": b"this is no archive" * 10,
        "bomb.docx": bomb(),
        "odd\x1b[31m name\n.txt": b"",
    }


@pytest.fixture(scope="module")
def outcome(jiepu, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for name, content in bad_files().items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "古怪 \x1b[1m名'\"&<b>.txt").write_text(GOOD, encoding="utf-8")
    out = tmp_path_factory.mktemp("result") / "out"
    return jiepu("build", folder, "-o", out), out


@pytest.mark.parametrize("name", list(bad_files()))
def test_a_bad_document_gives_one_line_that_names_it(outcome, name):
    done, _ = outcome
    shown = name.split("\x1b")[0]
    lines = [line for line in done.stderr.splitlines() if shown in line]
    assert len(lines) == 1
    assert len(lines[0]) > len(name) + 20, "the line gives a reason"


def test_nothing_else_is_said(outcome):
    done, _ = outcome
    assert len(done.stderr.splitlines()) == len(bad_files())


def test_the_exit_status_tells(outcome):
    assert outcome[0].returncode == 1


def test_the_others_are_built(outcome):
    _, out = outcome
    facts = (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(facts) == 2
    report = (out / "report.md").read_text(encoding="utf-8")
    assert "bomb.docx" in report


def test_no_control_character_reaches_the_terminal(outcome):
    done, _ = outcome
    assert not {c for c in done.stdout + done.stderr if ord(c) < 32 and c != "\n"}


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_file_without_permission_is_named(jiepu, tmp_path):
    # The administrator may read everything, unless that right is given up.
    rights = "-dac_override,-dac_read_search"
    prefix = () if os.geteuid() else ("setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}")
    if prefix and not shutil.which("setpriv"):
        pytest.skip("cannot give up the administrator's rights here")
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "closed.txt").chmod(0)
    done = jiepu("build", tmp_path, "-o", tmp_path / "out", prefix=prefix)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "closed.txt" in line
    assert (tmp_path / "out" / "graph.html").is_file()


def test_when_nothing_can_be_read_nothing_is_written(jiepu, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = jiepu("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]


def test_a_file_of_an_unknown_format_is_refused_by_name(jiepu, tmp_path):
    (tmp_path / "table.xlsx").touch()
    done = jiepu("extract", tmp_path / "table.xlsx", "-o", tmp_path / "facts.jsonl")
    assert done.returncode == 1
    assert "table.xlsx" in done.stderr
    assert ".docx" in done.stderr


def test_files_of_other_formats_in_a_folder_are_only_reported(jiepu, tmp_path):
    (tmp_path / "table.xlsx").touch()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = jiepu("build", tmp_path, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "table.xlsx" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_the_encoding_can_be_given(jiepu, tmp_path):
    text = "柳岸街道舉辦讀書節。"
    (tmp_path / "old.txt").write_bytes(text.encode("big5"))
    done = jiepu("extract", tmp_path / "old.txt", "-o", "-", "--encoding", "big5")
    assert done.returncode == 0
    assert text in done.stdout
