"""Broken and hostile sources: each is refused in a sentence, and what is around it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from seogo.importers.fetcher import Fetcher
from seogo.importers.format import Format
from seogo.importers.item import PassedOver, Piece, Refused
from seogo.importers.registry import registry
from seogo.importers.sources import pieces_of
from tests.importers.reading import one
from tests.importers.samples import SAMPLES, TITLE


def pieces(data: bytes, folder: Path, name: str) -> list[Piece | Refused | PassedOver]:
    """The pieces of a file, as an import sees them."""
    path = folder / name
    path.write_bytes(data)
    return list(pieces_of(str(path), Fetcher()))


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, f"{TITLE}\n\n{TITLE} {TITLE}\n")
    return data.getvalue()


def test_a_file_without_a_name_in_a_zip_archive(tmp_path: Path) -> None:
    data = zipped("a.txt", "b.txt").replace(b"a.txt", b"\0.txt")  # zipfile cuts names at a NUL
    nameless, other = pieces(data, tmp_path, "x.zip")
    assert isinstance(nameless, PassedOver)
    assert isinstance(other, Piece) and other.name == "b.txt"


def test_a_file_that_cannot_be_unpacked_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped("a.txt", "b.txt"))
    at = data.index(b"a.txt") + len("a.txt")
    data[at] = 0xFF  # a kind of block that deflate does not have: zlib.error, which is no OSError
    broken, other = pieces(bytes(data), tmp_path, "x.zip")
    assert isinstance(broken, Refused) and "a.txt" in broken.where
    assert isinstance(other, Piece)


@pytest.mark.parametrize("missing", [b"WARC-Target-URI", b"WARC-Type", b"WARC-Record-ID"])
def test_warc_records_that_lack_a_header(tmp_path: Path, missing: bytes) -> None:
    data = SAMPLES["warc"].data.replace(missing, b"X-Other")
    for piece in pieces(data, tmp_path, "x.warc"):
        assert isinstance(piece, Piece) or "\n" not in str(piece.why)  # type: ignore[union-attr]


def test_a_format_that_fails_while_it_splits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: IO[bytes], piece: Piece) -> Iterator[Piece]:
        raise KeyError("nothing")

    bad = Format("bad", lambda head: head.data.startswith(b"BAD"), split=fail)
    monkeypatch.setattr(registry(), "_formats", {"bad": bad, **registry()._formats})
    (refused,) = pieces(b"BAD", tmp_path, "x.bad")
    assert isinstance(refused, Refused) and "KeyError" in str(refused.why)


@pytest.mark.parametrize("half", ["&#xd83d;", "&#XDfff;", "&#55296;", "&#0057343;"])
def test_half_characters_in_feeds_are_no_text(half: str) -> None:
    item = one(SAMPLES["feed"].data.decode().replace("마을", half))
    assert item.title == TITLE
    assert "\ufffd" in item.body


def test_emoji_in_feeds_stay() -> None:
    item = one(SAMPLES["feed"].data.decode().replace(TITLE, "다리 &#128512;&#x1F600;"))
    assert item.title == "다리 😀😀"


def test_elements_of_feeds_that_have_no_names() -> None:
    body = "<b:>다리가 열려</b:> 걸어서 <i>건너갔다</i>"
    feed = f"<rss><channel><item><title>a</title><description>{body}</description></item></channel></rss>"
    assert one(feed).summary
