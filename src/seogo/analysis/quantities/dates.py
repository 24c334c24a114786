"""Dates as they are written in Korean and in English, as one form of ISO 8601.

A day is ``2026-01-19``, a month ``2026-01``, a day of no year ``--01-19``. What depends on the day of publication (지난 19일,
next month) is counted from it where it is known. Days of the week, yesterday and last year are left to the words, as are
1/19/2026, of which nobody knows the month, and versions (1.2.3, Ubuntu 24.4.1). Texts are normalised ones, offsets are
in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from seogo.analysis.quantities.month_names import month_number

_DIGITS = re.compile("[0-9][0-9]*")
_YEAR = "((?:1[5-9]|20)[0-9]{2})(?![0-9])"
_MONTH = "(1[0-2]|0?[1-9])(?![0-9])"
_DAY = "(3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_NOT_IN_CODE = r"(?:(?=T[0-9]{2}:)|(?![0-9A-Za-z_%]|[./:-][0-9A-Za-z]))"

_AND = " ?[~∼〜–,·ㆍ-] ?"
_KOREAN_DAYS = f"{_DAY}(?:일|(?={_AND}[0-9]{{1,2}}일))(?:{_AND}{_DAY}일)?"
_KOREAN = re.compile(f"(?:([12][0-9]{{3}})년 ?)?{_MONTH}월(?: ?{_KOREAN_DAYS})?")
_KOREAN_DAY = re.compile(f"()(){_KOREAN_DAYS}")
_KOREAN_NEXT = frozenset("년월일~∼〜–,·ㆍ-")
_DURATION = re.compile(" ?(?:간|동안|만에|새|째|치|연속|내내)")
_LEAD = re.compile(
    r"(?<![가-힣])(?:(?P<near>지난|오는)|(?P<month>지난 ?달|이번 ?달|이 ?달|다음 ?달|내달)"
    r"|(?P<year>지난 ?해|작년|올해|올(?= )|금년|내년)) ?\Z"
)
_LONGEST_LEAD = 6
_KOREAN_MONTH = re.compile(
    r"(?<![가-힣])(?:지난 ?달|이번 ?달|이달|다음 ?달|내달)"
    r"(?=[^가-힣]|\Z|[의은에말초중과도로만]|들어|까지|부터|보다)"
)
_ENGLISH_MONTH = re.compile(
    r"(?<![A-Za-z])(?<!the )(?:last|this|next) month(?![A-Za-z])", re.IGNORECASE
)
_SHIFTS = {"지난": -1, "작년": -1, "la": -1, "다음": 1, "내달": 1, "내년": 1, "ne": 1}
_LONGEST_WAIT = 100  # months; from one 29 February to the next it can be 96

_YEAR_FIRST = re.compile(
    rf"{_YEAR}(?:([/-]){_MONTH}\2{_DAY}|\. ?{_MONTH}\. ?{_DAY}|-(0[1-9]|1[0-2])){_NOT_IN_CODE}"
)
_VERSION_BEFORE = re.compile(r"(?:[0-9A-Za-z_./-]|(?:version|ver\.?|버전) ?)\Z", re.IGNORECASE)
_SHORT_YEAR = re.compile(rf"([0-9]{{2}})\. ?{_MONTH}\. ?{_DAY}{_NOT_IN_CODE}")
_DATE_BEFORE, _DATE_AFTER = ("'", "’"), (".", "(", "~", "∼", "〜")
_NAME_OR_CODE_BEFORE = re.compile(r"(?:[0-9_./:#=+-]|[A-Za-z] ?|버전 ?)\Z")
_COMPACT = re.compile(r"(?<![\w./:#=+-])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![\w%]|[./:-]\w)")

_NAME = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_ALSO_WORDS = ("may", "march", "mar")
_NAME_BEFORE = re.compile(rf"(?<![A-Za-z0-9_-]){_NAME}(?:\. ?| |, )\Z", re.IGNORECASE)
_LONGEST_NAME = 11
_DAYS = rf"{_DAY}(?:st|nd|rd|th)?(?: ?[–-] ?{_DAY}(?:st|nd|rd|th)?)?"
_AFTER_NAME = re.compile(
    rf"{_DAYS}(?![A-Za-z%:]|[.–-][0-9A-Za-z]| (?:hundred|thousand|[a-z]+illion|per ?cent))"
    rf"(?:,? {_YEAR})?",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(rf"{_DAYS} (?:of )?{_NAME}(?![A-Za-z])(?:\.?,? {_YEAR})?", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"[\w.:/$£€¥₩-]")
_NUMBER_AFTER = re.compile("[0-9A-Za-z%]|[./:-][0-9]")


class Date(NamedTuple):
    """A date in a text: the term of a day, a month, or a day of no year."""

    term: str
    start: int
    end: int


def day_of_any_year(term: str) -> str:
    """The term of a day of no year, of that of a day of one; empty for any other term."""
    return f"-{term[4:]}" if len(term) == 10 and not term.startswith("-") else ""


def dates(text: str, published: date | None = None) -> list[Date]:
    """The dates of ``text`` in its order; what ``published`` adds to one comes after it with the same span."""
    found: list[Date] = []
    done = 0
    for run in _DIGITS.finditer(text):
        start, end = run.span()
        if start >= done and end - start in (1, 2, 4, 8):
            found += _at_digits(text, start, end, done, published)
            done = found[-1].end if found else 0
    if published is None or not ("달" in text or "onth" in text):
        return found
    taken = {at for mention in found for at in range(mention.start, mention.end)}
    spoken = [m for m in _spoken_months(text, published) if m.start not in taken]
    return sorted([*found, *spoken], key=lambda mention: mention.start)


def _at_digits(
    text: str, start: int, end: int, done: int, published: date | None
) -> Iterator[Date]:
    """The dates of the expression whose first digits are ``text[start:end]``; ``done`` is the end of the last one."""
    after = text[end : end + 1]
    before = text[start - 1] if start else " "
    if after in _KOREAN_NEXT:
        korean = _KOREAN.match(text, start) or _KOREAN_DAY.match(text, start)
        if korean:
            yield from _korean(text, korean, done, published)
            return
    if end - start == 4:
        yield from _from_year(text, start, end, done)
    elif end - start == 8:
        compact = _COMPACT.match(text, start)
        if compact and (term := _day_term(*map(int, compact.groups()))):
            yield Date(term, start, end)
    elif after == "." and (short := _SHORT_YEAR.match(text, start)):
        yield from _short(text, short)
    elif before in " ." and (name := _name_before(text, start, done)):
        if days := _AFTER_NAME.match(text, start):
            first, last, year = days.groups()
            yield from _english(days, name.start(), name[1], first, last, year)
    elif (days := _BEFORE_NAME.match(text, start)) and not _NUMBER_BEFORE.match(before):
        first, last, named, year = days.groups()
        yield from _english(days, start, named, first, last, year)


def _korean(text: str, match: re.Match[str], done: int, published: date | None) -> Iterator[Date]:
    """2026년 1월 19일, 1월 19~23일, 지난달 3일, 올해 3월 …"""
    year, month, first, last = (int(group) if group else 0 for group in match.groups())
    start = match.start()
    anchor = (year, month) if year else None
    if published and not year and not (first and _DURATION.match(text, match.end())):
        lead = _LEAD.search(text, max(done, start - _LONGEST_LEAD), start)
        anchor = _relative_month(lead, month, first, published) if lead else None
        start = lead.start() if lead and anchor else start
    if anchor and not first:
        yield Date(_month_term(*anchor), start, match.end())
    if not first:
        return
    one_day = match.end(3) + text.startswith("일", match.end(3))
    for day, begin, end in ((first, start, one_day), (last, match.start(4), match.end())):
        if day < first:
            continue
        if month and not year and (term := _day_term(None, month, day)):
            yield Date(term, begin, end)
        if anchor and (term := _day_term(*anchor, day)):
            yield Date(term, begin, end)


def _relative_month(
    lead: re.Match[str], month: int, day: int, published: date
) -> tuple[int, int] | None:
    """Year and month that 지난, 이달, 내년 … mean before a month and day (0: not given)."""
    if lead["near"]:
        return _nearest(month, day, published, -1 if lead["near"] == "지난" else 1)
    shift = _SHIFTS.get(lead[0][:2], 0)
    if lead["month"]:
        return None if month else _shifted(published, shift)
    there = _shifted(published, shift * 12)
    return (there[0], month) if there and month else None


def _nearest(month: int, day: int, published: date, step: int) -> tuple[int, int] | None:
    """The month of the latest (``step`` -1) or next (1) such day, not counting the day of publication.

    In March, 지난 3월 may be this one or that of last year: None.
    """
    if month == published.month and not day:
        return None
    for months in range(_LONGEST_WAIT):
        there = _shifted(published, months * step)
        if there is None or month not in (0, there[1]):
            continue
        term = _day_term(*there, day or 1)
        today = published.isoformat()
        if term and (not day or (term < today if step < 0 else term > today)):
            return there
    return None


def _shifted(published: date, months: int) -> tuple[int, int] | None:
    """Year and month so many months after that of publication; None outside the calendar."""
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return (year, month + 1) if date.min.year <= year <= date.max.year else None


def _spoken_months(text: str, published: date) -> Iterator[Date]:
    """지난달, next month …"""
    for pattern in (_KOREAN_MONTH, _ENGLISH_MONTH):
        for match in pattern.finditer(text):
            there = _shifted(published, _SHIFTS.get(match[0][:2].lower(), 0))
            if there:
                yield Date(_month_term(*there), *match.span())


def _from_year(text: str, start: int, end: int, done: int) -> Iterator[Date]:
    """January 2026, 2026-01-19, 2026. 1. 19., 2026-01."""
    name = _name_before(text, start, done)
    if name and text[start:end].startswith(("19", "20")) and not _NUMBER_AFTER.match(text, end):
        yield Date(_month_term(int(text[start:end]), month_number(name[1])), name.start(), end)
        return
    full = _YEAR_FIRST.match(text, start)
    if full is None or _VERSION_BEFORE.search(text, max(0, start - 8), start):
        return
    year, _, *rest = full.groups()
    month, day = [*(int(group) for group in rest if group), 0][:2]
    if day:
        if term := _day_term(int(year), month, day):
            yield Date(term, *full.span())
    elif month != (int(year) + 1) % 100:  # 2007-08 is a season
        yield Date(_month_term(int(year), month), *full.span())


def _short(text: str, match: re.Match[str]) -> Iterator[Date]:
    """26.1.19 and 26. 1. 19.; not versions: 24.04.1 pads one of the two, 13.5.2 has no mark of a date."""
    year, month, day = match.groups()
    start, end = match.span()
    if _NAME_OR_CODE_BEFORE.search(text, max(0, start - 4), start):
        return
    if len({len(part) for part in (month, day) if int(part) < 10}) > 1:
        return
    marked = text[end : end + 1] in _DATE_AFTER or text[start - 1 : start] in _DATE_BEFORE
    if end - start == len("13.5.2") and not marked:
        return
    if term := _day_term(int(year) + (2000 if int(year) < 70 else 1900), int(month), int(day)):
        yield Date(term, start, end)


def _name_before(text: str, start: int, done: int) -> re.Match[str] | None:
    """The name of a month right before ``start``."""
    return _NAME_BEFORE.search(text, max(done, start - _LONGEST_NAME), start)


def _english(
    match: re.Match[str], start: int, name: str, first: str, last: str | None, year: str | None
) -> Iterator[Date]:
    """January 19, 2026; Jan. 19–23; 19th of January. What may be a word (may, march) needs a year."""
    if name in _ALSO_WORDS and not year:
        return
    numbered = int(year) if year else None
    days = [(first, start, match.end(1) if last else match.end())]
    if last and int(last) > int(first):
        days.append((last, match.start(2), match.end()))
    for day, begin, end in days:
        if term := _day_term(numbered, month_number(name), int(day)):
            yield Date(term, begin, end)


def _month_term(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _day_term(year: int | None, month: int, day: int) -> str | None:
    """The term of a day (of no year: one that some year has); None where the calendar has none."""
    try:
        known = date(2000 if year is None else year, month, day).isoformat()
    except ValueError:
        return None
    return known if year is not None else f"-{known[4:]}"
