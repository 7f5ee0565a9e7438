"""Each notebook is the one that its source tells, small and without a trace of the machine that ran it.

That they run from top to bottom is tried by nbmake, which takes the ``.ipynb`` files themselves.
"""

import json
import re
from pathlib import Path

import jupytext
import nbformat
import pytest

from jiepu.charts import chinese_font
from ontology.errors import UsageError

FOLDER = Path(__file__).parent.parent / "notebooks"
SOURCES = sorted(FOLDER.glob("[0-9]*.py"))
LARGEST = 250_000
"""Bytes of a notebook with its outputs."""

# A machine's own: folders of users and builds, addresses in memory, times of a run.
TRACES = re.compile(r"/(?:home|root|Users|tmp|work|var/folders)/|\bat 0x[0-9a-f]{6,}|iopub\.|[A-Z]:\\\\Users")


@pytest.fixture(params=SOURCES, ids=lambda path: path.stem)
def source(request):
    return request.param


@pytest.fixture
def notebook(source):
    return nbformat.read(source.with_suffix(".ipynb"), as_version=4)


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def test_there_are_as_many_notebooks_as_sources():
    assert [path.stem for path in SOURCES] == [path.stem for path in sorted(FOLDER.glob("*.ipynb"))]
    assert len(SOURCES) == 7


def test_source_and_notebook_are_in_step(source, notebook):
    written = [(cell.cell_type, cell.source) for cell in jupytext.read(source, fmt="py:percent").cells]
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == written


def test_it_was_run_from_top_to_bottom_without_errors(notebook):
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    # What a library warns of has no place in a story.
    assert [o for o in outputs(notebook) if o.output_type == "stream" and o.name == "stderr"] == []


def test_it_is_small_and_says_nothing_of_the_machine(source, notebook):
    path = source.with_suffix(".ipynb")
    assert path.stat().st_size < LARGEST
    texts = [
        str(text)
        for output in outputs(notebook)
        for kind, text in [("text", output.get("text", "")), *output.get("data", {}).items()]
        if kind != "image/png"
    ]
    assert [TRACES.findall(text) for text in texts if TRACES.search(text)] == []
    assert all(set(cell.metadata) == set() for cell in notebook.cells)
    numbers = range(1, len(notebook.cells) + 1)
    assert [cell.id for cell in notebook.cells] == [f"cell-{n:02d}" for n in numbers]


def test_it_opens_with_a_summary_in_english_and_its_charts_have_a_question_above(notebook):
    first = notebook.cells[0].source
    assert first.startswith("# ")
    assert "*In English:" in first
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next((line for line in cell.source.splitlines() if line.startswith("#")), heading)
        kinds = {kind for output in cell.get("outputs", ()) for kind in output.get("data", {})}
        if kinds & {"image/png", "image/svg+xml"}:
            assert heading.endswith("？"), heading


def test_charts_load_nothing(notebook):
    for output in outputs(notebook):
        spec = output.get("data", {}).get("application/vnd.vegalite.v5+json")
        if spec:
            text = json.dumps(spec)
            assert '"url"' not in text
            # The picture beside it holds the letters as text, in a font that has them.
            assert "Noto Sans CJK SC" in output.data["image/svg+xml"]
        assert "<script" not in str(output.get("data", {}).get("text/html", ""))


def test_without_a_chinese_font_it_is_said_what_to_install():
    with pytest.raises(UsageError, match="fonts-noto-cjk"):
        chinese_font(["DejaVu Sans"])


def test_a_letter_that_the_font_lacks_is_an_error():
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    from jiepu.charts import use_chinese

    with mpl.rc_context():
        use_chinese()
        figure, axes = plt.subplots()
        axes.set_title("街谱 \U0001f9ff\ue123")
        with pytest.raises(UserWarning, match="missing"):
            figure.canvas.draw()
        plt.close(figure)
