"""Dates in Korean and English as one form."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.quantities.dates import dates
from tests.rows import each_row

PUBLISHED = date(2026, 2, 10)


def found(text: str, published: date | None = None) -> list[tuple[str, str]]:
    return [(day.term, text[day.start : day.end]) for day in dates(text, published)]


@each_row(
    ("text", "term"),
    [
        ("2026년 1월 19일", "2026-01-19"),
        ("2026년1월19일", "2026-01-19"),
        ("26.1.19", "2026-01-19"),
        ("26. 1. 19", "2026-01-19"),
        ("98.12.25", "1998-12-25"),
        ("26. 1. 3", "2026-01-03"),
        ("2026-01-19", "2026-01-19"),
        ("2026/1/19", "2026-01-19"),
        ("2026.01.19", "2026-01-19"),
        ("2026. 1. 19", "2026-01-19"),
        ("20260119", "2026-01-19"),
        ("January 19, 2026", "2026-01-19"),
        ("Jan. 19, 2026", "2026-01-19"),
        ("january 19 2026", "2026-01-19"),
        ("Jan 19th, 2026", "2026-01-19"),
        ("19 January 2026", "2026-01-19"),
        ("19 Jan 2026", "2026-01-19"),
        ("19th of January 2026", "2026-01-19"),
        ("march 3, 2026", "2026-03-03"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("July 17, 1918", "1918-07-17"),
        ("2026년 1월", "2026-01"),
        ("January 2026", "2026-01"),
        ("Jan. 2026", "2026-01"),
        ("2026-01", "2026-01"),
        ("1월 19일", "--01-19"),
        ("4월2일", "--04-02"),
        ("January 19", "--01-19"),
        ("May 5", "--05-05"),
        ("19 January", "--01-19"),
        ("11th of September", "--09-11"),
        ("2월 29일", "--02-29"),
    ],
)
def test_every_writing(text: str, term: str) -> None:
    assert found(text) == [(term, text)]
    assert found(f"({text})") == [(term, text)]
    assert found(f"회의, {text}, 서울.") == [(term, text)]


@each_row(
    ("text", "spans"),
    [
        ("2026. 1. 19.부터", [("2026-01-19", "2026. 1. 19")]),
        ("26.1.3. 서울", [("2026-01-03", "26.1.3")]),
        ("'26.1.3 서울", [("2026-01-03", "26.1.3")]),
        ("26.1.3(토)", [("2026-01-03", "26.1.3")]),
        ("2026-01-19T10:30", [("2026-01-19", "2026-01-19")]),
        ("지난 2004년 2월에", [("2004-02", "2004년 2월")]),
        ("1월 19~23일", [("--01-19", "1월 19"), ("--01-23", "23일")]),
        ("1월 19일~23일", [("--01-19", "1월 19일"), ("--01-23", "23일")]),
        ("2026년 4월 2, 3일", [("2026-04-02", "2026년 4월 2"), ("2026-04-03", "3일")]),
        ("12월 30일~1월 3일", [("--12-30", "12월 30일"), ("--01-03", "1월 3일")]),
        ("19-23 January", [("--01-19", "19"), ("--01-23", "23 January")]),
        ("January 19–23, 2026", [("2026-01-19", "January 19"), ("2026-01-23", "23, 2026")]),
        ("from April 8 to May 11", [("--04-08", "April 8"), ("--05-11", "May 11")]),
        ("June 2007 and May 2008", [("2007-06", "June 2007"), ("2008-05", "May 2008")]),
    ],
)
def test_spans(text: str, spans: list[tuple[str, str]]) -> None:
    assert found(text) == spans


@each_row(
    "text",
    [
        *(
            "3월",
            "19일",
            "3월에",
            "지난 19일",
            "2026년",
            "May 5 million",
            "may 5 people",
            "5 Marines",
        ),
        *(
            "v26.1.19",
            "1.26.1.19",
            "26.1.19.1",
            "버전 26.1.19",
            "version 2026.1.19",
            "26.1.19-beta",
        ),
        *(
            "Ubuntu 24.10.1",
            "우분투 24.04.1",
            "10.0.1",
            "26.13.1",
            "26.1.32",
            "10.1.1-1",
            "3.11.4",
            "13.5.2",
            "(20.1.1)",
        ),
        *("2026-01-19.log", "x20260119", "20260119-3", "20261340", "2026-13-01", "2026년 2월 30일"),
        *("2월 30일", "January 32", "12/25/2026", "2007-08", "2011-12", "3개월 19일간", "June 5%"),
        *("January 10:30", "Dec 1000", "1월드컵", "이달리아", "last month", "지난달"),
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@each_row(
    ("text", "spans"),
    [
        ("지난 9일", [("2026-02-09", "지난 9일")]),
        ("지난 10일", [("2026-01-10", "지난 10일")]),
        ("지난 19일에", [("2026-01-19", "지난 19일")]),
        ("지난 31일", [("2026-01-31", "지난 31일")]),
        ("지난 24~26일", [("2026-01-24", "지난 24"), ("2026-01-26", "26일")]),
        ("오는 25일", [("2026-02-25", "오는 25일")]),
        ("오는 10일", [("2026-03-10", "오는 10일")]),
        ("오는 29일", [("2026-03-29", "오는 29일")]),
        ("지난 1월 19일", [("--01-19", "지난 1월 19일"), ("2026-01-19", "지난 1월 19일")]),
        ("지난 2월 29일", [("--02-29", "지난 2월 29일"), ("2024-02-29", "지난 2월 29일")]),
        ("오는 1월 19일", [("--01-19", "오는 1월 19일"), ("2027-01-19", "오는 1월 19일")]),
        ("작년 12월 24일", [("--12-24", "작년 12월 24일"), ("2025-12-24", "작년 12월 24일")]),
        ("지난달 3일", [("2026-01-03", "지난달 3일")]),
        ("이달 3일", [("2026-02-03", "이달 3일")]),
        ("이번 달 3일", [("2026-02-03", "이번 달 3일")]),
        ("다음 달 3일", [("2026-03-03", "다음 달 3일")]),
        ("이달 30일", [("2026-02", "이달")]),
        ("지난해 12월", [("2025-12", "지난해 12월")]),
        ("올해 3월", [("2026-03", "올해 3월")]),
        ("올 3월", [("2026-03", "올 3월")]),
        ("내년 1월", [("2027-01", "내년 1월")]),
        ("지난 3월", [("2025-03", "지난 3월")]),
        ("지난 2월, 오는 2월", []),
        ("지난달 말, 이달의 책", [("2026-01", "지난달"), ("2026-02", "이달")]),
        ("다음달에 이번 달도", [("2026-03", "다음달"), ("2026-02", "이번 달")]),
        ("Last month's vote", [("2026-01", "Last month")]),
        ("this month and next month", [("2026-02", "this month"), ("2026-03", "next month")]),
        ("지난달 3일과 1월 5일", [("2026-01-03", "지난달 3일"), ("--01-05", "1월 5일")]),
        ("지난 3일간, 지난 10일 동안, 지난 24~26일간", []),
        ("어제, 지난주, last year, last January, the last month, 지난 달리기, 이 달리", []),
    ],
)
def test_publication_tells_more(text: str, spans: list[tuple[str, str]]) -> None:
    assert found(text, PUBLISHED) == spans


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_writings_of_one_day_agree(day: date) -> None:
    month = calendar.month_name[day.month]
    texts = [
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}.",
        f"{day:%Y.%m.%d}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
    ]
    assert {term for text in texts for term, _ in found(text)} == {day.isoformat()}
    assert found(f"{day.month}월 {day.day}일")[0][0] == f"--{day:%m-%d}"
    assert found(f"on the {day.day}th of {month}")[0][0] == f"--{day:%m-%d}"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 31))
def test_nearest_day_is_that_of_a_day_by_day_search(published: date, day: int) -> None:
    before, after = published - timedelta(1), published + timedelta(1)
    while before.day != day:
        before -= timedelta(1)
    while after.day != day:
        after += timedelta(1)
    assert found(f"지난 {day}일", published)[0][0] == before.isoformat()
    assert found(f"오는 {day}일", published)[0][0] == after.isoformat()


@given(
    st.dates(),
    st.sampled_from(
        ["지난 31일", "오는 2월 29일", "지난달", "다음 달 1일", "작년 1월", "내년 1월"]
    ),
)
def test_the_ends_of_the_calendar(published: date, text: str) -> None:
    assert all(day.end == len(text) for day in dates(text, published))
