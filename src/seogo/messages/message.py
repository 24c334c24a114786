"""A message for readers: a code and the values that fill its text, in whichever language it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, Final

from seogo.languages import Language
from seogo.messages.catalogues import text_of
from seogo.messages.particles import particle


class Message:
    """A message: ``code`` names a text of the catalogues, ``values`` fill its places.

    A value is a text, a number (shown with commas for thousands), a path or another message, said in the same language.
    A value named ``count`` chooses between the forms of the text for one and for several. Equal where code and values are.
    """

    __slots__ = ("code", "values")

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values

    def text(self, language: Language) -> str:
        """The text in ``language``, filled. Raises LookupError where no catalogue has the code."""
        count = self.values.get("count")
        form = text_of(language, self.code, count if isinstance(count, int) else None)
        return _Places(language).vformat(form, (), self.values) if self.values else form

    def __str__(self) -> str:
        return self.text(Language.EN)

    def __repr__(self) -> str:
        return f"Message({self.code!r}, **{dict(self.values)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self.code == other.code and self.values == other.values

    def __hash__(self) -> int:
        return hash((self.code, *self.values))


class _Places(Formatter):
    """The places of a text: ``{name}`` is the value, ``{name:d}`` a number without commas, ``{name:은/는}`` the particle
    alone that follows the value, for texts such as ``“{word}”{word:이라는/라는} 글``."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            value = value.text(self._language)
        if "/" in format_spec:
            return particle(f"{value:,}" if isinstance(value, int) else str(value), format_spec)
        if isinstance(value, int) and not format_spec:
            format_spec = ","
        return format(str(value) if not isinstance(value, _NUMBERS) else value, format_spec)


_NUMBERS: Final = (int, float)
