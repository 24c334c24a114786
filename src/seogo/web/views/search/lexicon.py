"""View of the lexicon: what is known of a word, with origin, certainty and examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from seogo.lexicon.lexicon import Origin
from seogo.pairs.lexicon_entries import KnownTranslation, LexiconEntry
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.serializers.words.lexicon import glossary_line
from seogo.web.views.components import Link
from seogo.web.views.formatting import Locale
from seogo.web.views.text_runs import to_text
from seogo.web.views.translation_parts import ShownEntry, ShownExample, ShownTranslation, WordBox
from seogo.web.views.word_contexts import LexiconPage

_ORIGINS: Final = {
    Origin.GLOSSARY: "lexicon_glossary",
    Origin.GENERAL: "lexicon_general",
    Origin.LEARNED: "lexicon_learned",
    Origin.TAUGHT: "lexicon_taught",
    Origin.GLOSS: "lexicon_gloss",
    Origin.NAME: "lexicon_name",
    Origin.SAME: "lexicon_same",
}


@dataclass(frozen=True, slots=True)
class LexiconView:
    """View of the lexicon, in the language and with the addresses of one request."""

    locale: Locale
    addresses: Addresses

    def to_page(self, request: SearchRequest, entries: Sequence[LexiconEntry]) -> LexiconPage:
        """The context of ``lexicon.html``."""
        locale, addresses = self.locale, self.addresses
        typed = " ".join(request.q.split())
        search = SearchRequest(q=request.q, lang=request.lang)
        return LexiconPage(
            box=WordBox(
                addresses.lexicon(SearchRequest()).partition("?")[0],
                locale.text_by_script(typed),
                tuple(addresses.pairs(SearchRequest())),
            ),
            heading=locale.text("lexicon_of", word=typed)
            if typed
            else locale.text("lexicon_title"),
            entries=tuple(map(self._entry, entries)),
            nothing=locale.text("lexicon_none", word=typed) if typed and not entries else None,
            elsewhere=(
                Link(locale.text("concordance_title"), addresses.concordance(search)),
                Link(
                    locale.text("concordance_search", word=typed),
                    addresses.search(SearchRequest(q=request.q)),
                ),
            )
            if typed
            else (),
        )

    def _entry(self, entry: LexiconEntry) -> ShownEntry:
        return ShownEntry(
            word=to_text(entry.text, entry.language),
            language=self.locale.language_name(entry.language),
            translations=tuple(self._translation(entry, one) for one in entry.translations),
            forbidden=tuple(to_text(one, entry.language.other) for one in entry.forbidden),
        )

    def _translation(self, entry: LexiconEntry, known: KnownTranslation) -> ShownTranslation:
        request = SearchRequest(q=entry.text, lang=entry.language)
        example = known.example
        return ShownTranslation(
            text=to_text(known.text, entry.language.other),
            origin=self.locale.string(_ORIGINS[known.origin]),
            sure=f"{known.probability:.0%}",
            passages=f"{known.support:,.0f}" if known.support else "",
            lines=Link(
                self.locale.text("concordance_lines", count=known.count),
                self.addresses.concordance(request, counterpart=known.text),
            )
            if known.count
            else None,
            example=ShownExample(
                to_text(example.source.text, example.source.language, example.source.ranges),
                to_text(example.target.text, example.target.language, example.target.ranges),
                self.addresses.pair(example.source.id),
            )
            if example
            else None,
            glossary=self.locale.text_by_script(glossary_line(entry, known)),
        )
