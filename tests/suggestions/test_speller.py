"""The nearest words, and other spacing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.suggestions import speller as speller_module
from seogo.suggestions.speller import Speller, respaced
from tests.rows import each_row


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("찌게", "찌개"),
        ("설겆이", "설거지"),  # a closing consonant that became an opening one
        ("몇일", "며칠"),
        ("금새", "금세"),
        ("오랫만", "오랜만"),
        ("역활", "역할"),
        ("희안", "희한"),
        ("컨텐츠", "콘텐츠"),
        ("최대값", "최댓값"),
        ("괜찬다", "괜찮다"),
        ("어의없다", "어이없다"),
        ("왠만하다", "웬만하다"),
        ("휴계실", "휴게실"),
        ("반도채", "반도체"),
        ("한극어", "한국어"),  # a key beside the right one
        ("인공지느", "인공지능"),
        ("도앙신기", "동방신기"),  # a key left out, and the syllables fall differently
        ("상요하다", "사용하다"),  # two keys exchanged
        ("데이터배이스", "데이터베이스"),
        ("pyhton", "python"),
        ("databse", "database"),
        ("adress", "address"),
        ("recieve", "receive"),
        ("kuberntes", "kubernetes"),
        ("seperate", "separate"),
        ("Pythn", "python"),
        ("teh", "the"),
        ("ｐｙｔｈｏｍ", "python"),
        ("cafée", "café"),
    ],
)
def test_the_nearest_word_is_found(typed: str, meant: str, speller: Speller) -> None:
    assert speller.corrections(typed)[0][0] == meant


@pytest.fixture(scope="module")
def speller() -> Speller:
    words = """찌개 기계 치과 세계 설거지 설명 며칠 면접 몇몇 금세 금색 오랜만 오랫동안 역할 역사 희한 희망 불안 콘텐츠
        텐트 컨설팅 최댓값 최저값 괜찮다 귀찮다 어이없다 의미없다 웬만하다 만만하다 휴게실 휴대폰 반도체 반대편 한국어 한글
        외국어 인공지능 인공위성 인공호흡 동방신기 사용하다 생각하다 데이터베이스 데이터센터 python typhoon database address
        receive kubernetes separate the tea when café cage data base dress relieve operate 서울 대구"""
    return Speller((word, 10) for word in words.split())


def test_a_frequent_word_comes_before_a_rare_one_as_near() -> None:
    speller = Speller([("사과", 5), ("사자", 500), ("사장", 50)])
    assert [word for word, _ in speller.corrections("사잡")] == ["사자", "사장"]
    (_, first), (_, second) = speller.corrections("사잡")
    assert first > second


def test_what_sounds_alike_comes_before_what_is_frequent() -> None:
    speller = Speller([("찌개", 3), ("끼게", 300)])
    assert speller.corrections("찌게")[0][0] == "찌개"


def test_a_word_is_never_its_own_correction(speller: Speller) -> None:
    for word in ("서울", "python", "Python", "PYTHON", "cafe", "café"):
        assert not any(
            found.casefold() == word.casefold() for found, _ in speller.corrections(word)
        )
    assert [word for word, _ in speller.corrections("cafe")] == ["cage"]


def test_a_known_word_is_not_corrected_to_one_that_is_far_rarer() -> None:
    assert Speller([("컨텐츠", 100), ("콘텐츠", 9)]).corrections("컨텐츠") == []
    assert Speller([("컨텐츠", 100), ("콘텐츠", 10)]).corrections("컨텐츠")
    assert Speller([("콘텐츠", 1)]).corrections("컨텐츠")


@pytest.mark.parametrize(
    "word",
    ["", "가", "ab", "2024", "gpt4", "大韓", "ㅋㅋㅋㅋ", "서울python", "?", " ", "\n\n\n\n", "가" * 9999, "a" * 9999],
)  # fmt: skip
def test_what_is_no_word_of_letters_is_not_corrected(word: str, speller: Speller) -> None:
    assert speller.corrections(word) == []


def test_words_of_other_kinds_are_passed_over() -> None:
    odd = ["", "두\n줄", "gpt4", "k팝", "大韓民國", "ａｂ", "a b", "x" * 99, "서울시", "?가나다"]
    speller = Speller([*((word, 5) for word in odd), ("서을시", 0)])
    assert [word for word, _ in speller.corrections("서울지")] == ["서울시"]
    assert Speller([]).corrections("서울") == []


def test_words_are_read_once_and_only_when_needed() -> None:
    read: list[str] = []

    def words() -> list[tuple[str, int]]:
        read.append("")
        return [("서울", 3)]

    speller = Speller(pair for _ in "1" for pair in words())
    assert read == []
    assert speller.corrections("서운")
    assert speller.corrections("서운")
    assert len(read) == 1


HANGUL_WORD = st.text(
    "가각강개게과긔기값갑나낙난너다닥시의이와왕아안않어없하한", min_size=1, max_size=5
)
LATIN_WORD = st.text("aabcdeeiklnorst", min_size=1, max_size=9)


@pytest.mark.slow
@given(
    st.one_of(
        st.tuples(HANGUL_WORD, st.lists(HANGUL_WORD, max_size=30)),
        st.tuples(LATIN_WORD, st.lists(LATIN_WORD, max_size=30)),
    )
)
def test_corrections_are_those_of_a_stupid_model(words: tuple[str, list[str]]) -> None:
    typed, archive = words
    speller = Speller([(word, 7) for word in dict.fromkeys(archive)])
    found = dict(speller.corrections(typed, most=1000))
    units = [*speller_module._to_units(typed)]
    limit = speller_module._limit(len(units))
    reach = 1 if limit <= 10 else 2
    for word in set(archive):
        other = [*speller_module._to_units(word)]
        cost = model(units, other, reach, plain=False)
        if word in found:
            assert 0 < cost <= limit
            assert found[word] == pytest.approx(math.log(7) - 0.8 * cost, abs=1e-4)
        elif 0 < cost <= limit:
            # more than ``reach`` small steps: these may be found, but need not
            assert model(units, other, reach, plain=True) > 10 * reach


def model(one: Sequence[int], other: Sequence[int], reach: int, *, plain: bool) -> int:
    """The distance from one to the other as the definition has it; ``plain``: every edit costs ten."""
    swaps, letter = speller_module._swaps(), speller_module._letter_of()
    lost, extra = (
        [
            10 if plain else int(cost)
            for cost in speller_module._losses(np.array(word, np.uint8)[:, None])[:, 0]
        ]
        for word in (one, other)
    )
    table: dict[tuple[int, int], int] = {(0, 0): 0}
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            ways = [table.get((i, j), 999)]
            if i:
                ways.append(table.get((i - 1, j), 999) + lost[i - 1])
            if j:
                ways.append(table.get((i, j - 1), 999) + extra[j - 1])
            if i and j:
                same = letter[one[i - 1]] == letter[other[j - 1]]
                swap = int(swaps[one[i - 1], other[j - 1]])
                ways.append(
                    table.get((i - 1, j - 1), 999) + ((0 if same else 10) if plain else swap)
                )
            if i > 1 and j > 1:
                ends = [letter[one[i - 2]], letter[one[i - 1]]]
                if ends == [letter[other[j - 1]], letter[other[j - 2]]]:
                    ways.append(table.get((i - 2, j - 2), 999) + (10 if plain else 7))
            if abs(i - j) <= reach:
                table[i, j] = min(ways)
    return table.get((len(one), len(other)), 999)


@given(HANGUL_WORD | LATIN_WORD, HANGUL_WORD | LATIN_WORD)
def test_the_way_back_is_as_far(one: str, other: str) -> None:
    there = Speller([(other, 1)]).corrections(one)
    back = Speller([(one, 1)]).corrections(other)
    if there and back:
        assert there[0][1] == pytest.approx(back[0][1])


KNOWN = {
    "machine",
    "learning",
    "data",
    "base",
    "database",
    "open",
    "source",
    "한국은행",
    "한국",
    "in",
    "put",
}


@each_row(
    ("text", "found"),
    [
        ("machinelearning", ["machine learning"]),
        ("MachineLearning 강의", ["Machine Learning 강의"]),
        ("opensource  machinelearning", ["open source machine learning"]),
        ("data base", ["database"]),
        ("Data Base 강의", ["DataBase 강의"]),
        ("data base machinelearning", ["data base machine learning", "database machinelearning"]),
        ("한국 은행", ["한국은행"]),
        ("한국은행총재", []),
        ("database", []),  # it is known
        ("input", []),  # parts that are too short
        ("data", []),
        ("서울 data", []),
        ("", []),
        ("data " * 1000, []),
        ("x" * 100_000, []),
    ],
)
def test_spaces_are_put_where_words_are_known(text: str, found: list[str]) -> None:
    assert respaced(text, KNOWN.__contains__) == found


def test_the_more_even_parts_are_preferred() -> None:
    known = {"the", "rapist", "therap", "ist", "thera", "pist"}
    assert respaced("therapist", known.__contains__) == ["thera pist"]
