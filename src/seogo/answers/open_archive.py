"""The archive as Python programs have it: `seogo.open`, which the command line and agents use too."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypedDict, Unpack
from urllib.parse import urlsplit

from seogo.answers.coverage import archive_coverage, coverage_of
from seogo.answers.parts import PartReader
from seogo.answers.passages import find_passages
from seogo.answers.verification import QuoteChecker
from seogo.articles.model import Article
from seogo.composition import Site, open_site
from seogo.documents.document import Record
from seogo.errors import ArticleUnknown
from seogo.languages import Language
from seogo.lexicon.glossary_terms import to_terms
from seogo.lexicon.surface_forms import SurfaceForms
from seogo.messages import Message
from seogo.pairs.concordance import ConcordancePage, open_concordance
from seogo.searching.parameter_kinds import Parameter, ParameterError
from seogo.searching.parameters import (
    DEFAULT_BUDGET,
    LONGEST_QUOTE,
    PARAMETERS,
    PART,
    PASSAGES,
    Pairs,
    to_part,
    to_request,
)
from seogo.searching.request import PartRequest, SearchPage, SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.answer import to_text
from seogo.serializers.citations import CitationStyle
from seogo.serializers.passages import ArticlePart, PassagePage
from seogo.serializers.server_answers import Coverage
from seogo.serializers.verification import CheckedQuote
from seogo.settings import load_settings

Texts = str | Sequence[str]


class SearchOptions(TypedDict, total=False):
    """Options of a search, as on the search page (`/help/api`): each has the name of its parameter; ``from_`` and ``in_`` end
    in an underscore, as Python keeps their names for itself."""

    lang: Literal["ko", "en"]
    source: Texts
    tag: Texts
    author: Texts
    translated: Literal["yes", "no"]
    from_: str | date
    to: str | date
    in_: Literal["all", "title"]
    sort: Literal["relevance", "newest", "oldest"]
    page: int
    size: int
    level: Literal["exact", "forms", "bridge", "meaning"]
    without: Texts
    fold: Literal["on", "off"]


class OpenArchive:
    """An archive with its index, opened by `seogo.open`; ``language`` is that of citations and sentences in answers.

    Methods raise ParameterError for a wrong option, ArticleUnknown for an id, and IndexUnavailable while there is no index;
    all of them are a SeogoError. Several threads may use one.
    """

    def __init__(
        self, site: Site, language: Language = Language.EN, style: CitationStyle | None = None
    ) -> None:
        self.site = site
        self.style = style or site_style(site, language)

    def search(self, q: str = "", **options: Unpack[SearchOptions]) -> SearchPage:
        """A page of results: ``hits`` with id, title, snippets and reasons, ``total``, ``facets``, ``corrections``."""
        return self.find(self._request([("q", q), *_pairs(options)]))

    def find(self, request: SearchRequest) -> SearchPage:
        """As `search`, of a request."""
        return self.site.search.search(request)

    def covering(self, page: SearchPage) -> Coverage | None:
        """What the archive covers, and what hides results, where a page has none; None where it has some."""
        return coverage_of(page, self.site.search, self.style.addresses, self.style.language)

    def passages(
        self,
        q: str = "",
        *,
        budget: int = DEFAULT_BUDGET,
        skip: int = 0,
        render: Callable[[PassagePage], str] = to_text,
        **options: Unpack[SearchOptions],
    ) -> PassagePage:
        """The best passages of a search, with citations, in at most ``budget`` characters as ``render`` writes them (as
        JSON)."""
        given = [("q", q), ("budget", str(budget)), ("skip", str(skip)), *_pairs(options)]
        request = self._request(given, (*PARAMETERS, *PASSAGES))
        return find_passages(request, self.site.search, self.style, render)

    def read(
        self,
        article: str,
        *,
        passage: str | None = None,
        heading: str | None = None,
        start: int | None = None,
        length: int | None = None,
        budget: int | None = None,
    ) -> ArticlePart:
        """An article's plain text, or a part of it; see `/help/api`. Raises PassageGone too."""
        given = {"passage": passage, "heading": heading, "start": start, "length": length}
        pairs = [(name, str(value)) for name, value in given.items() if value is not None]
        pairs += [("budget", str(budget))] if budget is not None else []
        return self.part(article, to_part(pairs, PART) or PartRequest())

    def part(
        self, article: str, wanted: PartRequest, render: Callable[[ArticlePart], str] = to_text
    ) -> ArticlePart:
        """As `read`, of a request."""
        record, found = self.load(article)
        search = self.site.search
        reader = PartReader(self.site.archive, search.moved, self.style)
        return reader.read(record, found, wanted, render)

    def verify(self, quote: str, *, article: str | None = None) -> CheckedQuote:
        """Whether a quote of up to 2,000 characters stands in the archive, or in one article: ``verdict`` is ``exact``,
        ``altered``, ``translation`` or ``absent``."""
        if not 0 < len(quote.strip()) <= LONGEST_QUOTE:
            raise ParameterError("quote", "parameter.value", f"1 – {LONGEST_QUOTE:,}", value=quote)
        record = self._record(article) if article else None
        checker = QuoteChecker(self.site.current(), self.site.search, self.style)
        return checker.check(quote, record)

    def concordance(self, q: str, *, lang: str | None = None, size: int = 10) -> ConcordancePage:
        """Sentences with a word beside their translations."""
        pairs = [("q", q), ("lang", lang or ""), ("size", str(size))]
        return self.concordance_page(self._request(pairs))

    def concordance_page(self, request: SearchRequest) -> ConcordancePage:
        """As `concordance`, of a request."""
        return open_concordance(self.site.search, self.site.current).page(request)

    def lexicon_rows(self, text: str, most: int = 8) -> list[tuple[str, int]]:
        """Translations that the lexicon knows of the words of a text, as ``word → translation``, with their probability in
        percent."""
        index = self.site.current()
        forms = SurfaceForms(index.engine)
        found = []
        for term in dict.fromkeys(to_terms(text, index.compiler.analyzer)):
            for language in Language:
                known = index.lexicon().translations(term, language)
                for one in [one for one in known if one.is_supported][:most]:
                    words = forms.headword(term, language), forms.headword(one.term, language.other)
                    found.append((" → ".join(words), round(100 * one.probability)))
        return found

    def coverage(self) -> Coverage:
        """What the archive covers: articles, languages, sources, days."""
        return archive_coverage(self.site.search, self.style.addresses, self.style.language)

    def load(self, article: str) -> tuple[Record, Article]:
        """An article, by its id or a former one, as the index has it and as its file is now. Raises ArticleError where the
        file is gone."""
        record = self._record(article)
        return record, self.site.archive.read(record.path)

    def close(self) -> None:
        """Give back the index."""
        self.site.close()

    def __enter__(self) -> OpenArchive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _request(self, pairs: Pairs, parameters: Sequence[Parameter] = PARAMETERS) -> SearchRequest:
        return to_request(pairs, parameters, zone=self.site.archive.zone)

    def _record(self, article: str) -> Record:
        search = self.site.search
        record = search.record(article)
        if record is None and (moved := search.moved(article)) is not None:
            record = search.record(moved)
        if record is None:
            raise ArticleUnknown(Message("index.unknown-id", id=article))
        return record


def open_archive(
    archive: str | os.PathLike[str] | None = None,
    *,
    index: str | os.PathLike[str] | None = None,
    language: Literal["ko", "en"] = "en",
) -> OpenArchive:
    """The archive in a folder (default: ``SEOGO_ARCHIVE``, else ``archive``), with the index that `seogo reindex` built.

    Nothing is read yet. ``language`` is that of citations. Raises SettingsError and ConfigError.
    """
    settings = load_settings(
        Path(archive) if archive is not None else None, Path(index) if index is not None else None
    )
    return OpenArchive(open_site(settings), Language(language))


def site_style(site: Site, language: Language) -> CitationStyle:
    """The style of citations outside of a request: whole addresses begin with ``base_url``."""
    base = urlsplit(site.settings.base_url)
    origin = f"{base.scheme}://{base.netloc}" if base.netloc else ""
    return CitationStyle(language, Addresses(None, base.path, origin), site.archive.zone)


def _pairs(options: Any) -> Pairs:
    """Options as names and texts."""
    return [
        (name.removesuffix("_"), str(one))
        for name, value in options.items()
        for one in ([value] if isinstance(value, str) or not isinstance(value, Sequence) else value)
    ]
