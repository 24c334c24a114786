"""Signs of a plain text that Markdown would read something into."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(
    r"""\\|[`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=\#?\w{1,31};)|!\Z"""
)
_AHEAD: Final = 40
"""Characters after a sign that decide whether it is special, and more."""

_AT_ONCE: Final = 1_000_000
"""Characters that are looked through in one call, during which no other thread runs."""

_SIGN: Final = re.compile(r"[\\`*\[\]_~<&!]")
"""Any of those signs, which most texts have not: a set is looked for much faster."""

_START: Final = re.compile(
    r"([#]{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|>|=+\s*\Z|-+\s*\Z|[|:][|:\s-]*\Z|-[|:\s-]*\Z)"
)
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")
_UNSEEN: Final = re.compile("[\u00ad\u200b\ue000\ue001]")


def escape_line(text: str) -> str:
    """A plain text as one paragraph of Markdown: its spaces are single."""
    return escape_start(escape_text(" ".join(text.split())))


def escape_text(text: str | None) -> str:
    """A plain text as Markdown that stands inside a line."""
    if not text:
        return ""
    text = _UNSEEN.sub("", text)
    if _SIGN.search(text) is None:
        return text
    parts: list[str] = []
    for begin in range(0, len(text), _AT_ONCE):
        end = min(begin + _AT_ONCE, len(text))
        last = begin
        for sign in _SPECIAL.finditer(text, begin, end + _AHEAD):
            if (at := sign.start()) >= end:
                break
            parts += (text[last:at], "\\", sign[0])
            last = at + 1
        parts.append(text[last:end])
    return "".join(parts)


def escape_start(line: str) -> str:
    """A line of Markdown that begins no list, heading, quote, rule or table."""
    if _START.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
