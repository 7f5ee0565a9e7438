"""Results appear whole or not at all, wherever the work stops."""

import os
import signal
import stat
import threading

import pytest

from jiepu import outputs
from jiepu.interrupts import uninterrupted
from jiepu.outputs import new_file, new_folder
from ontology.errors import StoreError, UsageError


def fill(folder, **files):
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def out(request, tmp_path, monkeypatch):
    """A folder of an earlier build, on a system that can exchange two folders and on one that cannot."""
    if not request.param:
        monkeypatch.setattr(outputs, "_exchange", lambda a, b: False)
    with new_folder(tmp_path / "out") as folder:
        fill(folder, old="old", kept="one")
    return tmp_path / "out"


def test_the_new_folder_takes_the_place_of_the_old_one(out):
    with new_folder(out) as folder:
        fill(folder, new="new", kept="two")
    assert names(out) == [".jiepu.json", "kept", "new"]
    assert (out / "kept").read_text(encoding="utf-8") == "two"
    assert names(out.parent) == ["out"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError])
def test_whatever_stops_the_work_the_old_folder_stays(out, error):
    def work():
        with new_folder(out) as folder:
            fill(folder, new="new")
            raise error

    with pytest.raises(error):
        work()
    assert names(out) == [".jiepu.json", "kept", "old"]
    assert names(out.parent) == ["out"]


def test_files_of_the_user_move_along(out):
    fill(out, notes="mine")
    (out / "drawings").mkdir()
    with new_folder(out) as folder:
        fill(folder, new="new")
    assert names(out) == [".jiepu.json", "drawings", "new", "notes"]


def test_a_failed_rename_gives_the_old_folder_back(tmp_path, monkeypatch):
    monkeypatch.setattr(outputs, "_exchange", lambda a, b: False)
    out = tmp_path / "out"
    with new_folder(out) as folder:
        fill(folder, old="old")
    rename = type(out).rename

    def fails(path, target):
        if path.name.endswith(".tmp"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(type(out), "rename", fails)
    with pytest.raises(StoreError, match="No space left"), new_folder(out) as folder:
        fill(folder, new="new")
    assert names(out) == [".jiepu.json", "old"]
    assert names(tmp_path) == ["out"]


def test_a_link_to_a_folder_keeps_being_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    with new_folder(tmp_path / "out") as folder:
        fill(folder, new="new")
    assert (tmp_path / "out").is_symlink()
    assert "new" in names(tmp_path / "real")


def test_a_file_is_not_replaced_by_a_folder_nor_a_folder_by_a_file(tmp_path):
    fill(tmp_path, letter="mine")
    with pytest.raises(UsageError), new_folder(tmp_path / "letter"):
        pass
    with pytest.raises(UsageError), new_file(tmp_path):
        pass
    assert (tmp_path / "letter").read_text(encoding="utf-8") == "mine"


def test_a_file_is_whole_or_as_it_was(tmp_path):
    fill(tmp_path, facts="old")

    def work():
        with new_file(tmp_path / "facts") as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert (tmp_path / "facts").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["facts"]


def test_results_can_be_read_by_whom_the_user_lets(tmp_path):
    mask = os.umask(0o027)
    try:
        with new_folder(tmp_path / "out") as folder:
            fill(folder, a="a")
        with new_file(tmp_path / "facts"):
            pass
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / "facts").stat().st_mode) == 0o640


def test_a_place_that_cannot_be_written_is_an_error(tmp_path):
    fill(tmp_path, file="x")
    for target in (tmp_path / "file" / "out", tmp_path / "file" / "deeper" / "out"):
        with pytest.raises(StoreError), new_folder(target):
            pass
        with pytest.raises(StoreError), new_file(target):
            pass


def test_an_interrupt_waits_also_where_other_threads_run():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    through = []

    def work():
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            through.append(True)

    try:
        with pytest.raises(KeyboardInterrupt):
            work()
    finally:
        stop.set()
        thread.join()
    assert through


def test_an_interrupt_after_which_nothing_is_left_to_stop_is_forgotten():
    with uninterrupted(forget=True):
        signal.raise_signal(signal.SIGINT)
