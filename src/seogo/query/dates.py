"""Dates in queries: a day, month or year, or two of them with ``..`` between."""

from __future__ import annotations

import calendar
import re
from datetime import date

from seogo.query.nodes import DateRange
from seogo.unicode_forms import to_form

_UNIT = r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)"
_DATES = re.compile(rf"{_UNIT}|{_UNIT}?\.\.{_UNIT}?")


def date_range(text: str) -> tuple[DateRange | None, str]:
    """Range of days that ``text`` names, None where it names none, and the reason why it is not read as it stands; of a range
    whose end is before its beginning, they change places."""
    # NFKC: digits and hyphens of a full-width keyboard are as good as others.
    match = _DATES.fullmatch(to_form("NFKC", text))
    if match is None or not any(match.groups()):
        return None, "date-form"
    opening, closing = match[1] or match[2], match[1] or match[3]
    try:
        first, last = (_days(unit) if unit else None for unit in (opening, closing))
    except ValueError:
        return None, "date-impossible"
    if first and last and first[0] > last[1]:
        return DateRange(last[0], first[1], 0, 0), "date-reversed"
    return DateRange(first and first[0], last and last[1], 0, 0), ""


def _days(unit: str) -> tuple[date, date]:
    """The first and last day of a year, month or day; ValueError where the calendar has none."""
    year, *rest = map(int, unit.split("-"))
    if len(rest) == 2:
        day = date(year, *rest)
        return day, day
    months = (rest[0], rest[0]) if rest else (1, 12)
    first = date(year, months[0], 1)
    return first, date(year, months[1], calendar.monthrange(year, months[1])[1])


def date_text(first: date | None, last: date | None) -> str:
    """Text of a range in the largest unit that is exact; half-open ones keep at least the month."""
    lengths = (len("2026"), len("2026-01"), len("2026-01-19"))
    for length in lengths if first and last else lengths[1:]:
        opening = first.isoformat()[:length] if first else ""
        closing = last.isoformat()[:length] if last else ""
        if (not first or _days(opening)[0] == first) and (not last or _days(closing)[1] == last):
            break
    return opening if opening == closing else f"{opening}..{closing}"
