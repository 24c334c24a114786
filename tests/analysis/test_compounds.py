"""Names of which a sign is part: their terms and their places."""

from __future__ import annotations

import pytest

from seogo.analysis.analyzer import Analyzer

FIRST_PLANE_DOTS = "·ㆍ‧∙・•⋅･"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("한·미·일이 만났다.", {"·한미일": "한·미·일"}),
        ("시·도지사가 모였다.", {"·시도지사": "시·도지사"}),
        ("여·야는 다퉜다.", {"·여야": "여·야"}),
        ("군수·시장이 왔다.", {}),
        ("Keep a/.git and the .env file. foo.py.The", {".git": ".git", ".env": ".env"}),
        ("㈜빛은 韓·美 회사다.", {"·한미": "韓·美"}),
    ],
)
def test_signed_names(analyzer: Analyzer, text: str, terms: dict[str, str]) -> None:
    (analysis,) = analyzer.analyze([(text, None)])
    found = analysis.compounds
    places = zip(found.terms, found.starts, found.ends, strict=True)
    assert {term: text[start:end] for term, start, end in places if term[0] in "·."} == terms


def test_all_dots_are_one(analyzer: Analyzer) -> None:
    texts = [(f"한{dot}일 4{dot}19", None) for dot in FIRST_PLANE_DOTS]
    read = [analysis.main.terms + analysis.compounds.terms for analysis in analyzer.analyze(texts)]
    assert read == [["한", "일", "4.19", "·한일"]] * len(texts)


def test_the_sign_of_a_company_is_no_word(analyzer: Analyzer) -> None:
    texts = ["㈜대한제과가 굽는다.", "(주)대한제과가 굽는다.", "대한제과㈜가 굽는다."]
    read = list(analyzer.analyze((text, None) for text in texts))
    assert all("주" not in analysis.main.terms for analysis in read)
    assert [
        text[analysis.main.starts[0] :][:2] for text, analysis in zip(texts, read, strict=True)
    ] == ["대한"] * 3


def test_a_day_is_that_of_any_year_too(analyzer: Analyzer) -> None:
    (analysis,) = analyzer.analyze([("2025. 5. 8. 어버이날", None)])
    assert set(analysis.quantities.terms) == {"2025-05-08", "--05-08"}
