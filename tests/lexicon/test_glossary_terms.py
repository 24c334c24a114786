"""Glossary entries as the terms that the lexicon learns from."""

from __future__ import annotations

from seogo.analysis.analyzer import Analyzer
from seogo.articles.wordlists import Forbidden, GlossaryEntry
from seogo.lexicon.glossary_terms import entry_terms, forbidden_terms, to_terms


def test_the_main_form_of_each_language_stands_beside_all_of_the_other(analyzer: Analyzer) -> None:
    entry = GlossaryEntry(
        "고속철도", "high-speed rail", ("高速鐵道",), ("KTX",), ("고속열차", "bullet train"), 1
    )
    rail, train = to_terms("고속철도", analyzer), to_terms("고속열차", analyzer)
    english = [to_terms(form, analyzer) for form in ("high-speed rail", "KTX", "bullet train")]
    assert list(entry_terms([entry], analyzer)) == [
        *((rail, form) for form in english),
        (train, english[0]),
    ]


def test_a_korean_word_may_be_in_latin_letters(analyzer: Analyzer) -> None:
    entry = GlossaryEntry("KAIST", "Korea Advanced Institute", (), (), (), 1)
    ((korean, english),) = entry_terms([entry], analyzer)
    assert korean == ["kaist"]
    assert len(english) == 3


def test_grammar_is_no_term(analyzer: Analyzer) -> None:
    assert to_terms("the Ministry of Environment", analyzer) == ["ministri", "environ"]


def test_a_forbidden_word_stands_for_its_terms_and_for_itself(analyzer: Analyzer) -> None:
    found = set(forbidden_terms([Forbidden(("매뉴얼",), ("Sealed", "passive"), 1)], analyzer))
    assert found == {("매뉴얼", word) for word in ("seal", "sealed", "passiv", "passive")}
    parts = set(forbidden_terms([Forbidden(("인공지능",), ("ai",), 1)], analyzer))
    assert parts == {(term, "ai") for term in ("인공", "지능", "인공지능")}
