"""Terms, starts, ends and positions together, in Korean."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.korean import KoreanTokenizer
from seogo.analysis.passages import PARAGRAPH_GAP
from seogo.analysis.token import LONGEST_TERM

# term, start, end, position
Row = tuple[str, int, int, int]


def main_rows(analyzer: Analyzer, text: str) -> list[Row]:
    (found,) = analyzer.analyze([(text, None)])
    tokens = found.main
    return list(zip(tokens.terms, tokens.starts, tokens.ends, tokens.positions, strict=True))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "엑사원은 EXAONE의 이름",
            [("엑사원", 0, 3, 0), ("exaon", 5, 11, 1), ("이름", 13, 15, 2)],
        ),
        # particles and endings go, the verb's stem and its 하 stay
        ("반도체를 검토했다", [("반도체", 0, 3, 0), ("검토", 5, 7, 1), ("하", 7, 8, 2)]),
        # an irregular stem covers what it became
        ("강이 아름다워", [("강", 0, 1, 0), ("아름답", 3, 7, 1)]),
        # a contracted stem keeps its syllable
        ("집에 와서", [("집", 0, 1, 0), ("오", 3, 4, 1)]),
        # scripts part; the particle behind Latin does not become a noun
        ("API도 LG전자도", [("api", 0, 3, 0), ("lg", 5, 7, 1), ("전자", 7, 9, 2)]),
        # a dictionary word of two scripts falls apart here and is whole among the compounds
        ("하이퍼클로바X가", [("하이퍼클로바", 0, 6, 0), ("x", 6, 7, 1)]),
        # hanja by reading, with the range of the hanja
        ("大韓民國 헌법", [("대한민국", 0, 4, 0), ("헌법", 5, 7, 1)]),
        # offsets after an emoji
        ("🎉 축제 🎉 끝", [("축제", 2, 4, 0), ("끝", 7, 8, 1)]),
        # full-width, half-width and decomposed text lead back to what is written
        ("ＫＢＳ 방송", [("kbs", 0, 3, 0), ("방송", 4, 6, 1)]),
        ("ﾻￂﾤ 영화제", [("칸", 0, 3, 0), ("영화제", 4, 7, 1)]),
        ("1,234원", [("1234", 0, 5, 0), ("원", 5, 6, 1)]),
        # one syllable is a word
        ("물과 불", [("물", 0, 1, 0), ("불", 3, 4, 1)]),
    ],
)
def test_main_field(analyzer: Analyzer, text: str, rows: list[Row]) -> None:
    assert main_rows(analyzer, text) == rows


def test_decomposed_text_is_the_same(analyzer: Analyzer) -> None:
    composed, decomposed = "회의록을 정리했다", unicodedata.normalize("NFD", "회의록을 정리했다")
    rows = main_rows(analyzer, decomposed)
    assert [row[0] for row in rows] == [row[0] for row in main_rows(analyzer, composed)]
    _, start, end, _ = rows[0]
    assert unicodedata.normalize("NFC", decomposed[start:end]).startswith("회의")


def test_no_phrase_crosses_a_paragraph(analyzer: Analyzer) -> None:
    rows = main_rows(analyzer, "국가\n\nAI 사업")
    assert [(row[0], row[3]) for row in rows] == [
        ("국가", 0), ("ai", 1 + PARAGRAPH_GAP), ("사업", 2 + PARAGRAPH_GAP),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "compounds"),
    [
        ("GPT-4와 K-팝", ["gpt4", "k팝"]),
        ("12.7B 5G", ["12.7b", "5g"]),
        ("하이퍼클로바X가", ["하이퍼클로바x"]),
        ("국가 전략", []),
        ("반도체는 전략", []),
        ("인공지능은 전략", ["인공지능"]),
        ("漢字의 나라", ["漢字"]),
    ],
)
def test_compounds(analyzer: Analyzer, text: str, compounds: list[str]) -> None:
    (found,) = analyzer.analyze([(text, None)])
    assert found.compounds.terms == compounds


def test_compounds_have_the_range_of_their_parts(analyzer: Analyzer) -> None:
    (found,) = analyzer.analyze([("새 GPT-4는", None)])
    assert (found.compounds.starts, found.compounds.ends) == ([2], [7])


def test_english_needs_no_kiwi() -> None:
    tokenizer = KoreanTokenizer()
    assert list(tokenizer.morphemes(["no Hangul here", "12.7B"])) == [[], []]
    assert not tokenizer.loaded


def test_a_query_word_knows_what_it_must_have(analyzer: Analyzer) -> None:
    (word,) = analyzer.analyze_query(["검토하겠다"])
    assert [token.term for token in word.required] == ["검토"]
    assert word.stem == "검토"
    (word,) = analyzer.analyze_query(["대학생들이"])
    assert [token.term for token in word.required] == ["대학", "생"]
    (word,) = analyzer.analyze_query(["학교에서부터"])
    assert (word.stem, word.bigrams) == ("학교", ("학교",))


def test_a_typed_verb_is_not_read_as_a_determiner(analyzer: Analyzer) -> None:
    """Alone, 이끄는 is 이 + 끄 to Kiwi."""
    (word,) = analyzer.analyze_query(["이끄는"])
    assert [token.term for token in word.tokens] == ["이끌"]


def test_words_of_a_query_keep_their_own_tokens(analyzer: Analyzer) -> None:
    words = analyzer.analyze_query(["국가", "ＡＩ는", "大韓民國"])
    assert [[token.term for token in word.tokens] for word in words] == [
        ["국가"], ["ai"], ["대한민국"],
    ]  # fmt: skip
    assert words[2].compounds == ("大韓民國",)


def test_a_space_that_was_typed_begins_a_word(analyzer: Analyzer) -> None:
    """Kiwi reads 검색 한글 as 검색하-ㄴ 글."""
    words = analyzer.analyze_query(["검색", "한글"])
    assert [[token.term for token in word.tokens] for word in words] == [["검색"], ["한글"]]


def test_batches_give_what_single_texts_give(analyzer: Analyzer) -> None:
    texts = [f"{number}번째 글은 인공지능을 다룬다.\n\nPart {number}." for number in range(600)]
    together = [found.main.terms for found in analyzer.analyze((text, None) for text in texts)]
    assert together[::97] == [
        next(iter(analyzer.analyze([(text, None)]))).main.terms for text in texts[::97]
    ]


PIECES: Sequence[str] = (
    "인공지능", "은", "을 ", "검토하", "겠다", ".", " ", "\n\n", "GPT-4", "ＫＢＳ", "ﾻￂﾤ", "ㄱㄴ", "大韓民國",
    "🎉", "café", "1,234", "12.7B", "和", "가", "A.I.", "\u200b", "ᄒ", "ᅡᆫ", "x" * 70, "C++", "#해시", "…",
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_offsets_are_inside_the_text_and_ordered(analyzer: Analyzer, text: str) -> None:
    (found,) = analyzer.analyze([(text, None)])
    for tokens in (found.main, found.compounds):
        for term, start, end in zip(tokens.terms, tokens.starts, tokens.ends, strict=True):
            assert 0 <= start < end <= len(text)
            assert 0 < len(term) <= LONGEST_TERM
            assert term.split() == [term]
    assert found.main.starts == sorted(found.main.starts)
    assert found.main.positions == sorted(set(found.main.positions))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_explaining_shows_what_is_indexed(analyzer: Analyzer, text: str) -> None:
    (found,) = analyzer.analyze([(text, None)])
    rows = analyzer.explain(text)
    shown = {
        field: [t.term for name, t in rows if name == field]
        for field in ("body", "compounds", "bigrams")
    }
    assert shown["body"] == found.main.terms
    assert shown["compounds"] == found.compounds.terms
    assert shown["bigrams"] == found.bigrams
    assert all(0 <= t.start < t.end <= len(text) for _, t in rows)


PARAGRAPHS = st.sampled_from(
    [
        "인공 지능 K-팝과 GPT-4,\n그리고 3만5천 명",
        "가나 \n다라",
        "\n첫째",
        "Plain words of 12.7 percent and C++.",
        "`tar xvf path/to/file.tar.gz`",
        "2026.01.19",
        "1,234 people, A.I.",
        "美 대통령, 회의 中",
        "ＫＢＳ “방송”",
        "와",
        " ",
    ]
)


@given(st.lists(PARAGRAPHS, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_text_is_analysed_as_its_paragraphs_are(
    analyzer: Analyzer, paragraphs: list[str]
) -> None:
    (whole,) = analyzer.analyze([("\n\n".join(paragraphs), None)])
    expected: dict[str, list[tuple[str, int, int]]] = {
        "main": [],
        "compounds": [],
        "quantities": [],
    }
    surfaces: list[str] = []
    at = 0
    for paragraph, alone in zip(
        paragraphs, analyzer.analyze((paragraph, None) for paragraph in paragraphs), strict=True
    ):
        for name, rows in expected.items():
            column = getattr(alone, name)
            places = zip(column.terms, column.starts, column.ends, strict=True)
            rows += [(term, at + start, at + end) for term, start, end in places]
        surfaces += alone.bigrams
        at += len(paragraph) + 2
    for name, rows in expected.items():
        column = getattr(whole, name)
        assert list(zip(column.terms, column.starts, column.ends, strict=True)) == rows, name
    assert whole.bigrams == surfaces
