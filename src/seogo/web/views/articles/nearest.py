"""Articles that somebody may have meant whose address leads nowhere."""

from __future__ import annotations

import re
from typing import Final

from seogo.documents.document import Record
from seogo.errors import IndexUnavailable
from seogo.languages import Language
from seogo.searching.request import SearchRequest
from seogo.searching.service import SearchService

_SHOWN: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 200
_LANGUAGES: Final = frozenset(language.value for language in Language)


def words_of(article_id: str) -> str:
    """The words of the last part of an id: ``news/seoul-air.ko`` has *seoul air*."""
    words = _WORD.findall(article_id[-_LONGEST:].rpartition("/")[2])
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _LANGUAGES else words)


def nearest_articles(article_id: str, service: SearchService) -> tuple[Record, ...]:
    """Articles whose ids are spelled alike, then those that a search for the words of the id finds; three at most, and none
    where no index says so."""
    try:
        found = {record.id: record for record in service.nearest(article_id, _SHOWN)}
        if len(found) < _SHOWN and (words := words_of(article_id)):
            request = SearchRequest(q=words, size=_SHOWN)
            for hit in service.search(request, facets=False).hits:
                record = service.record(hit.id) if hit.complete else None
                if record is not None:
                    found.setdefault(record.id, record)
    except IndexUnavailable:
        return ()
    return tuple(found.values())[:_SHOWN]
