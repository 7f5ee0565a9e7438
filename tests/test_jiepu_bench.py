"""The bench measures what it says, on the sample where nothing else is given."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from jiepu.bench import main
from jiepu.sample import folder


def test_every_figure_is_measured(capsys, monkeypatch):
    few = ["--many", "20", "--clients", "4", "--seconds", "1"]
    monkeypatch.setattr(sys, "argv", ["bench", str(folder()), "--json", *few])
    # In a thread of its own: the browser that other tests share keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(main).result() == 0
    figures = {figure["what"]: figure for figure in json.loads(capsys.readouterr().out)}
    assert figures.pop("questions, server, 4 clients, errors")["value"] == 0
    assert all(figure["value"] > 0 for figure in figures.values())
    alone = figures["spacy-pkuseg segmentation alone"]["value"]
    whole = figures["whole extraction"]["value"]
    assert figures["whole extraction / segmentation alone"]["value"] == whole / alone
    assert {"memory: RSS after 2 documents", "memory: RSS after 20 documents"} <= set(figures)
    assert figures["build, peak memory"]["unit"] == "MB"


def test_a_document_that_cannot_be_read_stops_it(tmp_path, capsys, monkeypatch):
    (tmp_path / "empty.txt").touch()
    monkeypatch.setattr(sys, "argv", ["bench", str(tmp_path)])
    assert main() == 1
    assert "empty.txt" in capsys.readouterr().err
