"""One address of every kind of page, for the tests that look at all of them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

QUERY: Final = quote("국가 AI 프로젝트 모티프")
PAGES: Final = {
    "front": "/",
    "search": f"/search?q={QUERY}",
    "filters": f"/search?q={QUERY}&tag={'아' * 60}&source={'w' * 80}&without=Motif&from=2026",
    "everything": "/search?size=100&fold=off&sort=newest",
    "pages": "/search?size=1&page=9",
    "nothing": "/search?q=쀍쀎",
    "article": "/articles/news/kt-motif-ai-project.ko?q=AI",
    "table": "/articles/language/number-units.en",
    "pair": "/articles/language/how-hangul-was-made.en/pair",
    "analyze": f"/analyze?text={QUERY}+{'w' * 90}",
    "concordance": f"/concordance?q={quote('한글')}",
    "basket": "/basket?ids=news/kt-motif-ai-project.ko+society/jikji.en+none",
    "empty_basket": "/basket",
    "frequency": f"/frequency?q={quote('한글')}&q=AI&unit=year",
    "api": "/api",
    "lexicon": f"/lexicon?q={quote('한글')}",
    "kwic": f"/concordance?q={quote('한글')}&view=kwic&sort=newest",
    "help": "/help",
    "help_topic": "/help/importing",
    "search_help": "/help/searching",
    "sources": "/sources",
    "tags": "/tags",
    "authors": "/authors",
    "years": "/years",
    "syntax": f"/search?q={'w' * 90}+(",
    "unknown": f"/articles/{'w' * 100}",
}
