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
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS: Final = 30
"""Marks in a row, counted after decomposition."""

JOINER: Final = "\u034f"

_PIECE: Final = 500_000
_APART: Final = re.compile(f"[\x00-\x7f{JOINER}가-힣一-鿿]")
"""Characters that never change with what stands before them."""

_MOST_INSIDE: Final = 3  # marks at the end of a decomposed letter, such as U+1F82
_RUN: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{(MOST_MARKS - _MOST_INSIDE) // 2},}}")
"""Run of signs that may be marks, each of them two at most."""
_SOUND_MARKS: Final = (("\uff9e", "\u3099"), ("\uff9f", "\u309a"))
"""Letters that become marks: the sound marks of half-width Katakana."""


def to_form(form: Form, text: str) -> str:
    """``text`` in a normal form, with long runs of marks parted."""
    if text.isascii():
        return text
    return "".join([unicodedata.normalize(form, piece) for piece in _pieces(to_stream_safe(text))])


def is_in_form(form: Form, text: str) -> bool:
    """Whether ``to_form`` leaves a text as it is."""
    if text.isascii():
        return True
    safe = to_stream_safe(text)
    return safe == text and all(unicodedata.is_normalized(form, piece) for piece in _pieces(safe))


def _pieces(text: str) -> Iterator[str]:
    """Pieces of a text that are read each by itself, so that other threads go on between them."""
    at = 0
    while len(text) - at > _PIECE and (cut := _APART.search(text, at + _PIECE)):
        yield text[at : cut.start()]
        at = cut.start()
    yield text[at:]


def to_stream_safe(text: str) -> str:
    """``text`` with a joiner behind every 30 marks in a row; other text as it is."""
    return text if text.isascii() else "".join([_safe_piece(piece) for piece in _pieces(text)])


def _safe_piece(text: str) -> str:
    seen = text
    for letter, mark in _SOUND_MARKS:
        seen = seen.replace(letter, mark)
    pieces: list[str] = []
    done = 0
    for run in _RUN.finditer(seen):
        start, end = run.span()
        before = _marks(text[start - 1])[1] if start else 0
        pieces += text[done:start], _parted(text[start:end], before)
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _parted(signs: str, before: int) -> str:
    """Signs with joiners between; so many marks stand before them."""
    count = before
    pieces: list[str] = []
    for sign in signs:
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
