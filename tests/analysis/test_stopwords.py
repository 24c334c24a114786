"""Stop words of English that are names in a query."""

from __future__ import annotations

import pytest

from seogo.analysis.stopwords import english_names, is_joined_name
from tests.rows import each_row


@each_row(
    ("query", "names"),
    [
        ("IT 업계", {"IT": ""}),
        ("국내 IT기업", {"IT": ""}),
        ("it 업계", {"it": ""}),
        ("It 2017 영화", {"It": ""}),
        ("to부정사", {"to": ""}),
        ("IT workers left", {"IT": ""}),
        ("IT", {"IT": ""}),
        ("vitamin A", {"A": "vitamin"}),
        ("vitamin a deficiency", {"a": "vitamin"}),
        ("World War I began", {"I": "War"}),
        ("Elizabeth I", {"I": "Elizabeth"}),
        ("plan a", {"a": "plan"}),
        ("Q & A", {"A": ""}),
    ],
)
def test_stop_words_are_names_where_grammar_cannot_be_meant(
    query: str, names: dict[str, str]
) -> None:
    found = english_names(query)
    assert found == {query.rindex(name): noun for name, noun in names.items()}


@each_row(
    "query",
    [
        *("it is in the harbour", "WHO IS THE MAYOR", "Once Upon A Time", "plan a trip to Busan"),
        *(
            "movies I like",
            "what can I do",
            "how NOT to fail",
            "인공지능 and 반도체",
            "to be 영화",
            "OR 김장",
        ),
    ],
)
def test_stop_words_of_a_sentence_are_no_names(query: str) -> None:
    assert english_names(query) == {}


@pytest.mark.parametrize("word", ["AT&T", "Q&A를", "A/B테스트", "a/b", "TCP/IP", "R&D"])
def test_signs_join_a_name(word: str) -> None:
    assert is_joined_name(word)


@pytest.mark.parametrize("word", ["and/or", "he/she", "input/output", "a.kr/x", "etc/hosts.conf"])
def test_other_words_with_slashes_are_no_names(word: str) -> None:
    assert not is_joined_name(word)
