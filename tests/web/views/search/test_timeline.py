"""Hits by month, and periods that end with the newest article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from seogo.engines.names import PERIODS
from seogo.engines.periods import begin_of
from seogo.languages import Language
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.web.views.browse.archive_overview import gaps, longest_gaps
from seogo.web.views.formatting import Locale
from seogo.web.views.search.timeline import bounds_of, to_periods, to_timeline
from tests.web.conftest import Get
from tests.web.stubs import make_page

LOCALE = Locale(Language.EN, ZoneInfo("Asia/Seoul"))


def test_every_row_leads_to_as_many_articles_as_it_counts(get: Get) -> None:
    for address in ("/search?q=한글&ui=en&fold=off", "/search?ui=en&fold=off&from=2024-03-06"):
        table = get(address).one("details", cls="period").one("table")
        rows = table.one("tbody").all("tr")
        assert len(rows) > 1
        for row in rows:
            narrowed = get(row.one("a").attributes["href"])
            count = narrowed.one(role="status").text.split()[0]
            assert row.one("td").text == count


def test_months_are_named_and_newest_first() -> None:
    page = make_page(facets={"month": (("2025-11", 3), ("2026-01", 2), ("2025-12", 1))})
    timeline = to_timeline(page, LOCALE, Addresses())
    assert timeline is not None and timeline.unit == "Month"
    assert [(str(bar.text), bar.count, bar.most) for bar in timeline.bars] == [
        ("January 2026", 2, 3),
        ("December 2025", 1, 3),
        ("November 2025", 3, 3),
    ]
    assert timeline.bars[0].address == "/search?from=2026-01&to=2026-01"


def test_a_long_time_is_shown_by_years() -> None:
    months = tuple(
        (f"{year}-{month:02}", 2) for year in (2023, 2024, 2025) for month in range(1, 13)
    )
    timeline = to_timeline(make_page(facets={"month": months}), LOCALE, Addresses())
    assert timeline is not None and timeline.unit == "Year"
    assert [(str(bar.text), bar.count) for bar in timeline.bars] == [
        ("2025", 24),
        ("2024", 24),
        ("2023", 24),
    ]


def test_one_month_is_no_timeline() -> None:
    assert to_timeline(make_page(facets={"month": (("2026-01", 9),)}), LOCALE, Addresses()) is None
    assert to_timeline(make_page(), LOCALE, Addresses()) is None


def test_a_row_stays_within_the_period_that_is_searched() -> None:
    page = make_page(
        request=SearchRequest(first=date(2025, 12, 24), last=date(2026, 1, 5)),
        facets={"month": (("2025-12", 1), ("2026-01", 1))},
    )
    timeline = to_timeline(page, LOCALE, Addresses())
    assert timeline is not None
    assert [parse_qs(urlsplit(bar.address).query) for bar in timeline.bars] == [
        {"from": ["2026-01-01"], "to": ["2026-01-05"]},
        {"from": ["2025-12-24"], "to": ["2025-12-31"]},
    ]


@pytest.mark.parametrize(
    ("period", "last", "first"),
    [
        ("day", date(2026, 1, 1), date(2026, 1, 1)),
        ("week", date(2026, 1, 1), date(2025, 12, 26)),
        ("month", date(2026, 3, 31), date(2026, 3, 1)),
        ("quarter", date(2026, 2, 28), date(2025, 11, 29)),
        ("quarter", date(2026, 5, 31), date(2026, 3, 1)),
        ("year", date(2024, 2, 29), date(2023, 3, 1)),
        ("year", date(1, 1, 3), date.min),
    ],
)
def test_periods_end_with_a_day(period: str, last: date, first: date) -> None:
    assert begin_of(period, last) == first


@given(st.dates(date(1000, 1, 1)))
def test_longer_periods_begin_earlier(last: date) -> None:
    begins = [begin_of(name, last) for name in PERIODS]
    assert begins == sorted(begins, reverse=True) and begins[0] == last
    assert timedelta(363) < last - begins[-1] < timedelta(367)


@given(st.dates())
def test_a_day_is_within_its_month_and_year(day: date) -> None:
    for unit in (f"{day:%Y}".rjust(4, "0"), day.isoformat()[:7]):
        first, last = bounds_of(unit)
        assert first <= day <= last


def test_periods_end_with_the_newest_article_and_each_says_how_much_it_has() -> None:
    recent = (("year", 9), ("quarter", 9), ("month", 4), ("week", 4))
    asked = SearchRequest(q="한글", filters=(("tag", "AI"),), page=3, sort="oldest")
    page = make_page(request=asked, facets={"recent": recent}, total_articles=12)
    links = to_periods(page, date(2020, 1, 19), LOCALE, Addresses())
    assert [(str(link.text), link.count) for link in links] == [
        ("Last week", "4"),
        ("Last three months", "9"),
    ]
    assert parse_qs(urlsplit(links[0].address).query) == {
        "q": ["한글"],
        "tag": ["AI"],
        "from": ["2020-01-13"],
        "sort": ["oldest"],
    }
    all_of_them = replace(page, total_articles=9)
    assert len(to_periods(all_of_them, date(2020, 1, 19), LOCALE, Addresses())) == 1
    chosen = replace(page, request=replace(asked, first=date(2020, 1, 1)))
    assert to_periods(chosen, date(2020, 1, 19), LOCALE, Addresses()) == ()


def test_every_period_leads_to_as_many_articles_as_it_says(get: Get) -> None:
    for address in ("/search?ui=ko", "/search?q=한글&ui=en&sort=oldest"):
        periods = get(address).one("details", cls="period").all("ul")[0].all("li")
        assert periods
        for item in periods:
            opened = get(item.one("a").attributes["href"]).one(role="status").text
            assert re.findall("[0-9]+", opened)[0] == item.one("span", cls="count").text


def test_the_form_of_the_period_keeps_everything_else(get: Get, client: FlaskClient) -> None:
    page = get("/search?q=한글&lang=ko&from=2020&sort=newest&size=50&ui=ko")
    form = page.one("details", cls="period").one("form")
    hidden = {i.attributes["name"]: i.attributes["value"] for i in form.all("input", type="hidden")}
    assert hidden == {"q": "한글", "lang": "ko", "sort": "newest", "size": "50", "ui": "ko"}
    assert form.one("input", name="from").attributes["value"] == "2020"
    fields = {**hidden, "from": "", "to": "2024"}
    answer = client.get("/search", query_string=fields, follow_redirects=True)
    assert parse_qs(urlsplit(answer.request.url).query) == {
        **{name: [value] for name, value in hidden.items()},
        "to": ["2024"],
    }


def test_months_without_articles() -> None:
    assert gaps([]) == gaps(["2026-01"]) == gaps(["2025-12", "2026-01"]) == []
    assert gaps(["2026-04", "2025-11", "2026-01"]) == [
        ("2025-12", "2025-12"),
        ("2026-02", "2026-03"),
    ]
    many = [f"{year}-01" for year in range(1990, 2010)] + ["2009-03", "2012-01"]
    assert longest_gaps(many)[-1] == ("2009-04", "2011-12")
    assert len(longest_gaps(many)) == 6


@given(st.sets(st.dates(date(1999, 1, 1), date(2003, 1, 1)).map(lambda day: day.isoformat()[:7])))
def test_gaps_and_months_make_up_the_whole_time(months: set[str]) -> None:
    missing: set[str] = set()
    for first, last in gaps(months):
        number = int(first[:4]) * 12 + int(first[5:]) - 1
        while (month := f"{number // 12}-{number % 12 + 1:02}") <= last:
            missing.add(month)
            number += 1
    assert not missing & months
    whole = sorted(missing | months)
    assert len(whole) == len(gaps(whole)) + len(whole)
