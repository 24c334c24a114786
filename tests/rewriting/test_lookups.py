"""A search asks the index for statistics of terms in at most three batches: two for its clauses, one by which
did-you-mean finds suspect words. What it then does about those comes on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, general
from seogo.indexing.word_lists import to_glossary
from seogo.lexicon.glossary import Glossary
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.lexicon.translator import Translator
from seogo.rewriting.compiler import QueryCompiler
from seogo.rewriting.translations import TranslationFinder
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService
from seogo.suggestions.did_you_mean import Corrector
from seogo.transliteration.name_index import NameIndex
from tests.golden.test_golden import JUDGED

FOR_CLAUSES, FOR_ALL = 2, 3
"""Batches for the clauses of a query, and of a whole search without suspect words."""

QUERIES = (
    *("semiconductor", "foundation model", "When was the first subway line in Seoul opened?"),
    *("Ministry of Science and ICT", "Lee Jae-myung", "kim dae jung letters", "12.7 billion won"),
    *(
        '"foundation model"',
        '"국가 AI"는 한글',
        '"인공지능"모델',
        "title:반도체 chips",
        'title:"메모리 반도체"',
    ),
    *("letter* -chip", "title:한*", "한글 OR letters", "-반도체 model", "tag:AI 2026년 1월 19일"),
    *(
        "인공 지능 모델",
        "국가 인공 지능 전략 위원회",
        "공정위",
        "과기정통부",
        "엘지전자",
        "UN",
        "與野",
        "國會",
    ),
    *(
        "돕다",
        "이재명 대통령",
        "KT 모티프 foundation model",
        "How are dates written in Korea?",
        "이",
    ),
)


class CountingEngine:
    """An engine that counts batches of statistics; ``searches`` has the number of batches before each search."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.batches = 0
        self.searches: list[int] = []

    def frequencies(self, terms: Sequence[tuple[str, str]]) -> Sequence[int]:
        self.batches += 1
        found: Sequence[int] = self._engine.frequencies(terms)
        return found

    def search(self, *given: Any, **named: Any) -> Any:
        self.searches.append(self.batches)
        return self._engine.search(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@pytest.fixture(scope="module")
def counted(site: Site, analyzer: Analyzer) -> Callable[..., CountingEngine]:
    """Runs a search with a compiler that has compiled nothing before, and with ``correct`` counts did-you-mean too."""
    index = site.current()
    glossary = Glossary(to_glossary(site.generations.newest(thorough=False).manifest.glossary))
    glossaries = glossary, general()
    translator = Translator(index.lexicon(), NameIndex(index.engine))
    translations = TranslationFinder(lambda: translator, glossaries, SurfaceForms(index.engine))

    def run(request: SearchRequest, *, correct: bool = False) -> CountingEngine:
        engine: Any = CountingEngine(index.engine)
        compiler = QueryCompiler(analyzer, engine, glossaries, translations)
        morphemes = analyzer.morphemes
        corrector = (
            Corrector(engine, compiler.analyze_query, morphemes) if correct else index.corrector
        )
        opened = replace(index, engine=engine, compiler=compiler, corrector=corrector)
        SearchService(lambda: opened).search(request)
        assert isinstance(engine, CountingEngine)
        return engine

    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    "requests",
    [
        [SearchRequest(q=judged.query, **judged.parameters) for judged in JUDGED],
        [SearchRequest(q=query) for query in QUERIES],
        [SearchRequest(q=query, title_only=True) for query in QUERIES],
        [SearchRequest(q=query, level="exact") for query in QUERIES],
    ],
    ids=["judged", "plain", "titles", "exact"],
)
def test_clauses_need_few_batches_of_statistics(
    counted: Callable[..., CountingEngine], requests: list[SearchRequest]
) -> None:
    batches = {request: counted(request).searches[0] for request in requests}
    assert {request for request, most in batches.items() if most > FOR_CLAUSES} == set()


@pytest.mark.parametrize(
    "query",
    ["한글 자판", "반도체", "semiconductor", "foundation model", "Korean letters", "인공지능 모델"],
)
def test_words_that_articles_have_cost_one_more_batch(
    counted: Callable[..., CountingEngine], query: str
) -> None:
    assert 2 <= counted(SearchRequest(q=query), correct=True).batches <= FOR_ALL
