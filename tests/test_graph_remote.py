"""Servers that do what the standard says and no more, ask for passwords, fail, lie or say nothing."""

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, parse

from graph.remote.address import server_at
from graph.remote.credentials import PASSWORD, USER, Credentials, Proof, credentials_for
from graph.remote.endpoint import Endpoint
from graph.remote.http import Connection
from graph.remote.publish import publish
from graph.remote.results import table
from graph.remote.store import RemoteStore
from graph.store import OxigraphStore
from jiepu.cli import run
from jiepu.synthetic import synthetic_quads
from ontology.errors import QueryError, StoreError, UsageError

SECRET = "rohr-spatz-7"  # noqa: S105 - of the server that the tests start


class Plain(BaseHTTPRequestHandler):
    """The protocol over a store whose default graph holds nothing, unlike Virtuoso's."""

    server_version, sys_version = "Plain/1.0", ""
    store, wanted, seen, answer = None, "", None, None

    def log_message(self, *_):
        pass

    def say(self, status, body=b"", media="text/plain", **headers):
        self.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def handle_one(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path, self.headers.get("Authorization")))
        if self.answer is not None:
            return self.answer(self)
        address = urlsplit(self.path)
        if self.wanted and address.path != "/query":
            proof = base64.b64encode(f"dba:{SECRET}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {proof}":
                return self.say(401, WWW_Authenticate=self.wanted)
        form = parse_qs(body.decode() if "form" in self.headers.get("Content-Type", "") else address.query)
        return getattr(self, address.path.strip("/") + "_", self.none)(form, body)

    do_GET = do_POST = do_PUT = handle_one  # noqa: N815 - so http.server calls them

    def none(self, form, body):
        self.say(404)

    def query_(self, form, body):
        graphs = {
            which: [NamedNode(iri) for iri in form[f"{which}-graph-uri"]]
            for which in ("default", "named")
            if f"{which}-graph-uri" in form
        }
        try:
            answer = self.store.query(
                form["query"][0], default_graph=graphs.get("default"), named_graphs=graphs.get("named")
            )
        except SyntaxError as error:
            return self.say(400, str(error).encode())
        if hasattr(answer, "variables") or isinstance(answer, bool) or "ASK" in form["query"][0]:
            return self.say(
                200, answer.serialize(format=QueryResultsFormat.JSON), "application/sparql-results+json"
            )
        return self.say(200, answer.serialize(format=RdfFormat.TURTLE), "text/turtle")

    ask_ = query_

    def update_(self, form, body):
        update = form["update"][0]
        self.store.update(update)
        self.say(204)

    def graphs_(self, form, body):
        graph = NamedNode(form["graph"][0])
        if self.command == "GET":
            return self.say(200 if any(self.store.quads_for_pattern(None, None, None, graph)) else 404)
        if self.command == "PUT":
            self.store.remove_graph(graph)
        triples = parse(body, format=RdfFormat.from_media_type(self.headers["Content-Type"]))
        self.store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        return self.say(201)


@pytest.fixture
def serve(monkeypatch, tmp_path):
    """Start a server; gives its address, its store and what it was asked."""
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    servers = []

    def start(**options):
        store, seen = Store(), []
        if "answer" in options:
            options["answer"] = staticmethod(options["answer"])
        handler = type("Handler", (Plain,), {"store": store, "seen": seen, **options})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}", store, seen

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def endpoint(address, connection=None):
    return Endpoint(server_at(f"{address}/query", f"{address}/update", f"{address}/graphs"), connection)


def test_a_server_of_the_plain_standard_holds_and_answers_what_the_embedded_store_does(serve, monkeypatch):
    monkeypatch.setattr("graph.remote.endpoint.PART", 700)
    address, _, _ = serve()
    quads = list(synthetic_quads(7_000))
    embedded = OxigraphStore.memory(quads)
    written = publish(endpoint(address), quads)
    remote = RemoteStore(endpoint(address))
    assert len(written.replaced) == len(remote.graphs) == 3
    assert set(remote.quads()) == set(quads)
    for query in (
        "SELECT ?n (COUNT(?c) AS ?k) { ?c rdf:subject/skos:prefLabel ?n } GROUP BY ?n",
        "SELECT ?g (COUNT(*) AS ?k) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?n { ?x a jp:Place ; skos:prefLabel ?n }",
        "CONSTRUCT { ?x rdfs:label ?n } WHERE { ?x skos:prefLabel ?n }",
        "ASK { ?x a jp:Claim }",
    ):
        (columns, rows), (names, found) = embedded.select(query), remote.select(query)
        assert dict.fromkeys(columns) == dict.fromkeys(names)
        assert sorted(map(str, rows)) == sorted(map(str, found))
    assert publish(endpoint(address), quads).unchanged == written.replaced


def test_a_part_that_is_lost_leaves_the_graph_as_it_was(serve, monkeypatch):
    address, _, _ = serve()
    quads = list(synthetic_quads(3_000))
    publish(endpoint(address), quads)
    monkeypatch.setattr(Plain, "graphs_", lambda self, form, body: self.say(201))
    with pytest.raises(StoreError, match="收到 0 条"):
        publish(endpoint(address), quads[:-1])
    assert set(RemoteStore(endpoint(address)).quads()) == set(quads)


def test_a_password_is_shown_only_when_it_is_asked_for(serve, monkeypatch):
    address, _, seen = serve(wanted='Basic realm="x"')
    with pytest.raises(StoreError, match="401"):
        publish(endpoint(address), [])
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, SECRET)
    seen.clear()
    publish(endpoint(address), list(synthetic_quads(3_000)))
    asked = next(at for at, (_, path, _) in enumerate(seen) if path == "/update")
    assert not any(proof for _, _, proof in seen[: asked + 1])
    assert seen[asked + 1][1] == "/update"
    assert seen[asked + 1][2]
    monkeypatch.setenv(PASSWORD, "wrong-" + SECRET)
    with pytest.raises(StoreError) as refused:
        publish(endpoint(address), [])
    assert SECRET not in str(refused.value) + refused.value.en


def test_no_password_goes_over_the_net_in_clear():
    import httpx

    proof = Proof(Credentials("dba", SECRET)).auth_flow(
        httpx.Request("POST", "http://example.org/update?x=1")
    )
    request = next(proof)
    asked = httpx.Response(401, headers={"WWW-Authenticate": "Basic"}, request=request)
    with pytest.raises(StoreError, match="https") as refused:
        proof.send(asked)
    assert "Authorization" not in request.headers
    assert SECRET not in refused.value.en


FAILURES = {
    "redirect": (lambda h: h.say(302, Location="http://example.org/"), "redirects to http://example.org/"),
    "failure": (lambda h: h.say(500, b"out of\n\n\x1b[31mmemory"), "failed (500): out of ?[31mmemory"),
    "bad query": (lambda h: h.say(400, "kein 苇".encode()), "does not accept the query: kein 苇"),
    "not found": (lambda h: h.say(404), "offers no such service (404)"),
    "forbidden": (lambda h: h.say(403), "does not allow it (403)"),
    "a page": (lambda h: h.say(200, b"<html>Hello</html>", "text/html"), "is not understood"),
    "other JSON": (lambda h: h.say(200, b"[1, 2]", "application/json"), "is not understood"),
    "hangs up": (lambda h: setattr(h, "close_connection", True), "cannot reach"),
}


@pytest.mark.parametrize(("answer", "says"), FAILURES.values(), ids=FAILURES)
def test_a_failure_is_one_line_with_advice(serve, capsys, answer, says):
    address, _, seen = serve(answer=answer)
    assert run(["query", "documents", "--store", f"{address}/query", "--lang", "en"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert says in line
    assert address in line
    # Nothing is tried twice, and nothing goes elsewhere.
    assert len(seen) == 1


def test_a_server_that_says_nothing_is_given_up(serve):
    gate = threading.Event()
    address, _, _ = serve(answer=lambda handler: gate.wait(5))
    with pytest.raises(StoreError, match="没有及时回答"):
        endpoint(address, Connection(seconds=0.2)).rows("ASK {}")
    gate.set()


def test_nobody_there_is_said(capsys):
    assert run(["query", "documents", "--store", "http://127.0.0.1:9/sparql", "--lang", "en"]) == 1
    assert "whether the server runs" in capsys.readouterr().err


def test_a_server_without_a_graph_of_ours_is_said(serve, capsys):
    address, store, _ = serve()
    store.add(Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("c"), NamedNode("x:theirs")))
    for command in (["query", "documents"], ["validate"], ["export", "-f", "nquads"]):
        assert run([*command, "--store", f"{address}/query", "--lang", "en"]) == 1
        assert "no graph on" in capsys.readouterr().err


def test_where_an_unknown_server_takes_updates_must_be_said(serve, capsys, tmp_path):
    address, _, _ = serve()
    (tmp_path / "a.txt").write_text("云汀街道办起渔灯夜市。", encoding="utf-8")
    build = ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--lang", "en", "--jobs", "1"]
    build += ["--store", f"{address}/ask"]
    assert run(build) == 1
    assert "give --store-update and --store-graphs" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run([*build, "--store-update", f"{address}/update", "--store-graphs", f"{address}/graphs"]) == 0
    assert set(RemoteStore(endpoint(address)).quads()) == set(
        OxigraphStore.open(tmp_path / "out" / "store").quads()
    )


def test_a_format_of_records_is_not_written_from_a_server(serve, capsys, tmp_path):
    address, _, _ = serve()
    publish(endpoint(address), list(synthetic_quads(3_000)))
    out = tmp_path / "graph.gexf"
    status = run(["export", "-f", "gexf", "-o", str(out), "--store", f"{address}/query", "--lang", "en"])
    assert status == 2
    assert "leave --store out" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "example.org/sparql",
        "http://",
        "http://[::1/x",
        "http://h:99999/",
        "http://a b/",
        "",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(UsageError, match="地址"):
        server_at(address or " ")


@pytest.mark.parametrize(
    "address", [f"http://dba:{SECRET}@h/sparql", f"dba:{SECRET}@h", f"http://{SECRET}@h:x/"]
)
def test_a_password_in_an_address_is_refused_and_not_repeated(address):
    with pytest.raises(UsageError) as refused:
        server_at(address)
    assert SECRET not in str(refused.value) + refused.value.en
    assert USER in refused.value.en


def test_addresses_of_updates_need_that_of_queries(capsys):
    assert run(["build", "x", "--store-update", "http://127.0.0.1/u", "--lang", "en"]) == 2
    assert "need --store" in capsys.readouterr().err


def test_credentials_come_from_the_environment_or_else_from_netrc(tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"machine example.org login 苇 password {SECRET}\n", encoding="utf-8")
    known = {"NETRC": str(path)}
    found = credentials_for("example.org", known)
    assert (found.user, found.password) == ("苇", SECRET)
    assert SECRET not in repr(found)
    assert credentials_for("example.com", known) is None
    assert credentials_for("example.org", known | {USER: "a", PASSWORD: "b"}) == Credentials("a", "b")
    with pytest.raises(StoreError, match=PASSWORD):
        credentials_for("example.org", {USER: "a"})
    path.write_text(f"machine example.org login x {SECRET} y\n", encoding="utf-8")
    with pytest.raises(StoreError, match="keys:1") as refused:
        credentials_for("example.org", known)
    assert SECRET not in str(refused.value)


def test_a_binding_without_a_place_is_an_error_and_not_left_out(serve):
    address, _, _ = serve()
    publish(endpoint(address), list(synthetic_quads(3_000)))
    store = RemoteStore(endpoint(address))
    with pytest.raises(QueryError, match="没有"):
        store.select("SELECT ?x { ?x a jp:Place }", {"x": NamedNode("x:y")})
    with pytest.raises(QueryError):
        store.select("INSERT DATA { <x:a> <x:b> <x:c> }")


def test_terms_of_json_are_read():
    cells = {
        "a": {"type": "literal", "value": "苇", "xml:lang": "zh"},
        "b": {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        "c": {"type": "bnode", "value": "b0"},
    }
    columns, rows = table({"head": {"vars": ["a", "b", "c", "d"]}, "results": {"bindings": [cells]}}, "x")
    assert columns == ("a", "b", "c", "d")
    assert rows[0][:2] == (Literal("苇", language="zh"), Literal(1))
    assert rows[0][3] is None
