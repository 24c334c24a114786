"""Differences of pairs: numbers, days and names that only one article has, both ways."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.token import FieldTokens
from seogo.articles.markdown import to_blocks
from seogo.articles.model import Article, ArticleDate
from seogo.documents.stored_analysis import analyze_articles
from seogo.languages import Language
from seogo.pairs.differences import ComparedText, differences
from tests.rows import each_row

KO, EN = Language.KO, Language.EN
DAY = date(2026, 1, 20)


def compared(analyzer: Analyzer, language: Language, body: str, title: str = "") -> ComparedText:
    """An article published on DAY as it is compared."""
    article = Article("a", "a.md", language, title, body, "", published=ArticleDate("", DAY))
    ((_, analysis, _),) = analyze_articles([article], analyzer)
    code = [(block.start, block.end) for block in to_blocks(body) if block.kind == "code"]
    quantities = analysis.title_quantities, analysis.body_quantities
    return ComparedText(language, title, analysis.text, *quantities, code)


def found(analyzer: Analyzer, korean: str, english: str) -> list[tuple[str, str]]:
    """Reported texts, each with the language of its article."""
    sides = compared(analyzer, KO, korean), compared(analyzer, EN, english)
    return [(one.language.value, one.text) for one in differences(*sides)]


@each_row(
    ("korean", "english"),
    [
        ("매출은 127억 달러였다.", "Revenue was 12.7 billion dollars."),
        ("모두 3만 2천 명이 왔다.", "A total of 32,000 people came."),
        ("삼만 오천 원을 냈다.", "They paid 35,000 won."),
        ("스물다섯 명이 다쳤다.", "25 people were hurt."),
        ("25명이 다쳤다.", "Twenty-five people were hurt."),
        ("약 36명이 숨졌다.", "Some three dozen people died."),
        ("50년이 지났다.", "Five decades have passed."),
        ("베네딕토 16세가 말했다.", "Pope Benedict XVI said so."),
        ("전체의 50%가 찬성했다.", "Half of them agreed."),
        ("지지율이 12%포인트 올랐다.", "Support rose by 12 percent."),
        ("약 1만 3천 명이 모였다.", "A crowd of 12,743 gathered."),
        ("1억2743만 달러가 들었다.", "It cost $127 million."),
        ("12번째 대회다.", "It is the twelfth contest."),
        ("19세기에 지었다.", "It was built in the 19th century."),
        ("16진수로 적는다.", "It is written in hexadecimal."),
        ("지난 19일 문을 열었다.", "It opened on Monday."),
        ("2026년 1월 19일에 열었다.", "It opened on January 19."),
        ("1월 19일에 열었다.", "It opened on January 19, 2026."),
        ("2026년 3월에 연다.", "It will open in March."),
        ("911 테러가 있었다.", "It was after September 11, 2001."),
        ("오전 7시 15분에 시작했다.", "It began at 0715."),
        ("시속 120km로 불었다.", "It blew at 75 mph."),
        ("기온이 25도를 넘었다.", "It was more than 77 degrees."),
        ("키는 약 71cm다.", "It is nearly 28 inches long."),
        ("이명박 대통령이 말했다.", "President Lee Myung-bak said so."),
        ("이 대통령이 말했다.", "President Lee Myung-bak said so."),
        ("세 사람이 왔다.", "Only 3 people, 4 at most, came."),
        ("새 판이 나왔다.", "Click Park Avenue and Long Beach."),
    ],
)
def test_what_is_said_in_another_way_is_no_difference(
    analyzer: Analyzer, korean: str, english: str
) -> None:
    assert found(analyzer, korean, english) == []


@each_row(
    ("korean", "english", "reported"),
    [
        (
            "매출은 127억 달러였다.",
            "Revenue was 12.5 billion dollars.",
            [("ko", "127억"), ("en", "12.5 billion")],
        ),
        ("어선 50만 척이 왔다.", "The boats came.", [("ko", "50만")]),
        ("배가 왔다.", "Some 50,000 boats came.", [("en", "50,000")]),
        ("38명이 숨졌다.", "30 people died.", [("ko", "38"), ("en", "30")]),
        ("4.4% 내렸다.", "It fell by 6.4%.", [("ko", "4.4%"), ("en", "6.4%")]),
        (
            "1월 19일에 열었다.",
            "It opened on January 18.",
            [("ko", "1월 19일"), ("en", "January 18")],
        ),
        ("지난 19일 문을 열었다.", "It opened on Sunday.", [("ko", "지난 19일")]),
        (
            "2026년 3월에 연다.",
            "It will open in April 2026.",
            [("ko", "2026년 3월"), ("en", "April 2026")],
        ),
        ("12번째 대회다.", "It is the 13th contest.", [("ko", "12번째"), ("en", "13th")]),
        ("시속 120km로 불었다.", "It blew at 95 mph.", [("ko", "120"), ("en", "95")]),
        ("전영수 대사가 말했다.", "Envoy Chun Yung-woo said so.", [("en", "Chun Yung-woo")]),
    ],
)
def test_what_only_one_side_says_is_reported_as_it_stands(
    analyzer: Analyzer, korean: str, english: str, reported: list[tuple[str, str]]
) -> None:
    assert found(analyzer, korean, english) == reported


def test_a_number_may_stand_anywhere_on_the_other_side(analyzer: Analyzer) -> None:
    korean = compared(analyzer, KO, "그 뒤로 늘었다.", title="관객 127만 명")
    english = compared(analyzer, EN, "More came.\n\nIt was 1.27 million in the end.")
    assert differences(korean, english) == []


def test_titles_are_told_apart_and_code_is_left_out(analyzer: Analyzer) -> None:
    korean = compared(analyzer, KO, "값은 이렇다.\n\n```\nsleep 7200\n```", title="127억의 꿈")
    english = compared(analyzer, EN, "This is it.", title="A dream")
    (only,) = differences(korean, english)
    assert (only.text, only.in_title, only.kind, only.term) == (
        "127억",
        True,
        "number",
        "12700000000",
    )
    assert korean.title[only.start : only.end] == only.text


def numbers_of(language: Language, numbers: list[int]) -> ComparedText:
    """Numbers with commas, as the analysis finds them."""
    text, column = "", FieldTokens()
    for number in numbers:
        column.starts.append(len(text))
        text += f"{number:,}"
        column.ends.append(len(text))
        column.terms.append(str(number))
        text += " 가 " if language is KO else " x "
    return ComparedText(language, "", text, FieldTokens(), column)


numbers = st.lists(st.integers(1_000, 9_999), max_size=8)


@given(numbers, numbers)
def test_exact_numbers_differ_as_sets_do(korean: list[int], english: list[int]) -> None:
    alone = [
        (language, number)
        for language, own, other in ((KO, korean, english), (EN, english, korean))
        for number in own
        if number not in other
    ]
    # digits that are read as an hour and minutes mention the minutes only, and parts of 1,234 are none
    reported = [
        (one.language, int(one.term))
        for one in differences(numbers_of(KO, korean), numbers_of(EN, english))
    ]
    assert reported == alone
