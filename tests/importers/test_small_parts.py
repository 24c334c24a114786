"""Charsets, dates, addresses, languages, resemblance: the parts that all importers share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import any_date, find_date, to_date
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.urls import language_of_address, same_page_key, web_address
from seogo.importers.writing.near_duplicates import (
    ALIKE,
    NearDuplicates,
    fingerprint_of,
    resemblance,
)
from seogo.languages import Language
from tests.rows import each_row

KO, EN = Language.KO, Language.EN


@each_row(
    ("text", "date"),
    [
        ("2026-01-19", "2026-01-19"),
        ("2026-01-19T06:30:00+09:00", "2026-01-19T06:30:00+09:00"),
        ("2026-01-19T06:30:00.123Z", "2026-01-19T06:30:00Z"),
        ("2026-01-19 06:30", "2026-01-19T06:30"),
        ("20260119", "2026-01-19"),
        ("20260119063000", "2026-01-19T06:30:00"),
        ("2026.01.19. 오전 6:30", "2026-01-19T06:30"),
        ("2026.1.19. 오후 6:05", "2026-01-19T18:05"),
        ("2026.01.19 (월) 06:30", "2026-01-19T06:30"),
        ("2026년 1월 19일 오후 12시 30분", "2026-01-19T12:30"),
        ("2026년 1월 19일", "2026-01-19"),
        ("26.01.19. 06:30", "2026-01-19T06:30"),
        ("2026/1/19", "2026-01-19"),
        ("January 19, 2026", "2026-01-19"),
        ("Jan. 19, 2026 at 6:30 p.m.", "2026-01-19T18:30"),
        ("19 January 2026", "2026-01-19"),
        ("January 19th, 2026", "2026-01-19"),
        ("Mon, 19 Jan 2026 06:30:00 +0900", "2026-01-19T06:30:00+09:00"),
        ("Mon, 19 Jan 2026 06:30:00 GMT", "2026-01-19T06:30:00Z"),
        ("2026-02-30", ""),
        ("2026-13-01", ""),
        ("2026-01-19T25:00", "2026-01-19"),
        ("어제", ""),
        ("", ""),
        ("0000-01-01", ""),
    ],
)
def test_dates_are_read(text: str, date: str) -> None:
    assert to_date(text) == date


def test_dates_in_lines_and_numbers() -> None:
    assert find_date("기사입력 2026.01.19. 오전 6:30 최종수정 2026.01.20") == "2026-01-19T06:30"
    assert find_date("전화 02-1234-5678") == ""
    assert (
        any_date(1768772400)
        == any_date("1768772400")
        == any_date(1768772400000)
        == "2026-01-18T21:40:00Z"
    )
    assert any_date(10**30) == any_date(True) == any_date(None) == any_date(float("nan")) == ""


@given(st.text(max_size=60))
def test_no_text_is_a_date_that_articles_cannot_have(text: str) -> None:
    to_date(text)
    any_date(text)


@each_row(
    "other",
    [
        "http://www.hanbit.example/news/1",
        "https://hanbit.example/news/1/",
        "https://m.hanbit.example/news/1?utm_source=a&fbclid=b",
        "https://www.hanbit.example/news/1#top",
        "https://amp.hanbit.example/news/1",
        "https://hanbit.example/news/1/amp/",
        "https://hanbit.example:443/news/1",
        "https://HANBIT.example/news//1/index.html",
    ],
)
def test_addresses_of_one_page_have_one_key(other: str) -> None:
    assert (
        same_page_key(other)
        == same_page_key("https://hanbit.example/news/1")
        == "hanbit.example/news/1"
    )


def test_addresses_of_other_pages_have_other_keys() -> None:
    keys = {
        same_page_key(address)
        for address in (
            "https://a.example/read?id=1",
            "https://a.example/read?id=2",
            "https://a.example/read?id=1&page=2",
            "https://a.example/Read?id=1",
            "https://b.example/read?id=1",
            "https://a.example/#!/one",
            "https://a.example/#!/two",
            "https://a.example/",
        )
    }
    assert len(keys) == 8
    assert same_page_key("https://a.example/r?b=2&a=1") == same_page_key(
        "http://a.example/r?a=1&b=2"
    )


@each_row(
    "bad",
    ["javascript:alert(1)", "ftp://a.example", "https://", "https://user:pw@a.example/", "https://a b/", "//a.example",
     "mailto:a@b", "https://[::1", "https://a.example:99999/", "https://" + "a" * 5000, "", "\0"],
)  # fmt: skip
def test_what_is_no_web_address(bad: str) -> None:
    assert web_address(bad) == same_page_key(bad) == ""


@given(st.text(max_size=80))
def test_an_address_stays_what_it_is(text: str) -> None:
    address = web_address("https://a.example/" + text)
    assert web_address(address) == address
    assert not set(address) & set(' \n\t<>"\0')


def test_addresses_say_languages() -> None:
    assert (
        language_of_address("https://a.example/en/news")
        is language_of_address("https://en.a.example/x")
        is EN
    )
    assert (
        language_of_address("https://a.example/news?lang=ko")
        is language_of_address("https://a.example/kr/")
        is KO
    )
    assert language_of_address("https://a.example/entry") is None


@each_row(
    ("text", "lang"),
    [
        ("국가 인공지능 프로젝트가 다음 단계로 들어섰다.", KO),
        ("The project has entered its next stage.", EN),
        ("Kubernetes Pod는 Container를 하나 이상 담고, Deployment가 ReplicaSet을 통해 관리한다.", KO),
        ("```py\nthe = of(and_)\nfor it in that: is_(it)\n```\n위 코드는 오류가 난다.", KO),
        ("He spoke of 세종대왕 and of 훈민정음 in the hall, and it was the first time that the word 한글 was heard.", EN),
        ("これは日本語の文章です。", None),
        ("Le gouvernement a présenté une nouvelle loi qui concerne les écoles publiques. " * 5, None),
        ("", None),
        ("1234 5678", None),
    ],
)  # fmt: skip
def test_languages_are_detected(text: str, lang: Language | None) -> None:
    assert language_of(text) is lang


def test_charsets() -> None:
    text = "뷁, 똠방각하의 글이다."
    assert (
        decode(text.encode("cp949"))
        == decode(text.encode())
        == decode(text.encode("utf-16"))
        == text
    )
    page = f'<meta charset="euc-kr">{text}'
    assert decode(page.encode()) == decode(page.encode("cp949"), "utf-8") == page
    assert decode("café – naïve".encode("cp1252")) == "café – naïve"
    assert decode(b"a\0b") == "ab"
    half = ("가" * 2000).encode()[:-1]
    assert decode(half).startswith("가" * 1999)
    assert decode(b"<meta charset=rot13>\xe9", "utf-7") == "<meta charset=rot13>é"


@given(st.binary(max_size=200), st.text(max_size=10))
def test_any_bytes_are_some_text(data: bytes, declared: str) -> None:
    decode(data, declared).encode("utf-8", "strict")


def words(start: int, count: int) -> str:
    return " ".join(f"낱말{number}" for number in range(start, start + count))


def test_likeness_is_shared_shingles() -> None:
    text = words(0, 200)
    assert resemblance(text, text) == 1
    assert resemblance(text, words(1000, 200)) == 0
    assert resemblance(text, text.replace("낱말100 ", "다른말 ")) == pytest.approx(
        (198 - 3) / (198 + 3)
    )
    assert resemblance("[고리](https://a.example/x) 글", "고리 글") == 1


def test_near_texts_are_found_by_their_prints() -> None:
    likes = NearDuplicates()
    for number in range(200):
        likes.add(f"a{number}", fingerprint_of(words(number * 1000, 300)))
    found = 0
    for number in range(200):
        text = (
            words(number * 1000, 300).replace(f"낱말{number * 1000 + 150} ", "바뀐말 ")
            + " 홍길동 기자"
        )
        assert resemblance(text, words(number * 1000, 300)) > ALIKE
        found += likes.near(fingerprint_of(text))[:1] == [f"a{number}"]
    assert found >= 196
    assert likes.near(fingerprint_of(words(999_000, 300))) == []
    assert likes.same(
        fingerprint_of(words(3000, 300).upper() + " ![](https://x.example/1.png)")
    ) == ["a3"]


def test_short_texts_are_alike_only_when_they_are_the_same() -> None:
    assert fingerprint_of("짧은 글").bands == ()
    assert (
        fingerprint_of("짧은 글") == fingerprint_of("짧은  글.") != fingerprint_of("짧은 글 하나")
    )
