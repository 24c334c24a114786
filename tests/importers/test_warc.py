"""WARC files as crawlers and browsers leave them: packed in one go, cut off, with much that is no page."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from seogo.importers.fetcher import Fetcher
from seogo.importers.item import PassedOver, Piece, Refused
from seogo.importers.sources import pieces_of


def record(
    url: str, media_type: str = "text/html", status: str = "200 OK", kind: str = "response"
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n<p>글이다.</p>".encode()
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-19T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


ALL = (
    record("https://a.example/1"),
    record("https://a.example/2.png", "image/png"),
    record("https://a.example/3", status="404 Not Found"),
    record("https://a.example/4", kind="revisit"),
    record("https://a.example/5", "text/html; charset=utf-8"),
)


@pytest.mark.parametrize(
    "data",
    [
        b"".join(ALL),
        gzip.compress(b"".join(ALL)),
        b"".join(gzip.compress(one) for one in ALL),
    ],
    ids=["plain", "as a whole", "one by one"],
)
def test_pages_are_read_and_the_rest_is_counted(
    data: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data)
    found = list(pieces_of(str(file), Fetcher()))
    pages = [one.url for one in found if isinstance(one, Piece)]
    assert pages == ["https://a.example/1", "https://a.example/5"]
    passed = [one.kind for one in found if isinstance(one, PassedOver)]
    assert passed == ["image/png", "404", "revisit"]
    assert len(found) == 5 and capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cut", [3, 30])
@pytest.mark.parametrize("whole", [True, False])
def test_a_file_that_is_cut_off_says_so_in_one_line(
    whole: bool, cut: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = gzip.compress(b"".join(ALL)) if whole else b"".join(gzip.compress(one) for one in ALL)
    file = tmp_path / "a.warc.gz"
    file.write_bytes(data[:-cut])
    found = list(pieces_of(str(file), Fetcher()))
    refused = found[-1]
    assert isinstance(refused, Refused) and "gzip" in str(refused.why)
    assert isinstance(found[0], Piece) and found[0].url == "https://a.example/1"
    assert "\n" not in str(refused.why) and capfd.readouterr() == ("", "")
