"""The only room with sockets: one address, its bytes. Owns manners (robots.txt, a pause per host, conditional requests)
and limits (time, bytes unpacked, redirects); refuses to fetch while parsing, and to be led into a private network.

RFC 9309 for robots (by protego), RFC 9110 for conditional requests and Retry-After. An address that a page or a feed
names is followed only to public hosts, or to the very host that the operator named: a feed must not make the desk
knock at its neighbours' doors.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx2
import msgspec
from protego import Protego

from livebrief import __version__
from livebrief.errors import Quarantine, Retry
from livebrief.ingest.fetching import NOTHING, Answer, Known
from livebrief.records.outcomes import Why

REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNCHANGED, TOO_MANY, SERVER = 304, 429, 500


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``agent``: how the desk names itself, also to robots.txt. ``timeout_s`` for connecting and between bytes;
    ``whole_s`` for one answer; ``pause_s`` between two requests to one host; ``max_bytes`` after unpacking."""

    agent: str = f"Livebrief/{__version__}"
    timeout_s: float = 15.0
    whole_s: float = 60.0
    pause_s: float = 1.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    robots: bool = True


class Fetcher:
    """Fetches addresses one after the other. Use as a context manager, or close it."""

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options or FetchOptions()
        self._clock, self._sleep = clock, sleep
        self._robots: dict[str, Protego] = {}
        self._last: dict[str, float] = {}
        self._trusted: set[str] = set()
        self._client = httpx2.Client(
            headers={"User-Agent": self._options.agent},
            timeout=self._options.timeout_s,
            follow_redirects=False,
            trust_env=True,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def trust(self, address: str) -> None:
        """The operator named this address: its host may be private."""
        self._trusted.add(_host(address))

    def get(self, address: str, known: Known = NOTHING) -> Answer:
        """The answer to a GET. Raises Retry for what may work later (no answer, 429, 5xx), Quarantine for what will not
        (refused by robots, gone, too large, too many redirects, a private address)."""
        where = address
        for _ in range(self._options.max_redirects + 1):
            self._admit(where)
            found = self._once(where, known)
            if isinstance(found, Answer):
                return found
            where = urljoin(where, found)
        raise Quarantine("redirects without end", reason=Why.HTTP_ERROR, subject=address)

    def _once(self, address: str, known: Known) -> Answer | str:
        """One request: its answer, or where it points on."""
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        self._wait(address)
        try:
            with self._client.stream("GET", address, headers={k: v for k, v in asked.items() if v}) as response:
                return self._read(address, response)
        except httpx2.TimeoutException as slow:
            raise Retry("no answer in time", subject=address, way_out="it is tried again later") from slow
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as wrong:
            raise Retry(f"cannot be reached ({wrong})", subject=address, way_out="check the address") from wrong

    def _read(self, address: str, response: httpx2.Response) -> Answer | str:
        status = response.status_code
        headers = response.headers
        about = Answer(address=address, etag=headers.get("etag", ""), modified=headers.get("last-modified", ""))
        if status == UNCHANGED:
            return msgspec.structs.replace(about, unchanged=True)
        if status in REDIRECTS and headers.get("location"):
            return str(headers["location"])
        if status == TOO_MANY or status >= SERVER:
            later = retry_after(headers.get("retry-after", ""))
            raise Retry(f"answered {status}", subject=address, way_out=f"again in {later} s" if later else "")
        if not response.is_success:
            raise Quarantine(f"answered {status}", reason=Why.HTTP_ERROR, subject=address)
        media, _, rest = headers.get("content-type", "").partition(";")
        return msgspec.structs.replace(
            about,
            body=self._body(address, response),
            media=media.strip().lower(),
            charset=rest.partition("charset=")[2].split(";")[0].strip(" \"'"),
        )

    def _body(self, address: str, response: httpx2.Response) -> bytes:
        began, size, parts = self._clock(), 0, []
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._options.max_bytes:
                raise Quarantine(
                    f"larger than {self._options.max_bytes:,} bytes", reason=Why.TOO_LARGE, subject=address
                )
            if self._clock() - began > self._options.whole_s:
                raise Retry("it drips too slowly", subject=address)
            parts.append(piece)
        return b"".join(parts)

    def _admit(self, address: str) -> None:
        """Refuse what is no web address, a private host that nobody named, and what robots.txt asks us to leave."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Quarantine("not a web address", reason=Why.NOT_FOUND, subject=address)
        if _host(address) not in self._trusted and is_private(parts.hostname):
            raise Quarantine("a private network's host that nobody named", reason=Why.HTTP_ERROR, subject=address)
        if self._options.robots and not self._rules(address).can_fetch(address, self._options.agent):
            raise Quarantine("its robots.txt asks us not to", reason=Why.ROBOTS, subject=address)

    def _rules(self, address: str) -> Protego:
        """The host's robots.txt, read once; a host without one allows everything (RFC 9309, 2.3.1.3)."""
        host = _host(address)
        if host not in self._robots:
            scheme = urlsplit(address).scheme
            try:
                found = self._once(f"{scheme}://{host}/robots.txt", NOTHING)
                text = found.body.decode("utf-8", "replace") if isinstance(found, Answer) else ""
            except (Retry, Quarantine):
                text = ""
            self._robots[host] = Protego.parse(text)
        return self._robots[host]

    def _wait(self, address: str) -> None:
        host = _host(address)
        ready = self._last.get(host, float("-inf")) + self._options.pause_s
        if (left := ready - self._clock()) > 0:
            self._sleep(left)
        self._last[host] = self._clock()


def retry_after(value: str) -> int:
    """Retry-After in seconds (RFC 9110, 10.2.3): a number, or a date against now; 0 when it says nothing."""
    if value.strip().isdigit():
        return int(value)
    try:
        return max(0, int(parsedate_to_datetime(value).timestamp() - time.time()))
    except (ValueError, TypeError):
        return 0


def is_private(host: str) -> bool:
    """Whether any address of the host lies outside the public internet. A host that does not resolve is not private:
    the request itself will say so."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found)


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2].lower()
