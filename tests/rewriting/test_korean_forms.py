"""Spoken forms, families of mimetic verbs, verbs with an auxiliary."""

from __future__ import annotations

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.rewriting.korean_forms import (
    auxiliary_forms,
    mimetic_forms,
    short_stems,
    spoken_forms,
)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("뭘", ["무엇"]),
        ("걘", ["그 아이"]),
        ("근데", ["그런데"]),
        ("왤케", ["왜 이렇게"]),
        ("무엇을", ["뭐", "뭣"]),
        ("우리", []),  # 울 is a verb, too
        ("울다", []),
    ],
)
def test_spoken_forms(analyzer: Analyzer, word: str, others: list[str]) -> None:
    (found,) = analyzer.analyze_query([word])
    assert list(spoken_forms(found)) == others


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("머문", ["머무르"]),
        ("머물렀다", ["머물"]),
        ("서툰", ["서투르"]),
        ("가진", ["갖"]),
        ("내디뎠다", ["내딛"]),
        ("머리", []),
    ],
)
def test_short_stems(analyzer: Analyzer, word: str, others: list[str]) -> None:
    (found,) = analyzer.analyze_query([word])
    assert list(short_stems(found)) == others


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("일렁이는", {"일렁이다", "일렁거리다", "일렁대다", "일렁일렁"}),
        ("덜렁이는", {"덜렁이다", "덜렁거리다", "덜렁대다", "덜렁덜렁"}),
        ("덜컹댔다", {"덜컹이다", "덜컹거리다", "덜컹대다", "덜컹덜컹"}),
        ("찰랑찰랑", {"찰랑이다", "찰랑거리다", "찰랑대다", "찰랑찰랑"}),
        ("먹이는", set()),
        ("높이다", set()),
        ("기대는", set()),
    ],
)
def test_mimetic_families(analyzer: Analyzer, word: str, others: set[str]) -> None:
    (found,) = analyzer.analyze_query([word])
    assert {text for text, _ in mimetic_forms(found)} == others


@pytest.mark.parametrize(
    ("word", "stem", "is_form"),
    [
        ("돕다", "도와주", True),
        ("도와주다", "돕", True),
        ("흐르다", "흘러가", True),
        ("푸는", "퍼지", False),
        ("달다", "달아나", False),
        ("떨어지다", "떨", False),
    ],
)
def test_an_auxiliary_makes_no_other_verb(
    analyzer: Analyzer, word: str, stem: str, is_form: bool
) -> None:
    (found,) = analyzer.analyze_query([word])
    assert (stem in auxiliary_forms(found, analyzer)) is is_form
