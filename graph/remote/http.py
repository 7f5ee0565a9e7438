"""Requests to a server: bounded in time, never sent on to another, every failure one line of advice."""

from __future__ import annotations

import ssl
import weakref
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import httpx

from graph.remote.credentials import PASSWORD, USER, Proof, credentials_for
from ontology.errors import StoreError

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 600.0
"""How long a server may think: a graph of millions of triples takes minutes to be moved."""

LONGEST_REASON = 300

Form = Mapping[str, str | Sequence[str]]


class Connection:
    """Speaks to the addresses of one server.

    Parameters
    ----------
    seconds
        How long an answer may take.

    Notes
    -----
    Proxies and other settings of the environment are not heeded: nothing is asked but the server that
    the user has named. A redirect is an error, since it would carry queries and facts elsewhere.
    """

    def __init__(self, seconds: float = ANSWER_SECONDS) -> None:
        self._proofs: dict[tuple[str, int | None], Proof] = {}
        self._client = httpx.Client(
            trust_env=False,
            # The authorities that the system trusts, so that those of an organisation count too.
            verify=ssl.create_default_context(),
            timeout=httpx.Timeout(seconds, connect=CONNECT_SECONDS),
        )
        weakref.finalize(self, self._client.close)

    def send(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Form | None = None,
        content: bytes | None = None,
        media: str = "",
        accept: str = "*/*",
        allowed: Sequence[int] = (),
    ) -> httpx.Response:
        """Send a request and return the answer.

        Parameters
        ----------
        method, address, params
            Of HTTP.
        form
            What to send as a form.
        content, media
            What to send otherwise, and its media type.
        accept
            The media types that are understood.
        allowed
            Statuses beside 2xx that the caller understands.

        Raises
        ------
        StoreError
            If there is no answer, or one of another status.
        """
        headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
        try:
            response = self._client.request(
                method,
                address,
                params=params,
                data=form,
                content=content,
                headers=headers,
                auth=self._proof(address),
            )
        except httpx.TimeoutException as error:
            raise StoreError(
                f"服务器 {address} 没有及时回答; 请检查地址和服务器, 再试一次",
                f"{address} did not answer in time; check the address and the server, and try again",
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            reason = one_line(str(error))
            raise StoreError(
                f"连不上服务器 {address}: {reason}; 请检查地址, 以及服务器是否在运行",
                f"cannot reach {address}: {reason}; check the address and whether the server runs",
            ) from error
        if response.is_success or response.status_code in allowed:
            return response
        raise _refused(address, response)

    def _proof(self, address: str) -> Proof:
        """Return the proof for an address; each host has its own, which no other sees."""
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if (host, port) not in self._proofs:
            self._proofs[host, port] = Proof(credentials_for(host))
        return self._proofs[host, port]


def one_line(text: str) -> str:
    r"""Return the beginning of a text of a server as one printable line.

    >>> one_line("a\n\n b\x1b[0m")
    'a b?[0m'
    """
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST_REASON else line[:LONGEST_REASON] + "…"
    return "".join(c if c.isprintable() else "?" for c in line)


def _refused(address: str, response: httpx.Response) -> StoreError:
    status = response.status_code
    if status in {401, 403}:
        return StoreError(
            f"服务器 {address} 不允许 ({status}); 请设置 {USER} 和 {PASSWORD} 或写入 ~/.netrc, 并确认有权限",
            f"{address} does not allow it ({status}); set {USER} and {PASSWORD}, or write ~/.netrc, "
            "and make sure of the rights",
        )
    if response.is_redirect:
        target = one_line(response.headers.get("location", ""))
        return StoreError(
            f"服务器 {address} 转到 {target}; 如果可信, 请直接给出那个地址",
            f"{address} redirects to {target}; if you trust it, give that address",
        )
    if status in {404, 405}:
        return StoreError(
            f"{address} 没有这种服务 ({status}); 请用 --store, --store-update, --store-graphs 给出正确的地址",
            f"{address} offers no such service ({status}); give the right addresses with --store, "
            "--store-update, --store-graphs",
        )
    reason = one_line(response.text)
    return StoreError(f"服务器 {address} 出错 ({status}): {reason}", f"{address} failed ({status}): {reason}")
