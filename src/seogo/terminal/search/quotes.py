"""Lines on checked quotes."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from seogo.serializers.verification import CheckedQuote
from seogo.terminal.console import open_console

_STYLES: Final = {
    "exact": "green",
    "altered": "yellow",
    "translation": "cyan",
    "absent": "red",
    "same": "",
    "quote": "strike red",
    "source": "bold green",
}
_MARKS: Final = {"same": "{}", "quote": "{{+{}+}}", "source": "[-{}-]"}


def print_quote(found: CheckedQuote) -> None:
    """Print a quote with its verdict, and the passage that it is of."""
    console = open_console()
    console.print(Text.assemble((found.verdict, _STYLES[found.verdict]), "  ", found.quote))
    console.print(Text(f"   {found.text}", "dim"))
    if found.differences:
        pieces = [
            (_MARKS[one.kind].format(one.text) + " ", _STYLES[one.kind])
            for one in found.differences
        ]
        console.print(Text.assemble("   ", *pieces))
    elif found.passage is not None and found.verdict == "translation":
        console.print(Text(f"   {found.passage.text}"))
    if found.passage is not None:
        console.print(Text(f"   {found.passage.citation}", "dim"))
        console.print(Text(f"   {found.passage.id or found.passage.article}", "dim"))
    if found.coverage is not None:
        console.print(Text(f"   {found.coverage.text}", "dim"))
