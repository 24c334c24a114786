"""Where sentences end, and where a full stop does not end one."""

from __future__ import annotations

import pytest

from seogo.analysis.sentences import sentence_starts
from tests.rows import each_row


@each_row(
    "text",
    [
        "지난 2025. 5. 8. 어버이날에 썼다.",
        "행사는 2024. 10. 3.(목) 개막식으로 시작한다.",
        "접수는 '25. 12. 1. 위원회에서 한다.",
        "공포는 2026. 3. 예정이다.",
        "다음 5. 8. 어버이날에 쓴다.",
        "1. 서론은 짧다.",
        "Gov. J. R. Hill met the senator from St. Paul.",
        "He left at 9 a.m. Monday (cf. Fig. 3 of Vol. 2).",
        "The attack of Sept. 11 changed Lt. Col. Park.",
        "See Lee et al. Nature is full of it.",
        "He has a Ph.D. Nobody asked.",
    ],
)
def test_dates_abbreviations_and_numbers_of_lines_are_not_cut(text: str) -> None:
    assert sentence_starts(f"앞이다.\n{text}") == [0, len("앞이다.\n")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("전쟁은 1950. ", "사람들은 남으로 갔다."),
        ("값은 3.5. ", "다음은 4."),
        ("He was born in 1990. ", "Five people came."),
        ("She sat in the sun. ", "It rained."),
        ("그는 5등이다. ", "8명이 왔다."),
    ],
)
def test_other_full_stops_end_a_sentence(first: str, second: str) -> None:
    assert sentence_starts(first + second) == [0, len(first)]
