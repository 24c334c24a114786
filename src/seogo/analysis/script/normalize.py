"""Unicode normalisation with a way back to the original offsets.

Half-width jamo become compatibility jamo and complete syllables are composed from them; everything else but
compatibility jamo goes through NFKC (UAX #15), which would otherwise turn ``ㄱ`` into a conjoining jamo and glue it to
its neighbour. All middle dots become one (한ㆍ일). Zero-width characters disappear, as do the commas of ``1,234`` and the
full stops of ``A.I.``. Articles and queries are normalised alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from seogo.analysis.script.hangul import compose_jamo
from seogo.unicode_forms import is_in_form, to_form

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
# Text that NFKC leaves alone and that no combining mark follows: passed over in one step.
_STABLE = rf"(?:[\x00-\x7f가-힣一-鿿“”‘’·—–](?![{_COMBINING}]))+"
_CLUSTER = re.compile(
    rf"(?P<stable>{_STABLE})|(?P<jamo>[\u3131-\u318e\uffa1-\uffdc]+)"
    rf"|[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+|(?s:.)[{_COMBINING}]*"
)
_DOTS = "\u2022\u2027\u2219\u22c5\u30fb\u318d\uff65"
_COMPANY = re.compile(r"㈜|\(주\)")
_SIGNS = re.compile(rf"[{_DOTS}]|{_COMPANY.pattern}")
_ONE_DOT = dict.fromkeys(map(ord, _DOTS), "·")
_COMMA = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_ABBREVIATION = re.compile(r"(?<![A-Za-z.])(?:[A-Za-z]\.){2,}(?![A-Za-z])")
_INSIDE_ABBREVIATION = re.compile(r"\.[A-Za-z]\.")
_NEEDS_WORK = re.compile(rf"[\u3131-\u318e\uffa1-\uffdc{ZERO_WIDTH}]")


class Normalized(NamedTuple):
    """Normalised text and its offsets in the original.

    ``starts[i]`` and ``ends[i]`` are the half-open range in the original that character ``i`` came from; both are None
    where the text was normal already and the offsets are its own.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original of the non-empty range ``start:end`` of ``text``."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalize(text: str) -> Normalized:
    """Normalise ``text`` for analysis."""
    text = with_plain_signs(text)
    if is_normal(text):
        return Normalized(text)
    if _is_composed(text):
        size = len(text)
        return _without_marks(Normalized(text, range(size), range(1, size + 1)))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        if match.lastgroup == "stable":
            pieces.append(match.group())
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        elif match.lastgroup == "jamo":
            for piece, first, last in compose_jamo(_widen(match.group())):
                pieces.append(piece)
                starts.append(start + first)
                ends.append(start + last)
        elif match.group() not in ZERO_WIDTH:
            piece = to_form("NFKC", match.group())
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return _without_marks(Normalized("".join(pieces), starts, ends))


def with_plain_signs(text: str) -> str:
    """``text`` with · for every middle dot, and without the sign of a company (㈜한빛); the length stays the same."""
    if text.isascii() or not _SIGNS.search(text):
        return text
    return _COMPANY.sub(lambda sign: " " * len(sign[0]), text.translate(_ONE_DOT))


def is_normal(text: str) -> bool:
    """Whether ``normalize`` leaves a text as it is."""
    # each pattern begins with what is quickly looked for, and most texts have neither
    if not _is_composed(text) or _COMMA.search(text):
        return False
    return not (_INSIDE_ABBREVIATION.search(text) and _ABBREVIATION.search(text))


def _is_composed(text: str) -> bool:
    """Whether nothing but signs is left to drop."""
    return text.isascii() or (is_in_form("NFKC", text) and not _NEEDS_WORK.search(text))


def _widen(jamo: str) -> str:
    """Half-width jamo as the compatibility jamo that they stand for."""
    return "".join(
        chr(int(unicodedata.decomposition(letter).split()[-1], 16))
        if letter >= "\uffa1"
        else letter
        for letter in jamo
    )


def _without_marks(normal: Normalized) -> Normalized:
    """Drop the commas inside numbers and the full stops of abbreviations."""
    text = normal.text
    dropped = {match.start() for match in _COMMA.finditer(text)}
    for match in _ABBREVIATION.finditer(text):
        dropped.update(range(match.start() + 1, match.end(), 2))
    if not dropped:
        return normal
    assert normal.starts is not None
    assert normal.ends is not None
    kept = [i for i in range(len(text)) if i not in dropped]
    return Normalized(
        "".join(text[i] for i in kept),
        [normal.starts[i] for i in kept],
        [normal.ends[i] for i in kept],
    )
