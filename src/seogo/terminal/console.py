"""Where is printed, and in which words that pages have too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from seogo.languages import terminal_language
from seogo.searching.snippets import Range
from seogo.web.l10n.texts import TEXTS


def messages() -> Mapping[str, str]:
    """The words of pages, in the language of the terminal."""
    return TEXTS[terminal_language()]


def open_console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def marked(text: str, ranges: Sequence[Range], style: str) -> Text:
    marked = Text(text, style)
    for place in ranges:
        marked.stylize("bold yellow", place.start, place.end)
    return marked
