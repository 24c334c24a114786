"""Signs of a plain text that Markdown would read something into."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(
    r"""\\|[`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=\#?\w{1,31};)|!\Z"""
)
_SIGN: Final = re.compile(r"[\\`*\[\]_~<&!]")
"""Any of those signs, wherever it stands."""

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
    # sign by sign: looked for in a long text that has none of them, `_SPECIAL` stops all threads until its end
    return _SIGN.sub(
        lambda sign: f"\\{sign[0]}" if _SPECIAL.match(text, sign.start()) else sign[0], text
    )


def escape_start(line: str) -> str:
    """A line of Markdown that begins no list, heading, quote, rule or table."""
    if _START.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
