"""Codes that are written with and without hyphens: telephone numbers, ISBNs, numbers of businesses and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HYPHENS = re.compile(
    r"(?<![0-9A-Za-z_.,/#+~-])\+?[0-9]{1,7}(?:-[0-9]{1,8}){1,4}(?:-[Xx])?(?![0-9A-Za-z_]|[-/.:][0-9A-Za-z])"
)
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z_.,/#+-])(?P<open>\()?0?(?:2|[1-7][0-9])(?:(?(open)\))|\))[-. ]?"
    r"[0-9]{3,4}[-. ][0-9]{4}"
    r"(?![0-9A-Za-z_]|[-/.:][0-9A-Za-z])"
)
_SPACED = re.compile(
    r"(?<![0-9A-Za-z_.,/#+-])(?<![0-9] )(?:\+82[ -]?|0)(?:2|[1-7][0-9]|50[0-9])[-. ][0-9]{3,4}[-. ][0-9]{4}"
    r"(?![0-9A-Za-z_]|[-/.: ][0-9])"
)
_HINT = re.compile(r"[0-9](?:-[0-9]|\)[-. ]?[0-9]|[. ][0-9]{3,4}[-. ][0-9]{4})")
_SHORT = re.compile(r"1[568][0-9]{2}-[0-9]{4}|[2-9][0-9]{2}-[0-9]{4}|0[0-9]{1,2}-[0-9]{6,8}")
_DAY = re.compile(r"(?:1[5-9]|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}")
_DIGITS = re.compile(r"[0-9]{7,17}[0-9Xx]")
_LEAST = 7
_LONGEST = 20


def code_terms(text: str) -> Iterator[tuple[str, int, int]]:
    """The terms of the codes in parts in normalised ``text``, and their spans; those without hyphens are plain terms."""
    if not _HINT.search(text):
        return
    done = 0
    spans = [
        match for pattern in (_HYPHENS, _TELEPHONE, _SPACED) for match in pattern.finditer(text)
    ]
    for match in sorted(spans, key=lambda match: (match.start(), -match.end())):
        if match.start() >= done and (digits := _joined(match.group())):
            yield f"{digits}_no", *match.span()
            done = match.end()


def code_term(word: str) -> str:
    """The term of a typed word that is a code without hyphens; empty for any other word."""
    return f"{word.upper()}_no" if _DIGITS.fullmatch(word) else ""


def plain_code(term: str) -> str:
    """The code without hyphens of a term; empty for the term of anything else."""
    return term.removesuffix("_no") if term.endswith("_no") else ""


def _joined(written: str) -> str:
    """The digits of a code in parts; empty where it may be a date, a range or a result."""
    is_plain = "-" in written and not re.search("[ ).]", written)
    doubtful = _DAY.fullmatch(written) or written.count("-") < 2
    if is_plain and doubtful and not _SHORT.fullmatch(written):
        return ""
    digits = "".join(letter for letter in written.upper() if letter.isdigit() or letter == "X")
    if written.startswith("+82"):
        digits = "0" + digits.removeprefix("82").removeprefix("0")
    elif written.startswith("+"):
        return ""
    return digits if _LEAST <= len(digits) <= _LONGEST else ""
