"""Suggestions while somebody types, in the form of OpenSearch Suggestions 1.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Response

from seogo.query.plain import to_plain
from seogo.searching.request import SearchRequest
from seogo.serializers.addresses import Addresses
from seogo.suggestions.completion import Suggestion
from seogo.web.context import Desk
from seogo.web.http.responses import document, not_modified
from seogo.web.views.formatting import Wording

_KINDS: Final = {
    "title": "suggested_title",
    "tag": "suggested_tag",
    "name": "suggested_name",
    "word": "suggested_word",
    "phrase": "suggested_phrase",
}
_MEDIA_TYPE: Final = "application/x-suggestions+json"


@dataclass(frozen=True, slots=True)
class Suggesting:
    """The suggestions of one application."""

    desk: Desk

    def document(self) -> Response:
        """``/suggest``: what was typed, texts, what each is, and the address of the search for it: four lists side by side
        but for the first. Raises RequestError, IndexUnavailable."""
        visit = self.desk.visit()
        typed = self.desk.search_request("q").q
        tag = self.desk.tag(visit)
        if known := not_modified(visit, tag):
            return known
        found = self.desk.site.search.suggest(typed)
        words = self.desk.words(visit)
        content = [
            typed,
            [suggestion.text for suggestion in found],
            [_described(suggestion, words) for suggestion in found],
            [_address(suggestion, visit.addresses) for suggestion in found],
        ]
        return document(content, visit, tag=tag, media_type=_MEDIA_TYPE)


def _described(suggestion: Suggestion, words: Wording) -> str:
    kind = words.say(_KINDS[suggestion.kind])
    return words.say("suggested_keys", kind=kind) if suggestion.corrected else kind


def _address(suggestion: Suggestion, go: Addresses) -> str:
    if suggestion.kind == "tag":
        return go.search(SearchRequest(filters=(("tag", suggestion.text),)))
    return go.search(SearchRequest(q=to_plain(suggestion.text)))
