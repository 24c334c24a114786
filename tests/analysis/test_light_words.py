"""Verbs and nouns that carry grammar, in the sentences that make them so."""

from __future__ import annotations

import pytest

from seogo.analysis.analyzer import Analyzer
from tests.rows import each_row


@each_row(
    ("typed", "light"),
    [
        ("군대를 보내기로 했다는 발표", "했다는"),
        ("짐을 옮기게 됐다", "됐다"),
        ("비가 올 것으로 보인다", "것으로 보인다"),
        ("비가 올 것이라고 했다", "것이라고 했다"),
        ("비가 온 것으로 알려졌다", "것으로 알려졌다"),
        ("이름이 널리 알려졌다", ""),
        ("배를 탈 수 있는 섬", "수 있는"),
        ("갈 수가 없다", "수가 없다"),
        ("길이 막힌 것 같다", "것 같다"),
        ("빵을 굽고 있다", "있다"),
        ("동네가 사라질 듯하다", "듯하다"),
        ("다리를 놓아야 한다는 주장", "한다는"),
        ("섬에 대한 책", "대한"),
        ("아이를 위해 지은 집", "위해"),
        ("문을 열지 않았다", "않았다"),
        ("훌쩍 떠나 버린 사람", ""),  # an auxiliary that says how it ended
        ("공부하는 사람", ""),  # 하다 behind a noun makes its verb
        ("산이 보이는 집", ""),
        ("집이 없는 사람", ""),
        ("학교가 같은 친구", ""),
        ("우리 것", ""),
        ("소금을 줄 사람", ""),
    ],
)
def test_grammar_is_told_from_what_means_something(
    analyzer: Analyzer, typed: str, light: str
) -> None:
    words = analyzer.analyze_query(typed.split())
    assert " ".join(word.text for word in words if word.light) == light


def test_a_contracted_verb_of_one_syllable_is_read_in_its_sentence(analyzer: Analyzer) -> None:
    words = analyzer.analyze_query(["허리케인이", "올", "날"])
    assert [token.term for token in words[1].tokens] == ["오"]


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("소설을", True),
        ("부산", True),
        ("보내기로", True),
        ("LED조명", False),
        ("인공위성국", False),
    ],
)
def test_a_word_that_kiwi_knows_is_whole(analyzer: Analyzer, typed: str, whole: bool) -> None:
    assert analyzer.analyze_query([typed])[0].whole is whole


@each_row(
    ("word", "tag"),
    [
        ("단어", "NNG"),
        ("부산", "NNP"),
        ("모든", "MM"),
        ("휘두르", "VV"),
        ("절이", "VV"),
        ("줄이", "VV"),
        ("래미이", ""),
        ("젤렌스키", ""),
        ("부트", ""),
    ],
)
def test_the_tag_of_a_word_is_that_of_one_that_is_known(
    analyzer: Analyzer, word: str, tag: str
) -> None:
    assert analyzer.tag(word) == tag
