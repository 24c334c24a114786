"""Where sentences and words of a text begin: for passages that are shown, not for search."""

from __future__ import annotations

import re

# A full stop ends a sentence where space follows, but not behind one capital letter (J. Smith), a title, or before
# a small letter (approx. five).
_BREAK = re.compile(
    r"(?:(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)(?<!\bSt)(?<!\bvs)\.|[!?。！？…])"
    r"[\"'”’»)\]」』]*\s+(?![a-z])|\n+"
)
_SURFACE = re.compile(r"\w+(?:[-.'’:·&]\w+|(?<=[0-9]),[0-9]{3})*[+#]*")


def sentence_starts(text: str) -> list[int]:
    """The offsets at which the sentences of ``text`` begin; every line begins one."""
    starts = [0] if text else []
    starts.extend(match.end() for match in _BREAK.finditer(text) if match.end() < len(text))
    return starts


def surface_spans(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the words of ``text`` as they stand there, particles included."""
    return [match.span() for match in _SURFACE.finditer(text)]
