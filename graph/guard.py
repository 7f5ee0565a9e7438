"""Queries that would leave the graph are refused before they run.

The text is cut into the tokens that can hide a keyword or a bracket: comments, strings, IRIs, variables,
language tags and prefixed names. What remains is code. Where parsers differ, the reading that sees more code
is taken: a keyword may stand against its neighbours (``1SERVICE``, ``FROMNAMED``), ``\\u0053`` is read both
as S (SPARQL 1.1) and as no letter (SPARQL 1.2), and a ``<`` that could be either an operator or the begin of
an IRI is refused where the two readings would hide something.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ontology.errors import QueryError

LONGEST_QUERY = 100_000
DEEPEST_NESTING = 200

# In the order of the SPARQL grammar: the longest string first. Long strings that nothing ends run to the end,
# so that no text is scanned twice.
_TOKEN = re.compile(
    r"""<(?P<iri>(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)>"""
    r'''|(?P<text>"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\\?\Z)'''
    r"""|'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\\?\Z)"""
    r'''|"(?:[^"\\\n\r]|\\.)*+"'''
    r"""|'(?:[^'\\\n\r]|\\.)*+'"""
    r"""|\#[^\n\r]*)"""
    r"""|(?P<name>[?$]\w++|@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)"""
    r"""|(?P<word>\w[\w.-]*+)?(?P<local>:(?:[\w:%-]|\\[_~.\-!$&'()*+,;=/?\#@%])*+)?""",
    re.DOTALL,
)
# Two slashes after the colon are no expression, so this is an IRI wherever it stands.
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LEAVES = re.compile(r"SERVICE|(?<!\w)LOAD(?!\w)|FROM", re.IGNORECASE)
_OWN = re.compile(r"FROM\s*(?:NAMED\s*)?<(\d+)>", re.IGNORECASE)
_CODEPOINT = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")


def check_query(query: str, held: Collection[str] = ()) -> bool:
    """Refuse a query that would read from elsewhere, or is too long or too deep to be run safely.

    SERVICE and LOAD call the network, FROM replaces the graph that is asked; thousands of nested brackets end
    the process of the store.

    Parameters
    ----------
    query
        The text of the query.
    held
        Addresses of the named graphs that FROM and FROM NAMED may choose.

    Returns
    -------
    bool
        Whether the query chooses its graphs by FROM.

    Raises
    ------
    QueryError
        If the query is refused; the message says why.

    Examples
    --------
    >>> check_query("SELECT * { ?s rdfs:label 'SERVICE' } # FROM here")
    False
    >>> check_query("SELECT * FROM <http://example.org/a> { ?s ?p ?o }", {"http://example.org/a"})
    True
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ontology.errors.QueryError: 查询里不能用 SERVICE: 图谱只回答自己的内容
    """
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"查询太长: {len(query)} 个字符, 最多 {LONGEST_QUERY}",
            f"the query is too long: {len(query)} characters, at most {LONGEST_QUERY}",
        )
    # Parsers of SPARQL 1.1 read \u0053 as S before anything else, later ones only in strings and IRIs.
    readings = {query, _CODEPOINT.sub(lambda m: _character(m.group()), query)}
    chosen = [_check(text, held) for text in readings]
    return any(chosen)


def _check(query: str, held: Collection[str]) -> bool:
    """Check one reading of the query; return whether it chooses graphs."""
    code, iris = _code(query)
    own = 0
    for found in _OWN.finditer(code):
        iri = iris[int(found[1])]
        if iri not in held:
            break
        own += 1
    words = [found.group().upper() for found in _LEAVES.finditer(code)]
    foreign = next((word for word in words if word != "FROM"), "")
    if not foreign and len(words) > own:
        foreign = "FROM"
    if foreign:
        raise QueryError(
            f"查询里不能用 {foreign}: 图谱只回答自己的内容",
            f"{foreign} is not allowed in a query: the graph answers from its own content only",
        )
    deepest = _depth(code)
    if deepest > DEEPEST_NESTING:
        raise QueryError(
            f"查询的括号嵌套太深: {deepest} 层, 最多 {DEEPEST_NESTING}",
            f"the query is nested too deeply: {deepest} levels, at most {DEEPEST_NESTING}",
        )
    return own > 0


def _code(query: str) -> tuple[str, list[str]]:
    """Return the query without strings, comments and names; each IRI stands as its place in the list."""
    iris: list[str] = []

    def blank(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return " "
        if found["name"] is not None:
            return " "
        iri = found["iri"]
        if iri is None:
            # A prefix may be a keyword that stands against the name it is followed by.
            word = found["word"] or ""
            return " " if found["local"] and not _LEAVES.search(word) else word
        if _ABSOLUTE.match(iri):
            iris.append(iri)
            return f"<{len(iris) - 1}>"
        if "#" in iri or "'" in iri:
            raise QueryError(
                f"看不出 <{iri[:40]}> 是地址还是小于号; 请写完整地址, 或在 < 后加空格",
                f"<{iri[:40]}> may be an address or an operator; write the full address, or a space after <",
            )
        return f" {iri} "

    return _TOKEN.sub(blank, query), iris


def _depth(code: str) -> int:
    depth = deepest = 0
    for character in code:
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
    return deepest


def _character(escape: str) -> str:
    code = int(escape[2:], 16)
    return chr(code) if code <= 0x10FFFF else " "
