"""View of an article beside its translation: row by row, with what only one of them says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Final

from markupsafe import Markup

from seogo.alignment.gale_church import Passage
from seogo.alignment.passage_pairs import to_passage
from seogo.articles.markdown import Block
from seogo.languages import Language
from seogo.pairs.differences import ONE_SIDED, Difference
from seogo.pairs.quality import PairedArticle, align_blocks, to_differences
from seogo.searching.request import SearchRequest
from seogo.searching.snippets import Range
from seogo.web.views.articles.article import ArticleView, LoadedArticle
from seogo.web.views.components import Link
from seogo.web.views.contexts import PairPage
from seogo.web.views.text_runs import to_text, typeset
from seogo.web.views.translation_parts import ListedDifference, OneSided, PairRow, PairSide

MOST_LISTED: Final = 30
"""Rows that differ which are listed above all rows."""
_FILES: Final = {".tmx": "pair_tmx", ".csv": "pair_csv"}
_START: Final = attrgetter("start")


@dataclass(frozen=True, slots=True)
class PairView:
    """View of an article beside its translation, with the language and addresses of ``view``."""

    view: ArticleView

    def to_page(
        self, first: LoadedArticle, second: LoadedArticle, found: SearchRequest
    ) -> PairPage:
        """The context of ``pair.html``. Differences are left out where a file is not the one that is indexed."""
        differing = _differences(first, second)
        first, second = (_with_marks(one, differing) for one in (first, second))
        blocks = self.view.blocks(first), self.view.blocks(second, "t-")
        passages = [[to_passage(block) for block in side] for side in blocks]
        if first.article.lang is Language.KO:
            ranges = align_blocks(*passages)
        else:
            ranges = [(right, left) for left, right in align_blocks(*reversed(passages))]
        rows = []
        sides = [_Differing(differing, loaded.article.lang) for loaded in (first, second)]
        for left, right in ranges:
            inside = [*sides[0].inside(passages[0][left]), *sides[1].inside(passages[1][right])]
            rows.append(
                PairRow(
                    _joined(blocks[0][left], first),
                    _joined(blocks[1][right], second),
                    self._one_sided(inside),
                )
            )
        locale, count = self.view.locale, len(differing)
        addresses = self.view.addresses
        return PairPage(
            first=self._side(first, found),
            second=self._side(second, found),
            rows=tuple(rows),
            differing=locale.string("pair_differing", count=count) if count else "",
            differences=tuple(
                ListedDifference(n, row.differs) for n, row in enumerate(rows, 1) if row.differs
            )[:MOST_LISTED],
            files=tuple(
                Link(locale.text(code), addresses.pair(first.article.id, ending=ending))
                for ending, code in _FILES.items()
            ),
            titles_differ=self._one_sided(one for one in differing if one.in_title),
            concordance=addresses.concordance(replace(SearchRequest(), q=found.q)),
            back=addresses.search(found) if found != SearchRequest() else "",
        )

    def _side(self, loaded: LoadedArticle, found: SearchRequest) -> PairSide:
        article = loaded.article
        return PairSide(
            lang=article.lang,
            language=self.view.locale.language_name(article.lang),
            title=to_text(article.title, article.lang, loaded.title_marks),
            address=self.view.addresses.article(article.id, found),
            source=self.view.locale.text_by_script(article.source),
            day=self.view.locale.moment(article.published),
            authors=tuple(map(self.view.locale.text_by_script, article.authors)),
        )

    def _one_sided(self, differing: Iterable[Difference]) -> tuple[OneSided, ...]:
        """Differences of each language with their label, each text once."""
        shown = []
        for language, ones in groupby(differing, key=lambda one: one.language):
            texts = dict.fromkeys(" ".join(one.text.split()) for one in ones)
            label = self.view.locale.string(ONE_SIDED[language])
            shown.append(OneSided(label, tuple(to_text(text, language) for text in texts)))
        return tuple(shown)


def _differences(first: LoadedArticle, second: LoadedArticle) -> list[Difference]:
    """Differences of two articles, the first article's before the second's; none where the index has another version of a
    file, so that offsets are not those of the articles."""
    if not (first.current and second.current):
        return []
    articles = {}
    for loaded in (first, second):
        paired = PairedArticle(loaded.article, loaded.record.analysis, loaded.record.alignable())
        articles[loaded.article.lang] = paired
    differing = to_differences(articles[Language.KO], articles[Language.EN])
    return sorted(differing, key=lambda one: one.language is not first.article.lang)


def _with_marks(loaded: LoadedArticle, differing: Sequence[Difference]) -> LoadedArticle:
    """A reading in which what differs is marked besides what was searched for."""
    own = [one for one in differing if one.language is loaded.article.lang]
    return replace(
        loaded,
        title_marks=_merged(loaded.title_marks, (one for one in own if one.in_title)),
        text_marks=_merged(loaded.text_marks, (one for one in own if not one.in_title)),
    )


def _merged(marks: Sequence[Range], differing: Iterable[Difference]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for mark in sorted([(m.start, m.end) for m in marks] + [(d.start, d.end) for d in differing]):
        if merged and mark[0] <= merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(mark[1], merged[-1].end))
        else:
            merged.append(Range(*mark))
    return tuple(merged)


class _Differing:
    """Differences in the text of the article in one language, by their places."""

    def __init__(self, differing: Iterable[Difference], language: Language) -> None:
        own = (one for one in differing if one.language is language and not one.in_title)
        self._own = sorted(own, key=_START)

    def inside(self, passages: Sequence[Passage]) -> Sequence[Difference]:
        """Those that begin in some passages in a row."""
        if not passages:
            return ()
        first = bisect_left(self._own, passages[0].start, key=_START)
        return self._own[first : bisect_left(self._own, passages[-1].end, first, key=_START)]


def _joined(blocks: Sequence[Block], loaded: LoadedArticle) -> Markup | None:
    if not blocks:
        return None
    html = "".join(block.html for block in blocks)
    return Markup(typeset(html, loaded.article.lang))  # noqa: S704
