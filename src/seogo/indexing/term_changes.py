"""Changes of terms that another analysis of an article makes: what goes and what comes at one place (엑 사원 → 엑사원).

The tokens of the main field are compared, title with title and body with body: compounds and bigrams follow from them.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Final

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.token import FieldTokens
from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts
from seogo.articles.model import Article
from seogo.documents.document import to_record
from seogo.documents.stored_analysis import analyze_articles
from seogo.errors import ArticleError
from seogo.indexing.report import Progress, TermChange, TermChanges

_BATCH: Final = 512
Columns = tuple[FieldTokens, ...]
"""Tokens of an article, one column for each of its texts."""

MOST_CHANGES: Final = 20
"""Number of changes that are listed; the rest is counted."""

_Change = tuple[tuple[str, ...], tuple[str, ...]]


def compare(pairs: Iterable[tuple[Columns, Columns]]) -> TermChanges:
    """Changes between two analyses of each article, the old one first."""
    articles: Counter[_Change] = Counter()
    for old, new in pairs:
        articles.update(set[_Change]().union(*map(_changes, old, new)))
    order = sorted(articles.items(), key=lambda row: (-row[1], row[0]))
    listed = [TermChange(before, after, count) for (before, after), count in order[:MOST_CHANGES]]
    return TermChanges(listed, len(order) - len(listed))


def compare_articles(
    archive: Archive,
    files: Iterable[FileFacts],
    stored: Callable[[Sequence[str]], Mapping[str, bytes]],
    analyzer: Analyzer,
    progress: Progress,
) -> TermChanges:
    """Changes that ``analyzer`` makes in the terms of articles; ``stored`` gives what is stored with documents, by id.

    Files that cannot be read any more are passed over. Raises IndexDamaged.
    """

    def pairs() -> Iterator[tuple[Columns, Columns]]:
        remaining = iter(files)
        while batch := list(islice(remaining, _BATCH)):
            records = stored([facts.id for facts in batch])
            articles: list[Article] = []
            for facts in batch:
                with contextlib.suppress(ArticleError):
                    articles.append(archive.read(facts))
            for article, analysis, _ in analyze_articles(articles, analyzer):
                if article.id in records:
                    before = to_record(records[article.id]).analysis
                    yield (before.title, before.body), (analysis.title, analysis.body)
            progress.advance(len(batch))

    return compare(pairs())


def _changes(old: FieldTokens, new: FieldTokens) -> set[_Change]:
    before, after = (Counter(zip(c.starts, c.ends, c.terms, strict=True)) for c in (old, new))
    gone, come = before - after, after - before
    tokens = sorted([(*token, True) for token in gone] + [(*token, False) for token in come])
    place, reach = 0, 0
    places: list[int] = []
    for start, end, _, _ in tokens:
        if start >= reach:  # touches nothing before it
            place += 1
        reach = max(reach, end)
        places.append(place)
    changes = set()
    for _, group in groupby(zip(places, tokens, strict=True), key=lambda row: row[0]):
        members = [token for _, token in group]
        changes.add(
            (
                tuple(term for _, _, term, is_old in members if is_old),
                tuple(term for _, _, term, is_old in members if not is_old),
            )
        )
    return changes
