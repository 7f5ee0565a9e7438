"""SPARQL 1.1's protocol: what of a request is the query, and over which graphs.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from graph.guard import LONGEST_QUERY
from graph.serve.pool import RequestError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_MOST_FIELDS = 256


@dataclass(frozen=True)
class Asked:
    """A query with the graphs that make up its dataset; ``None`` where the request chooses none."""

    query: str
    default: list[str] | None
    named: list[str] | None


async def read_query(request: Request, most: int) -> Asked:
    """Read the query of a request.

    Parameters
    ----------
    request
        GET, POST with a form, or POST with the query itself.
    most
        Bytes that a request may hold.

    Raises
    ------
    RequestError
        With the status that the protocol wants, if there is no query, or more than one, or an update.
    """
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        kind = _kind(request)
        body = await read_body(request, most)
        if kind == FORM:
            fields += _fields(body)
        else:
            fields.append(("query", _decoded(body)))
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in fields):
        raise _read_only()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise RequestError(
            400,
            f"要有一个 query 参数, 现有 {len(queries)} 个",
            f"exactly one query is needed, there are {len(queries)}",
        )
    if len(queries[0]) > LONGEST_QUERY:
        raise RequestError(
            413,
            f"查询太长: {len(queries[0])} 个字符, 最多 {LONGEST_QUERY}",
            f"the query is too long: {len(queries[0])} characters, at most {LONGEST_QUERY}",
        )
    default = [value for name, value in fields if name == "default-graph-uri"]
    named = [value for name, value in fields if name == "named-graph-uri"]
    return Asked(queries[0], default or None, named or None)


async def read_body(request: Request, most: int) -> bytes:
    """Read what a client sends, up to ``most`` bytes.

    Raises
    ------
    RequestError
        If it is more.
    """
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise RequestError(413, f"请求太大: 最多 {most} 字节", f"the request is larger than {most} bytes")
    return bytes(found)


def _kind(request: Request) -> str:
    """Return the media type of what is posted; refuse what is no query."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    if kind == UPDATE:
        raise _read_only()
    charset = next(
        (p.partition("=")[2].strip("\"' ") for p in parameters if p.startswith("charset")), "utf-8"
    )
    coded = request.headers.get("content-encoding", "identity").strip().lower()
    if kind not in {FORM, QUERY} or charset not in {"utf-8", "utf8", "us-ascii"} or coded != "identity":
        raise RequestError(
            415,
            f"请用 UTF-8 的 {FORM} 或 {QUERY} 提交查询",
            f"post a query as {FORM} or {QUERY}, in UTF-8",
        )
    return kind


def _fields(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii", "strict") if text.isascii() else _decoded(text),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise _no_text() from error
    except ValueError as error:
        raise RequestError(400, "请求的参数太多", "too many parameters") from error


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> RequestError:
    return RequestError(400, "查询不是有效的 UTF-8", "the query is not valid UTF-8")


def _read_only() -> RequestError:
    return RequestError(403, "图谱只读, 不接受更新", "the graph is read only; updates are refused")
