"""Notes on how a query was read: mistakes, common words that were left out, what was excluded; each with another reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from seogo.query.canonical import is_as_typed, to_text
from seogo.query.diagnostics import ignored_message, is_mistake, other_query, shortened
from seogo.query.nodes import Ignored
from seogo.searching.request import SearchPage
from seogo.searching.service import SearchService
from seogo.serializers.addresses import Addresses
from seogo.web.views.components import Link, Note, Notes
from seogo.web.views.formatting import Locale

_COUNTED: Final = 4
"""Other readings that are counted; each costs as much as a search."""


@dataclass(frozen=True, slots=True)
class NotesView:
    """View of the notes on a query, in the language and with the addresses of one request."""

    locale: Locale
    addresses: Addresses
    service: SearchService

    def to_notes(self, found: SearchPage, *, narrowed: bool) -> Notes | None:
        """The notes on the query of a page of results; None where there are none. Only a single mistake is unfolded, and that
        where nothing else (``narrowed``) stands before the first result of a phone. Raises IndexUnavailable."""
        read_as = "" if is_as_typed(found.read_as, found.request.q) else found.read_as
        mistakes = [one for one in found.ignored if is_mistake(one)]
        common = [one for one in found.ignored if not is_mistake(one)]
        if not (read_as or mistakes or common or found.excluded):
            return None
        return Notes(
            read_as=self.locale.text_by_script(read_as) if read_as else None,
            mistakes=self._mistakes(found, mistakes),
            common=self._common(found, common),
            excluded=tuple(
                Note(
                    self.locale.text_by_script(shortened(one.text)),
                    self._link(found, one.other, "excluded_include"),
                )
                for one in found.excluded
            ),
            unfolded=len(mistakes) == 1 and not narrowed,
        )

    def _mistakes(self, found: SearchPage, mistakes: list[Ignored]) -> tuple[Note, ...]:
        """Each message once, the first ones with the number of articles that the other reading finds."""
        notes: dict[str, Note] = {}
        for one in mistakes:
            text = ignored_message(one).text(self.locale.ui)
            if text in notes:
                continue
            other = other_query(found.request.q, one)
            link = self._link(found, other, "ignored_other")
            count = self._count(found, other) if link and len(notes) < _COUNTED else ""
            notes[text] = Note(self.locale.ui_text(text), link, count)
        return tuple(notes.values())

    def _common(self, found: SearchPage, common: list[Ignored]) -> tuple[Note, ...]:
        """One note for all words that were left out for the same reason."""
        notes = []
        for reason in dict.fromkeys(one.reason for one in common):
            these = [one for one in common if one.reason == reason]
            words = ", ".join(dict.fromkeys(one.text for one in these))
            text = ignored_message(replace(these[0], text=words)).text(self.locale.ui)
            other = found.request.q
            for one in reversed(these):
                other = other_query(other, one)
            notes.append(Note(self.locale.ui_text(text), self._link(found, other, "ignored_other")))
        return tuple(notes)

    def _link(self, found: SearchPage, query: str, code: str) -> Link | None:
        """The link to another reading of the query; None where there is none."""
        if not query or query == found.request.q:
            return None
        address = self.addresses.search(found.request, q=query, page=1)
        return Link(self.locale.text(code, query=shortened(query)), address)

    def _count(self, found: SearchPage, query: str) -> str:
        node = self.service.parse(query).node
        if node is not None and to_text(node) == found.read_as:
            totals = found.total_articles, found.total_articles_some
        else:
            totals = self.service.article_totals(replace(found.request, q=query, page=1))
        return self.locale.article_count(*totals, typed=False)
