"""The rooms of the house: who may import whom, and that the package holds what its folders hold."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
ROOMS = ("extract", "graph", "jiepu", "ontology")

# room -> the rooms of ours that it may import, the libraries that it must not
MAY_IMPORT = {
    "ontology": set(),
    "extract": {"ontology"},
    "graph": {"ontology"},
    "jiepu": {"extract", "graph", "ontology"},
}
NEVER_IMPORTS = {
    "ontology": {"spacy", "spacy_pkuseg", "pyoxigraph"},
    "extract": {"rdflib", "pyoxigraph", "oxrdflib", "networkx"},
    "graph": {"spacy", "spacy_pkuseg", "thinc"},
    "jiepu": set(),
}
ONLY_FILE = {
    # What knows the store, and nothing else does: terms and serialisers apart.
    # The bench sets it beside ours.
    "pyoxigraph.Store": {"graph/store.py", "jiepu/million.py"},
    "typer": {"jiepu/cli.py", "jiepu/commands"},
}
FILES = sorted(path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py"))
PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
OWNERS = packages_distributions()
PACKAGES = PYPROJECT["tool"]["setuptools"]["packages"]


def imports(path, source=None):
    """Every module and every name from a module that a file imports, late imports included."""
    found = set()
    for node in ast.walk(ast.parse(source or path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def top(names):
    return {name.partition(".")[0] for name in names}


def test_the_parser_of_imports_sees_late_and_aliased_ones():
    source = "import a.b as c\ndef f():\n    from d.e import g as h\n"
    assert imports(None, source) == {"a.b", "d.e", "d.e.g"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_file_imports_what_its_room_may(path):
    room = path.relative_to(REPOSITORY).parts[0]
    found = top(imports(path))
    assert (found & set(ROOMS)) - {room} <= MAY_IMPORT[room]
    assert not found & NEVER_IMPORTS[room]
    assert not found & {"tests", "notebooks"}


def test_no_two_rooms_import_each_other():
    seen = {room: set() for room in ROOMS}
    for path in FILES:
        room = path.relative_to(REPOSITORY).parts[0]
        seen[room] |= top(imports(path)) & set(ROOMS) - {room}
    order = []
    while remaining := [room for room in ROOMS if room not in order]:
        ready = [room for room in remaining if seen[room] <= set(order)]
        assert ready, f"a cycle among {remaining}"
        order += ready


@pytest.mark.parametrize("name", ONLY_FILE)
def test_what_one_place_knows_is_known_there_only(name):
    users = {str(path.relative_to(REPOSITORY)) for path in FILES if name in imports(path)}
    assert users
    assert all(any(user.startswith(place) for place in ONLY_FILE[name]) for user in users), users


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements):
    return {plain(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_library_that_a_file_imports_is_declared(path):
    known = declared(PYPROJECT["project"]["dependencies"])
    # Training, making the sample and measuring the page in a browser are work of developers.
    train, bench = REPOSITORY / "extract" / "train", REPOSITORY / "jiepu" / "opening.py"
    if path.is_relative_to(train) or path.parent.name == "sample" or path == bench:
        known |= declared(PYPROJECT["dependency-groups"]["dev"])
    if path.name == "parquet.py":
        known |= declared(PYPROJECT["project"]["optional-dependencies"]["parquet"])
    if path == REPOSITORY / "jiepu" / "charts.py":
        known |= declared(PYPROJECT["project"]["optional-dependencies"]["notebooks"])
    for name in top(imports(path)) - set(ROOMS) - sys.stdlib_module_names:
        assert {plain(owner) for owner in OWNERS[name]} & known, name


def test_the_packages_are_the_folders_that_hold_something():
    folders = {
        ".".join(path.relative_to(REPOSITORY).parent.parts)
        for room in ROOMS
        for path in (REPOSITORY / room).rglob("*.py")
    }
    assert set(PACKAGES) == folders
    assert sorted(PACKAGES) == PACKAGES


def tracked():
    """The files of the rooms under version control, or all where there is none."""
    listed = subprocess.run(
        ["git", "ls-files", "--", *ROOMS], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False
    )
    names = [name.strip('"') for name in listed.stdout.splitlines()]
    if listed.returncode or not names:
        names = [str(p.relative_to(REPOSITORY)) for room in ROOMS for p in (REPOSITORY / room).rglob("*")]
    return {name for name in names if (REPOSITORY / name).is_file() and "__pycache__" not in name}


def test_a_built_wheel_holds_every_file_of_the_packages(tmp_path):
    source = tmp_path / "source"
    for name in tracked() | {"pyproject.toml", "README.md", "LICENSE"}:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((REPOSITORY / name).read_bytes())
    build = "import sys; from setuptools.build_meta import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)],
        cwd=source,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        entry_points = next(name for name in held if name.endswith("entry_points.txt"))
        assert "jiepu = jiepu.cli:main" in archive.read(entry_points).decode()
    # Files that only the repository needs.
    aside = {".gitattributes"}
    assert {name for name in tracked() if Path(name).name not in aside} <= held


def test_files_stay_small_enough_to_hold_one_idea():
    # The aim is 300; a little above is no fault yet.
    long = {
        str(path.relative_to(REPOSITORY)): count
        for path in FILES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert not long


def test_set_up_files_name_no_address():
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", ".ci/run"):
        text = (REPOSITORY / name).read_text(encoding="utf-8")
        assert "http://" not in text
        assert "https://" not in text
        assert "index-url" not in text.replace("--no-emit-index-url", "")
