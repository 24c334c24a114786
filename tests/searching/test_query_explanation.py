"""What a text means: its tokens, and what it asks for as a query."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site
from seogo.errors import IndexMissing
from seogo.messages import Message
from seogo.searching.query_explanation import WordExplanation, explain_text, kind_of
from tests.rows import each_row


def words(site: Site, query: str) -> dict[str, WordExplanation]:
    return {meaning.word: meaning for meaning in site.search.read(query).words}


def hows(meaning: WordExplanation) -> dict[str, str]:
    return {form.text: form.how for form in meaning.forms}


def test_a_word_has_its_terms_and_its_other_forms(site: Site) -> None:
    found = words(site, "국가 AI는 프로젝트의")
    assert list(found) == ["국가", "AI는", "프로젝트의"]
    assert found["AI는"].required == ("ai",)
    assert hows(found["AI는"])["인공지능"] == "term"
    assert found["프로젝트의"].required == ("프로젝트",)
    assert found["프로젝트의"].surfaces == ("프로", "로젝", "젝트")


@pytest.mark.parametrize(
    ("query", "word", "other", "how"),
    [
        ("과기정통부", "과기정통부", "과학기술정보통신부", "term"),
        ("artificial intelligence", "artificial intelligence", "AI", "abbreviation"),
        ("5천만 국민", "5천만", "50000000", "number"),
        ("10억 5천만 명", "10억 5천만 명", "1050000000 명", "number"),
        ("2026년 1월 19일", "2026년 1월 19일", "2026-01-19", "date"),
        ("훈민*", "훈민*", "훈민", "prefix"),
    ],
)
def test_what_a_word_also_stands_for_is_said_with_the_way(
    site: Site, query: str, word: str, other: str, how: str
) -> None:
    assert hows(words(site, query)[word])[other] == how


def test_grammar_is_told_from_what_is_asked_for(site: Site) -> None:
    reading = site.search.read("the 제3회 -모티프 tag:한글")
    assert [(one.text, one.reason) for one in reading.ignored] == [("the", "stop-word")]
    (meaning,) = reading.words
    assert meaning.required == ("3",)
    assert set(meaning.function) == {"제", "회"}
    assert "제3회" in meaning.compounds
    assert reading.read_as == "the 제3회 -모티프 tag:한글"


def test_phrases_and_titles_are_read_too(site: Site) -> None:
    found = words(site, '"국가 AI"는 title:김장 (KT OR "인공 지능")')
    assert list(found) == ["국가 AI", "김장", "KT", "인공 지능"]
    assert found["국가 AI"].required == ("국가", "ai")
    assert found["인공 지능"].surfaces == ("인공", "공지", "지능")
    assert found["국가 AI"].forms == ()


def test_words_stay_beside_what_was_typed_for_them(site: Site) -> None:
    """Whatever stands between and around, a word has the terms that it has alone."""
    alone = {"KT": ("kt",), "letters": ("letter",), "Koreans": ("korean",)}  # Latin has no context
    typed = [*alone, "the", "훈민*", '"letters KT"', "-AI", "김장을"]

    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(st.lists(st.sampled_from(typed)))
    def check(parts: list[str]) -> None:
        for meaning in site.search.read(" ".join(parts)).words:
            assert meaning.required == alone.get(meaning.word, meaning.required)
            assert meaning.required or meaning.forms, meaning

    check()


@each_row(
    ("field", "term", "kind"),
    [
        ("body", "국가", "body"),
        ("title", "국가", "title"),
        ("bigrams", "국가", "bigrams"),
        ("bigrams", "=대학", "reading"),
        ("compounds", "국가ai", "compounds"),
        ("quantities", "50000000", "number"),
        ("quantities", "12.5%", "percent"),
        ("quantities", "4.5%p", "percent"),
        ("quantities", "#3", "ordinal"),
        ("quantities", "2026-01-19", "date"),
        ("quantities", "--01-19", "date"),
        ("quantities", "@이순신", "name"),
        ("quantities", "美=미국", "hanja"),
    ],
)
def test_kinds(field: str, term: str, kind: str) -> None:
    assert kind_of(field, term) == kind


def test_tokens_have_the_places_of_the_text(site: Site, analyzer: Analyzer) -> None:
    text = "President Lee Jae-myung says 5천만 원,\n\n美 정부와 大學"
    explained = explain_text(text, analyzer, site.search.read)
    stands = {
        (kind_of(field, token.term), token.term): text[token.start : token.end]
        for field, token in explained.tokens
    }
    assert stands["name", "@이재명"] == "Lee Jae-myung"
    assert stands["number", "50000000"] == "5천만"
    assert stands["hanja", "美=미국"] == "美"
    assert stands["body", "대학"] == "大學"
    assert stands["reading", "=대학"] == "大學"
    assert explained.reading is not None and explained.problem is None


def test_tokens_need_neither_index_nor_syntax(site: Site, analyzer: Analyzer) -> None:
    def unreadable(query: str) -> None:
        raise IndexMissing(Message("index.missing"))

    explained = explain_text("김장", analyzer, unreadable)  # type: ignore[arg-type]
    assert isinstance(explained.problem, IndexMissing)
    assert explained.tokens and explained.reading is None
    explained = explain_text("(김장 -배추", analyzer, site.search.read)
    assert explained.problem is None and explained.reading is not None
    assert explained.reading.read_as == "김장 -배추"
    assert [one.reason for one in explained.reading.ignored] == ["unclosed-parenthesis"]
    assert [one.text for one in explained.reading.excluded] == ["배추"]
    assert explain_text("", analyzer, site.search.read).tokens == ()
