"""Pages fetched from addresses that somebody gave, politely and with care.

A name is resolved once, every address it has is checked, and the connection goes to a checked one: a server that answers
differently the second time it is asked leads nowhere. That is why `http.client` is used and nothing above it: its connections
take a socket that was opened here. Special addresses (private, loopback, link-local …) and ports of other protocols are
refused, at every redirect again. Nothing is sent but the request; there are no cookies, and no proxy of the environment is
asked. One deadline holds for everything about a page, whatever its server does.
"""

from __future__ import annotations

import http.client
import re
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from seogo import __version__
from seogo.errors import ImportRefused
from seogo.importers.extraction.tree import missing
from seogo.importers.extraction.urls import web_address
from seogo.importers.item import MAX_PAGE
from seogo.importers.network.connection import Connection, Deadline, resolve
from seogo.importers.network.special_addresses import CLOSED_PORTS, is_public
from seogo.importers.time_limit import time_limit
from seogo.messages import Message
from seogo.messages.catalogues import has_text
from seogo.messages.reasons import reason_of

if TYPE_CHECKING:
    from protego import Protego

AGENT: Final = "Seogo"
USER_AGENT: Final = f"{AGENT}/{__version__} (article archive; reads single pages for its reader)"
REDIRECTS: Final = 5
CONNECT: Final = 10.0
"""Seconds for a name, a connection, and every answer to a read."""

WHOLE: Final = 60.0
"""Seconds for one page with everything: all redirects, attempts and pauses."""

ATTEMPTS: Final = 3
DELAY: Final = 1.0
"""Seconds between two requests to one host of a list."""

MAX_ROBOTS: Final = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least. What stands behind them is left out."""

_RULES: Final = 2.0
"""Seconds for reading the rules of a robots.txt; 10,000 groups of rules take longer."""

_LONGEST_DELAY: Final = 30.0
_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,*/*;q=0.5"
)
_CHUNK: Final = 64 * 1024
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_AGAIN: Final = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Fetched:
    """Answer to a fetched address; ``url`` is the address after all redirects."""

    url: str
    data: bytes
    content_type: str
    charset: str


@cache
def _tls() -> ssl.SSLContext:
    """How servers prove who they are; made once, since reading the certificates of a system takes some 20 ms."""
    return ssl.create_default_context()


class _Unavailable(ImportRefused):
    """Nothing is at an address: the server answers 4xx, or redirects again and again."""


class _Again(Exception):
    """A failure that may pass; ``wait`` is how many seconds the server asked for."""

    def __init__(self, message: Message, wait: float = 0) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait


class Fetcher:
    """Fetches pages, one after the other; ``sleep`` waits some seconds."""

    def __init__(
        self, *, allow_private: bool = False, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._allow_private = allow_private
        self._sleep = sleep
        self._robots: dict[str, Protego | None] = {}
        self._next: dict[str, float] = {}

    def fetch(self, address: str, *, listed: bool = False, limit: int = MAX_PAGE) -> Fetched:
        """Fetch a page of at most ``limit`` bytes, unpacked. Raises ImportRefused.

        ``listed``: it is one of many that nobody looked at, so robots.txt is followed and hosts are given time.
        """
        url = web_address(address)
        if not url:
            raise ImportRefused(Message("import.bad-address"))
        if listed:
            self._follow_robots(url)
        return self._patiently(url, limit, new_deadline())

    def _patiently(self, url: str, limit: int, deadline: Deadline, *, cut: bool = False) -> Fetched:
        """The page, in some attempts; ``cut`` leaves out what is behind the limit instead of refusing it all."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._followed(url, limit, deadline, cut=cut)
            except _Again as error:
                deadline.left()
                pause = min(max(error.wait, 2.0 ** (attempt - 1)), _LONGEST_DELAY)
                if attempt == ATTEMPTS or not deadline.allows(pause):
                    tried = Message("import.attempts", reason=error.message, most=attempt)
                    raise ImportRefused(tried if attempt > 1 else error.message) from error
                self._sleep(pause)
        raise AssertionError

    def _followed(self, url: str, limit: int, deadline: Deadline, *, cut: bool) -> Fetched:
        for _ in range(REDIRECTS + 1):
            found = self._once(url, limit, deadline, cut=cut)
            if isinstance(found, Fetched):
                return found
            url = found
        raise _Unavailable(Message("import.redirects", most=REDIRECTS))

    def _once(self, url: str, limit: int, deadline: Deadline, *, cut: bool) -> Fetched | str:
        """The page, or the address it redirects to."""
        parts = urlsplit(url)
        connection = self._connected(url, deadline)
        try:
            path = quote(parts.path or "/", safe="%/:@!$&'()*+,;=~-._")
            query = f"?{quote(parts.query, safe='%/:?@!$&()*+,;=~-._')}" if parts.query else ""
            answer = connection.get(path + query, _HEADERS)
            if answer.status in (301, 302, 303, 307, 308):
                target = web_address(answer.getheader("Location") or "", url)
                if not target:
                    raise ImportRefused(Message("import.bad-redirect"))
                return target
            if answer.status in _AGAIN:
                raise _Again(Message("import.status", status=str(answer.status)), _wait(answer))
            if answer.status != 200:
                refusal = _Unavailable if 400 <= answer.status < 500 else ImportRefused
                status = f"{answer.status} {answer.reason}"[:80]
                raise refusal(Message("import.status", status=status))
            kind = answer.getheader("Content-Type") or ""
            charset = _CHARSET.search(kind)
            data = _body(answer, limit, cut=cut)
            return Fetched(
                url, data, kind.partition(";")[0].strip().lower(), charset[1] if charset else ""
            )
        except (TimeoutError, ConnectionError, http.client.RemoteDisconnected) as error:
            raise _Again(
                Message("import.connection-failed", reason=reason_of(error) or type(error).__name__)
            ) from error
        except (http.client.HTTPException, OSError, zlib.error, ValueError) as error:
            raise ImportRefused(
                Message("import.bad-answer", detail=f"{type(error).__name__}: {error}"[:170])
            ) from error
        finally:
            connection.close()

    def _connected(self, url: str, deadline: Deadline) -> Connection:
        """A connection to the host of an address, at one of the places that were looked at."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        secure = parts.scheme == "https"
        port = parts.port if parts.port is not None else 443 if secure else 80
        if port in CLOSED_PORTS:
            raise ImportRefused(Message("import.closed-port", port=str(port)))
        failure: OSError | None = None
        try:
            name = host if ":" in host else host.encode("idna").decode()
            places = resolve(name, port, deadline)
        except TimeoutError as error:
            places, failure = [], error
        except (OSError, UnicodeError) as error:
            raise ImportRefused(Message("import.no-server", host=host)) from error
        for *_, place in places:
            if not self._allow_private and not is_public(str(place[0])):
                raise ImportRefused(Message("import.private-address", host=host, address=place[0]))
        for place in places:
            try:
                return Connection(place, name, port, _tls() if secure else None, deadline)
            except ssl.SSLCertVerificationError as error:
                code = f"certificate.{error.verify_code}"
                reason = Message(code) if has_text(code) else error.verify_message
                raise ImportRefused(
                    Message("import.certificate", host=host, reason=reason)
                ) from error
            except OSError as error:
                failure = error
        why = reason_of(failure) if failure else Message("import.no-address")
        raise _Again(Message("import.no-connection", host=host, reason=why))

    def _follow_robots(self, url: str) -> None:
        """Wait until it is polite to ask a host again. Raises ImportRefused where robots.txt forbids it."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(site)
        rules = self._robots[site]
        if rules is None:
            raise ImportRefused(Message("import.robots-unreadable"))
        if not rules.can_fetch(url, AGENT):
            raise ImportRefused(Message("import.robots"))
        delay = min(max(rules.crawl_delay(AGENT) or 0, DELAY), _LONGEST_DELAY)
        now = time.monotonic()
        if (wait := self._next.get(parts.netloc, now) - now) > 0:
            self._sleep(wait)
        self._next[parts.netloc] = max(now, self._next.get(parts.netloc, now)) + delay

    def _rules(self, site: str) -> Protego | None:
        """Rules of a site's robots.txt: everything where there is none, nothing (None) where the server fails.

        RFC 9309, 2.3.1. Raises ImportRefused where protego is not installed.
        """
        try:
            from protego import Protego
        except ImportError as error:
            raise missing(Message("import.address-lists")) from error
        try:
            text = self._robots_file(site)
            with time_limit(_RULES):
                return Protego.parse(text)
        except (ImportRefused, TimeoutError):
            return None

    def _robots_file(self, site: str) -> str:
        try:
            address = f"{site}/robots.txt"
            data = self._patiently(address, MAX_ROBOTS, new_deadline(), cut=True).data
        except _Unavailable:
            return ""
        return data.decode("utf-8-sig", "replace")


def new_deadline() -> Deadline:
    """The deadline of a page that is begun now."""
    return Deadline(WHOLE, CONNECT)


_HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": _ACCEPT,
    "Accept-Language": "ko,en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


def _wait(answer: http.client.HTTPResponse) -> float:
    text = answer.getheader("Retry-After") or ""
    return float(text) if re.fullmatch("[0-9]{1,4}", text, re.ASCII) else 0


def _body(answer: http.client.HTTPResponse, limit: int, *, cut: bool) -> bytes:
    """The body of an answer, unpacked piece by piece, so that a small one cannot become a large one."""
    length = answer.getheader("Content-Length") or ""
    if not cut and length.isdigit() and len(length) < 19 and int(length) > limit:
        raise ImportRefused(Message("file.too-long", limit=limit))
    unpack = _unpacker((answer.getheader("Content-Encoding") or "").strip().lower())
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        while chunk:
            if unpack is None:
                data += chunk
                chunk = b""
            else:
                data += unpack.decompress(chunk, limit + 1 - len(data))
                chunk = unpack.unconsumed_tail
            if len(data) > limit and cut:
                return bytes(data[:limit])
            if len(data) > limit:
                raise ImportRefused(Message("file.too-long", limit=limit))
            if unpack is not None and unpack.eof:
                return bytes(data)  # what stands behind the end is none of it
    if length.isdigit() and unpack is None and len(data) < int(length[:18]):
        raise _Again(Message("import.answer-cut"))
    if unpack is not None and not unpack.eof:
        raise _Again(Message("import.answer-cut"))
    return bytes(data)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    match encoding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip" | "deflate":
            return zlib.decompressobj(47)  # gzip and zlib headers
    raise ImportRefused(Message("import.encoding", encoding=encoding[:20]))
