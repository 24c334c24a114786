"""Abbreviations by the names of their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.transliteration.letter_names import (
    is_written_with_letter,
    leading_code,
    leading_latin,
    single_letters,
    to_hangul_code,
    to_hangul_letters,
    to_latin,
)
from tests.rows import each_row

LATIN = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=8)


@each_row(
    ("hangul", "latin"),
    [
        ("엘지", "LG"),
        ("유엔", "UN"),
        ("에스케이", "SK"),
        ("케이티엑스", "KTX"),
        ("엔에이치엔", "NHN"),
        ("지피티", "GPT"),
        ("아이비엠", "IBM"),
        ("에이아이", "AI"),
        ("씨제이", "CJ"),
        ("시제이", "CJ"),
        ("지에스", "GS"),
        ("아이엠에프", "IMF"),
        ("더블유에이치오", "WHO"),
        ("브이아이피", "VIP"),
        ("유에스비", "USB"),
        ("디엠제트", "DMZ"),
        ("알엔에이", "RNA"),
        ("아르엔에이", "RNA"),
        ("에이치아이브이", "HIV"),
        ("비비큐", "BBQ"),
        ("와이티엔", "YTN"),
        ("오이시디", "OECD"),  # every name a common syllable, but known
        ("아이디", "ID"),
        ("티브이", "TV"),
        ("티비", "TV"),
        ("씨씨티비", "CCTV"),
        ("제이티비씨", "JTBC"),
    ],
)
def test_a_word_of_letter_names_is_letters(hangul: str, latin: str) -> None:
    assert to_latin(hangul) == latin
    assert leading_latin(hangul) is None


@each_row(
    "word",
    [
        *("이오", "아이", "제이", "비오", "유지", "이유", "시비", "오지", "이지", "아이이"),
        *("비디오", "오디오", "유지비", "시시비비", "에이", "케이", "티", ""),
        *("엘리트", "에이전시", "케이블", "엑스포", "와이파이", "엘지전자", "LG", "엘 지", "한국"),
    ],
)
def test_other_words_are_not_letters(word: str) -> None:
    assert to_latin(word) is None


@each_row(
    ("hangul", "latin", "rest"),
    [
        ("엘지전자", "LG", "전자"),
        ("케이티엑스역", "KTX", "역"),
        ("유엔군", "UN", "군"),
        ("엘지디스플레이", "LG", "디스플레이"),  # not LGD 스플레이
        ("엘지이노텍", "LG", "이노텍"),
        ("유엔이사회", "UN", "이사회"),
        ("케이티이용자", "KT", "이용자"),
        ("유에스비포트", "USB", "포트"),  # not US 비포트
        ("지피티모델", "GPT", "모델"),
        ("에스케이하이닉스", "SK", "하이닉스"),
        ("엘에이다저스", "LA", "다저스"),
        ("티비조선", "TV", "조선"),
        ("케이비에스뉴스", "KBS", "뉴스"),
        ("에이에스센터", "AS", "센터"),  # unknown, but both names are clear
    ],
)
def test_a_compound_begins_with_letters(hangul: str, latin: str, rest: str) -> None:
    assert leading_latin(hangul) == (latin, rest)


@each_row(
    "word",
    [
        *("엔지니어", "엔비디아", "아이디어", "아이오와", "아이비리그", "엘비스", "에스티로더"),
        *("비디오게임", "이유식", "유지보수", "오이무침", "에이스", "엑스레이", "전자", ""),
    ],
)
def test_a_word_that_only_sounds_so_does_not_begin_with_letters(word: str) -> None:
    assert leading_latin(word) is None


@each_row(
    ("latin", "hangul"),
    [
        ("LG", ("엘지",)),
        ("KTX", ("케이티엑스",)),
        ("UN", ("유엔",)),
        ("lg", ("엘지",)),
        ("CJ", ("씨제이", "시제이")),
        ("RNA", ("알엔에이", "아르엔에이")),
        ("DMZ", ("디엠제트", "디엠지")),
        ("WHO", ("더블유에이치오",)),
        ("CCTV", ("씨씨티브이", "시시티브이", "씨씨티비", "시시티비")),
        ("A", ()),
        ("KT&G", ()),
        ("GPT4", ()),
        ("ABCDEFGHI", ()),
        ("엘지", ()),
        ("", ()),
    ],
)
def test_letters_are_written_by_their_names(latin: str, hangul: tuple[str, ...]) -> None:
    assert to_hangul_letters(latin) == hangul


@given(LATIN)
def test_letters_come_back_from_their_names(latin: str) -> None:
    written = to_hangul_letters(latin)
    assert len(set(written)) == len(written) > 0
    for name in written[:1]:  # 지 is read as G
        assert to_latin(name) in (
            None,
            latin.replace("TB", "TV") if name.endswith("티비") else latin,
        )


@given(LATIN, st.sampled_from(["전자", "역", "그룹", "사태", "은행"]))
def test_a_beginning_and_its_rest_are_the_word(latin: str, rest: str) -> None:
    word = to_hangul_letters(latin)[0] + rest
    found = leading_latin(word)
    assert found is None or word.endswith(found[1])


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for value in (to_latin(text), leading_latin(text)):
        assert value is None or value
    assert isinstance(to_hangul_letters(text), tuple)


@pytest.mark.parametrize(
    ("hangul", "parts"),
    [
        ("티머니", [("", "T", "머니")]),
        ("엑스레이", [("", "X", "레이"), ("엑스레", "E", "")]),
        ("에이치빔", [("", "H", "빔")]),
        ("비타민에이", [("", "B", "타민에이"), ("비타민에", "E", ""), ("비타민", "A", "")]),
        ("엑스", []),
        ("반도체", []),
    ],
)
def test_one_letter_begins_or_ends_a_compound(
    hangul: str, parts: list[tuple[str, str, str]]
) -> None:
    assert sorted(single_letters(hangul)) == sorted(parts)


def test_known_words_with_a_letter_are_listed() -> None:
    assert is_written_with_letter("유턴")
    assert not is_written_with_letter("유형")


@each_row(
    ("hangul", "code", "rest"),
    [
        ("파이브지", "5G", ""),
        ("에이포용지", "A4", "용지"),
        ("엠피스리", "MP3", ""),
        ("쓰리디프린터", "3D", "프린터"),
    ],
)
def test_letters_with_a_digit_are_named_in_english(hangul: str, code: str, rest: str) -> None:
    assert leading_code(hangul) == (code, rest)
    assert hangul.removesuffix(rest) in to_hangul_code(code)


@each_row(
    "word", [*("지원", "비포", "포지", "세븐", "에이", "제로페이", "스리랑카", "G20", "투원")]
)
def test_other_words_are_no_codes(word: str) -> None:
    assert leading_code(word) is None and to_hangul_code(word) == ()
