"""The language of an answer: asked for in the address, chosen before, or by the header; else Chinese."""

from __future__ import annotations

from starlette.requests import Request

COOKIE = "jiepu-lang"


def page_language(request: Request) -> str:
    """Return the language of a page: ``?lang=``, or what was chosen before, or Chinese."""
    for asked in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if asked in {"zh", "en"}:
            return asked
    return "zh"


def error_language(request: Request) -> str:
    """Return the language of a line of text for a program: by its Accept-Language header.

    The first language of ours that the header names counts, whatever its weight.
    """
    header = request.headers.get("accept-language", "").lower()
    named = [part.strip()[:2] for part in header.split(",")[:32]]
    return next((name for name in named if name in {"zh", "en"}), page_language(request))
