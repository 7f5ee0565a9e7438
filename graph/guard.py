"""Queries that would leave the graph are refused before they run."""

from __future__ import annotations

import re

from ontology.errors import QueryError

LONGEST_QUERY = 100_000
DEEPEST_NESTING = 200

# What is not code: IRIs, strings and comments. They are blanked, so that a word in them is no keyword, and a
# comment sign in an IRI hides nothing. The order is that of the SPARQL grammar: the longest string first.
_NO_CODE = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>"""
    r'''|"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""'''
    r"""|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''"""
    r'''|"(?:[^"\\\n\r]|\\.)*"'''
    r"""|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|\#[^\n\r]*""",
    re.DOTALL,
)
_WORD = re.compile(r"(?<![\w:?$@-])(?:SERVICE|LOAD|FROM)(?![\w:-])", re.IGNORECASE)
_CODEPOINT = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")


def check_query(query: str) -> None:
    """Refuse a query that would read from elsewhere, or is too long or too deep to be run safely.

    SERVICE and LOAD call the network, FROM replaces the graph that is asked; thousands of nested brackets end
    the process of the store.

    Raises
    ------
    QueryError
        If the query is refused; the message says why.

    Examples
    --------
    >>> check_query("SELECT * { ?s rdfs:label 'SERVICE' } # FROM here")
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ontology.errors.QueryError: 查询里不能用 SERVICE: 图谱只回答自己的内容
    """
    if len(query) > LONGEST_QUERY:
        raise QueryError(
            f"查询太长: {len(query)} 个字符, 最多 {LONGEST_QUERY}",
            f"the query is too long: {len(query)} characters, at most {LONGEST_QUERY}",
        )
    # The grammar reads \u0053 as S before anything else does.
    code = _NO_CODE.sub(" ", _CODEPOINT.sub(lambda m: _character(m.group()), query))
    if found := _WORD.search(code):
        word = found.group().upper()
        raise QueryError(
            f"查询里不能用 {word}: 图谱只回答自己的内容",
            f"{word} is not allowed in a query: the graph answers from its own content only",
        )
    depth = deepest = 0
    for character in code:
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
    if deepest > DEEPEST_NESTING:
        raise QueryError(
            f"查询的括号嵌套太深: {deepest} 层, 最多 {DEEPEST_NESTING}",
            f"the query is nested too deeply: {deepest} levels, at most {DEEPEST_NESTING}",
        )


def _character(escape: str) -> str:
    code = int(escape[2:], 16)
    return chr(code) if code <= 0x10FFFF else " "
