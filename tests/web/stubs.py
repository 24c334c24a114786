"""A search service of finished pages, for what no real archive has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient

from seogo.composition import Site
from seogo.documents.document import Record
from seogo.languages import Language
from seogo.searching.hits import Hit
from seogo.searching.request import AlsoSearched, IndexFacts, Level, SearchPage, SearchRequest
from seogo.searching.snippets import MatchReason, Range, Snippet
from seogo.settings import Settings
from seogo.suggestions.completion import Suggestion
from seogo.web import create_app

FACTS = IndexFacts("f1", "2026-01-19T00:00:00+00:00", 2)


def make_hit(**changes: object) -> Hit:
    """A Korean hit with a translation."""
    hit = Hit(
        id="news/a.ko",
        lang=Language.KO,
        title="모티프의 모델",
        title_ranges=(Range(0, 3),),
        source="Seogo",
        published="2026-01-19T23:30:00+00:00",
        authors=("서고 편집부",),
        tags=("AI",),
        score=1.5,
        complete=True,
        translations={"news/a.en": Language.EN},
        snippets=(Snippet("모티프가 만든 모델", (Range(0, 3),), opens=True),),
        matched=(
            MatchReason("Motif", "모티프", "abbreviation"),
            MatchReason("모델", "모델", "word"),
        ),
    )
    return hit._replace(**changes)  # type: ignore[arg-type]


def make_page(**changes: object) -> SearchPage:
    """A page with one hit."""
    page = SearchPage(
        request=SearchRequest(),
        read_as="",
        ignored=(),
        excluded=(),
        also=(AlsoSearched("과기정통부", "과학기술정보통신부", "term"),),
        bridges=(),
        total=1,
        total_some=0,
        total_articles=2,
        hits=(make_hit(),),
        facets={"lang": (("ko", 1), ("en", 1)), "tag": (("AI", 2),)},
        took_ms=1.0,
        index=FACTS,
    )
    return replace(page, **changes)  # type: ignore[arg-type]


@dataclass
class StubSearch:
    """Answers every search with ``page``, or raises ``error``; ``searches`` counts."""

    page: SearchPage = field(default_factory=make_page)
    error: Exception | None = None
    searches: int = 0

    def index(self) -> IndexFacts:
        if self.error:
            raise self.error
        return FACTS

    def days(self) -> tuple[date, date] | None:
        self.index()
        return date(2026, 1, 19), date(2026, 1, 20)

    def highest(self) -> Level:
        return self.page.highest

    def verify(self) -> IndexFacts:
        return self.index()

    def search(self, request: SearchRequest, *, facets: bool = True) -> SearchPage:
        self.searches += 1
        if self.error:
            raise self.error
        return replace(self.page, request=request)

    def totals(self, request: SearchRequest) -> tuple[int, int]:
        self.searches += 1
        return self.page.total, self.page.total_some

    def article_totals(self, request: SearchRequest) -> tuple[int, int]:
        self.searches += 1
        return self.page.total_articles, self.page.total_articles_some

    def suggest(self, typed: str, *, most: int = 8) -> list[Suggestion]:
        if self.error:
            raise self.error
        return [Suggestion(typed, "title")]

    def moved(self, former: str) -> str | None:
        return None

    def record(self, article_id: str) -> Record | None:
        if self.error:
            raise self.error
        for hit in self.page.hits:
            if hit.id == article_id:
                return cast(Record, hit)  # as far as a list shows it
        return None


def missing(path: str) -> bytes:
    raise FileNotFoundError(path)


def make_client(search: StubSearch, progress: tuple[int, int] | None = None) -> FlaskClient:
    """A client of pages over a stub; ``progress`` is that of a run which builds the index."""
    site = SimpleNamespace(
        settings=Settings(
            Path("archive"),
            Path("index"),
            "Asia/Seoul",
            {Language.KO: "서고", Language.EN: "Seogo"},
        ),
        generations=SimpleNamespace(progress=lambda: progress),
        archive=SimpleNamespace(
            zone=ZoneInfo("Asia/Seoul"), image_path=lambda path: None, read_bytes=missing
        ),
        search=search,
    )
    return create_app(cast(Site, site)).test_client()
