"""Marks of blogs in pairs, such as ``[caption] … [/caption]``."""

from __future__ import annotations

import re
from collections.abc import Callable


def replace_pairs(
    text: str, opening: re.Pattern[str], closing: str, replace: Callable[[re.Match[str], str], str]
) -> str:
    """A text in which each pair of marks, and what stands between them, is replaced.

    ``closing`` is the second mark, where ``{}`` stands for what the first group of ``opening`` has found. A mark without a
    partner stays; the text is read once for each closing mark.
    """
    parts: list[str] = []
    lacking: set[str] = set()
    done = at = 0
    while found := opening.search(text, at):
        at = found.end()
        end_mark = closing.format(*found.groups()[:1])
        end = -1 if end_mark in lacking else text.find(end_mark, at)
        if end < 0:
            lacking.add(end_mark)
            continue
        parts += (text[done : found.start()], replace(found, text[at:end]))
        done = at = end + len(end_mark)
    return "".join((*parts, text[done:]))
