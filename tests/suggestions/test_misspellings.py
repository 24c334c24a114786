"""Famous misspellings."""

from __future__ import annotations

import re

from seogo.suggestions import misspellings
from seogo.suggestions.misspellings import fixed
from tests.rows import each_row


@each_row(
    ("wrong", "right"),
    [
        ("됬다", "됐다"),
        ("됬습니다", "됐습니다"),
        ("시작되요", "시작돼요"),
        ("안되요", "안 돼요"),
        ("않되는", "안 되는"),
        ("않돼", "안 돼"),
        ("어의없는", "어이없는"),
        ("설겆이", "설거지"),
        ("설겆이를", "설거지를"),
        ("몇일째", "며칠째"),
        ("김치찌게", "김치찌개"),
        ("순두부찌게를", "순두부찌개를"),
        ("컨텐츠", "콘텐츠"),
        ("웹컨텐츠의", "웹콘텐츠의"),
        ("컨셉트", "콘셉트"),
        ("역활을", "역할을"),
        ("오랫만에", "오랜만에"),
        ("할께요", "할게요"),
        ("있읍니다", "있습니다"),
        ("하려고할려면", "하려고하려면"),
        ("파트너쉽", "파트너십"),
        ("꺽인", "꺾인"),
        ("쫒아가다", "쫓아가다"),
        ("케익", "케이크"),
        ("메세지됬다", "메시지됐다"),
        ("설레이는", "설레는"),
        ("설레였다", "설레었다"),
        ("바껴", "바뀌어"),
        ("해질녁에", "해 질 녘에"),
        ("북녁", "북녘"),
        ("부시시한", "부스스한"),
        ("아크릴판넬을", "아크릴패널을"),
        ("뵐께요", "뵐게요"),
        ("멋장이", "멋쟁이"),
        ("리모콘", "리모컨"),
        ("제스쳐", "제스처"),
    ],
)
def test_famous_misspellings_are_put_right(wrong: str, right: str) -> None:
    assert fixed(wrong) == right


@each_row(
    "word",
    [
        "됐다",
        "됫박",  # a measure
        "돼지",
        "찌게",  # 살이 찌게
        "살찌게",
        "금새",  # a price
        *(
            "타올랐다",
            "음악셀렉션",
            "전부페이지",
            "문화일보",
            "뉴발란스",
            "캐롤라인",
            "런닝맨",
            "경찰라인",
            "모읍니다",
        ),
        *("책임마다", "분배개선", "우주착륙", "데이타임", "우뢰매", "만들어났다", "저녁", "남녘"),
        "몇일까",
        "댓가지",  # a branch of bamboo
        "임꺽정",
        "않되",  # 하지 않되
        "선생님들께",
        "노래말고",
        "강남콩국수",
        "햇갈치",
        "무릎쓰림",
        "쉽다",
        "서울",
        "python",
        "",
        "됬" * 10_000,  # no word
    ],
)
def test_what_can_be_right_stays(word: str) -> None:
    assert fixed(word) is None


def test_what_is_right_is_not_misspelled() -> None:
    plain = [
        (pattern.pattern, right)
        for _, pattern, right in misspellings._patterns()
        if re.fullmatch("[가-힣]+", pattern.pattern)
    ]
    assert len(plain) > 300
    for wrong, right in plain:
        assert re.fullmatch("[가-힣 ]+", right)
        assert fixed(wrong) == right
        assert fixed(right) is None, wrong


def test_some_are_wrong_alone_only() -> None:
    assert fixed("찌게") is None
    assert fixed("찌게", alone=True) == "찌개"
