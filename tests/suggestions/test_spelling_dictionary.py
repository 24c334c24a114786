"""Words that are right as they stand, and what only looks like them."""

from __future__ import annotations

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.suggestions.spelling_dictionary import SpellingDictionary
from tests.rows import each_row


@pytest.fixture(scope="module")
def dictionary(analyzer: Analyzer) -> SpellingDictionary:
    return SpellingDictionary(analyzer.morphemes)


@each_row(
    "word",
    [
        *("두루마리", "괭이", "그네", "숯", "북극곰", "교통카드", "미술관에서", "이중섭", "통영까지도"),
        *("닳은", "꿰맸다", "뛰어놀던", "얄미운", "경작하다", "숙성했지만", "사분의", "학생이었다"),
        *("quilt", "Geese", "kneaded", "BEGINNING", "happiest", "colour", "color", "drowsily", "Chopin"),
    ],
)  # fmt: skip
def test_words_of_either_language_in_any_form(dictionary: SpellingDictionary, word: str) -> None:
    assert word in dictionary


@each_row(
    "word",
    [
        *("부억", "네용", "자새", "사용쟈", "옵숀", "비미번호", "매게변수", "이매일", "태스트를"),
        *("begining", "occured", "goverment", "definately", "recieves", "량읻", "", "2026"),
    ],
)
def test_fragments_are_no_word(dictionary: SpellingDictionary, word: str) -> None:
    assert word not in dictionary


def test_a_name_of_the_archive_takes_particles(dictionary: SpellingDictionary) -> None:
    assert "쿠버네티스에서" not in dictionary
    assert dictionary.has_with("쿠버네티스에서", {"쿠버네티스"}.__contains__)
    assert not dictionary.has_with("사용쟈", {"사용쟈들"}.__contains__)
    assert not dictionary.has_with("kubectl", {"kubectl"}.__contains__)


@pytest.mark.parametrize(("word", "stem"), [("사들이", True), ("깨치", True), ("까치", False), ("마을", False)])  # fmt: skip
def test_stems_of_verbs_are_told_from_nouns(
    dictionary: SpellingDictionary, word: str, stem: bool
) -> None:
    assert dictionary.is_stem(word) is stem
