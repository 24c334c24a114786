"""Numbers with their units as one term in every dress, and numerals that are other words."""

from __future__ import annotations

import pytest

from seogo.analysis.quantities.extraction import quantities
from seogo.analysis.quantities.measures import is_measure, may_begin, measures, number_forms
from seogo.analysis.script.normalize import normalize
from tests.rows import each_row


def found(text: str) -> list[tuple[str, str]]:
    """Terms and what they cover of the normalised text."""
    text = normalize(text).text
    return [(one.term, text[one.start : one.end]) for one in measures(text, quantities(text))]


@each_row(
    ("term", "texts"),
    [
        ("3_번", ["3번 졌다", "세 번 졌다", "세번이나", "세 차례", "3회 연속", "three times"]),
        (
            "25_살",
            ["25살에", "25세에", "스물다섯 살", "이십오 세", "a 25-year-old", "25 years old"],
        ),
        ("2000_명", ["2,000명이", "2천 명", "이천 명", "2000 people", "two thousand people"]),
        ("11_시", ["11시에", "열한 시", "11 o'clock"]),
        ("30_분", ["30분을", "삼십 분", "30 minutes", "half an hour", "반 시간"]),
        ("6_개월", ["6개월", "여섯 달", "육 개월", "반년", "반 년", "six months", "half a year"]),
        ("3_일", ["사흘", "3일 동안", "3일간", "three days", "3-day"]),
        ("20여_년", ["20여 년", "20여년", "이십여 년"]),
        ("3/4_", ["4분의 3", "사분의 삼", "three quarters", "¾", "three-fourths"]),
        ("1980s_", ["80년대", "1980년대", "팔십년대", "the '80s", "1980s", "the eighties"]),
        ("40000000_달러", ["$40m", "4천만 달러", "4000만달러", "$40 million", "US$40m"]),
        ("300000000_유로", ["€300 million", "3억 유로", "삼억 유로", "300 million euros"]),
        ("5000_원", ["5,000원", "5천 원", "오천 원", "₩5,000", "5,000 won"]),
        ("1200000_명", ["1.2m people", "120만 명", "백이십만 명", "1.2 million people"]),
        ("60_km", ["60km", "60㎞", "60킬로미터", "sixty kilometres", "60-kilometer"]),
        ("100_m2", ["100㎡", "100m²", "100제곱미터", "100평방미터", "100 square metres"]),
        ("4_nm", ["4nm", "4나노", "4나노미터"]),
        (
            "-3_도",
            ["영하 3도", "-3℃", "-3도", "영하 삼 도", "minus 3 degrees", "3 degrees below zero"],
        ),
        ("30_도", ["30℃", "30도", "섭씨 30도", "삼십 도", "30 degrees"]),
        ("0315550199_no", ["031-555-0199", "031)555-0199", "(031) 555-0199", "+82-31-555-0199"]),
        ("9791162240001_no", ["979-11-6224-000-1"]),
        ("60%", ["육십 퍼센트"]),
        ("24_명", ["24명이", "스물네 명", "two dozen people", "2 dozen people"]),
    ],
)
def test_one_value_has_one_term(term: str, texts: list[str]) -> None:
    assert {text: [one for one, _ in found(text)] for text in texts} == {
        text: [term] for text in texts
    }


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("시속 90km", [("90_km/h", "시속 90km"), ("90_km", "90km")]),
        ("시속 80㎞, 90명", [("80_km/h", "시속 80km"), ("80_km", "80km"), ("90_명", "90명")]),
        ("초속 20미터", [("20_m/s", "초속 20미터"), ("20_m", "20미터")]),
        ("20m/s", [("20_m/s", "20m/s")]),
        ("한 시간 반을", [("1_시간", "한 시간"), ("30_분", "반")]),
        ("3년 반 만에", [("3_년", "3년"), ("6_개월", "반")]),
        ("1시간 반대", [("1_시간", "1시간")]),
        ("7시 30분", [("7_시", "7시"), ("30_분", "30분")]),
        ("5킬로", [("5_km", "5킬로"), ("5_kg", "5킬로")]),
    ],
)
def test_several(text: str, terms: list[tuple[str, str]]) -> None:
    assert found(text) == terms


@each_row(
    "text",
    [
        *(
            "이 사람",
            "이 분",
            "이 시간",
            "이 점",
            "이 년이",
            "네 생각",
            "네 팀",
            "네 번호",
            "세 부담",
        ),
        *(
            "한 팀",
            "한 배",
            "한번 해 보다",
            "눈을 감은 한 채",
            "사 주는 사람",
            "사 측",
            "오 분위기",
        ),
        *("오 선생", "구 시청", "구분", "십분 활용", "세대 차이", "세배", "열대", "두통", "두 손"),
        *(
            "두세 번",
            "서너 명",
            "수십 명",
            "삼사 년",
            "일이 년",
            "천 조각",
            "만원 버스",
            "한 주간지",
        ),
        *("보름달", "3번째", "제3회", "3분기", "3대학", "2세대", "3일 회담", "2026년", "일요일"),
        *("2026-01-19", "2019-2020", "1000-2000", "192.168.0.1", "v1.2.3", "GPT-4", "in his 60s"),
        *("the second half", "one of them", "echo '$1'"),
    ],
)
def test_other_words_are_no_numbers(text: str) -> None:
    assert found(text) == []


def test_numbers_of_english_in_digits_and_words() -> None:
    assert number_forms("two") == ["2"]
    assert number_forms("42") == ["forty two"]
    assert number_forms("Forty-two") == ["42"]
    assert [number_forms(word) for word in ("one", "1", "007", "100", "dog")] == [[]] * 5


def test_terms_of_measures_are_told_from_others() -> None:
    measured = ("3_번", "-3_도", "3/4_", "1980s_", "0315550199_no")
    assert all(map(is_measure, measured))
    assert not any(map(is_measure, ("3", "45%", "#3", "2026-01-19", "--01-19", "@kim_", "=한")))
    assert may_begin("세") and may_begin("Twelve") and not may_begin("부산역")
