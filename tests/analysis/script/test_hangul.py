"""Syllables, bigrams, hanja."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.script.hangul import (
    FINALS,
    INITIALS,
    VOWELS,
    bigrams,
    compose_jamo,
    has_final,
    join_syllable,
    split_syllable,
)
from seogo.analysis.script.hanja import to_hangul
from tests.rows import each_row

SYLLABLE = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(SYLLABLE)
def test_a_syllable_is_its_letters(syllable: str) -> None:
    letters = split_syllable(syllable)
    assert join_syllable(*letters) == syllable
    assert has_final(syllable) == (letters[2] != 0)


@given(SYLLABLE)
def test_letters_typed_one_by_one_make_the_syllable(syllable: str) -> None:
    initial, vowel, final = split_syllable(syllable)
    typed = INITIALS[initial] + VOWELS[vowel] + (FINALS[final] if final else "")
    assert [piece for piece, _, _ in compose_jamo(typed)] == [syllable]


@given(st.text(alphabet="ㄱㄲㄴㄷㅅㅎㅏㅗㅣㅡㄵㅄ", max_size=12))
def test_composing_covers_every_letter_once(jamo: str) -> None:
    at = 0
    for _, start, end in compose_jamo(jamo):
        assert start == at < end
        at = end
    assert at == len(jamo)


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("인공 지능", ["인공", "공지", "지능"]),
        ("인공지능", ["인공", "공지", "지능"]),
        ("강", ["강"]),
        ("한 A강 B", ["한", "강"]),
        ("가, 나", ["가", "나"]),
        ("12월 18일", ["월", "일"]),
        ("", []),
    ],
)
def test_bigrams_cross_spaces_and_nothing_else(text: str, grams: list[str]) -> None:
    assert bigrams(text) == grams


@each_row(
    ("hanja", "reading"),
    [
        ("大韓民國", "대한민국"),
        ("論語", "논어"),  # ㄹ at the start of a word
        ("女子", "여자"),
        ("男女", "남녀"),
        ("比率", "비율"),  # 률 after a vowel
        ("法律", "법률"),
        ("不動産", "부동산"),  # a word's own reading
        ("金融", "금융"),
        ("金浦", "김포"),
        ("樂園", "낙원"),
        ("音樂", "음악"),
        ("人工知能은", "인공지능은"),
        ("한글 漢字 mixed", "한글 한자 mixed"),
        ("訓民正音解例本", "훈민정음해례본"),
    ],
)
def test_hanja_are_read_by_word(hanja: str, reading: str) -> None:
    assert to_hangul(hanja) == reading


@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12))
def test_a_reading_is_as_long_as_what_is_read(hanja: str) -> None:
    assert len(to_hangul(hanja)) == len(hanja)
