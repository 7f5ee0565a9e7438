"""What leaves the graph is refused however it is written; what only looks so is not."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from graph.guard import check_query
from ontology.errors import QueryError

HELD = {"http://held.example/g"}
HEAD = "PREFIX ex: <http://a.example/> PREFIX : <http://a.example/e#> "


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT * { FILTER EXISTS { SERVICE ex:s { ?a ?b ?c } } }", id="in-exists"),
        pytest.param("SELECT * { ?s ?p 1SERVICE ex:s { ?a ?b ?c } }", id="after-a-number"),
        pytest.param("SELECT * { ?s ?p trueSERVICE ex:s { ?a ?b ?c } }", id="after-a-boolean"),
        pytest.param("SELECT * { SERVICEex:s{ ?a ?b ?c } }", id="before-a-prefix"),
        pytest.param("SELECT * { SERVICE:s{ ?a ?b ?c } }", id="before-the-empty-prefix"),
        pytest.param("SELECT * { SERVICESILENT<http://a.example/>{ ?a ?b ?c } }", id="silent"),
        pytest.param("SELECT * { FILTER(?a<?b)SERVICE#>\n ex:s{ ?a ?b ?c } }", id="operator-like-an-iri"),
        pytest.param("SELECT * { FILTER(?a<?b)#>'''\nSERVICE ex:s{}\n#'''\n}", id="comment-like-an-iri"),
        pytest.param("SELECT * { ?s <urn:x#y> ?o . SERVICE ex:s {} }", id="iri-like-a-comment"),
        pytest.param("SELECT * { ?s ?p ex:a\\' . SERVICE ex:s {} FILTER(?x = '') }", id="escaped-quote"),
        pytest.param("SELECT * { ?s ?p ex:a\\# . SERVICE ex:s {} }", id="escaped-hash-in-a-name"),
        pytest.param("SELECT * { BIND('\\u0027 ' AS ?x) SERVICE ex:s { ?a ?b ?c } }", id="escape-in-text"),
        pytest.param("SELECT * { \\u0053ERVICE ex:s { ?a ?b ?c } }", id="escape-in-the-word"),
        pytest.param(
            "SELECT * { ?s <http://x/\\u0041#> ?o . BIND('\\u0027 ' AS ?q) SERVICE ex:s{} }", id="both"
        ),
        pytest.param("ASKFROM<file:///etc/passwd>{}", id="from-after-ask"),
        pytest.param("SELECT*FROMNAMED<file:///etc/passwd>{?s ?p ?o}", id="from-named"),
        pytest.param("SELECT * FROM ex:a { ?s ?p ?o }", id="from-a-prefixed-name"),
        pytest.param("SELECT * FROM <http://held.example/g> FROM <http://b.example/g> {}", id="one-not-held"),
        pytest.param("BASE <http://held.example/> SELECT * FROM <g> {}", id="from-relative"),
    ],
)
def test_what_leaves_the_graph_is_refused(query):
    with pytest.raises(QueryError):
        check_query(HEAD + query, HELD)


@pytest.mark.parametrize(
    ("query", "chooses"),
    [
        ("SELECT * { ?s ex:SERVICE 'SERVICE' ; ex:from ?from, ?service . } # SERVICE FROM", False),
        ('SELECT * { ?s <http://a.example/service/from#x> """ SERVICE " FROM """ }', False),
        ("SELECT * { FILTER(?a<?b&&(?c)>1) FILTER(?a < ?b && ?c > 1) }", False),
        ("SELECT * { ?s ?p 'a'@en-from }", False),
        ("SELECT * FROM <http://held.example/g> FROM NAMED<http://held.example/g> {}", True),
    ],
)
def test_what_stays_in_the_graph_is_let_through(query, chooses):
    assert check_query(HEAD + query, HELD) is chooses


@pytest.mark.parametrize(
    "part", ['"""', "'", "''' ", "<", "<a", ":", "a.", "#", "-", "a-", "\\", "@a-", "1", "FROM "]
)
def test_no_text_keeps_the_guard_busy(part):
    begun = time.process_time()
    with suppress(QueryError):
        check_query(part * (99_999 // len(part)))
    assert time.process_time() - begun < 2
