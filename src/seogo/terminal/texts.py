"""Texts in the language of the terminal."""

from __future__ import annotations

from seogo.languages import terminal_language
from seogo.messages import Message


def translated(code: str, /, **values: object) -> str:
    """The text of a code, filled, in the language of the terminal."""
    return Message(code, **values).text(terminal_language())
