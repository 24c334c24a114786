"""Dates in queries, parameters and boxes: a day, month, quarter or year as people write it, or two of them with ``..``
or ``~`` between."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from seogo.analysis.quantities.month_names import MONTHS, month_number
from seogo.query.nodes import DateRange
from seogo.unicode_forms import to_form

LONGEST_DATE: Final = 60
"""Characters of a text that may be a date."""

_RANGE: Final = re.compile(r"\.\.|~|∼|〜")
_NAME: Final = (
    f"(?P<name>{'|'.join(name.lower() + '|' + name[:3].lower() for name in MONTHS)}|sept)"
)
_DAY: Final = "(?P<day>[0-9]{1,2})"
_ENGLISH_DAY: Final = f"{_DAY}(?:st|nd|rd|th)?"
_YEAR: Final = "(?P<year>[0-9]{4})"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}(?: ?년도?|\.)?",
        rf"{_YEAR}(?P<sign>[-/])(?P<month>[0-9]{{1,2}})(?:(?P=sign){_DAY})?",
        rf"{_YEAR}\. ?(?P<month>[0-9]{{1,2}})(?:\. ?{_DAY})?\.?",
        rf"'?(?P<short>[0-9]{{2}})\. ?(?P<month>[0-9]{{1,2}})\. ?{_DAY}\.?",
        rf"'?(?:{_YEAR}|(?P<short>[0-9]{{2}})) ?년 ?(?P<month>[0-9]{{1,2}}) ?월(?: ?{_DAY} ?일)?",
        r"'?(?P<short>[0-9]{2}) ?년",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
        rf"{_NAME}\.?,? {_YEAR}",
        rf"{_NAME}\.? {_ENGLISH_DAY},? {_YEAR}",
        rf"{_ENGLISH_DAY} (?:of )?{_NAME}\.?,? {_YEAR}",
        rf"{_YEAR}(?: ?년)? ?(?P<quarter>[1-4]) ?분기",
        rf"{_YEAR} ?q(?P<quarter>[1-4])",
        rf"q(?P<quarter>[1-4]) {_YEAR}",
        rf"{_YEAR} ?년 ?(?P<half>[상하])반기",
        r"(?P<decade>[0-9]{3}0)(?:s| ?년대)",
    )
)
_UNITS: Final = {
    **dict.fromkeys(("오늘", "today"), ("day", 0)),
    **dict.fromkeys(("어제", "yesterday"), ("day", -1)),
    **dict.fromkeys(("그제", "그저께"), ("day", -2)),
    **dict.fromkeys(("이번주", "금주", "this week"), ("week", 0)),
    **dict.fromkeys(("지난주", "last week"), ("week", -1)),
    **dict.fromkeys(("이번달", "이달", "this month"), ("month", 0)),
    **dict.fromkeys(("지난달", "last month"), ("month", -1)),
    **dict.fromkeys(("올해", "금년", "이번해", "this year"), ("year", 0)),
    **dict.fromkeys(("지난해", "작년", "last year"), ("year", -1)),
    **dict.fromkeys(("재작년", "지지난해"), ("year", -2)),
}
"""Units counted from today: their size, and how many of them later."""


def date_range(text: str, today: date) -> tuple[DateRange | None, str]:
    """Range of days that ``text`` names when it is ``today``, None where it names none, and the reason why it is not read as
    it stands; of a range whose end is before its beginning, they change places."""
    if len(text) > LONGEST_DATE:
        return None, "date-form"
    parts = [part.strip() for part in _RANGE.split(to_form("NFKC", text))]
    if len(parts) > 2 or not any(parts):
        return None, "date-form"
    ends = [days(part, today) if part else None for part in parts]
    if any(part and end is None for part, end in zip(parts, ends, strict=True)):
        return None, "date-form" if any(map(_is_formless, parts)) else "date-impossible"
    first, last = ends[0], ends[-1]
    if first and last and first[0] > last[1]:
        return DateRange(last[0], first[1], 0, 0), "date-reversed"
    return DateRange(first and first[0], last and last[1], 0, 0), ""


def days(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of what ``text`` names when it is ``today``, such as ``2026-01``, ``2026년 1월``, ``Jan 2026`` or
    ``지난해``; None where it names nothing, or nothing that the calendar has."""
    if len(text) > LONGEST_DATE:
        return None
    plain = _plain(text)
    if unit := _unit(plain):
        return _counted(*unit, today)
    for form in _FORMS:
        if match := form.fullmatch(plain):
            try:
                return _span(match.groupdict())
            except ValueError:
                return None
    return None


def day_in(zone: tzinfo | None) -> date:
    """The day that it is now in a time zone, that of an archive; None is that of the host."""
    return datetime.now(zone).date()


def date_text(first: date | None, last: date | None) -> str:
    """Text of a range in the largest unit that is exact; half-open ones keep at least the month."""
    lengths = (len("2026"), len("2026-01"), len("2026-01-19"))
    for length in lengths if first and last else lengths[1:]:
        opening = first.isoformat()[:length] if first else ""
        closing = last.isoformat()[:length] if last else ""
        if (not first or _iso_days(opening)[0] == first) and (
            not last or _iso_days(closing)[1] == last
        ):
            break
    return opening if opening == closing else f"{opening}..{closing}"


def _plain(text: str) -> str:
    return " ".join(to_form("NFKC", text).replace("’", "'").replace("−", "-").casefold().split())


def _unit(plain: str) -> tuple[str, int] | None:
    """Unit of today; Korean has it with and without spaces."""
    return _UNITS.get(plain) or _UNITS.get(plain.replace(" ", ""))


def _is_formless(part: str) -> bool:
    """Whether a part of a range has none of the forms of a date."""
    plain = _plain(part)
    return bool(plain) and not _unit(plain) and not any(form.fullmatch(plain) for form in _FORMS)


def _span(parts: dict[str, str | None]) -> tuple[date, date]:
    """First and last day of a form's parts. Raises ValueError where the calendar has none."""
    if decade := parts.get("decade"):
        return date(int(decade), 1, 1), date(int(decade) + 9, 12, 31)
    short = parts.get("short")
    year = int(parts.get("year") or 0)
    if short:
        year = int(short) + (2000 if int(short) < 70 else 1900)
    if quarter := parts.get("quarter"):
        return _months(year, 3 * int(quarter) - 2, 3 * int(quarter))
    if half := parts.get("half"):
        return _months(year, 1, 6) if half == "상" else _months(year, 7, 12)
    name, number, day = parts.get("name"), parts.get("month"), parts.get("day")
    month = month_number(name) if name else int(number) if number else None
    if month is None:
        return _months(year, 1, 12)
    if day is None:
        return _months(year, month, month)
    one = date(year, month, int(day))
    return one, one


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    beginning = date(year, first, 1)
    return beginning, date(year, last, calendar.monthrange(year, last)[1])


def _counted(unit: str, shift: int, today: date) -> tuple[date, date]:
    """Days of a unit that is ``shift`` units after that of ``today``."""
    if unit == "day":
        day = today + timedelta(shift)
        return day, day
    if unit == "week":  # from Monday
        monday = today + timedelta(7 * shift - today.weekday())
        return monday, monday + timedelta(6)
    if unit == "year":
        return _months(today.year + shift, 1, 12)
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    return _months(year, month + 1, month + 1)


def _iso_days(unit: str) -> tuple[date, date]:
    """First and last day of a year, month or day of ISO 8601."""
    year, *rest = map(int, unit.split("-"))
    return _span(dict(zip(("year", "month", "day"), (f"{year:04}", *map(str, rest)), strict=False)))
