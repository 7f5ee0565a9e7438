"""What every answer says to the browser, and which hosts are answered at all."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, nothing written into a page, no page of ours inside another.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Shield:
    """Adds the headers of safety, and refuses requests for a host that is not this one.

    A page elsewhere can let its own name point at this machine and so read what only this machine may; the
    Host header then has that name.

    Parameters
    ----------
    app
        What is shielded.
    hosts
        Names by which it may be called, without port; empty for any.
    origin
        An origin whose pages may read answers (``*`` for any); empty for none.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), origin: str = "") -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._origin:
                    headers["access-control-allow-origin"] = self._origin
                    headers["access-control-expose-headers"] = "Jiepu-Rows-Cut"
                    headers["access-control-allow-headers"] = "Content-Type, Accept, Accept-Language"
                    headers["access-control-allow-methods"] = "GET, HEAD, POST, OPTIONS"
                    headers["cross-origin-resource-policy"] = "cross-origin"
            await send(message)

        if self._hosts and host_name(Headers(scope=scope).get("host", "")) not in self._hosts:
            refusal = PlainTextResponse("不认识的主机名 / unknown host name\n", 421)
            await refusal(scope, receive, shielded)
            return
        await self._app(scope, receive, shielded)


def host_name(header: str) -> str:
    """Return the name in a Host header, without its port.

    >>> host_name("localhost:8000"), host_name("[::1]:8000"), host_name("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = header.strip().lower().rpartition(":")
    return name if colon and port.isdecimal() and not port.startswith("[") else header.strip().lower()
