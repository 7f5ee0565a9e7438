"""The SPARQL endpoint: the cases of the protocol, by verb and by type of content."""

from __future__ import annotations

import json

import httpx
import pytest

SELECT = "SELECT ?name { ?s a jp:Programme ; skos:prefLabel ?name }"
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?name } WHERE { ?s a jp:Programme ; skos:prefLabel ?name }"
GRAPH = "https://w3id.org/jiepu/id/graph/d0"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.fixture
def client(served):
    with httpx.Client(base_url=served.address, timeout=30) as found:
        yield found


def names(response):
    return [b["name"]["value"] for b in response.json()["results"]["bindings"]]


def test_a_query_is_taken_by_get_by_form_and_by_itself(client):
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    itself = client.post("/sparql", content=SELECT, headers={"content-type": QUERY + "; charset=UTF-8"})
    for response in (by_get, by_form, itself):
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/sparql-results+json"
        assert names(response) == ["小鹭鸣"]


@pytest.mark.parametrize(
    ("accept", "kind", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/json", "application/json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "name\r\n小鹭鸣"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?name\n"小鹭鸣"@zh'),
        ("text/csv;q=0.1, text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?name"),
        ("text/html, */*;q=0.1", "application/sparql-results+json", '{"head"'),
    ],
)
def test_rows_are_sent_as_the_client_accepts(client, accept, kind, begins):
    response = client.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert response.headers["content-type"] == kind
    assert response.text.startswith(begins)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_triples_are_sent_as_the_client_accepts(client, accept, kind):
    for query in (CONSTRUCT, "DESCRIBE <https://w3id.org/jiepu/id/programme/小鹭鸣>"):
        response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert response.headers["content-type"] == kind
        assert "小鹭鸣" in response.text or "\\u9E6D" in response.text


def test_ask_is_answered_with_yes_or_no(client):
    assert client.get("/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}
    xml = client.get("/sparql", params={"query": "ASK { 1 2 3 }"}, headers={"accept": "application/xml"})
    assert xml.status_code == 400
    xml = client.get("/sparql", params={"query": "ASK { <x:a> ?p ?o }"}, headers={"accept": "text/xml"})
    assert "<boolean>false</boolean>" in xml.text


def test_graphs_of_the_request_make_the_dataset(client):
    count = "SELECT (COUNT(*) AS ?name) { ?s ?p ?o }"
    inside = "SELECT (COUNT(*) AS ?name) { GRAPH ?g { ?s ?p ?o } }"
    everything = int(names(client.get("/sparql", params={"query": count}))[0])
    one = int(names(client.get("/sparql", params={"query": count, "default-graph-uri": GRAPH}))[0])
    assert 0 < one < everything
    named = {"query": inside, "named-graph-uri": GRAPH}
    assert int(names(client.post("/sparql", data=named))[0]) == one
    assert names(client.get("/sparql", params={"query": inside, "default-graph-uri": GRAPH})) == ["0"]
    assert (
        int(names(client.get("/sparql", params={"query": count.replace("{", f"FROM <{GRAPH}> {{", 1)}))[0])
        == one
    )


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        pytest.param(400, {"method": "GET"}, id="no-query"),
        pytest.param(400, {"method": "GET", "params": [("query", SELECT), ("query", SELECT)]}, id="two"),
        pytest.param(400, {"method": "GET", "params": {"query": "SELECT"}}, id="syntax"),
        pytest.param(
            400,
            {"method": "GET", "params": {"query": SELECT, "default-graph-uri": "file:///etc/passwd"}},
            id="foreign-graph",
        ),
        pytest.param(
            400,
            {"method": "POST", "data": {"query": SELECT, "named-graph-uri": "http://a.example/"}},
            id="foreign-named",
        ),
        pytest.param(
            400, {"method": "POST", "content": b"\xff\xfe", "headers": {"content-type": QUERY}}, id="no-utf-8"
        ),
        pytest.param(
            400,
            {"method": "POST", "content": b"query=%FF", "headers": {"content-type": FORM}},
            id="form-no-utf-8",
        ),
        pytest.param(403, {"method": "POST", "data": {"update": "CLEAR ALL"}}, id="update-form"),
        pytest.param(403, {"method": "GET", "params": {"update": "CLEAR ALL"}}, id="update-get"),
        pytest.param(
            403,
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": {"content-type": "application/sparql-update"},
            },
            id="update-direct",
        ),
        pytest.param(400, {"method": "POST", "data": {"query": "CLEAR ALL"}}, id="update-as-query"),
        pytest.param(405, {"method": "PUT", "content": "x"}, id="put"),
        pytest.param(405, {"method": "DELETE"}, id="delete"),
        pytest.param(405, {"method": "PATCH", "content": "x"}, id="patch"),
        pytest.param(
            406,
            {"method": "GET", "params": {"query": SELECT}, "headers": {"accept": "image/png"}},
            id="accept",
        ),
        pytest.param(
            406,
            {"method": "GET", "params": {"query": SELECT}, "headers": {"accept": "text/turtle"}},
            id="accept-of-triples",
        ),
        pytest.param(
            413, {"method": "POST", "content": b"q" * 1_100_000, "headers": {"content-type": FORM}}, id="body"
        ),
        pytest.param(
            413,
            {"method": "POST", "content": "#" * 100_001, "headers": {"content-type": QUERY}},
            id="query-length",
        ),
        pytest.param(
            415, {"method": "POST", "content": SELECT, "headers": {"content-type": "text/plain"}}, id="type"
        ),
        pytest.param(415, {"method": "POST", "content": SELECT}, id="no-type"),
        pytest.param(
            415,
            {"method": "POST", "content": SELECT, "headers": {"content-type": QUERY + "; charset=gbk"}},
            id="charset",
        ),
        pytest.param(
            415,
            {
                "method": "POST",
                "content": SELECT,
                "headers": {"content-type": QUERY, "content-encoding": "gzip"},
            },
            id="encoding",
        ),
    ],
)
def test_what_is_wrong_is_one_line_with_the_status_of_the_protocol(client, status, request_):
    chinese = client.request(url="/sparql", **request_)
    assert chinese.status_code == status
    assert chinese.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(chinese.text.splitlines()) == 1
    headers = {**request_.get("headers", {}), "accept-language": "en-GB"}
    english = client.request(url="/sparql", **{**request_, "headers": headers})
    assert english.status_code == status
    assert english.text.split(":")[0].isascii()
    assert english.text != chinese.text


def test_head_and_options(client):
    head = client.head("/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    options = client.options("/sparql")
    assert options.status_code == 204
    assert set(options.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_a_browser_without_a_query_is_shown_the_editor(client):
    response = client.get("/sparql", headers={"accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (303, "/query")


def test_a_long_answer_is_cut_and_says_so(tmp_path, town, serving):
    with serving(tmp_path, town, rows=5) as few:
        url = few.address + "/sparql"
        cut = httpx.get(url, params={"query": "SELECT * { ?s ?p ?o }"})
        assert (len(cut.json()["results"]["bindings"]), cut.headers["jiepu-rows-cut"]) == (5, "5")
        triples = httpx.get(url, params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "ntriples"})
        assert (len(triples.text.splitlines()), triples.headers["jiepu-rows-cut"]) == (5, "5")
        assert "jiepu-rows-cut" not in httpx.get(url, params={"query": SELECT}).headers


def test_health_and_version(client):
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/version").json()["jiepu"]


def test_answers_are_shielded(client):
    for path in ("/", "/sparql?query=ASK%7B%7D", "/nothing", "/static/site.js"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
def test_a_host_of_another_name_is_refused(client, host):
    assert client.get("/health", headers={"host": host}).status_code in {400, 421}


def test_entities_answer_in_html_turtle_and_json_ld(client):
    address = "/id/programme/小鹭鸣"
    page = client.get(address, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<bdi>小鹭鸣</bdi>" in page.text
    for headers, suffix in (({"accept": "text/turtle"}, ""), ({}, ".ttl")):
        turtle = client.get(address + suffix, headers=headers)
        assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
        assert '"小鹭鸣"@zh' in turtle.text
    for headers, suffix in (({"accept": "application/ld+json"}, ""), ({}, ".jsonld")):
        data = client.get(address + suffix, headers=headers)
        assert data.headers["content-type"] == "application/ld+json"
        assert "小鹭鸣" in json.dumps(json.loads(data.text), ensure_ascii=False)
    assert client.get(address, headers={"accept": "image/png"}).status_code == 406
    assert "Accept" in page.headers["vary"]


def test_claims_lead_to_the_place_in_their_document(client):
    found = client.get("/id/claim/0", headers={"accept": "text/html"})
    assert found.status_code == 303
    assert found.headers["location"].startswith("/id/document/d0#f-0-")
    assert client.get("/id/claim/0", headers={"accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/id/place/没有", "/id/document/none", "/questions/none", "/id/", "/elsewhere"]
)
def test_what_is_not_there_is_not_found(client, path):
    for accept in ("text/html", "text/turtle"):
        assert client.get(path, headers={"accept": accept}).status_code == 404


def test_the_interface_finds_by_pinyin_and_gives_evidence(client):
    assert [row["name"] for row in client.get("/api/search", params={"q": "xlm"}).json()] == ["小鹭鸣"]
    iri = "https://w3id.org/jiepu/id/programme/小鹭鸣"
    entity = client.get("/api/entity", params={"id": iri}).json()
    assert {claim["name"] for claim in entity["claims"]} == {"云汀街道", "苇湾邻里中心", "白鹭合唱团"}
    [passage] = client.get("/api/evidence", params={"id": "https://w3id.org/jiepu/id/claim/1"}).json()
    assert passage["quote"] == "云汀街道今年办起“小鹭鸣”亲子课堂,设在苇湾邻里中心。"
    around = client.get("/api/neighbourhood", params={"id": iri, "depth": 1}).json()["graph"]
    assert {row[1] for row in around["entities"]} == {"小鹭鸣", "云汀街道", "苇湾邻里中心", "白鹭合唱团"}
    assert client.get("/api/entity", params={"id": "x> } #"}).status_code == 400
    assert client.get("/api/entity", params={"id": "x:none"}).status_code == 404


def test_questions_are_asked_by_their_forms(client):
    page = client.get("/questions/about", params={"entity": "小鹭鸣"})
    assert "白鹭合唱团" in page.text
    table = client.get("/questions/about", params={"entity": "小鹭鸣", "format": "csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(table.text.splitlines()) == 4
    unknown = client.get("/questions/about", params={"entity": '"} SERVICE <x:y> { #'})
    assert unknown.status_code == 200
    assert 'role="alert"' in unknown.text
