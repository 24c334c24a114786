"""Dates as pages and exports write them, in the form of article files.

A time without a zone stays one: the archive reads it in its own zone, which for Korean pages is the right one. What was
meant as a date and is none that can be told goes on as it was written, until it is named in the report (`first_date`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from seogo.analysis.quantities.month_names import ABBREVIATIONS, month_number
from seogo.articles.front_matter import parse_date

LONGEST: Final = 200
"""Characters of a line in which a date is looked for."""

_ZONES: Final = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), "Z"),
    **dict.fromkeys(("KST", "JST", "ASIA/SEOUL", "ASIA/TOKYO", "한국시간"), "+09:00"),
    **dict.fromkeys(("EDT", "AST"), "-04:00"),
    **dict.fromkeys(("EST", "CDT"), "-05:00"),
    **dict.fromkeys(("CST", "MDT"), "-06:00"),
    **dict.fromkeys(("MST", "PDT"), "-07:00"),
    **dict.fromkeys(("PST", "AKDT"), "-08:00"),
    "BST": "+01:00",
    **dict.fromkeys(("CEST", "EET"), "+02:00"),
    **dict.fromkeys(("HKT", "SGT"), "+08:00"),
    **dict.fromkeys(("AWST", "PHT"), "+08:00"),
    **dict.fromkeys(("WEST", "CET"), "+01:00"),
    **dict.fromkeys(("MSK", "EEST"), "+03:00"),
    **dict.fromkeys(("ICT", "WIB"), "+07:00"),
    "AKST": "-09:00",
    "HST": "-10:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
}
"""Zones by the names that feeds use, those of RFC 822 among them."""
_ZONED: Final = (
    r"(?:GMT|UTC?)[+-]\d{1,2}(?::?\d{2})?(?!\d)|[+-]\d{2}(?::?\d{2})?(?!\d)"
    rf"|(?:{'|'.join(map(re.escape, _ZONES))})\b|[A-Z][A-Z_]{{1,13}}/[A-Z][A-Z_-]{{1,30}}(?:/[A-Z_-]{{2,30}})?"
)
_OFFSET: Final = re.compile(r"(?:[A-Z]*)([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_CLOCK: Final = (
    r"(?:[\s,|·()T월화수목금토일요]{0,12}?(?:at\s+|-\s)?(?P<half>오전|오후)?\s?(?P<hour>\d{1,2})(?::|시\s?|(?=\s?[ap]\.?m\b))"
    r"(?P<minute>\d{1,2})?분?(?::(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    rf"\s?(?P<ampm>[ap]\.?m\b\.?)?\s?[(\[]?(?P<zone>{_ZONED})?)?"
)
_NAMED: Final = rf"(?P<month>{'|'.join(ABBREVIATIONS)})[a-z]{{0,6}}\.?"
_FORMS: Final = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[./]\s?(?P<number>\d{1,2})\s?[./]\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"(?P<era>단기\s?)?(?<!\d)(?P<year>\d{4})\s?[년年]\s?(?P<number>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日]",
        r"(?<!\d)(?P<year>\d{2})\.\s?(?P<number>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?",
        rf"\b{_NAMED}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.(?=\s))?(?:[\s/-]|\sof\s){_NAMED},?[\s/-](?P<year>\d{{4}}|\d{{2}})(?![\d:])",
        rf"(?<!\d)(?P<year>\d{{4}})[\s/-]{_NAMED}[\s/-](?P<day>\d{{1,2}})(?![\d:])",
        r"(?<!\d)(?P<day>\d{1,2})\s(?P<number>\d{1,2})월\s(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<number>\d{1,2})월\s?(?P<day>\d{1,2})일,?\s(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.-])(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{2})(?![\d/])",
    )
)
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"))
_HALF_BEFORE: Final = re.compile(r"\b([ap])\.?m\.?\s?(\d{1,2}(?::\d{2}){1,2})", re.IGNORECASE)
_NO_COLONS: Final = re.compile(r"(?<=\d{4}-\d{2}-\d{2}T)(\d{2})(\d{2})(\d{2})?(?=[Z+-]|\Z)")
_JAVA: Final = re.compile(
    rf"[A-Z][a-z]{{2}} {_NAMED} (?P<day>\d{{1,2}}) (?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)"
    rf"(?: (?P<zone>{_ZONED}))? (?P<year>\d{{4}})",
    re.IGNORECASE,
)
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])")
_EITHER_WAY: Final = re.compile(
    r"(?<![\d/.-])\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{4}(?!\d)|(?<![\d/.-])\d{1,2}/\d{1,2}/\d{2}(?![\d/])"
)
"""Three numbers of which either of two may be the month."""
_NO_DATES: Final = frozenset(
    (
        *(
            "true",
            "false",
            "yes",
            "no",
            "on",
            "off",
            "y",
            "n",
            "0",
            "1",
            "null",
            "none",
            "nil",
            "nan",
            "nat",
        ),
        *("n/a", "na", "unknown", "undefined", "draft", "없음", "미상", "미정", "모름"),
    )
)
"""What programs and people write where there is no date, or where a name stands for something else."""
_ZEROS: Final = re.compile(r"[0\s:./T-]*Z?")
_SAID: Final = 60
"""Characters of a date that is not understood."""
_NOTHING: Final = re.compile(r"0001-01-01|1970-01-01T00:00:00(?:Z|\+00:?00)|Mon, 30 Nov -0001")
"""What programs write where they know no date."""
_DANGI: Final = 2333
"""Years from those of 단기, which Korea counted until 1961, to ours."""
_LATEST: Final = 2200
_MONTHS: Final = 12
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
_ZONE: Final = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})\Z")
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", re.ASCII)
_MICROSOFT: Final = re.compile(r"\\?/Date\((\d{1,15})(?:[+-]\d{4})?\)\\?/", re.ASCII)
"""A moment as Microsoft's programs write it in JSON."""
_FIRST_UNIX: Final = 1990
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Days from 1954 to 2119."""
_UTC: Final = ZoneInfo("UTC")


def to_date(text: str) -> str:
    """The date that a text is or begins with, as article files write it; empty if it is none."""
    text = _normal(text)
    if not text:
        return ""
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}{':' + second if second else ''}{zone or ''}" if hour else ""
        return _checked(f"{year}-{month}-{day}{clock}")
    if java := _JAVA.fullmatch(text):
        return next(
            _found(
                f"{java['day']} {java['month']} {java['year']} {java['clock']} {java['zone'] or ''}"
            ),
            "",
        )
    if week := _WEEK.fullmatch(text):
        try:
            return date.fromisocalendar(*map(int, week.groups())).isoformat()
        except ValueError:
            return ""
    return next(_found(text), "")


def find_date(text: str) -> str:
    """The first date in a line; empty if there is none."""
    return next(_found(_normal(text)), "")


def _normal(text: str) -> str:
    """The beginning of a text on one line, with plain hyphens, and the time as the forms have it."""
    text = " ".join(text[:LONGEST].translate(_DASHES).split())
    text = _HALF_BEFORE.sub(r"\2 \1m", text)
    return _NO_COLONS.sub(lambda one: ":".join(part for part in one.groups() if part), text)


def from_timestamp(seconds: float) -> str:
    """The moment of a Unix time, in seconds or (as JavaScript counts) milliseconds; empty if it is none from 1990 to
    tomorrow."""
    if seconds > 100_000_000_000:
        seconds /= 1000
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    if moment.year < _FIRST_UNIX or moment > datetime.now(UTC) + timedelta(days=1):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _from_serial(days: float) -> str:
    """The day of a spreadsheet, which counts from the end of 1899, with its time if there is one; empty if it is none."""
    if not _FIRST_SERIAL <= days < _LAST_SERIAL:
        return ""
    moment = datetime(1899, 12, 30) + timedelta(seconds=round(days * 86_400))
    return moment.date().isoformat() if days == int(days) else moment.isoformat()


def any_date(value: object) -> str:
    """The date of a JSON value: a text, or a number: a day in 8, 12 or 14 digits, a spreadsheet's day, or a Unix time."""
    if isinstance(value, bool) or value is None:
        return ""
    text = str(value).strip()
    if microsoft := _MICROSOFT.fullmatch(text):
        text = microsoft[1]
    if _NUMBER.fullmatch(text):
        whole = text.partition(".")[0]
        day = to_date(whole) if len(whole) in (8, 12, 14) and whole == text else ""
        return day or _from_serial(float(text)) or from_timestamp(float(text))
    return to_date(text)


def first_date(values: Iterable[object]) -> str:
    """The first of some JSON values that is a date; else the first that was meant as one, as it stands; empty if none was.

    `is_date` tells the two apart. Values that stand for no date (null, ``published: true``, 0000-00-00) are none.
    """
    unread = ""
    for value in values:
        if date := any_date(value):
            return date
        unread = unread or _as_written(value)
    return unread


def is_date(text: str) -> bool:
    """Whether a text is a date in the form of article files."""
    try:
        parse_date(text, _UTC)
    except ValueError:
        return False
    return True


def either_way(text: str) -> str:
    """The date in a line that has day and month in an order which nobody can tell; empty if there is none."""
    found = _EITHER_WAY.search(text[:LONGEST])
    return found[0] if found else ""


def _as_written(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = " ".join(str(value)[:LONGEST].split())
    nothing = text.casefold() in _NO_DATES or _ZEROS.fullmatch(text) or _NOTHING.match(text)
    return "" if nothing or not re.search(r"\w", text) else text[:_SAID]


def _found(text: str) -> Iterator[str]:
    """The dates of a line, the first one first, those that cannot be left out."""
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        if date := _written(match.groupdict()):
            yield date


def _written(found: dict[str, str | None]) -> str:
    year, month, day = _year(found), 0, int(found.get("day") or 0)
    if name := found.get("month"):
        month = month_number(name)
    elif "one" in found:  # of two numbers, the day is the one that can be no month
        one, other = int(found["one"] or 0), int(found["other"] or 0)
        if one <= _MONTHS and other <= _MONTHS and one != other:
            return ""
        day, month = max(one, other), min(one, other)
    else:
        month = int(found["number"] or 0)
    written = f"{year:04}-{month:02}-{day:02}"
    if year > _LATEST:
        return ""
    if not found["hour"] or not (found["minute"] or found["half"] or found["ampm"]):
        return _checked(written)
    hour = int(found["hour"])
    half = (found["ampm"] or "")[:1].lower() or {"오전": "a", "오후": "p"}.get(found["half"] or "")
    if half and hour <= _MONTHS:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = f":{found['second']}" if found["second"] else ""
    clock = f"T{hour:02}:{int(found['minute'] or 0):02}{second}"
    clock += _zone(found["zone"] or "", written + clock)
    if _NOTHING.match(written + clock):
        return ""
    return _checked(written + clock) or _checked(written)


def _zone(named: str, moment: str) -> str:
    """The offset of a zone at a moment there, by its name or as it stands; empty where nobody knows it."""
    if known := _ZONES.get(named.upper()):
        return known
    if offset := _OFFSET.fullmatch(named):
        return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    try:
        there = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(named)) if named else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return ""
    ahead = "" if there is None else there.isoformat()[19:]
    # before there were zones, places had seconds of their own
    return ahead if _ZONE.fullmatch(ahead) else ""


def _year(found: dict[str, str | None]) -> int:
    written = found["year"] or ""
    year = int(written)
    if len(written) == 2:
        return year + (2000 if year < 69 else 1900)
    return year - (_DANGI if found.get("era") else 0)


def _checked(text: str) -> str:
    if _NOTHING.match(text):
        return ""
    try:
        read = parse_date(text, _UTC)
    except ValueError:
        return ""
    return read.text if _ZONE.search(text, 10) else text
