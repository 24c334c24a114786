"""Numbers of queries in every dress: whatever is said of a number, the query is never an error."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from seogo.rewriting.spelling.numbers import number_group, numeral_forms
from tests.rows import each_row

_PARTS = """
한 두 세 열 스무 이십 서른다섯 백 천 만 억 수십 몇 반 약 여 제 분의
시간 년 개월 주 분 일 번 차 원 달러 도 영하 시속 동안 쯤
a an half about twelve dozen twenty-one hundred million quarter three-quarters third of hour hours year years percent
0 1 3.5 20 20여 3년여 1,000 3/4 ½ ¾ ① Ⅷ ３ ٣ -3 +5 1e5 $ € % km ㎞ . · ㈜
"""


def forms(text: str) -> set[str]:
    """Other forms of the number that a text begins."""
    found = number_group(text.split())
    return {form.text for form in found[1]} if found else set()


@given(st.lists(st.tuples(st.sampled_from(_PARTS.split()), st.sampled_from(("", " ")))))
@example([("20여 년", " "), ("반", "")])
@example([("½ 시간", " "), ("반", "")])
def test_no_number_is_an_error(parts: list[tuple[str, str]]) -> None:
    words = "".join(part + space for part, space in parts).split()
    found = number_group(words) if words else None
    assert found is None or 1 <= found[0] <= len(words)


@each_row(
    ("text", "wanted"),
    [
        ("한 시간 반", {"1 시간 30 분", "1.5 시간"}),
        ("3년 반", {"3 년 6 개월", "3.5 년"}),
        ("20여 년 반", {"20여 년 6 개월"}),
        ("2시간 30분", {"2 시간 30 분", "2.5 시간"}),
        ("2.5시간", {"2 시간 30 분", "2.5 시간"}),
        ("0.5시간", {"30 분"}),
    ],
)
def test_a_half_is_said_with_its_number(text: str, wanted: set[str]) -> None:
    assert wanted <= forms(text)
    assert not any("여.5" in form for form in forms(text))


@each_row(
    ("text", "wanted"),
    [
        ("사분의 일", {"25%"}),
        ("25%", {"1/4"}),
        ("3분의 1", set()),
        ("13%", set()),
        ("twenty-one", {"21"}),
        ("thirty two guns", {"32 guns"}),
        ("twenty guns", {"20 guns"}),
        ("twenty", set()),
        ("a hundred years", {"100 년", "hundred years"}),
    ],
)
def test_numbers_in_other_dress(text: str, wanted: set[str]) -> None:
    assert wanted <= forms(text)
    assert wanted or len(forms(text)) < 2


@each_row(
    ("word", "wanted"),
    [
        ("3차", ["제삼차"]),
        ("제10대", ["제십대"]),
        ("21세기", ["이십일세기"]),
        ("2차전지", ["이차전지"]),
        ("이차전지", ["2차전지"]),
        *((word, []) for word in ("3명", "0차", "100차", "사기", "이자율", "일본인", "이사회")),
    ],
)
def test_words_that_begin_with_a_number(word: str, wanted: list[str]) -> None:
    assert [form.text for form in numeral_forms(word)] == wanted
