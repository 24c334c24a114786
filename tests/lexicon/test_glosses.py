"""Glosses: what is one, how far back it reaches, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seogo.lexicon.glosses import find_glosses
from tests.rows import each_row


@each_row(
    ("text", "expected"),
    [
        ("거대언어모델(LLM)을 쓴다", [("거대언어모델", "LLM")]),
        ("정부가 대규모 언어 모델(LLM)을 쓴다", [("대규모 언어 모델", "LLM")]),
        (
            "이른바 대규모 언어 모델(Large Language Model, LLM)은",
            [("대규모 언어 모델", "Large Language Model"), ("대규모 언어 모델", "LLM")],
        ),
        ("독자 Foundation Model(파운데이션 모델)을", [("파운데이션 모델", "Foundation Model")]),
        ("a bill in the National Assembly (국회) on Monday", [("국회", "National Assembly")]),
        ("대화형 REPL(대화형 셸)을 연다", [("대화형 셸", "REPL")]),
        (
            "유럽연합(EU)과 북대서양조약기구(NATO)",
            [("유럽연합", "EU"), ("북대서양조약기구", "NATO")],
        ),
        ("패치와 커버 레터(cover letter)를 만든다", [("커버 레터", "cover letter")]),
        ("코드 검사기인 린터(linter)를", [("린터", "linter")]),
        ("남단의 본디 비치 (Bondi Beach)에서", [("본디 비치", "Bondi Beach")]),
        ("전각 괄호도 된다: 국제통화기금（IMF）은", [("국제통화기금", "IMF")]),
    ],
)
def test_glosses(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(find_glosses(text)) == expected


@each_row(
    "text",
    [
        "객체(person)를 넘긴다",
        "특정 조직(namespace)에서",
        "사용자 지정 경로(prefix)",
        "Docker 사용 (Docker가 필요함)",
        "현재 창에서 실행 (macOS에서는 지원되지 않음)",
        "여러 플랫폼(iOS, Android, web)에서",
        "압축 파일 암호화 (including file names)",
        "데몬 종료 (SIGTERM)",
        "파일(들)을 지운다",
        "은(는) 조사이다",
        "속도 설정 (Kbps 단위)",
        "2020(년)에 시작했다",
        "snake_case(식별자)를 쓴다",
    ],
)
def test_what_is_no_gloss(text: str) -> None:
    assert list(find_glosses(text)) == []


def test_a_word_with_a_particle_ends_what_is_explained() -> None:
    assert list(find_glosses("미국은 세계보건기구(WHO)를")) == [("세계보건기구", "WHO")]
    assert list(find_glosses("원장은 진흥원이 외국인강사 협회(ATEK)와")) == [
        ("외국인강사 협회", "ATEK")
    ]


def test_nouns_that_end_like_a_particle_are_kept() -> None:
    assert list(find_glosses("동료 평가 제도(PRS)를")) == [("동료 평가 제도", "PRS")]


@given(st.text(alphabet="가나다 모델(),（）.ABCabc12_\n/-&", max_size=200))
def test_any_text_is_read_and_what_is_found_stands_in_it(text: str) -> None:
    for korean, english in find_glosses(text):
        for word in (*korean.split(), *english.split()):
            assert word in text


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "가(A" * 30_000, "모델 " * 20_000 + "(LLM)", "a-" * 40_000 + "(가나)"]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    assert len(list(find_glosses(text))) <= 1
