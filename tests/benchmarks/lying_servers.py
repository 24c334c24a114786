"""Servers that never come to an end, each against the limits of a real import.

    python -m tests.benchmarks.lying_servers [NAME…]

Prints for each server how long the import of its page took, and what it said. All are asked at once, so that it takes a
little more than a minute; names after the command ask some of them alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Final

from tests.importers import dripping

from seogo.errors import ImportRefused
from seogo.importers.fetcher import CONNECT, WHOLE, Fetcher

OK: Final = b"HTTP/1.1 200 OK\r\n"
CHUNKED: Final = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GZIP: Final = OK + b"Content-Encoding: gzip\r\n\r\n"
SLOWLY: Final = 2.0
"""Seconds between two drops: less than one read may take."""

SERVERS: Final = {
    "100-continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0),
    "100-continue-dripped": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", SLOWLY),
    "status-line": (b"HTTP/1.1 2", b"0", SLOWLY),
    "header-letters": (OK + b"X: ", b"a", SLOWLY),
    "headers": (OK, b"X: y\r\n", SLOWLY),
    "body": (OK + b"\r\n", b"a", SLOWLY),
    "chunk-size": (CHUNKED, b"0", SLOWLY),
    "chunk-extension": (CHUNKED + b"5;", b"a", SLOWLY),
    "chunks": (CHUNKED, b"1\r\na\r\n", SLOWLY),
    "trailers": (CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: y\r\n", 0),
    "trailers-dripped": (CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: y\r\n", SLOWLY),
    "gzip-name": (GZIP + b"\x1f\x8b\x08\x08\0\0\0\0\0\xff", b"a", SLOWLY),
    "gzip-empty-blocks": (GZIP + b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\0\0\xff\xff", 0),
    "redirect-headers": (b"HTTP/1.1 302 Found\r\n", b"X: y\r\n", SLOWLY),
    "later": (b"HTTP/1.1 503 Later\r\nRetry-After: 30\r\n\r\n", b"", SLOWLY),
    "silent": (b"", b"", SLOWLY),
    "tls-silent": (b"", b"", SLOWLY),
    "tls-dripped": (b"\x16\x03\x03\x3f\xff", b"\0", SLOWLY),
}


def timed(fetch: Callable[[], object]) -> tuple[float, str]:
    """Seconds that something took, and what it said."""
    begun = time.monotonic()
    try:
        fetch()
        said = "read"
    except ImportRefused as error:
        said = str(error)
    return time.monotonic() - begun, said


def asked(name: str) -> tuple[str, float, str]:
    """One server, and how its page was imported."""
    start, again, pause = SERVERS[name]
    scheme = "https" if name.startswith("tls") else "http"
    with dripping.dripping(start, again, pause) as port:
        url = f"{scheme}://127.0.0.1:{port}/"
        return name, *timed(lambda: Fetcher(allow_private=True).fetch(url))


def main(names: list[str]) -> None:
    """Ask the servers with these names, all of them where none is given."""
    dripping.ENOUGH = 10 * WHOLE
    chosen = names or [*SERVERS]
    worst = 0.0
    with ThreadPoolExecutor(len(chosen)) as threads:
        for done in as_completed([threads.submit(asked, name) for name in chosen]):
            name, seconds, said = done.result()
            worst = max(worst, seconds)
            print(f"{name:22} {seconds:6.1f} s  {said}", flush=True)
    print(f"limit {WHOLE:.0f} s, of one wait {CONNECT:.0f} s; the longest took {worst:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
