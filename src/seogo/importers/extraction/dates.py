"""Dates as pages and exports write them, in the form of article files.

A time without a zone stays one: the archive reads it in its own zone, which for Korean pages is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final
from zoneinfo import ZoneInfo

from seogo.analysis.quantities.month_names import ABBREVIATIONS, month_number
from seogo.articles.front_matter import parse_date

LONGEST: Final = 200
"""Characters of a line in which a date is looked for."""

_CLOCK: Final = (
    r"(?:[\s,|·()T월화수목금토일요]{0,12}?(?:at\s+)?(?P<half>오전|오후)?\s?(?P<hour>\d{1,2})(?::|시\s?)"
    r"(?P<minute>\d{2})?분?(?::(?P<second>\d{2}))?(?:\.\d{1,9})?"
    r"\s?(?P<ampm>[ap]\.?m\b\.?)?\s?(?P<zone>Z\b|UTC|GMT|KST|[+-]\d{2}:?\d{2}\b)?)?"
)
_NAMED: Final = rf"(?P<month>{'|'.join(ABBREVIATIONS)})[a-z]{{0,6}}\.?"
_FORMS: Final = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[./]\s?(?P<number>\d{1,2})\s?[./]\s?(?P<day>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<year>\d{4})\s?년\s?(?P<number>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일",
        r"(?<!\d)(?P<year>\d{2})\.\s?(?P<number>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?",
        rf"\b{_NAMED}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_NAMED},?\s(?P<year>\d{{4}})(?!\d)",
    )
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
_ZONE: Final = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})\Z")
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3},\s?)?\d{1,2}\s[A-Za-z]{3}\s\d{2,4}\s\d"
)  # RFC 822, of RSS
_UTC: Final = ZoneInfo("UTC")


def to_date(text: str) -> str:
    """The date that a text is or begins with, as article files write it; empty if it is none."""
    text = " ".join(text[:LONGEST].split())
    if not text:
        return ""
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}{':' + second if second else ''}{zone or ''}" if hour else ""
        return _checked(f"{year}-{month}-{day}{clock}")
    if _MAIL.match(text) and (fields := parsedate_tz(text)):
        try:
            moment = datetime(*fields[:6])
            zone = None if fields[9] is None else timezone(timedelta(seconds=fields[9]))
            return _checked(moment.replace(tzinfo=zone).isoformat())
        except (ValueError, TypeError, OverflowError):
            return ""
    return next(_found(text), "")


def find_date(text: str) -> str:
    """The first date in a line; empty if there is none."""
    return next(_found(" ".join(text[:LONGEST].split())), "")


def from_timestamp(seconds: float) -> str:
    """The moment of a Unix time, in seconds or (as JavaScript counts) milliseconds; empty if it is none."""
    if seconds > 100_000_000_000:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""


def any_date(value: object) -> str:
    """The date of a JSON value: a text, or a Unix time as number or digits."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return from_timestamp(value) if value > 0 else ""
    text = str(value).strip()
    if re.fullmatch(r"[0-9]{9,10}|[0-9]{12,13}", text, re.ASCII):
        return from_timestamp(int(text))
    return to_date(text)


def _found(text: str) -> Iterator[str]:
    """The dates of a line, the first one first, those that cannot be left out."""
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        if date := _written(match.groupdict()):
            yield date


def _written(found: dict[str, str | None]) -> str:
    name = found.get("month")
    month = month_number(name) if name else int(found["number"] or 0)
    written = found["year"] or ""
    year = int(written) + (2000 if len(written) == 2 else 0)
    day = f"{year:04}-{month:02}-{int(found['day'] or 0):02}"
    if not found["hour"] or (found["minute"] is None and not found["half"]):
        return _checked(day)
    hour = int(found["hour"])
    half = (found["ampm"] or "")[:1].lower() or {"오전": "a", "오후": "p"}.get(found["half"] or "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = f":{found['second']}" if found["second"] else ""
    zone = {"UTC": "Z", "GMT": "Z", "KST": "+09:00"}.get(
        (found["zone"] or "").upper(), found["zone"]
    )
    clock = f"T{hour:02}:{int(found['minute'] or 0):02}{second}{zone or ''}"
    return _checked(day + clock) or _checked(day)


def _checked(text: str) -> str:
    try:
        read = parse_date(text, _UTC)
    except ValueError:
        return ""
    return read.text if _ZONE.search(text, 10) else text
