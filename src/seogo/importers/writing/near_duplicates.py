"""Near duplicates: texts that have most words in common.

The resemblance of two texts is that of their sets of shingles, three words in a row: those in both by those in either
(Broder, "On the resemblance and containment of documents", 1997). A signature of the least values of 32 hash functions
estimates it, and eight bands of four find the texts that are worth comparing: 98 of 100 pairs with a resemblance of .8
share a band. Words are letters and digits as they stand; nothing is analysed.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np

ALIKE: Final = 0.8
"""Two texts are taken for one from this resemblance on."""

SEEN: Final = 200_000
"""So many characters of a text are compared."""

_SIZE: Final = 3
_HASHES: Final = 32
_BANDS: Final = 8
_FEWEST: Final = 20  # words; shorter texts are alike by chance
_ADDRESS: Final = r"<?https?://[^\s>]+>?"
_TARGET: Final = re.compile(rf"\]\([^)\s]*+(\))?|{_ADDRESS}")
"""Target of a link, or what only begins like one and is read once, with no match in its group; an address."""
_IMAGE: Final = re.compile(r"(!\[[^\[\]]{0,500}\])\([^()\s]*\)")
_LOCAL_LINK: Final = re.compile(r"\[([^\[\]]{0,500})\]\((?![a-z]+:)[^()\s]*\)")
_WORD: Final = re.compile(r"[^\W_]+")
_RANDOM: Final = np.random.default_rng(1997)
_FACTORS: Final = _RANDOM.integers(1, 2**63, (_HASHES, 1), dtype=np.uint64) * np.uint64(
    2
) + np.uint64(1)
_SUMMANDS: Final = _RANDOM.integers(0, 2**63, (_HASHES, 1), dtype=np.uint64)
_AT_ONCE: Final = 4096
"""Shingles; 32 values of each are a megabyte."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Fingerprint of a text: ``exact`` is the same for the same words; ``bands`` is empty for short texts."""

    exact: bytes
    bands: tuple[bytes, ...]


def fingerprint_of(body: str) -> Fingerprint:
    """The fingerprint of a Markdown body."""
    words = _words(body)
    text = " ".join(words).encode("utf-8", "replace")
    exact = hashlib.blake2b(text, digest_size=16).digest()
    if len(words) < _FEWEST:
        return Fingerprint(exact, ())
    parts = text.split(b" ")
    shingles = set(map(b" ".join, zip(*(parts[at:] for at in range(_SIZE)), strict=False)))
    hashes = np.frombuffer(
        b"".join([hashlib.blake2b(one, digest_size=8).digest() for one in shingles]), "<u8"
    )
    # Multiplication by odd numbers modulo 2**64; the high bits are the well mixed ones.
    least = [
        (hashes[at : at + _AT_ONCE] * _FACTORS + _SUMMANDS).min(axis=1)
        for at in range(0, len(hashes), _AT_ONCE)
    ]
    rows = (np.min(least, axis=0) >> np.uint64(32)).astype(np.uint32).reshape(_BANDS, -1)
    return Fingerprint(exact, tuple(bytes([band]) + row.tobytes() for band, row in enumerate(rows)))


def has_same_words(one: str, other: str) -> bool:
    """Whether two Markdown bodies have the same words in the same order, and so one fingerprint."""
    return _words(one) == _words(other)


def resemblance(one: str, other: str) -> float:
    """Resemblance of two Markdown bodies, 0 to 1."""
    first, second = _shingles(_words(one)), _shingles(_words(other))
    either = len(first | second)
    return len(first & second) / either if either else 1.0


def is_same_body(one: str, other: str) -> bool:
    """Whether two bodies are the same but for where their images are, and what leads to other articles: both come later."""
    first, second = (
        _LOCAL_LINK.sub(r"\1", _IMAGE.sub(r"\1", body.strip("\n").rstrip()))
        for body in (one, other)
    )
    return first == second


def has_more_links(one: str, other: str) -> bool:
    """Whether the first of two bodies has more links to other articles."""
    first, second = (sum(1 for _ in _LOCAL_LINK.finditer(body)) for body in (one, other))
    return first > second


class NearDuplicates:
    """Names of texts, found by their fingerprints."""

    def __init__(self) -> None:
        self._exact: dict[bytes, list[str]] = defaultdict(list)
        self._bands: dict[bytes, list[str]] = defaultdict(list)

    def add(self, name: str, fingerprint: Fingerprint) -> None:
        self._exact[fingerprint.exact].append(name)
        for band in fingerprint.bands:
            self._bands[band].append(name)

    def same(self, fingerprint: Fingerprint) -> list[str]:
        """The names of texts with the very same words."""
        return self._exact.get(fingerprint.exact, [])

    def near(self, fingerprint: Fingerprint, most: int = 5) -> list[str]:
        """Names of texts that may be alike, those with the most bands in common first."""
        counts: dict[str, int] = defaultdict(int)
        for band in fingerprint.bands:
            for name in self._bands.get(band, ())[-200:]:
                counts[name] += 1
        return sorted(counts, key=lambda name: -counts[name])[:most]


def _words(body: str) -> list[str]:
    text = body[:SEEN]
    if "](" in text or "http" in text:
        text = _TARGET.sub(_no_target, text)
    return _WORD.findall(text.casefold())


def _no_target(found: re.Match[str]) -> str:
    opened = found[0].startswith("](") and not found[1]
    return re.sub(_ADDRESS, " ", found[0]) if opened else " "


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[at : at + _SIZE]) for at in range(max(1, len(words) - _SIZE + 1))}
