"""Concordances: sentences with a word beside their translations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from seogo.composition import Site
from seogo.languages import Language
from seogo.pairs.concordance import LINES_PER_ARTICLE, Concordance, Excerpt, open_concordance
from seogo.searching.request import SearchRequest


@pytest.fixture(scope="module")
def concordance(translated: Site) -> Concordance:
    """The one of the small archive."""
    return open_concordance(translated.archive, translated.search, translated.current)


def marks(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[place.start : place.end] for place in excerpt.ranges]


def test_a_verb_is_found_in_all_forms_and_grouped_by_what_it_became(
    concordance: Concordance,
) -> None:
    page = concordance.page(SearchRequest(q="육성하다"))
    assert {one.text: len(one.lines) for one in page.counterparts} == {
        "nurture": 4,
        "foster": 2,
    }
    assert page.counterparts[0].text == "nurture"
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
    (group,) = page.counterparts
    assert group.text == ""
    assert len(group.lines) == 6
    assert all(line.target.ranges == () for line in group.lines)


def test_lines_are_collected_over_pages_and_cut(concordance: Concordance) -> None:
    request = SearchRequest(q="육성", size=1)
    assert concordance.page(request).pages == 3
    assert len(concordance.lines(request, 100).lines) == 6
    assert len(concordance.lines(request, 2).lines) == 2
    first, second = (concordance.page(replace(request, page=page)) for page in (1, 2))
    assert {line.source.id for line in first.lines}.isdisjoint(
        line.source.id for line in second.lines
    )


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


def test_a_changed_file_gives_no_lines(concordance: Concordance, translated: Site) -> None:
    file = Path(translated.settings.archive) / "team.en.md"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before + "\nOne more.\n", encoding="utf-8")
        lines = concordance.page(SearchRequest(q="육성")).lines
    finally:
        file.write_text(before, encoding="utf-8")
    assert "team.ko" not in {line.source.id for line in lines}


def test_the_sample_archive_has_no_more_lines_of_one_article_than_allowed(site: Site) -> None:
    made = open_concordance(site.archive, site.search, site.current)
    page = made.page(SearchRequest(q="한글", size=50))
    counts = [
        sum(line.source.id == name for line in page.lines)
        for name in {line.source.id for line in page.lines}
    ]
    assert counts
    assert max(counts) <= LINES_PER_ARTICLE
    for line in page.lines:
        assert line.source.ranges
        for excerpt in (line.source, line.target):
            assert excerpt.text == excerpt.text.strip()
            assert all(0 <= r.start < r.end <= len(excerpt.text) for r in excerpt.ranges)
