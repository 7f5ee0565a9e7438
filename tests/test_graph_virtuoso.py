"""A real SPARQL server, started for these tests: what is written there is what the embedded store holds."""

import shutil
import socket
import string
import subprocess
import time
from collections import Counter
from pathlib import Path
from urllib.request import urlopen

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.questions import ask, questions
from graph.remote.address import server_at
from graph.remote.credentials import PASSWORD, USER
from graph.remote.endpoint import Endpoint
from graph.remote.http import Connection
from graph.remote.publish import ASIDE, FINGERPRINTS, publish
from graph.remote.store import RemoteStore, sizes
from graph.store import OxigraphStore
from jiepu.cli import run
from jiepu.sample import folder as sample_folder
from ontology.errors import QueryError, StoreError
from ontology.terms import PREFIXES

PROGRAM = shutil.which("virtuoso-t")
CONFIGURATION = Path(__file__).with_name("virtuoso.ini")
GRAPH = "https://w3id.org/jiepu/id/graph/"
SECRET = "rohr-spatz-7"  # noqa: S105 - of the server that the tests start
STARTS_WITHIN = 40.0


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory):
    """A Virtuoso of our own; gives the address of its queries."""
    if PROGRAM is None:
        pytest.fail(
            "virtuoso-t is missing: install Debian's «virtuoso-opensource-7-bin», or run make test as root"
        )
    place = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_ports(2)
    text = string.Template(CONFIGURATION.read_text(encoding="utf-8")).substitute(sql=sql, http=http)
    (place / "virtuoso.ini").write_text(text, encoding="utf-8")
    command = [PROGRAM, "+foreground", "+configfile", "virtuoso.ini"]
    with (place / "output").open("wb") as output:
        options = {"cwd": place, "stdout": output, "stderr": output, "stdin": subprocess.DEVNULL}
        # With a new password it makes its database and ends.
        subprocess.run(
            [*command, "+pwdold", "dba", "+pwddba", SECRET], timeout=STARTS_WITHIN, check=False, **options
        )
        server = subprocess.Popen(command, **options)
        try:
            address = f"http://127.0.0.1:{http}/sparql"
            until = time.monotonic() + STARTS_WITHIN
            while True:
                try:
                    with urlopen(address, timeout=5):
                        break
                except OSError:
                    if server.poll() is not None or time.monotonic() > until:
                        pytest.fail(
                            "Virtuoso did not start: " + (place / "output").read_text(errors="replace")[-800:]
                        )
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture
def owner(monkeypatch):
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, SECRET)


@pytest.fixture
def endpoint(virtuoso, owner):
    """The server without any graph of ours."""
    server = Endpoint(server_at(virtuoso))
    publish(server, [])
    return server


def quads(path):
    return set(OxigraphStore.open(path / "store").quads())


@pytest.fixture
def documents(tmp_path):
    """A copy of some documents of the sample."""
    place = tmp_path / "documents"
    place.mkdir()
    for path in sorted(sample_folder().glob("*.txt")):
        shutil.copy(path, place)
    return place


@pytest.fixture
def called(capsys):
    """Run the command in this process; returns its status, output and errors."""

    def command(*arguments):
        status = run([*map(str, arguments), "--lang", "en"])
        return (status, *capsys.readouterr())

    return command


def test_build_rebuild_and_query_give_what_the_embedded_store_gives(
    endpoint, virtuoso, called, documents, tmp_path
):
    out = tmp_path / "out"

    def build():
        status, said, errors = called("build", documents, "-o", out, "--jobs", 1, "--store", virtuoso)
        assert (status, errors) == (0, "")
        return said.splitlines()[-1]

    assert build() == f"{virtuoso}: 4 graphs replaced, 0 unchanged, 0 removed"
    held = quads(out)
    assert set(RemoteStore(endpoint).quads()) == held

    # One document says one thing more, which changes what all share, and no other document.
    changed = documents / "wanli-2024-party.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "\n万里街道打造“苇哨行动”品牌,服务独居长者。\n", encoding="utf-8")
    assert build() == f"{virtuoso}: 2 graphs replaced, 2 unchanged, 0 removed"
    assert quads(out) != held
    assert set(RemoteStore(endpoint).quads()) == quads(out)

    asked = ("query", "about", "--entity", "苇哨行动", "-f", "json")
    assert called(*asked, "--store", virtuoso) == called(*asked, out)
    assert "独居长者" in called(*asked, "--store", virtuoso)[1]
    assert called("validate", "--store", virtuoso) == called("validate", out)
    for name, place in (("a.nq", [out]), ("b.nq", ["--store", virtuoso])):
        assert called("export", *place, "-f", "nquads", "-o", tmp_path / name)[0] == 0
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()

    # A document that is gone is gone from the server, and nothing else is.
    changed.unlink()
    assert build().endswith("1 removed")
    assert set(RemoteStore(endpoint).quads()) == quads(out)


def parameters(question):
    """Values for what a question must be told, of the sample."""
    known = {"entity": "江川路街道", "document": "江川路街道2025年上半年工作回顾", "text": "江小鲤"}
    second = {"other": "江小鲤", "end": "江小鲤", "second": "七个片区网格授牌，江川书记们同台比治理"}
    return {p.name: second.get(p.name, known.get(p.type, "")) for p in question.parameters if p.required}


@pytest.fixture(scope="module")
def sample(built, virtuoso):
    """The sample on the server and beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(USER, "dba")
        patch.setenv(PASSWORD, SECRET)
        embedded = OxigraphStore.open(built / "store")
        publish(Endpoint(server_at(virtuoso)), embedded.quads())
    return embedded, virtuoso


def cells(table):
    """Rows in any order; what a cell lists may come in any order too."""
    return Counter(
        tuple("" if cell is None else ";".join(sorted(str(cell.value).split(";"))) for cell in row)
        for row in table.rows
    )


@pytest.mark.parametrize("name", questions())
def test_a_question_has_the_same_answer(sample, name):
    embedded, address = sample
    remote = RemoteStore(Endpoint(server_at(address)))
    values = parameters(questions()[name])
    here, there = ask(embedded, name, values), ask(remote, name, values)
    assert there.columns == here.columns
    assert cells(there) == cells(here)


@pytest.mark.parametrize(
    "values", [{"class": "PLATFORM"}, {"class": "PROGRAMME", "subdistrict": "江川路街道"}]
)
def test_optional_parameters_are_heeded(sample, values):
    embedded, address = sample
    name = "planned" if "subdistrict" in values else "reliance"
    here, there = (ask(s, name, values) for s in (embedded, RemoteStore(Endpoint(server_at(address)))))
    assert cells(here) == cells(there)
    assert len(here.rows) < len(ask(embedded, name).rows)


def test_other_forms_of_query_are_answered(sample):
    embedded, address = sample
    remote = RemoteStore(Endpoint(server_at(address)))
    construct = "CONSTRUCT { ?s skos:prefLabel ?n } WHERE { ?s a jp:AdministrativeArea ; skos:prefLabel ?n }"
    assert set(remote.select(construct)[1]) == set(embedded.select(construct)[1])
    for query in ("ASK { ?s a jp:Claim }", "ASK { ?s a jp:Nothing }", "ASK {}"):
        assert remote.select(query) == embedded.select(query)


@pytest.mark.parametrize(
    "query", ["DROP ALL", "SELECT", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "CLEAR ALL"]
)
def test_what_is_no_query_does_not_reach_the_server(sample, query, owner):
    address = sample[1]
    with pytest.raises(QueryError):
        RemoteStore(Endpoint(server_at(address))).select(query)


HOSTILE = {
    "quotes": Literal("a\"b'c\\d\\u0041"),
    "white": Literal("\n\r\t  pad  "),
    "control": Literal("\x01\x07\x7f\x85\u2028\ufeff"),
    "markup": Literal("<b>&amp;</b> %s -- ; } DROP ALL #"),
    "astral": Literal("\U00020bb7野家"),
    "empty": Literal(""),
    "long": Literal("苇" * 30_000),
    "language": Literal("苇", language="zh-hant"),
    "decimal": Literal("0.0000001", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
    "large decimal": Literal("12345678901234.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
    "date": Literal("2031-07-02", datatype=NamedNode(PREFIXES["xsd"] + "date")),
    "integer": Literal(1280),
    "IRI": NamedNode("https://w3id.org/jiepu/id/place/" + "苇" * 150 + "/%2E%2E/a?b#c'()"),
}


def test_terms_come_back_as_they_were_sent(endpoint):
    # In parts, too: the second request must add to the first and not replace it.
    subject, predicate = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
    sent = {Quad(subject, predicate, term, NamedNode(GRAPH + "苇")) for term in HOSTILE.values()}
    publish(endpoint, sent)
    assert set(RemoteStore(endpoint).quads()) == sent


def test_a_graph_beyond_the_limits_is_written_in_parts_and_read_whole(endpoint, monkeypatch):
    monkeypatch.setattr("graph.remote.endpoint.PART", 5_000)
    predicate = NamedNode("https://example.org/p")
    sent = {
        Quad(
            NamedNode(f"https://example.org/{n}"),
            predicate,
            Literal(f"苇{n}", language="zh"),
            NamedNode(GRAPH + "b"),
        )
        for n in range(12_001)
    }
    publish(endpoint, sent)
    store = RemoteStore(endpoint)
    assert set(store.quads()) == sent
    with pytest.raises(StoreError, match="10000"):
        store.select("SELECT * { ?s ?p ?o }")
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[1][0][0] == Literal(12_001)


def one(text, graph=GRAPH + "a"):
    return Quad(
        NamedNode("https://example.org/s"),
        NamedNode("https://example.org/p"),
        Literal(text),
        NamedNode(graph),
    )


def test_graphs_of_others_are_neither_read_nor_touched(endpoint):
    other = "https://example.org/theirs"
    endpoint.fill(other, [one("苇").triple])
    publish(endpoint, [one("岸")])
    store = RemoteStore(endpoint)
    assert store.select("SELECT ?o { <https://example.org/s> ?p ?o }")[1] == [(Literal("岸"),)]
    assert set(store.quads()) == {one("岸")}
    publish(endpoint, [])
    assert sizes(endpoint, other) == {other: 1}
    endpoint.update(f"CLEAR GRAPH <{other}>")


class Breaking(Connection):
    """A connection that breaks where a graph aside would be moved into its place."""

    def send(self, method, address, **more):
        if "MOVE" in str(more.get("form", "")):
            raise StoreError("断了", "broken")
        return super().send(method, address, **more)


def test_a_write_that_breaks_off_leaves_the_graph_as_it_was(endpoint, virtuoso):
    publish(endpoint, [one("old")])
    with pytest.raises(StoreError, match="断了"):
        publish(Endpoint(server_at(virtuoso), Breaking()), [one("new"), one("newer")])
    assert set(RemoteStore(endpoint).quads()) == {one("old")}
    assert sizes(endpoint, ASIDE)
    written = publish(endpoint, [one("new"), one("newer")])
    assert written.replaced == (GRAPH + "a",)
    assert set(RemoteStore(endpoint).quads()) == {one("new"), one("newer")}
    assert not sizes(endpoint, ASIDE)


def test_a_graph_that_another_hand_has_changed_is_written_again(endpoint):
    publish(endpoint, [one("苇")])
    assert publish(endpoint, [one("苇")]).unchanged
    endpoint.update(
        f"INSERT DATA {{ GRAPH <{GRAPH}a> {{ <https://example.org/s> <https://example.org/p> 1 }} }}"
    )
    assert publish(endpoint, [one("苇")]).replaced
    assert set(RemoteStore(endpoint).quads()) == {one("苇")}


def test_the_list_of_fingerprints_is_no_part_of_the_graph(endpoint):
    publish(endpoint, [one("苇")])
    assert sizes(endpoint, FINGERPRINTS.value) == {FINGERPRINTS.value: 1}
    publish(endpoint, [])
    assert sizes(endpoint, FINGERPRINTS.value) == {}


@pytest.mark.parametrize("secret", ["", "wrong-rohr"], ids=["none", "wrong"])
def test_who_may_not_write_is_told_before_the_work_and_no_password_is_shown(
    endpoint, virtuoso, called, documents, tmp_path, monkeypatch, secret
):
    publish(endpoint, [one("苇")])
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    if secret:
        monkeypatch.setenv(PASSWORD, secret)
    else:
        monkeypatch.delenv(USER)
        monkeypatch.delenv(PASSWORD)
    status, said, errors = called("build", documents, "-o", tmp_path / "out", "--store", virtuoso)
    assert status == 1
    [line] = errors.splitlines()
    assert "401" in line
    assert USER in line
    assert "rohr" not in said + errors
    assert not (tmp_path / "out").exists()
    assert set(RemoteStore(endpoint).quads()) == {one("苇")}


def test_the_password_can_stand_in_netrc_and_goes_into_no_file(
    endpoint, virtuoso, called, documents, tmp_path, monkeypatch
):
    keys = tmp_path / "keys"
    keys.write_text(f"machine 127.0.0.1 login dba password {SECRET}\n", encoding="utf-8")
    keys.chmod(0o600)
    monkeypatch.delenv(USER)
    monkeypatch.delenv(PASSWORD)
    monkeypatch.setenv("NETRC", str(keys))
    out = tmp_path / "out"
    status, said, errors = called("build", documents, "-o", out, "--jobs", 1, "--store", virtuoso)
    assert (status, errors) == (0, "")
    assert set(RemoteStore(endpoint).quads()) == quads(out)
    written = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert SECRET.encode() not in written
    assert SECRET not in said
