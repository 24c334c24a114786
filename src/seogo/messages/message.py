"""A message for readers: a code and the values that fill its text, in whichever language it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
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
        if not self.values:
            return form
        return "".join(
            [
                before + _filled(self.values[name], conversion, spec, language) if name else before
                for before, name, spec, conversion in _parts(form)
            ]
        )

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


def message_to_json(message: Message) -> list[Any]:
    """The message as JSON values: its code and its values; what is neither a number nor a message becomes text."""
    values = {
        name: message_to_json(value)
        if isinstance(value, Message)
        else value
        if isinstance(value, _NUMBERS)
        else str(value)
        for name, value in message.values.items()
    }
    return [message.code, values]


def message_from_json(data: Any) -> Message:
    """The message that `message_to_json` gave. Raises ValueError or TypeError for anything else."""
    code, values = data
    made = {
        name: message_from_json(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return Message(code, **made)


@lru_cache(maxsize=1024)  # a page has dozens
def _parts(form: str) -> tuple[tuple[str, str, str, str], ...]:
    """The parts of a text: what stands before a place, its name (empty behind the last one), format and conversion."""
    return tuple(
        (text, name or "", spec or "", conversion or "")
        for text, name, spec, conversion in Formatter().parse(form)
    )


def _filled(value: object, conversion: str, spec: str, language: Language) -> str:
    """A value in its place: ``{name}`` is the value, ``{name:d}`` a number without commas, ``{name!r}`` the value in
    quotation marks with control characters as Python writes them,
    ``{name:은/는}`` the particle alone that follows the value, for texts such as ``“{word}”{word:이라는/라는} 글``."""
    if isinstance(value, Message):
        value = value.text(language)
    if isinstance(value, str) and not spec and not conversion:
        return value
    if conversion:
        value = f"“{repr(str(value))[1:-1]}”"
    if "/" in spec:
        return particle(f"{value:,}" if isinstance(value, int) else str(value), spec)
    if isinstance(value, int) and not spec:
        spec = ","
    return format(value if isinstance(value, _NUMBERS) else str(value), spec)


_NUMBERS: Final = (int, float)
