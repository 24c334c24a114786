"""Sentence boundaries of a text: for passages that are shown, not for search."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[.!?。！？…\n](?:(?<=\n)\n*|(?<!\n)[\"'”’»)\]」』]*\s+)")
_ABBREVIATIONS = ("Mr", "Ms", "Dr", "Mrs", "No", "St", "vs", "Jr", "Inc", "Corp")


def sentence_starts(text: str) -> list[int]:
    """Offsets at which the sentences of ``text`` begin; every line begins one."""
    starts = [0] if text else []
    for match in _BREAK.finditer(text):
        at, end = match.span()
        if end < len(text) and (text[at] != "." or _ends(text, at, end)):
            starts.append(end)
    return starts


def _ends(text: str, at: int, following: int) -> bool:
    """Whether a full stop with space behind it ends a sentence: not before a small letter (approx. five), behind a capital
    letter alone (J. Smith) or a title."""
    if "\n" in text[at:following]:
        return True
    if "a" <= text[following] <= "z":
        return False
    before = text[max(0, at - 5) : at]
    if before and before[-1].isupper() and before[-1].isascii():
        return len(before) > 1 and before[-2].isalnum()
    return before.rpartition(" ")[2] not in _ABBREVIATIONS
