"""Letters of any script are encoded run by run: sign by sign, in each charset, a text of 16 MB took minutes."""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

from seogo.importers.extraction.letters import garbled
from tests.rows import each_row

LETTERS = "\u2028\u2029\x85\xa0\xe9дλשสﾡひ中龘ㅋᄀ\u0301😀□가"


def sign_by_sign(run: str, charset: str) -> bytes:
    """A run as programs write it: a character that the charset has not is the byte of its number."""
    return b"".join(
        one.encode(charset, "ignore") or (one.encode("latin-1") if one < "\u0100" else b"")
        for one in run
    )


@each_row("charset", [*garbled._NARROW, *garbled._LETTERS, *garbled._DOUBLE])
def test_runs_are_encoded_as_their_signs(charset: str) -> None:
    chance = random.Random(19)
    anything = [
        chr(chance.choice((0x80, 0x400, 0x4E00)) + chance.randrange(600)) for _ in range(90)
    ]
    runs = ["é", *(LETTERS[at:] for at in range(len(LETTERS))), "".join(anything), "\ud800é\udc80"]
    for run in runs:
        expected = sign_by_sign(run, charset)
        enough = len(expected) >= garbled._KNOWN * len(run)
        assert garbled._in_charset([run], charset) == ([expected] if enough else [])


@each_row("letter", LETTERS)
def test_signs_are_not_encoded_one_by_one(letter: str) -> None:
    calls = 0

    def count(frame: FrameType, event: str, called: Any) -> None:
        nonlocal calls
        calls += event == "c_call" and called.__name__ == "encode"

    text = letter * 20_000
    sys.setprofile(count)
    try:
        garbled.garbled(text)
    finally:
        sys.setprofile(None)
    assert calls < len(text) / 10
