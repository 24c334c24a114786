"""Quantities of both languages as the same terms, and what only looks like one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.quantities.extraction import Quantity, quantities
from seogo.analysis.quantities.numbers import number_value, to_term
from seogo.analysis.script.normalize import normalize
from tests.rows import each_row

PUBLISHED = date(2026, 2, 10)


def found(text: str) -> list[tuple[str, str]]:
    """Terms and what they cover of the normalised text."""
    text = normalize(text).text
    return [(q.term, text[q.start : q.end]) for q in quantities(text, PUBLISHED)]


@each_row(
    ("text", "term", "covered"),
    [
        ("매출 127억 원을 냈다", "12700000000", "127억"),
        ("sales of 12.7 billion won", "12700000000", "12.7 billion"),
        ("a 12.7B model", "12700000000", "12.7B"),
        ("₩12,700,000,000", "12700000000", "12700000000"),
        ("1조 2700억 원", "1270000000000", "1조 2700억"),
        ("1조2700억원", "1270000000000", "1조2700억"),
        ("12조3천억 번의 계산", "12300000000000", "12조3천억"),
        ("12.3 trillion calculations", "12300000000000", "12.3 trillion"),
        ("30억6천 만원의 가치", "3060000000", "30억6천 만"),
        ("23억6,000만달러", "2360000000", "23억6000만"),
        ("3만5천 명", "35000", "3만5천"),
        ("약 1만8,500원", "18500", "1만8500"),
        ("3만 5000명이", "35000", "3만 5000"),
        ("지수가 1만2,750.10을", "12750.1", "1만2750.10"),
        ("3천 명", "3000", "3천"),
        ("3천5백만 톤", "35000000", "3천5백만"),
        ("1.2천만 명", "12000000", "1.2천만"),
        ("300 억 원", "30000000000", "300 억"),
        ("10만 명", "100000", "10만"),
        ("10만명", "100000", "10만"),
        ("50만여 척", "500000", "50만"),
        ("삼만 오천 원", "35000", "삼만 오천"),
        ("이백억 규모", "20000000000", "이백억"),
        ("백만 대군", "1000000", "백만"),
        ("2.5 trillion", "2500000000000", "2.5 trillion"),
        ("2.5-trillion-dollar", "2500000000000", "2.5-trillion"),
        ("5 hundred thousand", "500000", "5 hundred thousand"),
        ("$5 MILLION", "5000000", "5 MILLION"),
        ("two hundred million people", "200000000", "two hundred million"),
        ("three thousand boats", "3000", "three thousand"),
        ("about a million", "1000000", "a million"),
        ("half a million", "500000", "half a million"),
        ("$5k", "5000", "5k"),
        ("120K users", "120000", "120K"),
        ("12M users", "12000000", "12M"),
        ("a 70B model", "70000000000", "70B"),
        ("$3bn", "3000000000", "3bn"),
        ("€3m", "3000000", "3m"),
        ("3bn people", "3000000000", "3bn"),
        ("시속 22km", "22", "22"),
        ("1,124km", "1124", "1124"),
        ("3.5", "3.5", "3.5"),
        ("규모 6.0", "6", "6.0"),
        ("127명", "127", "127"),
        ("약200명", "200", "200"),
        ("조직원5명", "5", "5"),
        ("10여 명", "10", "10"),
        ("10GB", "10", "10"),
        ("a 34-year-old man", "34", "34"),
        ("사과 3조각", "3", "3"),
        ("2,000명", "2000", "2000"),
        ("2,000원이다", "2000", "2000"),
        ("1,900km", "1900", "1900"),
        ("2000 달러", "2000", "2000"),
        ("2,000 people", "2000", "2000"),
        ("more than 2,000 European tourists", "2000", "2000"),
        ("$2,000", "2000", "2000"),
        ("3시간", "3", "3"),
        ("30년", "30", "30"),
        ("45%", "45%", "45%"),
        ("45 %", "45%", "45 %"),
        ("45％가", "45%", "45%"),
        ("45퍼센트", "45%", "45퍼센트"),
        ("45프로, 적다", "45%", "45프로"),
        ("45 percent", "45%", "45 percent"),
        ("45 per cent", "45%", "45 per cent"),
        ("ten percent", "10%", "ten percent"),
        ("0.50%", "0.5%", "0.50%"),
        ("4.5%p", "4.5%p", "4.5%p"),
        ("4.5%포인트", "4.5%p", "4.5%포인트"),
        ("4.5퍼센트 포인트", "4.5%p", "4.5퍼센트 포인트"),
        ("4.5 percentage points", "4.5%p", "4.5 percentage points"),
        ("제3차 회의", "#3", "제3차"),
        ("제 3회 대회", "#3", "제 3회"),
        ("제3자 서비스", "#3", "제3자"),
        ("제2의 인생", "#2", "제2"),
        ("제이의 인생", "#2", "제이"),
        ("제삼차 회의", "#3", "제삼차"),
        ("제이차세계대전", "#2", "제이차"),
        ("제십이회 대회", "#12", "제십이회"),
        ("제삼자에게", "#3", "제삼자"),
        ("two dozen eggs", "24", "two dozen"),
        ("half a dozen eggs", "6", "half a dozen"),
        ("3번째 회의", "#3", "3번째"),
        ("세 번째 회의", "#3", "세 번째"),
        ("첫번째 회의", "#1", "첫번째"),
        ("열두 번째", "#12", "열두 번째"),
        ("둘째 아들", "#2", "둘째"),
        ("third party", "#3", "third"),
        ("The 3rd meeting", "#3", "3rd"),
        ("First of May", "#1", "First"),
        ("a second explosion", "#2", "second"),
        ("in second place", "#2", "second"),
        ("21세기", "#21", "21세기"),
        ("the 21st century", "#21", "21st"),
        ("the twenty-first century", "#21", "twenty-first"),
        ("개교 70주년", "#70", "70주년"),
        ("the 70th anniversary", "#70", "70th"),
        ("2026년 1월 19일에", "2026-01-19", "2026년 1월 19일"),
        ("26.1.19(월)", "2026-01-19", "26.1.19"),
        ("Monday, January 19, 2026,", "2026-01-19", "January 19, 2026"),
        ("19 January 2026", "2026-01-19", "19 January 2026"),
        ("2026년 1월호", "2026-01", "2026년 1월"),
        ("1월 19일", "--01-19", "1월 19일"),
        ("지난 9일", "2026-02-09", "지난 9일"),
        ("last month", "2026-01", "last month"),
    ],
)
def test_quantities(text: str, term: str, covered: str) -> None:
    assert found(text) == [(term, covered)]


@each_row(
    ("text", "terms"),
    [
        ("5-6 million", [("5", "5"), ("6000000", "6 million")]),
        ("1~2만 명", [("1", "1"), ("20000", "2만")]),
        ("2천만~3천만 원", [("20000000", "2천만"), ("30000000", "3천만")]),
        ("3-5쪽", [("3", "3"), ("5", "5")]),
        ("30%~50%", [("30%", "30%"), ("50%", "50%")]),
        ("3만 5개", [("30000", "3만"), ("5", "5")]),
        ("4월2일 2만 명이 2곳", [("--04-02", "4월2일"), ("20000", "2만"), ("2", "2")]),
        ("26. 1. 19. 45명", [("2026-01-19", "26. 1. 19"), ("45", "45")]),
        (
            "지난 1월 19일 3억",
            [
                ("--01-19", "지난 1월 19일"),
                ("2026-01-19", "지난 1월 19일"),
                ("300000000", "3억"),
            ],
        ),
        ("제3조 2항에 따라 10억 원", [("2", "2"), ("1000000000", "10억")]),
        ("2인 1조로", [("2", "2")]),
        ("$50bn (£27bn)", [("50000000000", "50bn"), ("27000000000", "27bn")]),
    ],
)
def test_several(text: str, terms: list[tuple[str, str]]) -> None:
    assert found(text) == terms


@each_row(
    "text",
    [
        *(
            "수십억 원",
            "수만 명",
            "몇백 명",
            "수백만 명",
            "10여만 명",
            "3천여만 원",
            "억대 연봉",
            "3억5000",
        ),
        *("tens of millions", "several thousand", "hundreds of people", "a few hundred"),
        *("이만 줄입니다", "천만에요", "일만 한다", "사조와 이조", "구조대", "백조"),
        *("헌법 9조", "형법 제250조에 따라", "제1조", "도로교통법 44조 위반"),
        *("2026년", "2026", "in 1998", "1995-1999", "2005.09", "1990s", "80s", "70's"),
        *(
            "GPT-4",
            "GPT4",
            "K2.5",
            "F-16",
            "H100",
            "MP3",
            "A4",
            "C++17",
            "x86",
            "v3",
            "Wi-Fi6",
            "B2B",
        ),
        *(
            "코로나19",
            "코로나19가",
            "코로나-19",
            "COVID-19",
            "G8",
            "H1N1",
            "5G",
            "3D",
            "4K TV",
            "8K",
        ),
        *(
            "1.2.3",
            "10.0.19041.1",
            "192.168.0.1",
            "3.x",
            "file_2",
            "2_000",
            "#12",
            "&#8212;",
            "%20",
        ),
        *("02-123-4567", "010-1234-5678", "1588-1234", "10:30", "10:30:15", "3:1", "9/11", "1/3"),
        *("5시", "3일", "12월", "오전 11시", "5pm", "5 p.m.", "1215 GMT", "007", "0715"),
        *("one third", "two-thirds", "a third of them", "per second", "a second later"),
        *("제사상을", "제사의 뜻", "제일 좋은", "제일기획이", "제이크가", "dozens of eggs"),
        *("at first", "first lady", "둘째치고", "몇 번째", "seventhly", "1" * 19, "3%a"),
    ],
)
def test_traps(text: str) -> None:
    assert quantities(normalize(text).text, PUBLISHED) == []


@each_row(
    ("text", "kind", "wide"),
    [
        ("127", "number", False),
        ("3.5", "number", False),
        ("999", "number", False),
        ("1,000", "number", True),
        ("3천", "number", True),
        ("two hundred", "number", True),
        ("Llama 3.1", "number", False),
        ("iPhone 3000", "number", False),
        ("in 1831", "number", False),
        ("45%", "percent", True),
        ("4.5%p", "percent", True),
        ("세 번째", "ordinal", True),
        ("1월 19일", "date", True),
    ],
)
def test_kinds(text: str, kind: str, wide: bool) -> None:
    assert [(q.kind, q.wide) for q in quantities(normalize(text).text)] == [(kind, wide)]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("세 번째 회의에서 127억 원을", "12.7 billion won at the third meeting"),
        ("지난해보다 45% 늘어난 3만5천 명", "35,000 people, up 45 percent"),
        ("2026년 1월 19일 10만 명이", "On January 19, 2026, a hundred thousand people"),
        ("기준금리를 0.5%포인트 내려", "cut the rate by 0.5 percentage points"),
        ("제21차 회의는 4월 2일", "the 21st meeting is on April 2"),
    ],
)
def test_both_languages_say_the_same(korean: str, english: str) -> None:
    assert {q.term for q in quantities(korean)} == {
        q.term for q in quantities(normalize(english).text)
    }


PIECES = (
    "1 2 12 350 2026 0 5000 19041 . , - ~ : / % %p 만 억 조 천 백 십 년 월 일 시 명 원 여 수 몇 제 차 번째 째 프로 퍼센트 "
    "포인트 지난 오는 이달 다음 달 올해 첫 두 세 이 삼 사 구 a an half one two twenty five hundred thousand million and "
    "per cent percent points first second third th st May Jan. of last next month K M B bn $ v GPT T 코로나 ' İ ı mıllıon é"
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES.split(" ")), st.just(" "), st.text(max_size=2)), max_size=25
).map("".join)
NUMBER_WORDS = (
    *("첫", "두", "세", "둘", "셋", "달", "만", "억", "조", "irst", "econd", "hird", "ifth"),
    *("hundred", "thousand", "million", "cent", "month"),
)


@pytest.mark.slow
@given(TEXTS, st.none() | st.dates())
def test_any_text(text: str, published: date | None) -> None:
    text = normalize(text).text
    before: Quantity | None = None
    for quantity in quantities(text, published):
        assert 0 <= quantity.start < quantity.end <= len(text)
        covered = text[quantity.start : quantity.end]
        assert covered == covered.strip()
        assert any(c.isdigit() for c in covered) or any(word in covered for word in NUMBER_WORDS)
        assert (number_value(quantity.term) is not None) == (quantity.kind == "number")
        if before:
            again = quantity.kind == "date" and quantity[1:] == before[1:]
            assert again or quantity.start >= before.end
        before = quantity


UNITS = [("조", 10**12), ("억", 10**8), ("만", 10**4), ("", 1)]
SCALES = [("trillion", "tn"), ("billion", "bn"), ("million", "m"), ("thousand", "k")]


def in_korean(number: int) -> str:
    parts = [f"{number // size % 10_000}{unit}" for unit, size in UNITS if number // size % 10_000]
    return "".join(parts)


@given(
    st.integers(1, 9999),
    st.integers(0, 9),
    st.sampled_from(["매출 {} 달러", "({}명)", "약 {}원이다"]),
)
def test_writings_of_one_number_agree(digits: int, zeros: int, frame: str) -> None:
    number = digits * 10**zeros
    writings = [f"매출 ${number:,}", f"매출 ${number}", frame.format(in_korean(number))]
    for power, names in zip((12, 9, 6, 3), SCALES, strict=True):
        if number >= 10**power:
            scaled = to_term(Decimal(number) / 10**power)
            writings += [f"sales of ${scaled} {names[0]}", f"sales of ${scaled}{names[1]}."]
    for writing in writings:
        (quantity,) = quantities(normalize(writing).text)
        assert (quantity.term, quantity.kind) == (str(number), "number")


@given(
    st.lists(st.sampled_from(["두", " ", "번째", "만", "삼", "천", "one", "hundred", "third", "HALF", "a", "million",
        "last", "month", "지난", "달", "percent", "per cent", "5", "twenty-", "fifth", "째", "mille"]), max_size=8)
    .map("".join)
)  # fmt: skip
def test_texts_that_are_passed_over_have_none(text: str) -> None:
    everything = quantities(f"{text}\n1")  # a digit: nothing is passed over
    assert [q for q in everything if q.end <= len(text)] == quantities(text) or text[-1:].isdigit()


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "1 ",
            "1.",
            "1-",
            "1만",
            "1천",
            "1,",
            "만",
            "이",
            "이만 ",
            "삼천",
            "천",
            "수백만 ",
            "1월 1일 ",
            "2026-",
        ),
        *(
            "1~",
            "26.1.19.",
            "지난",
            "지난 ",
            "지난 1",
            "a ",
            "one hundred ",
            "one ",
            "twenty-",
            "January ",
            "May 5 ",
        ),
        *(
            "hundred and ",
            "first ",
            "second",
            "a second ",
            "째",
            "첫 번",
            "제",
            "제 ",
            "1 %",
            "달",
            "이달 ",
            "last month ",
        ),
    ],
)
def test_long_texts_take_no_longer_for_each_character(piece: str) -> None:
    # anything quadratic would not come back from this
    text = (piece * 100_000)[:100_000]
    for quantity in quantities(text, PUBLISHED):
        assert quantity.end - quantity.start <= 100
