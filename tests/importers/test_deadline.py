"""Answers that never end: the whole of a page has one deadline, whatever its server does."""

from __future__ import annotations

import gzip
import socket
import threading
from pathlib import Path

import pytest

from seogo.errors import ImportRefused
from seogo.importers import fetcher
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import Item
from seogo.importers.writing.images import ImageDownloader
from tests.importers.dripping import dripping
from tests.importers.hostile import Handler, served

pytestmark = pytest.mark.slow

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GZIP = OK + b"Content-Encoding: gzip\r\n"
DRIP = 0.05


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of a second for a page, and for every read."""
    monkeypatch.setattr(fetcher, "WHOLE", 0.35)
    monkeypatch.setattr(fetcher, "CONNECT", 0.35)


@pytest.mark.parametrize(
    ("start", "again", "pause"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", DRIP),
        (b"HTTP/1.1 100 Continue\r\n", b"X: y\r\n", DRIP),
        (b"HTTP/1.1 2", b"0", DRIP),
        (OK + b"X: ", b"a", DRIP),
        (OK, b"X: y\r\n", DRIP),
        (OK + b"\r\n", b"a", DRIP),
        (CHUNKED, b"0", DRIP),
        (CHUNKED + b"5;", b"a", DRIP),
        (CHUNKED, b"1\r\na\r\n", DRIP),
        (CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: y\r\n", 0),
        (CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: y\r\n", DRIP),
        (GZIP + b"\r\n" + b"\x1f\x8b\x08\x08\0\0\0\0\0\xff", b"a", DRIP),  # a name without end
        (GZIP + b"\r\n" + b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\0\0\xff\xff", 0),  # empty blocks
        (b"HTTP/1.1 302 Found\r\n", b"X: y\r\n", DRIP),
        (b"HTTP/1.1 503 Later\r\n", b"X: y\r\n", DRIP),
    ],
)
def test_an_answer_without_end(start: bytes, again: bytes, pause: float) -> None:
    with dripping(start, again, pause) as port, pytest.raises(ImportRefused, match="it takes long"):
        Fetcher(allow_private=True).fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("start", [b"\x16\x03\x03\x3f\xff", b"", b"\x15\x03\x03"])
def test_tls_that_is_never_agreed_upon(start: bytes) -> None:
    one = Fetcher(allow_private=True, sleep=lambda _: None)
    right = pytest.raises(ImportRefused, match=r"it takes long|no connection")
    with dripping(start, b"\0" if start else b"", DRIP) as port, right:
        one.fetch(f"https://127.0.0.1:{port}/")


def test_an_endless_gzip_stream_of_many_members_ends_with_the_first() -> None:
    page = gzip.compress("첫 글".encode())
    with dripping(GZIP + b"\r\n" + page, page * 50, 0) as port:
        data = Fetcher(allow_private=True).fetch(f"http://127.0.0.1:{port}/").data
    assert data.decode() == "첫 글"


def test_a_resolver_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def resolve(*_: object, **__: object) -> list[object]:
        asked.wait(5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ImportRefused, match=r"slow\.example|it takes long"):
        Fetcher(sleep=lambda _: None).fetch("http://slow.example/")
    asked.set()


def test_pauses_and_attempts_count_too() -> None:
    waits: list[float] = []
    with served() as site, pytest.raises(ImportRefused, match="503"):
        Fetcher(allow_private=True, sleep=waits.append).fetch(f"{site}/busy")  # "try again in 7 s"
    assert waits == []


def test_robots_have_the_same_deadline() -> None:
    one, right = Fetcher(allow_private=True), pytest.raises(ImportRefused, match=r"robots\.txt")
    with dripping(OK, b"X: y\r\n", DRIP) as port, right:
        one.fetch(f"http://127.0.0.1:{port}/page", listed=True)


def test_rules_without_end_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetcher, "_RULES", 0.01)
    with served() as site:
        Handler.robots = b"".join(b"User-agent: a%d\n" % n for n in range(9_000)) * 2
        with pytest.raises(ImportRefused, match=r"robots\.txt"):
            Fetcher(allow_private=True).fetch(f"{site}/page", listed=True)


def test_images_of_an_article_have_one_deadline(tmp_path: Path) -> None:
    body = "".join(f"![a](http://127.0.0.1:%d/{n}.png)" for n in range(40))
    with dripping(OK, b"X: y\r\n", DRIP) as port:
        item = Item("a", "a", body.replace("%d", str(port)))
        images = ImageDownloader(tmp_path, Fetcher(allow_private=True))
        assert images.download(item, "a") == item
