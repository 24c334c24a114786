from datetime import date
from zoneinfo import ZoneInfo

import pytest

from seogo.query.dates import date_range, day_in, days
from seogo.query.nodes import DateRange
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from tests.rows import each_row

DAY = (date(2026, 1, 19), date(2026, 1, 19))
MONTH = (date(2026, 1, 1), date(2026, 1, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@each_row(
    ("text", "expected"),
    [
        *(
            (text, DAY)
            for text in ("2026.1.19.", "2026. 1. 19", "26.1.19", "20260119", "2026/1/19")
        ),
        *(
            (text, DAY)
            for text in ("2026년 1월 19일", "26년 1월19일", "Jan. 19, 2026", "19th of January 2026")
        ),
        *(
            (text, MONTH)
            for text in ("2026-1", "2026. 1.", "2026년 1월", "202601", "JAN 2026", "January, 2026")
        ),
        *((text, YEAR) for text in ("2026", "2026년", " 2026년도", "２０２６")),
        ("2024-2", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026년 2분기", (date(2026, 4, 1), date(2026, 6, 30))),
        ("Q4 2025", (date(2025, 10, 1), date(2025, 12, 31))),
        ("2025년 하반기", (date(2025, 7, 1), date(2025, 12, 31))),
        ("1990년대", (date(1990, 1, 1), date(1999, 12, 31))),
        *(
            (text, None)
            for text in ("2026.2.30.", "31 Apr 2026", "2026-0", "0000", "1/19/2026", "x" * 500, "")
        ),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, expected: tuple[date, date] | None) -> None:
    assert days(text, DAY[0]) == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("올해", 0),
        ("this year", 0),
        ("지난해", 1),
        ("지난 해", 1),
        ("Last  Year", 1),
        ("재작년", 2),
    ],
)
def test_years_are_counted_from_today(text: str, years: int) -> None:
    year = 2026 - years
    assert days(text, DAY[0]) == (date(year, 1, 1), date(year, 12, 31))


def test_today_is_the_day_where_the_archive_is() -> None:
    # 26 hours apart, so that their days always differ
    east, west = (day_in(ZoneInfo(name)) for name in ("Pacific/Kiritimati", "Etc/GMT+12"))
    assert (east - west).days in (1, 2)
    for today in (east, west):
        assert days("오늘", today) == days("today", today) == (today, today)
        assert parse("date:오늘", today).node == DateRange(today, today, 0, len("date:오늘"))


def test_last_month_ends_where_this_one_begins() -> None:
    last, this = days("지난달", DAY[0]), days("this month", DAY[0])
    assert last and this and (this[0] - last[1]).days == 1


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026년 1월 ~ 2026년 3월", date(2026, 1, 1), date(2026, 3, 31)),
        ("Jan 2026..2026. 2. 3.", date(2026, 1, 1), date(2026, 2, 3)),
        ("..2026년", None, date(2026, 12, 31)),
    ],
)
def test_ends_of_a_period_may_have_different_forms(
    text: str, first: date | None, last: date | None
) -> None:
    assert date_range(text, DAY[0]) == (DateRange(first, last, 0, 0), "")
    assert parse(f"날짜:{text}").ignored == ()
    assert parse(f'date:"{text}"').ignored == ()


def test_words_behind_a_date_are_searched() -> None:
    parsed = parse("출처:Seogo 날짜:2026년 1월 반도체 3월")
    texts = [node.text for node in parsed.node.nodes if hasattr(node, "text")]  # type: ignore[union-attr]
    assert texts == ["반도체", "3월"]
    assert to_plain("제목: 국가") == "제목 국가"
