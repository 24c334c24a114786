"""Sentence boundaries of a text: for passages that are shown, not for search."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[.!?。！？…\n](?:(?<=\n)\n*|(?<!\n)[\"'”’»)\]」』]*\s+)")
_ABBREVIATIONS = frozenset(
    [
        *("Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Hon", "St", "Sr", "Jr", "Mme", "Messrs", "Fr"),
        *("Gov", "Sen", "Sens", "Rep", "Reps", "Pres", "Amb", "Supt", "Gen", "Col", "Maj", "Capt"),
        *("Cmdr", "Adm", "Lt", "Sgt", "Cpl", "Pvt", "Inc", "Corp", "Co", "Ltd", "Bros", "Mt", "Ft"),
        *("Ave", "Blvd", "Rd", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept"),
        *("Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Dept", "Univ"),
        *("No", "Nos", "no", "nos", "Vol", "vol", "Fig", "fig", "Figs", "Eq", "Sec", "Ch", "Art"),
        *("p", "pp", "vs", "cf", "ca", "al", "approx", "est", "e.g", "i.e", "a.m", "p.m", "viz"),
    ]
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_OPENING = "(\"'“‘["
_DATE = re.compile(
    r"(?<![0-9.])(?:[12][0-9]{3}\. ?(?:1[0-2]|0?[1-9])\.(?: ?(?:3[01]|[12][0-9]|0?[1-9])\.?)?"
    r"|(?:['’]?[0-9]{2}\. ?)?(?:1[0-2]|0?[1-9])\. (?:3[01]|[12][0-9]|0?[1-9])\.)"
)
"""Dates as Korean writes them: 2025. 5. 8., 2025. 5., 5. 8."""
_LONGEST_DATE = 14


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
    letter alone (J. Smith) or a title, in a date, or behind the number of a line."""
    if "\n" in text[at:following]:
        return True
    if "a" <= text[following] <= "z":
        return False
    before = text[max(0, at - _LONGEST_ABBREVIATION - 2) : at]
    if before and before[-1].isdecimal():
        _, mark, line = before.rpartition("\n")
        numbered = line.isdecimal() and (bool(mark) or len(before) == at)
        return not numbered and not _is_in_date(text, at)
    if before and before[-1].isupper() and before[-1].isascii():
        return len(before) > 1 and before[-2].isalnum()
    return re.split(r"\s", before)[-1].lstrip(_OPENING) not in _ABBREVIATIONS


def _is_in_date(text: str, at: int) -> bool:
    """Whether a full stop is one of a date."""
    first = max(0, at - _LONGEST_DATE)
    dates = _DATE.finditer(text, first, at + _LONGEST_DATE)
    return any(date.start() < at < date.end() for date in dates)
