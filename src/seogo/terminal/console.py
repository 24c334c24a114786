"""The console that is printed to, hints, and text with marked ranges."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from seogo.searching.snippets import Range
from seogo.terminal.output import output

_WIDTH: Final = 80
"""Columns of tables that are not printed to a terminal."""


def open_console(*, stderr: bool = False, soft_wrap: bool = True) -> Console:
    """The console of standard output or standard error; it colours nothing by itself.

    ``soft_wrap`` leaves long lines whole.
    """
    how = output.get()
    if how.text is not None:  # whatever the environment of this process says
        return Console(
            file=how.text,
            width=how.width or _WIDTH,
            highlight=False,
            soft_wrap=soft_wrap and not how.width,
            force_terminal=how.color == "always",
            color_system="standard" if how.color == "always" else None,
            no_color=how.color != "always",
            legacy_windows=False,
            _environ={},
        )
    colored = how.is_colored(sys.stderr if stderr else sys.stdout)
    return Console(
        stderr=stderr,
        highlight=False,
        soft_wrap=soft_wrap,
        force_terminal=True if how.color == "always" else None,
        color_system="standard" if colored else None,
        no_color=not colored,
    )


def print_hint(text: str) -> None:
    """Print what may be done next, unless only results are wanted."""
    if not output.get().quiet:
        open_console().print(Text(text, "dim"))


def marked(text: str, ranges: Sequence[Range], style: str) -> Text:
    """A text in a style, with its ranges (code points, half-open) in bold yellow."""
    marked = Text(text, style)
    for place in ranges:
        marked.stylize("bold yellow", place.start, place.end)
    return marked
