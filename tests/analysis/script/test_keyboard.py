"""Letters of keys, initials, and the other keyboard layout."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.script.hangul import INITIALS, compose_jamo, split_syllable
from seogo.analysis.script.jamo import folded, initials, letters
from seogo.analysis.script.keyboard import beside, to_hangul, to_latin
from tests.rows import each_row

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8)
HANGUL = st.text(
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.characters(min_codepoint=0x3131, max_codepoint=0x3163),
    max_size=8,
)
KEYS = st.text(string.ascii_lowercase + "QWERTOP 1.", max_size=12)


@each_row(
    ("typed", "meant"),
    [
        ("dlsrhdwlsmd", "인공지능"),
        ("tjdnf", "서울"),
        ("rjator", "검색"),
        ("EjrqhRdl", "떡볶이"),
        ("dOrl", "얘기"),
        ("gksrnrdnsgod cnddj", "한국운행 충어"),
        ("tjdnf 2024", "서울 2024"),
        ("RKRDL", "깎이"),  # shift means something on seven keys only
        ("ekfr", "닭"),
        ("ekfrdl", "닭이"),
        ("dhksfy!", "완료!"),
    ],
)
def test_korean_in_the_english_layout(typed: str, meant: str) -> None:
    assert to_hangul(typed) == meant


@each_row("typed", ["python", "d", "What", "", "2024", "서울", "한국어 검색", "!", "ㅎ"])
def test_what_makes_no_syllables_was_not_korean(typed: str) -> None:
    assert to_hangul(typed) is None


def test_an_open_end_may_wait_for_its_vowel() -> None:
    assert to_hangul("dlsrhdw") is None
    assert to_hangul("dlsrhdw", open_end=True) == "인공ㅈ"
    assert to_hangul("tjdnf r", open_end=True) == "서울 ㄱ"
    assert to_hangul("tjdnf", open_end=True) == "서울"
    assert to_hangul("d", open_end=True) is None
    assert to_hangul("ddd", open_end=True) is None
    assert to_hangul("rkk", open_end=True) is None  # a vowel cannot wait


@each_row(
    ("typed", "meant"),
    [
        ("쫌ㅅ", "What"),
        ("ㅔㅛ쇄ㅜ", "python"),
        ("헬로", "gpffh"),
        ("햣 커밋", "git zjalt"),
        ("메ㅔㅣㄷ 2", "apple 2"),
        ("ㄳ", "rt"),
        ("c++", None),
        ("", None),
    ],
)
def test_english_in_the_korean_layout(typed: str, meant: str | None) -> None:
    assert to_latin(typed) == meant


@given(SYLLABLES)
def test_syllables_survive_both_layouts(text: str) -> None:
    latin = to_latin(text)
    assert (to_hangul(latin) if latin else "") == text


@given(KEYS)
def test_keys_survive_both_layouts(keys: str) -> None:
    hangul = to_hangul(keys)
    assert hangul is None or to_latin(hangul) == keys


@given(KEYS)
def test_an_open_end_allows_more_and_changes_nothing(keys: str) -> None:
    hangul = to_hangul(keys, open_end=True)
    if to_hangul(keys) is not None:
        assert hangul == to_hangul(keys)
    elif hangul is not None:
        assert hangul[-1] in INITIALS
        assert to_latin(hangul) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("닭이 A1", "ㄷㅏㄹㄱㅇㅣ A1"),
        ("왕", "ㅇㅗㅏㅇ"),
        ("의사", "ㅇㅡㅣㅅㅏ"),
        ("깎", "ㄲㅏㄲ"),
        ("ㄳㅘ", "ㄱㅅㅗㅏ"),
        ("얘", "ㅇㅒ"),
        (unicodedata.normalize("NFD", "값"), "ㄱㅏㅂㅅ"),
    ],
)
def test_a_letter_is_a_key(text: str, keys: str) -> None:
    assert letters(text) == keys


@given(SYLLABLES)
def test_letters_compose_to_what_they_came_from(text: str) -> None:
    assert "".join(piece for piece, _, _ in compose_jamo(letters(text))) == text


@given(SYLLABLES)
def test_initials_are_those_of_the_syllables(text: str) -> None:
    assert initials(text) == "".join(INITIALS[split_syllable(syllable)[0]] for syllable in text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("삼성전자", "ㅅㅅㅈㅈ"),
        ("LG 전자", "LG ㅈㅈ"),
        ("까치", "ㄲㅊ"),
        ("ㄳㅏ", "ㄱㅅㅏ"),
        ("", ""),
    ],
)
def test_initials(text: str, found: str) -> None:
    assert initials(text) == found


@given(HANGUL)
def test_folding_changes_no_letters_of_hangul(text: str) -> None:
    assert letters(folded(text)) == letters(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Café", "cafe"),
        ("ＡＢＣ", "abc"),
        ("서\u200b울", "서울"),
        ("Straße", "STRASSE"),
        ("㈜", "(주)"),
    ],
)
def test_folding(text: str, same: str) -> None:
    assert folded(text) == folded(same)


def test_half_width_letters_are_letters() -> None:
    assert letters(folded("\uffa1\uffc2")) == "ㄱㅏ"


def test_neighbouring_keys() -> None:
    assert beside("ㅓ", "ㅗ")
    assert beside("ㅆ", "ㄱ")
    assert beside("a", "q")
    assert not beside("a", "a")
    assert not beside("ㅂ", "ㅁㅁ")
    assert not beside("q", "p")
    assert not beside("ㅂ", "ㅋ")
