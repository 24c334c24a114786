"""Hits: found articles with highlights, a snippet, and the words by which they were found."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from seogo.documents.document import Record, to_record
from seogo.documents.passage_ids import text_version
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.meaning.vectors import Near
from seogo.rewriting.compiler import CompiledQuery
from seogo.rewriting.forms import SearchedWord
from seogo.searching.ranking.retrieval import RankedHit
from seogo.searching.snippets import Finder, MatchReason, Range, Snippet, best_snippet, merged


class Hit(NamedTuple):
    """One result. ``complete``: it has every word, else ``missing`` has the others as they were typed; ``near``: only its
    meaning is near; ``translations`` maps ids to languages; ``published`` is ISO 8601 in the precision of the article, or
    empty; ``version`` is that of its plain text (seogo.documents.passage_ids), ``url`` where it came from; ``further`` has
    the values of metadata fields that are no member, by their keys; ranges are half-open in code points."""

    id: str
    lang: Language
    title: str
    title_ranges: tuple[Range, ...]
    source: str
    published: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    score: float
    complete: bool
    translations: Mapping[str, Language]
    snippets: tuple[Snippet, ...]
    matched: tuple[MatchReason, ...]
    further: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    near: bool = False
    version: str = ""
    url: str = ""
    missing: tuple[str, ...] = ()

    def metadata(self, key: str) -> str | tuple[str, ...]:
        """The value or values of a metadata field, by its key in the front matter."""
        value: str | tuple[str, ...] = (
            getattr(self, key) if key in self._fields else self.further.get(key, ())
        )
        return value


def to_hits(
    found: Sequence[RankedHit], compiled: CompiledQuery, engine: Engine, typed: str
) -> Iterator[Hit]:
    """Hits of ranked documents, in their order, for a query as it was ``typed``. Raises IndexDamaged."""
    stored = engine.stored([hit.id for hit in found])
    weights = _weights(compiled.words)
    finders = _Finders(compiled)
    for hit in found:
        shown = _to_hit(hit, to_record(stored[hit.id]), finders, weights)
        yield shown if hit.near is None else _near_hit(shown, hit.near, typed)


def to_marks(
    record: Record, words: tuple[SearchedWord, ...]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Highlights of words in the title and in the plain text of an article."""
    analysis, finder = record.unpack(), Finder(words)
    title, body = finder.marks(record.title, analysis)
    return merged(title), merged(body)


class _Finders:
    """Finders of the words of a query, by the language of the article."""

    def __init__(self, compiled: CompiledQuery) -> None:
        self._words = compiled.words, compiled.bridged_words
        self._own = Finder(compiled.words)
        self._language = compiled.bridge and compiled.bridge.language
        self._other = Finder(compiled.bridged_words)

    def of(self, language: Language) -> Finder:
        """Finder for an article in ``language``."""
        return self._other if language is self._language else self._own

    def missing(self, language: Language, matched: Sequence[MatchReason]) -> tuple[str, ...]:
        """The typed words, each once, that an article in ``language`` does not have."""
        words = self._words[1] if language is self._language else self._words[0]
        found = {reason.word for reason in matched}
        return tuple(dict.fromkeys(word.text for word in words if word.text not in found))


def _to_hit(
    hit: RankedHit,
    record: Record,
    finders: _Finders,
    weights: Mapping[int, float],
) -> Hit:
    analysis = record.unpack()
    finder = finders.of(record.lang)
    title, body = finder.marks(record.title, analysis)
    near = hit.near.start if hit.near is not None and hit.near.start >= 0 else None
    snippet = best_snippet(analysis, body, weights, near)
    matched = finder.matched((record.title, title), (analysis.text, body), tags=record.tags)
    return Hit(
        id=record.id,
        lang=record.lang,
        title=record.title,
        title_ranges=merged(title),
        source=record.source,
        published=record.published,
        authors=record.authors,
        tags=record.tags,
        score=hit.score,
        complete=hit.complete,
        translations=record.translations,
        snippets=(snippet,) if snippet is not None else (),
        matched=matched,
        further=record.further,
        version=text_version(analysis.text),
        url=record.url,
        missing=() if hit.complete else finders.missing(record.lang, matched),
    )


def _near_hit(hit: Hit, near: Near, typed: str) -> Hit:
    """A hit with its meaning as a reason."""
    passage = hit.snippets[0].text if near.start >= 0 and hit.snippets else hit.title
    reason = MatchReason(" ".join(typed.split()), passage, "meaning", near.similarity)
    return hit._replace(matched=(*hit.matched, reason), near=True)


def _weights(words: tuple[SearchedWord, ...]) -> dict[int, float]:
    """Weights of words in a snippet, by their numbers: the inverse document frequency of the rarest term."""
    return {number: 1 / math.log(2.0 + word.frequency + 1) for number, word in enumerate(words)}
