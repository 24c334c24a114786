"""Analyses of the articles of a run: articles are read, and analysed where the cache has no analysis of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts, Scan
from seogo.articles.model import Article
from seogo.documents.document import AnalysedArticle
from seogo.documents.stored_analysis import (
    ArticleAnalysis,
    StoredAnalysis,
    analyze_articles,
    to_surfaces,
)
from seogo.errors import ArticleError
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps
from seogo.languages import Language
from seogo.messages import Message

_BATCH = 512


@dataclass(slots=True)
class IndexTask:
    """Article to write: its file, the smallest id of its translation group, and the languages of its translations by id;
    ``stamp`` is its analysis stamp where that is known already."""

    facts: FileFacts
    group: str
    translations: dict[str, Language]
    stamp: str | None = None


class ArticleAnalyses:
    """Analyses of the articles of a run.

    ``analysed`` counts the articles that the cache did not have, ``unreadable`` are those that cannot be read any more.
    """

    def __init__(
        self,
        archive: Archive,
        scan: Scan,
        cache: AnalysisCache,
        stamps: AnalysisStamps,
        analyzer: Analyzer,
    ) -> None:
        self._archive = archive
        self._parsed = scan.parsed
        self._cache = cache
        self._stamps = stamps
        self._analyzer = analyzer
        self.analysed = 0
        self.unreadable: dict[str, ArticleError] = {}

    def batches(
        self, tasks: Iterable[IndexTask], *, anew: bool
    ) -> Iterator[Iterator[AnalysedArticle]]:
        """Analysed articles in the order of ``tasks``, in batches; each batch is to be used up before the next.

        With ``anew`` the cache is not asked. What was analysed is in the cache when a batch is done.
        """
        remaining = iter(tasks)
        while batch := list(islice(remaining, _BATCH)):
            yield self._batch(batch, anew=anew)
            self._cache.commit()

    def _batch(self, tasks: Iterable[IndexTask], *, anew: bool) -> Iterator[AnalysedArticle]:
        articles = [(task, article) for task in tasks if (article := self._read(task))]
        stamps = {article.id: self._stamps.of(article) for _, article in articles}
        cached: dict[str, bytes] = {}
        if not anew:
            for _, article in articles:
                data = self._cache.get(article.content_hash, stamps[article.id])
                if data is not None and _is_whole(data):
                    cached[article.id] = data
        missing = [article for _, article in articles if article.id not in cached]
        self.analysed += len(missing)
        analyses = analyze_articles(missing, self._analyzer)
        # one by one, so that the terms of an article are in the processor's caches until it is written
        for task, article in articles:
            stamp = stamps[article.id]
            packed = cached.get(article.id)
            try:
                if packed is not None:
                    analysis = ArticleAnalysis.from_bytes(packed)
                    surfaces = to_surfaces(article, analysis.text)
            except ValueError:  # whole, but of another layout
                packed = None
                self.analysed += 1
                analyses = chain(analyze_articles([article], self._analyzer), analyses)
            if packed is None:
                _, analysis, surfaces = next(analyses)
                packed = analysis.to_bytes()
                self._cache.put(article.content_hash, stamp, packed)
            yield AnalysedArticle(
                article, analysis, packed, surfaces, stamp, task.group, task.translations
            )

    def _read(self, task: IndexTask) -> Article | None:
        try:
            article = self._parsed.pop(task.facts.path, None) or self._archive.read(task.facts)
            if article.id != task.facts.id:
                what = Message("index.id-changed")
                raise ArticleError(task.facts.path, 0, what, Message("index.reindex-again"))
        except ArticleError as error:
            self.unreadable[task.facts.id] = error
            return None
        return article


def _is_whole(data: bytes) -> bool:
    """Whether cached bytes are an analysis that can be read."""
    try:
        StoredAnalysis(data)
    except ValueError:
        return False
    return True
