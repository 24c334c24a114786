"""Words that articles write with another sign, with none, or apart."""

from __future__ import annotations

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.query_words import QueryWord
from seogo.analysis.token import Kind, Token
from seogo.rewriting.spelling.signs import is_together, signed_forms, splits, written_lookup
from tests.rows import each_row


def latin(text: str) -> QueryWord:
    return QueryWord(text, text, (Token(text.lower(), 0, len(text), "W"),))


@each_row(
    ("word", "text", "hint"),
    [
        ("co-worker", "coworker", ("body", "cowork")),
        ("Ph.D", "PhD", ("body", "phd")),
        ("coworker", "co-worker", ("compounds", "coworker")),
        ("policymaker", "policy-maker", ("compounds", "policimaker")),
        ("healthcare", "health care", ("body", "health")),
        ("PhD", "phd", ("compounds", "phd")),
        ("Koeln", "Köln", ("bigrams", "Köln")),
        ("Goethe", "Göthe", ("bigrams", "Göthe")),
        ("Schröder", "Schroeder", ("body", "schroeder")),
    ],
)
def test_latin_forms_count_where_articles_hint_at_them(
    word: str, text: str, hint: tuple[str, str]
) -> None:
    assert (text, hint) in [(found.form.text, found.hint) for found in signed_forms(latin(word))]


@pytest.mark.parametrize("word", ["carpet", "therapist", "season", "notable"])
def test_words_are_not_parted_anywhere(word: str) -> None:
    assert list(splits(word)) == []


@pytest.mark.parametrize(
    ("typed", "hints"),
    [
        ("한미일", {("compounds", "·한미일")}),
        ("시·도지사가", {("compounds", "·시도지사"), ("bigrams", "시도")}),
        ("노ㆍ사", {("compounds", "·노사"), ("body", "노사")}),
        ("4·19", {("body", "419"), ("bigrams", "사일")}),
        ("사일구", {("compounds", "·사일구"), ("body", "4.19")}),
        ("419", {("body", "4.19")}),
        ("3.14", set()),
        ("314", set()),
    ],
)
def test_middle_dots(analyzer: Analyzer, typed: str, hints: set[tuple[str, str]]) -> None:
    (word,) = analyzer.analyze_query([typed])
    assert {found.hint for found in signed_forms(word)} == hints


def test_what_must_stand_as_it_is_written(analyzer: Analyzer) -> None:
    typed = ["U.S.", "us", ".env", "env"]
    lookups = [written_lookup(word) for word in analyzer.analyze_query(typed)]
    assert lookups == [("bigrams", "US"), None, ("compounds", ".env"), None]


def test_parts_that_mean_little_apart(analyzer: Analyzer) -> None:
    typed = ["한·일", "on-line", "군수·시장", "co-worker"]
    words = analyzer.analyze_query(typed)
    assert [is_together(word) for word in words] == [True, True, False, False]
    assert words[1].tokens[0].kind is Kind.FUNCTION
