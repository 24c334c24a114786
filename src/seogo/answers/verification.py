"""Quotes that are checked against an article or the whole archive: exact, altered, said in the other language, or absent.

Search brings the articles that may have a quote; seogo.answers.quotes compares the texts, seogo.answers.translated_quotes
looks for a translation where none has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from seogo.answers.coverage import archive_coverage
from seogo.answers.quotes import Found, Quote, SearchedText
from seogo.answers.translated_quotes import By, Translated, TranslationFinder
from seogo.documents.document import Record
from seogo.documents.passage_ids import passage_id, text_version
from seogo.languages import Language
from seogo.messages import Message
from seogo.query.plain import to_plain
from seogo.searching.open_index import OpenIndex
from seogo.searching.parameters import LONGEST_QUOTE
from seogo.searching.request import SearchRequest, language_of
from seogo.searching.service import SearchService
from seogo.serializers.citations import CitationStyle
from seogo.serializers.verification import CheckedQuote, QuotedPassage, QuotePiece

_SENTENCES: Final = {
    "exact": "quote.exact",
    "altered": "quote.altered",
    "translation": "quote.translation",
    "absent": "quote.absent",
}
_CANDIDATES: Final = 20
"""Articles of the quote's language, and of the other one, that are looked at."""
_PHRASE: Final = 8
"""Words of a quote up to which it is searched as a phrase, too: a short one is in many articles."""


@dataclass(frozen=True, slots=True)
class QuoteChecker:
    """Checker of quotes in an opened index; ``style`` is that of the citations."""

    index: OpenIndex
    service: SearchService
    style: CitationStyle

    def check(self, text: str, article: Record | None = None) -> CheckedQuote:
        """The verdict on a quote, of one article or of all. Raises IndexUnavailable."""
        quote = Quote(text[:LONGEST_QUOTE])
        language = language_of(quote.text, self.style.language)
        best: tuple[Record, str, Found] | None = None
        for record in self._candidates(quote, article):
            for place, content in (("body", record.unpack().text), ("title", record.title)):
                searched = SearchedText(content)
                if (found := searched.exact(quote)) is not None:
                    return self._answer(text, "exact", self._passage(record, place, found))
                if best is not None and best[2].changed <= 1:
                    continue  # nothing but an exact one is better
                found = searched.altered(quote)
                if found is not None and (best is None or found.changed < best[2].changed):
                    best = record, place, found
        if best is not None:
            record, place, found = best
            pieces = tuple(QuotePiece(*piece) for piece in found.pieces)
            passage = self._passage(record, place, found)
            return self._answer(text, "altered", passage, differences=pieces)
        by, translated = self._translated(quote, language, article)
        if translated is None:
            return self._answer(text, "absent", None, by=by)
        found = Found(max(translated.start, 0), translated.end)
        place = "title" if translated.start < 0 else "body"
        passage = self._passage(translated.record, place, found)
        similarity = round(translated.certainty, 3)
        return self._answer(text, "translation", passage, similarity=similarity, by=by)

    def _candidates(self, quote: Quote, article: Record | None) -> Iterator[Record]:
        """Articles that may have the quote, the likeliest first."""
        if article is not None:
            yield article
            return
        plain = to_plain(quote.text)
        queries = [plain] if plain else []
        if len(quote.words) <= _PHRASE:
            queries.insert(0, f'"{plain}"')
        seen: set[str] = set()
        for query in queries if plain else ():
            request = SearchRequest(q=query, level="forms", fold=False, size=_CANDIDATES)
            for hit in self.service.rank(request):
                if hit.id not in seen and (record := self.service.record(hit.id)) is not None:
                    seen.add(hit.id)
                    yield record

    def _translated(
        self, quote: Quote, language: Language, article: Record | None
    ) -> tuple[By, Translated | None]:
        """The passage of the other language that says it, and what it was looked for by."""
        articles = None
        if article is not None:
            names = [article.id] if article.lang is not language else [*article.translations]
            articles = [one for name in names if (one := self.service.record(name)) is not None]
        return TranslationFinder(self.index, self.service).find(quote, language, articles)

    def _passage(self, record: Record, place: str, found: Found) -> QuotedPassage:
        text = record.title if place == "title" else record.unpack().text
        name = ""
        if place == "body":
            version = text_version(text)
            name = str(passage_id(record.id, text, found.start, found.end, version))
        return QuotedPassage(
            id=name,
            article=record.id,
            lang=record.lang,
            title=record.title,
            source=record.source or None,
            published=record.published or None,
            url=self.style.addresses.article(record.id),
            citation=self.style.line(
                *(record.id, record.title, record.authors, record.source),
                *(record.published, record.url),
            ),
            text=text[found.start : found.end],
            start=found.start,
            end=found.end,
            place="title" if place == "title" else "body",
        )

    def _answer(
        self,
        text: str,
        verdict: Literal["exact", "altered", "translation", "absent"],
        passage: QuotedPassage | None,
        *,
        differences: tuple[QuotePiece, ...] = (),
        similarity: float | None = None,
        by: By = "words",
    ) -> CheckedQuote:
        style = self.style
        return CheckedQuote(
            quote=text,
            verdict=verdict,
            text=Message(_SENTENCES[verdict]).text(style.language),
            passage=passage,
            differences=differences,
            similarity=similarity,
            by=by,
            coverage=archive_coverage(self.service, style.addresses, style.language)
            if verdict == "absent"
            else None,
        )
