"""Ids of passages, which stay what they are when their article changes.

A passage is named by its article, the version of that article's plain text, its offsets there, and a fingerprint of its own
text, by which it is found again in another version::

    news/motif.ko@3f9ac1d27b04:120-340:9c41f2ab07

White space of every kind counts as a space in a fingerprint, so that a passage may be shown on one line.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_ID: Final = re.compile(
    r"([^@\s]{1,300})@([0-9a-f]{12}):([0-9]{1,9})-([0-9]{1,9})(?::([0-9a-f]{10}))?"
)
_SPACE: Final = re.compile(r"\s")
_BASE: Final = 0x9E37_79B9_7F4A_7C15
_MODULUS: Final = 1 << 64
_INVERSE: Final = pow(_BASE, -1, _MODULUS)
_SHIFT: Final = np.uint64(24)
"""Of 64 bits the highest 40 are shown: those that every code point has changed."""
_DIGITS: Final = 10
_FEW: Final = 2_000


class PassageId(NamedTuple):
    """Id of the passage ``start:end`` of the version of an article; ``fingerprint`` may be empty."""

    article: str
    version: str
    start: int
    end: int
    fingerprint: str = ""

    def __str__(self) -> str:
        print_ = f":{self.fingerprint}" if self.fingerprint else ""
        return f"{self.article}@{self.version}:{self.start}-{self.end}{print_}"


def parse_passage_id(text: str) -> PassageId | None:
    """The id that a text is; None where it is none."""
    found = _ID.fullmatch(text)
    if found is None:
        return None
    article, version, start, end, print_ = found.groups()
    passage = PassageId(article, version, int(start), int(end), print_ or "")
    return passage if passage.start < passage.end else None


def text_version(text: str) -> str:
    """Version of an article's plain text: twelve hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def passage_id(article: str, text: str, start: int, end: int, version: str = "") -> PassageId:
    """Id of the passage ``start:end`` of an article with this plain text; ``version`` is that of the text, where known."""
    return PassageId(
        article, version or text_version(text), start, end, fingerprint(text[start:end])
    )


def fingerprint(passage: str) -> str:
    """Fingerprint of the text of a passage: the polynomial ``Σ c·b^i`` of its code points modulo 2^64."""
    codes = _codes(passage)
    value = int(codes @ _powers(_BASE, len(codes))) * _BASE % _MODULUS
    return f"{value >> int(_SHIFT):0{_DIGITS}x}"


def find_passage(passage: PassageId, text: str) -> int | None:
    """Where the passage stands in another text, unchanged: the place nearest to its own; None where it does not."""
    length = passage.end - passage.start
    if not passage.fingerprint or length > len(text):
        return None
    codes = _codes(text)
    with np.errstate(over="ignore"):
        sums = np.concatenate(
            [np.zeros(1, np.uint64), np.cumsum(codes * _powers(_BASE, len(codes)), dtype=np.uint64)]
        )
        windows = (sums[length:] - sums[:-length]) * _powers(_INVERSE, len(text) - length + 1)
        windows = windows * np.uint64(_BASE) >> _SHIFT
    places = (windows == np.uint64(int(passage.fingerprint, 16))).nonzero()[0]
    if not len(places):
        return None
    return int(places[np.abs(places - passage.start).argmin()])


def _codes(text: str) -> NDArray[np.uint64]:
    # no other space is printable, and most passages have none
    data = (text if text.isprintable() else _SPACE.sub(" ", text)).encode(
        "utf-32-le", "surrogatepass"
    )
    return np.frombuffer(data, "<u4").astype(np.uint64)


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    """The powers 0, 1, … of a base modulo 2^64; those that a passage needs stay in memory."""
    return _few_powers(base)[:count] if count <= _FEW else _make_powers(base, count)


@cache
def _few_powers(base: int) -> NDArray[np.uint64]:
    return _make_powers(base, _FEW)


def _make_powers(base: int, count: int) -> NDArray[np.uint64]:
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    with np.errstate(over="ignore"):
        return np.multiply.accumulate(powers, dtype=np.uint64)
