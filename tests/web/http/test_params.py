"""Query strings and search requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.errors import RequestError
from seogo.languages import Language
from seogo.query.parser import parse as read_query
from seogo.searching.parameter_kinds import ParameterError
from seogo.searching.parameters import LAST_PAGE, to_query, to_request
from seogo.searching.request import SearchRequest, to_filters
from seogo.serializers.addresses import Addresses
from seogo.web.http.params import SEARCH, decode
from tests.rows import each_row

words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20
).filter(lambda text: bool(text.strip()))
several = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.one_of(st.none(), st.dates())
requests = st.builds(
    SearchRequest,
    q=st.one_of(st.just(""), words),
    lang=st.one_of(st.none(), st.sampled_from(Language)),
    filters=st.fixed_dictionaries({"source": several, "tag": several, "author": several}).map(
        to_filters
    ),
    first=days,
    last=days,
    title_only=st.booleans(),
    sort=st.sampled_from(("relevance", "newest", "oldest")),
    page=st.integers(1, LAST_PAGE),
    size=st.integers(1, 100),
    level=st.sampled_from(("forms", "bridge")),
    without=several,
    fold=st.booleans(),
).filter(lambda made: not (made.first and made.last and made.first > made.last))


def parse(query: str) -> SearchRequest:
    return to_request(decode(query.encode()), SEARCH)


@given(requests, st.one_of(st.none(), st.sampled_from(Language)))
def test_a_request_survives_its_query_string(request: SearchRequest, ui: Language | None) -> None:
    address = Addresses(ui).search(request)
    pairs = decode(address.partition("?")[2].encode())
    assert to_request(pairs, SEARCH) == request
    assert [value for name, value in pairs if name == "ui"] == ([ui] if ui else [])


def test_a_nul_that_was_typed_is_a_space() -> None:
    assert parse("q=a%00b").q == "a b"


def test_addresses_have_as_much_of_a_query_as_is_read() -> None:
    long = SearchRequest(q="가나다라 " * 2_000)
    again = to_request(decode(to_query(long).encode()), SEARCH)
    assert len(again.q) == 2_001
    assert read_query(again.q).node == read_query(long.q).node
    assert {note.reason for note in read_query(again.q).ignored} == {"too-long", "too-many-words"}


def test_defaults_are_left_out_and_the_order_is_stable() -> None:
    assert to_query(SearchRequest()) == ""
    first = parse("ui=ko&size=20&q=AI&tag=b&lang=ko&tag=a&in=title&fold=off&sort=newest")
    query = "q=AI&lang=ko&tag=b&tag=a&in=title&sort=newest&size=20&fold=off"
    assert to_query(first) == query
    assert Addresses(Language.KO).search(first) == f"/search?{query}&ui=ko"
    assert to_query(first, page=2, lang=None).endswith("sort=newest&page=2&size=20&fold=off")


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("from=2026&to=2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("from=2024-02&to=2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("from=2026-01-19", date(2026, 1, 19), None),
        ("to=0001", None, date(1, 12, 31)),
    ],
)
def test_dates_are_days_months_and_years(query: str, first: date | None, last: date | None) -> None:
    request = parse(query)
    assert (request.first, request.last) == (first, last)
    assert to_query(request) == query


def test_dates_are_read_as_people_write_them() -> None:
    assert to_query(parse("from=2026.1.9.&to=2026년 1월")) == "from=2026-01-09&to=2026-01-31"


def test_a_period_is_written_in_one_unit() -> None:
    request = replace(SearchRequest(), first=date(2026, 1, 1), last=date(2026, 1, 31))
    assert to_query(request) == "from=2026-01&to=2026-01"


def test_empty_fields_of_a_form_count_as_not_given() -> None:
    assert parse("q=AI&lang=&from=&to=&tag=+&page=") == SearchRequest(q="AI")


def test_what_was_typed_stays_as_it_is() -> None:
    assert parse("q=++AI%0A").q == "  AI\n"
    assert parse("q=100%25+국산").q == "100% 국산"


@each_row(
    ("query", "parameter", "allowed"),
    [
        ("colour=red", "colour", "q, lang, source"),
        ("lang=fr", "lang", "ko, en"),
        ("lang=ko&lang=en", "lang", "1"),
        ("q=a&q=b", "q", "1"),
        ("in=body", "in", "all, title"),
        ("sort=best", "sort", "relevance, newest, oldest"),
        ("level=1", "level", "forms, bridge"),
        ("fold=no", "fold", "on, off"),
        ("ui=fr", "ui", "ko, en"),
        ("page=0", "page", "1"),
        ("page=-1", "page", "1"),
        ("page=1.5", "page", "1"),
        ("page=١", "page", "1"),
        ("page=9999999999", "page", "100,000"),
        ("size=101", "size", "100"),
        ("from=2026-13", "from", "2026-01-19"),
        ("from=2026-02-30", "from", "2026-01-19"),
        ("from=0000", "from", "2026-01-19"),
        ("to=someday", "to", "2026-01-19"),
        ("from=2026&to=2025", "from", "2025"),
        ("&".join(f"tag={number}" for number in range(21)), "tag", "20"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(
    query: str, parameter: str, allowed: str
) -> None:
    with pytest.raises(RequestError) as caught:
        parse(query)
    assert caught.value.parameter == parameter
    assert allowed in caught.value.allowed
    assert isinstance(caught.value, ParameterError)
    assert caught.value.what.text(Language.KO) != str(caught.value.what)


@pytest.mark.parametrize(
    "query", ["tag=%00", "tag=a%00b", "%00=a", "q=%ff", "q=%ed%a0%80", "q=%C3"]
)
def test_what_is_no_text_is_refused(query: str) -> None:
    with pytest.raises(RequestError):
        decode(query.encode())


def test_raw_bytes_are_utf_8_or_refused() -> None:
    assert decode("q=한글".encode()) == [("q", "한글")]
    with pytest.raises(RequestError):
        decode("q=한글".encode("euc-kr"))


def test_an_endless_query_string_is_refused() -> None:
    with pytest.raises(RequestError):
        decode(b"&".join(b"a=b" for _ in range(1_000)))


@given(words)
def test_a_value_cannot_become_another_parameter(value: str) -> None:
    assert parse(f"q={quote(value, safe='')}").q == value
    assert parse(to_query(SearchRequest(q="x", filters=(("tag", value),)))).values("tag") == (
        value,
    )
