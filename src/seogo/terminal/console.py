"""The console that is printed to, and text with marked ranges."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from seogo.searching.snippets import Range


def open_console(*, stderr: bool = False) -> Console:
    """The console of standard output or standard error; it colours nothing by itself and leaves long lines whole."""
    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def marked(text: str, ranges: Sequence[Range], style: str) -> Text:
    """A text in a style, with its ranges (code points, half-open) in bold yellow."""
    marked = Text(text, style)
    for place in ranges:
        marked.stylize("bold yellow", place.start, place.end)
    return marked
