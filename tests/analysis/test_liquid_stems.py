"""Verbs that lose their ㄹ: what they are in articles, and what a typed word may mean instead."""

from __future__ import annotations

from seogo.analysis.analyzer import Analyzer
from tests.rows import each_row


@each_row(
    ("text", "stem"),
    [
        ("문을 여는 순간", "열"),
        ("밤새 우는 아이를 달랬다", "울"),
        ("어려운 노래를 아는 학생", "알"),
        ("떡을 써는 소리", "썰"),
        ("인구가 주는 마을", "줄"),
        ("하늘을 나는 자동차", "날"),
        ("옷을 파는 가게", "팔"),
        ("땅을 파는 두더지", "파"),
        ("섬에 사는 사람들", "살"),
        ("책을 사는 사람들", "사"),
        ("논을 가는 농부", "갈"),
        ("학교에 가는 아이", "가"),
        ("돈을 쓰는 사람", "쓰"),
        ("이는 큰 문제다", "이"),
        ("나는 학교에 갔다", "나"),
        ("도는 예산을 늘렸다", "도"),
        ("짐을 드는 사람", "들"),
    ],
)
def test_context_decides_in_articles(analyzer: Analyzer, text: str, stem: str) -> None:
    (found,) = analyzer.analyze([(text, None)])
    assert stem in found.main.terms
    assert not {"열", "울", "알", "썰", "줄", "날", "팔", "살", "갈", "쓸", "일", "돌"} & (
        set(found.main.terms) - {stem}
    )


@each_row(
    ("query", "stem", "others"),
    [
        ("걸었다", "걷", ("걸",)),
        ("물었다", "묻", ("물",)),
        ("길을 걸었다", "걷", ()),
        ("전화를 걸었다", "걸", ()),
        ("도는", "도", ("돌",)),
        ("나는 새", "나", ("날",)),
        ("나는 학생이다", "나", ()),
        ("사람이 있는지 물었다", "묻", ()),
        ("다시는 없다", "없", ()),
        ("부시는 떠났다", "떠나", ()),
        ("파는 곳", "팔", ("파",)),
        ("우는", "울", ()),
        ("대문을 연 사람", "열", ()),
    ],
)
def test_a_typed_word_may_mean_another_verb(
    analyzer: Analyzer, query: str, stem: str, others: tuple[str, ...]
) -> None:
    words = analyzer.analyze_query(query.split())
    (word,) = (word for word in words if stem in [token.term for token in word.tokens])
    assert word.other_stems == others
