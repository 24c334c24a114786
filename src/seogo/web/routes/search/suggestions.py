"""Suggestions while somebody types, in the form of OpenSearch Suggestions 1.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Response

from seogo.query.plain import to_plain
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.suggestions.completion import Suggestion
from seogo.web.context import AppContext
from seogo.web.http.responses import document, not_modified
from seogo.web.views.formatting import Locale

_KINDS: Final = {
    "title": "suggested_title",
    "tag": "suggested_tag",
    "name": "suggested_name",
    "word": "suggested_word",
    "phrase": "suggested_phrase",
}
_MEDIA_TYPE: Final = "application/x-suggestions+json"


@dataclass(frozen=True, slots=True)
class SuggestionRoute:
    """The route of suggestions."""

    app: AppContext

    def document(self) -> Response:
        """``/suggest``: what was typed, texts, what each is, and the address of the search for it: four lists side by side
        but for the first. Raises RequestError, IndexUnavailable."""
        ctx = self.app.request_context()
        typed = self.app.search_request("q").q
        tag = self.app.tag(ctx)
        if known := not_modified(ctx, tag):
            return known
        found = self.app.site.search.suggest(typed)
        locale = self.app.locale(ctx)
        content = [
            typed,
            [suggestion.text for suggestion in found],
            [_described(suggestion, locale) for suggestion in found],
            [_address(suggestion, ctx.addresses) for suggestion in found],
        ]
        return document(content, ctx, tag=tag, media_type=_MEDIA_TYPE)


def _described(suggestion: Suggestion, locale: Locale) -> str:
    kind = locale.string(_KINDS[suggestion.kind])
    return locale.string("suggested_keys", kind=kind) if suggestion.corrected else kind


def _address(suggestion: Suggestion, addresses: Addresses) -> str:
    if suggestion.kind == "tag":
        return addresses.search(SearchRequest(filters=(("tag", suggestion.text),)))
    return addresses.search(SearchRequest(q=to_plain(suggestion.text)))
