"""The notebooks run from top to bottom on the sample."""

import runpy
from pathlib import Path

import pytest

NOTEBOOKS = sorted(Path(__file__).parent.parent.glob("notebooks/*.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_says_something(path, capsys) -> None:
    runpy.run_path(str(path))
    said = capsys.readouterr().out
    assert "实体" in said
    assert "江川路街道" in said or "江小鲤" in said
