"""Concordances: sentences with a word beside their translations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seogo.composition import Site
from seogo.languages import Language
from seogo.lexicon.lexicon import Translation
from seogo.pairs.concordance import Concordance, open_concordance
from seogo.pairs.excerpts import Excerpt
from seogo.pairs.sentence_counts import count_rows
from seogo.searching.request import SearchRequest


@pytest.fixture(scope="module")
def concordance(translated: Site) -> Concordance:
    """The one of the small archive."""
    return open_concordance(translated.search, translated.current)


def marks(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[place.start : place.end] for place in excerpt.ranges]


def test_a_verb_is_found_in_all_forms_and_grouped_by_what_it_became(
    concordance: Concordance,
) -> None:
    page = concordance.page(SearchRequest(q="육성하다"))
    assert [(one.text, one.count) for one in page.counterparts] == [("nurture", 4), ("foster", 2)]
    assert (page.found, page.compared) == (3, 3)
    sentences = {line.source.text: line.target for line in page.lines}
    target = sentences["대학과 기업이 함께 인재를 육성했다."]
    assert target.text == "Universities and companies nurtured talent together."
    assert marks(target) == ["nurtured"]
    assert sentences["인재를 육성하는 도시"].text == "A city that nurtures talent"
    for line in page.lines:
        assert all("육성" in mark for mark in marks(line.source))
        assert line.source.language is Language.KO


def test_the_word_may_be_english(concordance: Concordance) -> None:
    page = concordance.page(SearchRequest(q="nurturing"))
    assert [one.text for one in page.counterparts] == ["육성"]
    assert {line.source.language for line in page.lines} == {Language.EN}
    assert all(marks(line.target) == ["육성"] for line in page.lines)


def test_several_words_stand_in_one_sentence_in_any_order(concordance: Concordance) -> None:
    (line,) = concordance.page(SearchRequest(q="농부를 이웃이 육성하는")).lines
    assert line.source.text == "이웃도 농부를 육성한다."
    assert line.target.text == "Neighbours nurture farmers too."
    assert marks(line.source) == ["이웃", "농부", "육성"]


def test_nothing_is_marked_where_the_lexicon_knows_nothing(
    concordance: Concordance,
) -> None:
    page = replace(concordance, translations=lambda term, language: ()).page(
        SearchRequest(q="육성")
    )
    assert [(one.text, one.count) for one in page.counterparts] == [("", 6)]
    assert all(line.target.ranges == () for line in page.lines)


def test_pages_have_all_lines_once_and_the_same_totals(concordance: Concordance) -> None:
    whole = concordance.page(SearchRequest(q="육성"))
    pages = [concordance.page(SearchRequest(q="육성", size=4, page=n)) for n in (1, 2, 3)]
    assert [len(page.lines) for page in pages] == [4, 2, 0]
    assert [line for page in pages for line in page.lines] == list(whole.lines)
    for page in pages:
        assert (page.whole, page.total, page.pages) == (6, 6, 2)
        assert page.counterparts == whole.counterparts


def test_a_counterpart_filters_and_lines_stand_by_it(concordance: Concordance) -> None:
    whole = concordance.page(SearchRequest(q="육성"))
    assert [line.counterpart for line in whole.lines] == ["nurture"] * 4 + ["foster"] * 2
    foster = concordance.page(SearchRequest(q="육성"), "foster")
    assert foster.lines == whole.lines[4:]
    assert (foster.whole, foster.total) == (6, 2)
    assert foster.glossary == ("육성", "foster")
    assert concordance.page(SearchRequest(q="육성"), "none of these").lines == ()
    assert whole.glossary is None


def test_lines_by_day(concordance: Concordance) -> None:
    oldest, newest = (
        concordance.page(SearchRequest(q="육성", sort=sort)).lines for sort in ("oldest", "newest")
    )
    assert sorted(map(repr, oldest)) == sorted(map(repr, newest))


@pytest.mark.parametrize("query", ["쀍쀎", "", " ", '"', "(((", "-"])
def test_what_is_nowhere_or_no_word_has_no_lines(concordance: Concordance, query: str) -> None:
    page = concordance.page(SearchRequest(q=query))
    assert (page.lines, page.found) == ((), 0)


def test_an_article_without_translation_is_found_but_not_compared(
    concordance: Concordance,
) -> None:
    page = concordance.page(SearchRequest(q="혼자"))
    assert (page.found, page.compared, page.lines) == (1, 0, ())


def test_syntax_of_queries_is_no_syntax_here(concordance: Concordance) -> None:
    assert len(concordance.page(SearchRequest(q='"(육성')).lines) == 6


def test_a_word_inside_a_longer_one_of_a_glossary_belongs_to_that(site: Site) -> None:
    made = open_concordance(site.search, site.current)
    page = made.page(SearchRequest(q="기술", size=50))
    assert page.lines
    assert "ICT" not in {one.text.upper() for one in page.counterparts}
    for line in page.lines:
        marked = line.source.ranges[0]
        around = line.source.text[max(marked.start - 2, 0) : marked.end + 5]
        assert "과학기술정보통신부" not in around


def test_what_analysis_cuts_is_found_as_it_is_written(site: Site) -> None:
    made = open_concordance(site.search, site.current)
    sentences = site.current().sentences()
    assert sentences.pairs
    page = made.page(SearchRequest(q="한글"))
    records = {line.source.id for line in page.lines}
    assert records <= set(sentences.numbers)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        *(("한글", ("한글", "Hangul")), ("artificial", ("인공", "artificial"))),
        *(("배추", None), ("품앗이", None), ("며느리", None), ("요즘", None), ("이상", None)),
        *(("rapid", None), ("festival", None), ("결과물", None), ("젊다", None)),
    ],
)
def test_what_stood_beside_a_word_by_chance_is_not_proposed(
    site: Site, word: str, line: tuple[str, str] | None
) -> None:
    assert open_concordance(site.search, site.current).page(SearchRequest(q=word)).glossary == line


def test_lines_of_the_sample_archive_are_marked(site: Site) -> None:
    made = open_concordance(site.search, site.current)
    page = made.page(SearchRequest(q="한글", size=50))
    assert page.lines
    for line in page.lines:
        assert line.source.ranges
        for excerpt in (line.source, line.target):
            assert excerpt.text == excerpt.text.strip()
            assert all(0 <= r.start < r.end <= len(excerpt.text) for r in excerpt.ranges)


def test_only_longer_runs_that_have_a_word_take_it(site: Site) -> None:
    sentences, language = site.current().sentences(), Language.KO
    tokens = sentences.occurrences(("한글",), language)
    assert len(tokens)

    def rows(*longer: tuple[str, ...]) -> int:
        counted = count_rows(sentences, [[("한글",)]], longer, language, lambda *_: (), 10_000)
        return len(counted.rows)

    whole = rows()
    assert whole == len(set(sentences.rows_of(tokens, language).tolist()))
    assert rows(("한글",)) == rows(("없는", "말")) == rows(("한글",), ("한글", "없는말")) == whole


def test_lines_stand_by_the_word_before_or_behind(concordance: Concordance) -> None:
    request = SearchRequest(q="nurture", lang=Language.EN)
    for neighbour, at in (("before", -1), ("after", 0)):
        lines = concordance.page(request, None, neighbour).lines  # type: ignore[arg-type]
        beside = []
        for line in lines:
            place, text = line.source.ranges[0], line.source.text.lower()
            words = text[: place.start].split() if at else text[place.end :].split()
            beside.append(words[at].strip(".,") if words else "")
        assert beside == sorted(beside)
        assert len(set(beside)) > 1
    pages = [concordance.page(replace(request, size=2, page=n), None, "after") for n in (1, 2)]
    assert [line for page in pages for line in page.lines] == list(lines)


def test_words_that_translate_nothing_else_are_candidates(concordance: Concordance) -> None:
    lexicon = concordance.translations

    def without(term: str, language: Language) -> list[Translation]:
        unknown = {"nurture", "nurtur", "foster"}
        return (
            []
            if term in ("육성", "육성하")
            else [t for t in lexicon(term, language) if t.term not in unknown]
        )

    lines = replace(concordance, translations=without).page(SearchRequest(q="육성")).lines
    assert [line.counterpart for line in lines] == [""] * 6
    assert [line.candidates[0] for line in lines if "nurtur" in line.target.text.lower()] == [
        "nurture"
    ] * 4
    assert all(line.candidates == () for line in concordance.page(SearchRequest(q="육성")).lines)


def test_what_is_found_by_its_spelling_alone_is_said_so(site: Site) -> None:
    made = open_concordance(site.search, site.current)
    page = made.page(SearchRequest(q="정음"))  # a part of 훈민정음
    assert page.literal
    assert all("정음" in marks(line.source)[0] for line in page.lines)
    assert not made.page(SearchRequest(q="훈민정음")).literal
    assert not made.page(SearchRequest(q="쀍쀎")).literal


def test_what_has_changed_since_is_said(concordance: Concordance) -> None:
    facts = replace(concordance.index.facts, waiting=3)
    stale = replace(concordance, index=replace(concordance.index, facts=facts))
    assert concordance.page(SearchRequest(q="육성")).waiting == 0
    assert stale.page(SearchRequest(q="육성")).waiting == 3
