"""Normalisation and its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.script.normalize import normalize
from tests.rows import each_row


@each_row(
    ("written", "normal"),
    [
        ("ＫＢＳ ２０２５년", "KBS 2025년"),
        ("1,234,567원", "1234567원"),
        ("１，２３４원", "1234원"),
        ("1,23원", "1,23원"),
        ("A.I.가 U.S.A. 것", "AI가 USA 것"),
        ("ﾡﾢ", "ㄱㄲ"),
        ("ﾻￂﾤ 영화제", "칸 영화제"),
        ("ㅎㅏㄴㄱㅡㄹ", "한글"),
        ("ㄱㄴㄷ", "ㄱㄴㄷ"),
        ("ㅇㅗㅏㅂㅅ", "왒"),
        ("ㅇㅣㅇㅏ", "이아"),
        ("검\u200b색", "검색"),
        (unicodedata.normalize("NFD", "회의록"), "회의록"),
        ("㈜서고", " 서고"),
        ("cafe\u0301", "café"),
    ],
)
def test_forms(written: str, normal: str) -> None:
    assert normalize(written).text == normal


def test_ranges_lead_back() -> None:
    text = "값 １，２３４원 ﾻￂﾤ " + unicodedata.normalize("NFD", "값")
    normal = normalize(text)
    at = normal.text.index("1234")
    assert text[slice(*normal.original(at, at + 4))] == "１，２３４"
    at = normal.text.index("칸")
    assert text[slice(*normal.original(at, at + 1))] == "ﾻￂﾤ"
    at = normal.text.rindex("값")
    assert unicodedata.normalize("NFC", text[slice(*normal.original(at, at + 1))]) == "값"


def test_normal_text_needs_no_map() -> None:
    assert normalize("국가 AI 프로젝트, 2026년").starts is None


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("가힣각ㄱㅏㄴㄵﾡﾻￂﾤ１，,1234.ABab\u0301\u200b\u1100\u1161\u11a8㈜①½ 🎉金"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@pytest.mark.slow
@given(HOSTILE)
def test_ranges_are_inside_and_ordered(text: str) -> None:
    normal = normalize(text)
    previous = 0
    for at in range(len(normal.text)):
        start, end = normal.original(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= previous
        previous = start


@pytest.mark.slow
@given(HOSTILE)
def test_normalising_again_changes_nothing_that_is_searched(text: str) -> None:
    """What is left to change the second time is what the first one brought together: full stops and commas."""
    once = normalize(text).text
    letters = [letter for letter in normalize(once).text if letter.isalnum()]
    assert "".join(letters) == "".join(letter for letter in once if letter.isalnum()) or any(
        "ㄱ" <= letter <= "ㅣ" for letter in once
    )
