"""Glossary entries as the terms that the lexicon learns from."""

from __future__ import annotations

from seogo.analysis.analyzer import Analyzer
from seogo.articles.wordlists import Forbidden, GlossaryEntry
from seogo.lexicon.glossary_terms import (
    analyse_entries,
    entry_parts,
    entry_terms,
    forbidden_terms,
    is_cut,
    to_terms,
)


def test_the_main_form_of_each_language_stands_beside_all_of_the_other(analyzer: Analyzer) -> None:
    entry = GlossaryEntry(
        "고속철도", "high-speed rail", ("高速鐵道",), ("KTX",), ("고속열차", "bullet train"), 1
    )
    rail, train = to_terms("고속철도", analyzer), to_terms("고속열차", analyzer)
    english = [to_terms(form, analyzer) for form in ("high-speed rail", "KTX", "bullet train")]
    assert list(entry_terms(analyse_entries([entry], analyzer))) == [
        *((rail, form) for form in english),
        (train, english[0]),
    ]


def test_a_korean_word_may_be_in_latin_letters(analyzer: Analyzer) -> None:
    entry = GlossaryEntry("KAIST", "Korea Advanced Institute", (), (), (), 1)
    ((korean, english),) = entry_terms(analyse_entries([entry], analyzer))
    assert korean == ["kaist"]
    assert len(english) == 3


def test_forms_that_say_more_than_their_term_are_left_out(analyzer: Analyzer) -> None:
    entry = GlossaryEntry("파일 이름", "filename", (), (), ("파일명",), 1)
    assert to_terms("파일명", analyzer) == ["파일"]
    assert [korean for korean, _ in entry_terms(analyse_entries([entry], analyzer))] == [
        ["파일", "이름"],
        [],
    ]
    assert is_cut("파일명", ["파일"])
    assert is_cut("not guilty", ["guilti"])
    assert is_cut("check-in", ["check"])
    assert not is_cut("먹다", ["먹"])
    assert not is_cut("the press", ["press"])
    assert not is_cut("파일", ["파일"])


def test_parts_of_what_is_said_in_several_words(analyzer: Analyzer) -> None:
    def parts(korean: str, english: str, *also: str) -> set[tuple[str, str]]:
        entry = GlossaryEntry(korean, english, (), (), also, 1)
        return set(entry_parts(analyse_entries([entry], analyzer)))

    assert parts("미국", "United States") == {("미국", "unit"), ("미국", "state")}
    assert parts("군대", "armed forces") == {("군대", "arm")}
    assert parts("장교", "military officer") == {("장교", "militari")}
    assert parts("미국", "United States", "States") == {("미국", "unit")}
    assert parts("대통령 선거", "poll") == {("대통령", "poll")}
    assert parts("정치", "politics") == set()


def test_grammar_is_no_term(analyzer: Analyzer) -> None:
    assert to_terms("the Ministry of Environment", analyzer) == ["ministri", "environ"]


def test_a_forbidden_word_stands_for_its_terms_and_for_itself(analyzer: Analyzer) -> None:
    found = set(forbidden_terms([Forbidden(("매뉴얼",), ("Sealed", "passive"), 1)], analyzer))
    assert found == {("매뉴얼", word) for word in ("seal", "sealed", "passiv", "passive")}
    parts = set(forbidden_terms([Forbidden(("인공지능",), ("ai",), 1)], analyzer))
    assert parts == {(term, "ai") for term in ("인공", "지능", "인공지능")}
