"""What a hostile server can do: nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from seogo.errors import ImportRefused
from seogo.importers.fetcher import ATTEMPTS, REDIRECTS, Fetcher
from seogo.importers.item import MAX_PAGE
from seogo.importers.network.special_addresses import is_public
from tests.importers.hostile import Handler, served
from tests.importers.pages.sites import newspaper
from tests.importers.pages.texts import BRIDGE_KO

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[str]:
    with served() as address:
        yield address


class Waits(list[float]):
    """Seconds that were waited, without waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetcher(waits: Waits | None = None) -> Fetcher:
    return Fetcher(allow_private=True, sleep=Waits() if waits is None else waits)


def test_a_page_comes_with_its_address_and_charset(site: str) -> None:
    fetched = fetcher().fetch(f"{site}/to-page")
    assert (fetched.url, fetched.content_type, fetched.charset) == (
        f"{site}/page",
        "text/html",
        "utf-8",
    )
    assert fetched.data == newspaper(BRIDGE_KO).encode()
    assert fetcher().fetch(f"{site}/gzip").data == fetched.data


def test_requests_name_seogo_and_carry_nothing_else(site: str) -> None:
    one = fetcher()
    one.fetch(f"{site}/page")
    one.fetch(f"{site}/page?q=한글 a")
    (_, first), (path, second) = Handler.asked
    assert path == "/page?q=%ED%95%9C%EA%B8%80%20a"
    for headers in (first, second):
        assert headers["User-Agent"].startswith("Seogo/")
        assert {"Cookie", "Referer", "Authorization"} & set(headers) == set()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/bomb", "longer than"),
        ("/deflate-bomb", "longer than"),
        ("/huge", "longer than"),
        ("/endless", "longer than"),
        ("/loop", f"more than {REDIRECTS} redirects"),
        ("/to-file", "http address"),
        ("/to-script", "http address"),
        ("/short", "too early"),
        ("/cut-gzip", "too early"),
        ("/headers", "invalid response"),
        ("/garbage", "invalid response"),
        ("/none", "404"),
    ],
)
def test_what_a_server_cannot_do(site: str, path: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        fetcher().fetch(site + path)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example",
        "data:text/html,x",
        "http://",
        "x",
        "http://u:p@127.0.0.1/",
    ],
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(ImportRefused, match="http"):
        fetcher().fetch(address)


def test_private_addresses_are_refused_however_they_are_named(site: str) -> None:
    port = site.rpartition(":")[2]
    for host in (
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ):
        with pytest.raises(ImportRefused, match=r"private|no server"):
            Fetcher().fetch(f"http://{host}:{port}/page")
    assert Handler.asked == []


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself is taken for a public one; where it sends us is not."""
    monkeypatch.setattr("seogo.importers.fetcher.is_public", lambda text: text == "127.0.0.1")
    with pytest.raises(ImportRefused, match="private address 10"):
        Fetcher().fetch(f"{site}/to-private")


def resolver(monkeypatch: pytest.MonkeyPatch, places: dict[str, list[str]]) -> None:
    """Names at some addresses, in place of the system's resolver."""

    def resolve(host: str, port: int, **_: object) -> list[object]:
        family = {False: socket.AF_INET, True: socket.AF_INET6}
        found = places.get(host, [host])
        return [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize(
    "places",
    [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["fec0::1"], ["2606:4700::1", "::ffff:7f00:1"]],
)
def test_every_address_of_every_name_is_looked_at(
    places: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver(monkeypatch, {"a.example": places})
    with pytest.raises(ImportRefused, match="private address"):
        Fetcher().fetch("http://a.example/page")


def test_a_redirect_to_a_name_at_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver(monkeypatch, {"outer.example": ["127.0.0.1"], "inner.example": ["192.168.0.1"]})
    monkeypatch.setattr("seogo.importers.fetcher.is_public", lambda text: text == "127.0.0.1")
    with pytest.raises(ImportRefused, match=r"inner\.example is at the private address 192"):
        Fetcher().fetch(f"http://outer.example:{site.rpartition(':')[2]}/to-name")
    assert [path for path, _ in Handler.asked] == ["/to-name"]


@pytest.mark.parametrize("port", [0, 22, 25, 6666])
def test_ports_of_other_protocols_are_refused(port: int) -> None:
    with pytest.raises(ImportRefused, match=f"port {port} "):
        Fetcher(allow_private=True).fetch(f"http://127.0.0.1:{port}/")


def test_a_name_is_resolved_once_and_the_checked_address_is_used(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked and private when it is connected to."""
    port = int(site.rpartition(":")[2])
    answers = iter([("93.184.216.34", port), ("127.0.0.1", port)])

    def resolve(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", next(answers))]

    reached: list[object] = []

    def connect(_: socket.socket, place: object) -> None:
        reached.append(place)
        raise TimeoutError("no way out of the test")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("seogo.importers.fetcher.ATTEMPTS", 1)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(ImportRefused, match="no connection"):
        Fetcher(sleep=Waits()).fetch("http://rebinding.example/page")
    assert reached == [("93.184.216.34", port)]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("192.0.0.8", False),
        ("192.0.0.9", True),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.19.255.255", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("240.0.0.1", False),
        ("192.175.48.1", True),
        ("172.32.0.1", True),
        ("::", False),
        ("::10.0.0.1", False),
        ("::93.184.216.34", False),
        ("::ffff:93.184.216.34", True),
        ("::ffff:0:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("64:ff9b:1::5db8:d822", False),
        ("100::1", False),
        ("2001::1", False),
        ("2001:0:5db8:d822:0:0:f5ff:fffe", False),  # Teredo, with 10.0.0.1 turned around
        ("2001:1::1", True),
        ("2001:2::1", False),
        ("2001:10::1", False),
        ("2001:20::1", True),
        ("2001:db8::1", False),
        ("2001:4860:4860::8888", True),
        ("2002:7f00:1::", False),
        ("2002:a00:1::1", False),
        ("2002:c058:6301::", False),
        ("2002:5db8:d822::1", True),
        ("2620:4f:8000::1", True),
        ("3fff::1", False),
        ("3fff:1000::1", True),
        ("4000::1", False),
        ("5f00::1", False),
        ("fd00::1", False),
        ("fec0::1", False),
        ("feff::1", False),
        ("ff02::1", False),
        ("ff0e::1", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_busy_server_is_tried_again_after_the_time_it_names(site: str) -> None:
    waits = Waits()
    assert fetcher(waits).fetch(f"{site}/busy").data
    assert waits == [7, 7]
    with pytest.raises(ImportRefused, match=f"{ATTEMPTS} times"):
        Handler.failures["/busy"] = 10
        fetcher(waits).fetch(f"{site}/busy")


def test_nothing_larger_than_the_limit_is_read(site: str) -> None:
    assert MAX_PAGE < 40_000_000
    with pytest.raises(ImportRefused, match="longer than 10 bytes"):
        fetcher().fetch(f"{site}/page", limit=10)
