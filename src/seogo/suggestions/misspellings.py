"""Famous misspellings: spellings that are always wrong, whatever an archive has.

They stand in a file as patterns with what is right for each. A misspelling that is a word of its own somewhere (안되, 구지)
is not among them, nor one that letters of other words can make (댓가지, 타올랐다).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_KEPT: Final = 1_000
_LONGEST: Final = 32
"""Letters of the longest word that is looked at."""
_ALONE: Final = {"찌게": "찌개", "베게": "베개", "금새": "금세"}
"""Misspellings that are words of their own beside others only."""
_OPTIONAL: Final = re.compile(r"\([^()]*\)|\[[^][]*\]|.\?|[^가-힣]")
"""What of a pattern is no letter that a misspelling always has."""


@lru_cache(maxsize=_KEPT)
def fixed(word: str, *, alone: bool = False) -> str | None:
    """``word`` (NFC, with whatever ending) without the misspellings that are always wrong, or None where it has none.

    Where it stands ``alone``, also without those that are right beside other words only.
    """
    if len(word) > _LONGEST:
        return None
    if alone and word in _ALONE:
        return _ALONE[word]
    found = word
    for always, pattern, right in _patterns():
        if always in word:
            found = pattern.sub(right, found)
    return found if found != word else None


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """The misspellings, each with letters that it always has, and what is right for it."""
    text = (files("seogo.suggestions") / "data" / "misspellings.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    entries = [entry.rpartition("=") for line in lines for entry in line.split()]  # (?<=…) has one
    return [
        (max(_OPTIONAL.split(wrong), key=len), re.compile(wrong), right.replace("_", " "))
        for wrong, _, right in entries
    ]
