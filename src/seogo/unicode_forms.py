"""Unicode's normal forms of text from outside, in time that is linear in its length.

`unicodedata` sorts the marks that follow a letter in quadratic time and keeps the interpreter's lock meanwhile: 80,000 of
them stop every thread for half a minute. So long runs are parted first, as the Stream-Safe Text Process does (UAX #15, 13.1):
behind 30 marks in a row a combining grapheme joiner (U+034F) is put in, which is not seen and which nothing is sorted across.
Nothing is lost, and no text that anybody wrote has so many. No other module calls ``unicodedata.normalize`` or
``is_normalized``; tests/test_layers.py holds it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS: Final = 30
"""Marks in a row, counted after decomposition."""

JOINER: Final = "\u034f"

_MOST_INSIDE: Final = 3  # marks at the end of a decomposed letter, such as U+1F82
_RUN: Final = re.compile(
    rf"(?:[^\w\s\x00-\x7f]|[\uff9e\uff9f]){{{(MOST_MARKS - _MOST_INSIDE) // 2},}}"
)
"""Run of signs that may be marks (or sound marks in half width, which become some), each of them two at most."""


def to_form(form: Form, text: str) -> str:
    """``text`` in a normal form, with long runs of marks parted."""
    return unicodedata.normalize(form, to_stream_safe(text))


def is_in_form(form: Form, text: str) -> bool:
    """Whether ``to_form`` leaves a text as it is."""
    return text.isascii() or (
        to_stream_safe(text) == text and unicodedata.is_normalized(form, text)
    )


def to_stream_safe(text: str) -> str:
    """``text`` with a joiner behind every 30 marks in a row; other text as it is."""
    return text if text.isascii() else _RUN.sub(_parted, text)


def _parted(run: re.Match[str]) -> str:
    start = run.start()
    count = _marks(run.string[start - 1])[1] if start else 0
    pieces: list[str] = []
    for sign in run[0]:
        leading, trailing = _marks(sign)
        if count + leading > MOST_MARKS:
            pieces.append(JOINER)
            count = 0
        whole = leading == trailing  # nothing but marks
        count = count + leading if whole and leading else trailing
        pieces.append(sign)
    return "".join(pieces)


@lru_cache(4096)
def _marks(sign: str) -> tuple[int, int]:
    """How many marks a sign begins and ends with once it is decomposed."""
    marks = [unicodedata.combining(one) > 0 for one in unicodedata.normalize("NFKD", sign)]
    return [*marks, False].index(False), [*reversed(marks), False].index(False)
