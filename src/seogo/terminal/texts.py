"""Texts of the catalogues in the language of the terminal, and text that is safe to print there."""

from __future__ import annotations

from seogo.languages import terminal_language
from seogo.messages import Message


def translated(code: str, /, **values: object) -> str:
    """The text of a code, filled, in the language of the terminal."""
    return Message(code, **values).text(terminal_language())


def shown_date(published: str) -> str:
    """A date in ISO 8601 as lines have it: with hour and minute where it says them, without its zone."""
    return published.replace("T", " ")[: len("2026-01-19 09:30")]


def printable(text: str) -> str:
    """A text from outside without control characters, which a terminal would obey: spaces stand for them."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def printable_line(line: str) -> str:
    """A line of a file without its newline; a carriage return is ``␍``, any other control character but a tab ``\ufffd``."""
    text = line.removesuffix("\n").replace("\r", "␍")
    return "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in text)
