"""Who writes to a server: name and password from the environment or from netrc, and how they are proved."""

from __future__ import annotations

import netrc
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ontology.errors import StoreError

USER, PASSWORD = "JIEPU_STORE_USER", "JIEPU_STORE_PASSWORD"
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Credentials:
    """A name and a password; the password is in no text that is made of them."""

    user: str
    password: str = field(repr=False)


def credentials_for(host: str, environment: Mapping[str, str] | None = None) -> Credentials | None:
    """Return what to show to the server ``host``: from the environment, or else from netrc; or nothing.

    Parameters
    ----------
    host
        The server's name without its port.
    environment
        In place of the process's own: ``JIEPU_STORE_USER``, ``JIEPU_STORE_PASSWORD``, and ``NETRC`` for a
        file in place of ``~/.netrc``.

    Raises
    ------
    StoreError
        If only one of the two is set, or the file cannot be read.

    Examples
    --------
    >>> credentials_for("example.org", {"JIEPU_STORE_USER": "a", "JIEPU_STORE_PASSWORD": "b"})
    Credentials(user='a')
    """
    known = os.environ if environment is None else environment
    user, password = known.get(USER), known.get(PASSWORD)
    if user and password is not None:
        return Credentials(user, password)
    if user or password:
        missing = PASSWORD if user else USER
        raise StoreError(
            f"环境变量 {USER} 和 {PASSWORD} 要一起设置; 缺少 {missing}",
            f"{USER} and {PASSWORD} go together; {missing} is not set",
        )
    path = Path(known.get("NETRC") or Path.home() / ".netrc")
    try:
        entry = netrc.netrc(str(path)).authenticators(host) if path.is_file() else None
    except (netrc.NetrcParseError, OSError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}:{line}" if line else str(path)
        # What is wrong with it may be a part of a password.
        raise StoreError(f"读不懂 {where}; 请改正", f"cannot read {where}; mend it") from error
    return Credentials(entry[0], entry[2] or "") if entry else None


class Proof(httpx.Auth):
    """Proves a name only when the server asks, in the way that it asks for: Digest, or else Basic.

    Parameters
    ----------
    credentials
        What to prove; without any, a refusal stays one.
    """

    def __init__(self, credentials: Credentials | None) -> None:
        self._credentials = credentials
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield the request, and again with the proof where it is asked for."""
        if self._way is not None:
            yield from self._way.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED or self._credentials is None:
            return
        asked = {value.split()[0].lower() for value in response.headers.get_list("www-authenticate") if value}
        user, password = self._credentials.user, self._credentials.password
        if "digest" in asked:
            self._way = httpx.DigestAuth(user, password)
        elif "basic" in asked:
            url = request.url
            if url.scheme != "https" and url.host not in _THIS_MACHINE:
                address = url.copy_with(query=None)
                raise StoreError(
                    f"{address} 要求以明文 (Basic) 送出密码; 请用 https 的地址",
                    f"{address} asks for the password in clear (Basic); use an https address",
                )
            self._way = httpx.BasicAuth(user, password)
        else:
            return
        yield from self._way.auth_flow(request)
