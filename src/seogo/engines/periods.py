"""Periods that end with a day: when each begins."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

_DAYS: Final = {"day": 0, "week": 6}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def begin_of(period: str, last: date) -> date:
    """The first day of a period (one of seogo.engines.names.PERIODS) whose last day is ``last``: a week has seven days, a
    month begins on the day after the same one of the month before."""
    if period in _DAYS:
        back = timedelta(days=_DAYS[period])
        return last - back if last - date.min >= back else date.min
    months = last.year * 12 + last.month - 1 - _MONTHS[period]
    year, month = divmod(months, 12)
    if year < date.min.year:
        return date.min
    days = calendar.monthrange(year, month + 1)[1]  # the 31st of a short month is its last day
    return date(year, month + 1, min(last.day, days)) + timedelta(days=1)
