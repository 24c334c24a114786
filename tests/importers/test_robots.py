"""robots.txt as RFC 9309 reads it, for addresses of a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seogo.errors import ImportRefused
from seogo.importers.fetcher import ATTEMPTS, MAX_ROBOTS, Fetcher
from tests.importers.hostile import Handler, served

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[str]:
    with served() as address:
        yield address


def allows(site: str, path: str) -> bool:
    """Whether a page of a list may be read: the answer is robots.txt's, whether the page is there or not."""
    one = Fetcher(allow_private=True, sleep=lambda _: None)
    try:
        one.fetch(f"{site}{path}", listed=True)
    except ImportRefused as error:
        return "robots.txt" not in str(error)
    return True


@pytest.mark.parametrize(
    ("rules", "allowed", "forbidden"),
    [
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?v=2", "/folder/a.pdf"),
        ("User-agent: *\nDisallow: /a\nAllow: /a/public", "/a/public/1", "/a/1"),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/c", "/a/b"),  # the longest match
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""),  # as long: allowed
        ("User-agent: *\nDisallow: /한글", "/한", "/%ED%95%9C%EA%B8%80/1"),
        ("User-agent: *\nDisallow: /%ed%95%9c", "/한글".replace("한", "글"), "/한글"),
        ("User-agent: *\nDisallow: /a", "/A", "/a"),
        ("User-agent: *\nDisallow:", "/a", ""),
        ("\ufeffUser-agent: *\nDisallow: /a # all of it", "/b", "/a/b"),
        ("user-AGENT: seogo\nDISALLOW: /a\n\nUser-agent: *\nDisallow: /", "/b", "/a"),
        ("User-agent: Other\nDisallow: /", "/a", ""),
        ("User-agent: Other\nUser-agent: Seogo\nDisallow: /a", "/b", "/a"),
        ("User-agent: Seogo\nDisallow: /a\n\nUser-agent: Seogo\nDisallow: /b", "/c", "/b"),
        ("User-agent: SeogoImages\nDisallow: /", "/a", ""),
        ("User-agent: *\r\nDisallow: /a\r\nSitemap: x\r\nnonsense\r\n", "/b", "/a"),
        ("\0\ufffd" * 1000, "/a", ""),
        ("", "/a", ""),
    ],
)
def test_rules(site: str, rules: str, allowed: str, forbidden: str) -> None:
    Handler.robots = rules.encode()
    assert allows(site, allowed)
    if forbidden:
        assert not allows(site, forbidden)
        assert Fetcher(allow_private=True).fetch(f"{site}/page").data  # not of a list


@pytest.mark.parametrize("status", [401, 403, 404, 410, 302])
def test_a_site_without_robots_allows_everything(site: str, status: int) -> None:
    Handler.robots = status
    assert allows(site, "/page")


@pytest.mark.parametrize("status", [500, 501, 503, 429])
def test_a_site_that_fails_allows_nothing(site: str, status: int) -> None:
    Handler.robots = status
    assert not allows(site, "/page")
    asked = [path for path, _ in Handler.asked]
    assert set(asked) == {"/robots.txt"} and len(asked) == (1 if status == 501 else ATTEMPTS)


def test_what_is_behind_the_limit_is_left_out(site: str) -> None:
    first, last = b"User-agent: *\nDisallow: /a\n", b"Disallow: /b\n"
    Handler.robots = first + b"#" * (MAX_ROBOTS - len(first)) + b"\n" + last
    assert not allows(site, "/a") and allows(site, "/b")


def test_one_site_is_asked_once_and_given_time(site: str) -> None:
    Handler.robots = b"User-agent: *\nCrawl-delay: 5\n"
    waits: list[float] = []
    one = Fetcher(allow_private=True, sleep=waits.append)
    for _ in range(2):
        one.fetch(f"{site}/page", listed=True)
    assert [round(wait) for wait in waits] == [5]
    assert [path for path, _ in Handler.asked].count("/robots.txt") == 1
