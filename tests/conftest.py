"""What several tests share: the command as a process, the sample built once, a browser, an invented place."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim, Entity, Evidence, Figure, GraphData, GraphMention
from graph.view import write_page
from ontology.records import Document, EntityType, RelationName, Section, Sentence, Status

CHROMIUM = Path("/usr/bin/chromium")
OUTPUT = Path(__file__).parents[1] / "test-output"


@dataclass
class Opened:
    """A page in the browser with what it asked for off itself and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def picture(self, name: str) -> Path:
        """Keep a screenshot as test output."""
        OUTPUT.mkdir(exist_ok=True)
        path = OUTPUT / f"{name}.png"
        self.page.screenshot(path=path)
        return path


class Browser:
    """Opens files in headless Chromium, offline."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium
        self.opened: list[Opened] = []

    def visit(self, address: str, path: str = "/", **options: Any) -> Opened:
        """Open a page of a server; what it asks of any other is kept as a request off the page."""
        context = self._chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(15_000)
        opened = Opened(context.new_page())
        self.opened.append(opened)
        own = (address, "data:", "blob:")
        opened.page.on("request", lambda r: r.url.startswith(own) or opened.requests.append(r.url))
        self._listen(opened)
        opened.page.goto(address + path)
        return opened

    @staticmethod
    def _listen(opened: Opened) -> None:
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on(
            "console", lambda m: m.type in ("error", "warning") and opened.complaints.append(m.text)
        )
        opened.page.on("dialog", lambda d: (opened.complaints.append(f"dialog: {d.message}"), d.dismiss()))

    def open(self, path: Path, fragment: str = "", **options: Any) -> Opened:
        """Open the page at ``path`` and wait until it says that it is ready."""
        context = self._chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(4_000)
        opened = Opened(context.new_page())
        self.opened.append(opened)
        address = path.resolve().as_uri()
        opened.page.on("request", lambda r: r.url.split("#")[0] != address and opened.requests.append(r.url))
        self._listen(opened)
        opened.page.goto(address + fragment)
        opened.page.wait_for_selector("html[data-ready=true]", state="attached")
        return opened


Fact = tuple[str, RelationName, str, Status, int]
BASE = "https://w3id.org/jiepu/id/"

NAMES: dict[str, EntityType] = {
    "云汀街道": "AREA",
    "小鹭鸣": "PROGRAMME",
    "苇湾": "PLACE",
    "苇湾邻里中心": "PLACE",
    "白鹭合唱团": "ORG",
    "“三桥两埠”联络法": "MECHANISM",
    "渔灯夜市": "EVENT",
    "摆渡人家": "GROUP",
}
SENTENCES = (
    "云汀街道今年办起“小鹭鸣”亲子课堂,设在苇湾邻里中心。",
    "𠮷日当天,𠮷𠮷白鹭合唱团也来给小鹭鸣帮忙。",
    "明年云汀街道打算再开一场渔灯夜市,请摆渡人家摆摊。",
    "街道靠“三桥两埠”联络法守着苇湾,登记住户1,280户,比去年多3.2%。",
)
FACTS: tuple[Fact, ...] = (
    ("云汀街道", "undertakes", "小鹭鸣", "done", 0),
    ("小鹭鸣", "locatedIn", "苇湾邻里中心", "done", 0),
    ("白鹭合唱团", "participatesIn", "小鹭鸣", "ongoing", 1),
    ("云汀街道", "undertakes", "渔灯夜市", "planned", 2),
    ("渔灯夜市", "serves", "摆渡人家", "planned", 2),
    ("云汀街道", "reliesOn", "“三桥两埠”联络法", "done", 3),
    ("“三桥两埠”联络法", "locatedIn", "苇湾", "done", 3),
)


def graph_of(names: dict[str, EntityType], sentences: Sequence[str], facts: Sequence[Fact]) -> GraphData:
    """Build a graph of two documents, the sentences shared out between them, all offsets as they fall."""
    documents, where = [], {}
    half = (len(sentences) + 1) // 2
    for number, part in enumerate((range(half), range(half, len(sentences)))):
        text, spans = "", []
        for index in part:
            where[index] = (f"d{number}", len(text))
            spans.append(Sentence(len(text), len(text) + len(sentences[index]), 0))
            text += sentences[index]
        documents.append(
            Document(
                f"d{number}", text, title=f"云汀街道通讯第{number + 1}期", issuer="云汀街道",
                date=f"2031-0{number + 1}-05",
                sections=(Section(0, len(text), 0, "review", "水乡近事"),), sentences=tuple(spans),
            )
        )  # fmt: skip
    entities = tuple(Entity(f"{BASE}{type_.lower()}/{name}", type_, name) for name, type_ in names.items())
    iri = {entity.name: entity.iri for entity in entities}

    def evidence(index: int) -> Evidence:
        doc, start = where[index]
        return Evidence(doc, start, start + len(sentences[index]), sentences[index])

    def span(name: str, index: int) -> list[tuple[int, int]]:
        at = sentences[index].find(name)
        start = where[index][1] + at
        return [] if at < 0 else [(start, start + len(name))]

    claims = tuple(
        Claim(f"{BASE}claim/{n}", iri[head], rel, iri[tail], status, "", 0.9, evidence(index),
              (*span(head, index), *span(tail, index)))
        for n, (head, rel, tail, status, index) in enumerate(facts)
    )  # fmt: skip
    mentions = tuple(
        GraphMention(where[index][0], *found, name, names[name], iri[name])
        for index in range(len(sentences))
        for name in names
        for found in span(name, index)
    )
    first = entities[0].iri
    last = len(sentences) - 1
    figure = Figure(
        f"{BASE}f", first, "登记住户", "1,280", "户", "actual", evidence(last), 1280.0, change="+3.2%"
    )
    return GraphData(tuple(documents), entities, claims, (figure,), mentions)


def pytest_configure() -> None:
    """Let an interrupt interrupt: a run in the background is started with the signal ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def make_graph_of() -> Callable[..., GraphData]:
    return graph_of


@pytest.fixture
def make_graph() -> Callable[..., GraphData]:
    return graph_of


@pytest.fixture
def town() -> GraphData:
    return graph_of(NAMES, SENTENCES, FACTS)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    return lambda data, **options: write_page(data, tmp_path / "graph.html", **{"title": "云汀", **options})


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.fail(
            f"{CHROMIUM} is missing: install Debian's «chromium» and «fonts-noto-cjk» to test the page"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser(_chromium: Any) -> Iterator[Browser]:
    """A browser for one test; whatever it opened must have asked for nothing and complained of nothing."""
    session = Browser(_chromium)
    yield session
    for opened in session.opened:
        opened.page.context.close()
    assert [opened.requests for opened in session.opened if opened.requests] == []
    assert [opened.complaints for opened in session.opened if opened.complaints] == []


@dataclass
class Served:
    """A server in a thread of its own: its address, and the pool of its workers."""

    address: str
    pool: Any


@contextlib.contextmanager
def serve_graph(folder: Path, data: GraphData | None = None, **limits: Any) -> Iterator[Served]:
    """Serve a graph whose documents keep their texts; the invented place where none is given."""
    import uvicorn

    from graph.rdf import dataset
    from graph.serve.app import create_app
    from graph.serve.limits import Limits
    from graph.store import write_store
    from ontology.records import Facts, dumps

    data = data or graph_of(NAMES, SENTENCES, FACTS)
    write_store(folder / "store", dataset(data))
    lines = [dumps(Facts(document.doc, document)) for document in data.documents]
    (folder / "facts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    app = create_app(folder, Limits(**limits))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, http="h11",
                                           h11_max_incomplete_event_size=1_000_000))  # fmt: skip
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started and thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.02)
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", app.state.pool)
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()


@pytest.fixture(scope="session")
def serving() -> Callable[..., Any]:
    return serve_graph


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """The invented place, served."""
    with serve_graph(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="session")
def jiepu():
    """Run the command; returns the finished process with its output as text."""

    def run(*arguments, language="en", prefix=(), **more):
        environment = {**os.environ, "JIEPU_LANG": language, "COLUMNS": "120", "PYTHONUTF8": "1"}
        return subprocess.run(
            [*prefix, sys.executable, "-m", "jiepu", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=120,
            check=False,
            **more,
        )

    return run


@pytest.fixture(scope="session")
def built(jiepu, tmp_path_factory) -> Path:
    """The folder of a build of the sample documents."""
    from jiepu.sample import folder

    out = tmp_path_factory.mktemp("sample") / "out"
    done = jiepu("build", folder(), "-o", out)
    assert done.returncode == 0, done.stderr
    return out
