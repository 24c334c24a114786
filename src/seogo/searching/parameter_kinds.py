"""Kinds of parameters: how a value is read from a text and written as one, and what is allowed."""

from __future__ import annotations

import calendar
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any, Final

from seogo.errors import RequestError
from seogo.messages import Message

MOST_VALUES: Final = 20
"""Values of one repeatable parameter; each is a clause of the search."""

_DIGITS: Final = 6
"""Digits that a number may have, with zeros before it; more where its largest value has more."""
_LONGEST_NAME: Final = 120
_LONGEST_VALUE: Final = 60
"""Characters of what a message repeats."""


class ParameterError(RequestError):
    """A parameter that is refused: ``code`` of the message that says what is wrong, and the ``value`` that was given."""

    def __init__(self, parameter: str, code: str, allowed: str, *, value: str = "") -> None:
        name, shown = _shortened(parameter, _LONGEST_NAME), _shortened(value, _LONGEST_VALUE)
        super().__init__(parameter, Message(code, name=name, value=shown), allowed)


@dataclass(frozen=True, slots=True)
class Parameter(ABC):
    """A parameter: its ``name`` in addresses and options, the ``attribute`` of SearchRequest (or the metadata field) that it
    sets. The catalogue ``help`` describes it."""

    name: str
    attribute: str

    repeatable = False
    most = 1

    @abstractmethod
    def parse(self, text: str, zone: tzinfo | None = None) -> Any:
        """The value of a text that is not blank; dates are counted from today in ``zone``, None is that of the host. Raises
        ParameterError."""

    @abstractmethod
    def to_text(self, value: Any) -> str:
        """The text of a value that is not the default."""


@dataclass(frozen=True, slots=True)
class Text(Parameter):
    """A text, of at most ``longest`` code points (0: any length)."""

    longest: int = 0

    def parse(self, text: str, zone: tzinfo | None = None) -> str:  # noqa: ARG002
        """The text itself."""
        if self.longest and len(text) > self.longest:
            raise ParameterError(self.name, "parameter.long", f"≤ {self.longest:,}")
        return text

    def to_text(self, value: str) -> str:
        """The text itself."""
        return value


@dataclass(frozen=True, slots=True)
class Texts(Text):
    """Several texts: the parameter may be repeated, up to ``most`` times."""

    most: int = MOST_VALUES

    repeatable = True


@dataclass(frozen=True, slots=True)
class Choice(Parameter):
    """One of some values, by their texts."""

    choices: Mapping[str, object]

    def parse(self, text: str, zone: tzinfo | None = None) -> object:  # noqa: ARG002
        """The value of one of the texts."""
        if text not in self.choices:
            raise ParameterError(self.name, "parameter.value", ", ".join(self.choices), value=text)
        return self.choices[text]

    def to_text(self, value: object) -> str:
        """The text that stands for a value."""
        return next(text for text, one in self.choices.items() if one == value)


@dataclass(frozen=True, slots=True)
class Number(Parameter):
    """A whole number from ``least`` to ``largest``, which are 0 or powers of ten."""

    largest: int
    least: int = 1

    @property
    def digits(self) -> int:
        """Digits that may be written, zeros at the beginning among them."""
        return max(_DIGITS, len(str(self.largest)))

    def parse(self, text: str, zone: tzinfo | None = None) -> int:  # noqa: ARG002
        """The number that ASCII digits say."""
        written = text.isascii() and text.isdecimal() and len(text) <= self.digits
        if not written or not self.least <= int(text) <= self.largest:
            allowed = f"{self.least:,} – {self.largest:,}"
            raise ParameterError(self.name, "parameter.value", allowed, value=text)
        return int(text)

    def to_text(self, value: int) -> str:
        """The number in digits."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Day(Parameter):
    """A year, month or day, as people write them, that bounds a period: its first day, or with ``last`` its last one."""

    last: bool = False

    def parse(self, text: str, zone: tzinfo | None = None) -> date:
        """The bound."""
        from seogo.query.dates import day_in, days  # patterns that few commands need

        if (found := days(text, day_in(zone))) is None:
            allowed = "2026, 2026-01, 2026-01-19, 2026년 1월, 19 Jan 2026, 올해, last year"
            raise ParameterError(self.name, "parameter.value", allowed, value=text)
        return found[self.last]

    def to_text(self, value: date) -> str:
        """The day; `period` writes both ends of a period in one unit."""
        return value.isoformat()


def period(first: date | None, last: date | None) -> tuple[str, str]:
    """Both ends in the largest unit that says them exactly: whole years, whole months, or days; empty where open."""
    texts = ("", "")
    for length in (len("2026"), len("2026-01"), len("2026-01-19")):
        texts = (
            first.isoformat()[:length] if first else "",
            last.isoformat()[:length] if last else "",
        )
        if (not first or _bound(texts[0], last=False) == first) and (
            not last or _bound(texts[1], last=True) == last
        ):
            break
    return texts


def _bound(unit: str, *, last: bool) -> date:
    """The first or last day of a year, month or day. Raises ValueError where the calendar has none."""
    year, *rest = map(int, unit.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12 if last else 1
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
