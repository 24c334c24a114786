"""Sources of the lexicon: glosses in articles, the terms of aligned passages, and the terms of glossaries.

They are extracted from the index once, and cached by content and analysis stamp, beside the analyses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Self, TypeAlias, TypeVar

from seogo.alignment.passage_pairs import content_terms
from seogo.alignment.sentence_pairs import SentencePairs, to_contents, to_sentence_pairs
from seogo.analysis.analyzer import Analyzer
from seogo.articles.facts import Scan
from seogo.articles.wordlists import GlossaryEntry
from seogo.documents.document import to_record
from seogo.documents.stored_analysis import ArticleAnalysis
from seogo.engines.base import Engine
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps, IndexedArticle
from seogo.indexing.word_lists import WordLists
from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair
from seogo.lexicon.glossary_terms import EntryForms, analyse_entries, entry_parts, entry_terms
from seogo.lexicon.glosses import find_glosses
from seogo.meaning.mutual_passages import Spot, mutual_passages
from seogo.meaning.vectors import Vectors
from seogo.storage.stamps import LEARNING_VERSION, PAIR_FORMAT

CONFIRMED, UNCONFIRMED = 1.1, 1.25
"""Least margin of passages that teach: with a number, a name or a date that both have, and where neither has any."""
_TAUGHT: Final = "taught"
_CHANGED: Final = 0.1
"""Share of articles that may have changed until passages are compared again."""
_BATCH: Final = 128
_Item = TypeVar("_Item")
Pair: TypeAlias = tuple[str, str]
_Key: TypeAlias = tuple[str, str]
"""Content hash and stamp of a cache entry."""
TermRow: TypeAlias = tuple[str, str]
"""Korean and English of a gloss or of a glossary entry; a space between terms."""


@dataclass(frozen=True, slots=True)
class IndexedRun:
    """Index of a run: the scan, its documents by id, the engine that holds them, and the word lists with the stamps and the
    analyzer of that dictionary."""

    scan: Scan
    documents: Mapping[str, IndexedArticle]
    engine: Engine
    lists: WordLists
    stamps: AnalysisStamps
    analyzer: Analyzer


class LexiconSources:
    """Sources of the lexicon of an index; ``cache`` has those that were extracted before.

    ``keys`` are the cache entries that are still used, ``aligned`` counts the pairs that were not in the cache, and
    ``passages_read`` the passages that were learned from.
    """

    def __init__(self, run: IndexedRun, cache: AnalysisCache) -> None:
        self._run = run
        self._cache = cache
        self._analysed: dict[tuple[GlossaryEntry, ...], list[EntryForms]] = {}
        self.keys: set[_Key] = set()
        self.aligned = 0
        self.passages_read = 0

    def glosses(self) -> set[TermRow]:
        """Glosses of all articles, each once."""
        found: set[TermRow] = set()
        for names in _batches(self._run.documents):
            missing = []
            for name in names:
                rows = self._cached(self._gloss_key(name))
                if rows is None:
                    missing.append(name)
                else:
                    found.update(rows)
            for name, stored in self._run.engine.stored(missing).items():
                rows = list(dict.fromkeys(find_glosses(to_record(stored).unpack().text)))
                self._put(self._gloss_key(name), rows)
                found.update(rows)
            self._cache.commit()
        return found

    def pairs(self) -> list[Pair]:
        """Pairs whose passages are in the cache by now, in the order of their contents."""
        known: list[Pair] = []
        for pairs in _batches(self._translations()):
            known += [
                pair for pair in pairs if self._is_cached(pair) or self._align(pair) is not None
            ]
            self._cache.commit()
        return sorted(known, key=self.pair_key)

    def sentences(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, str, SentencePairs]]:
        """Sentence pairs of pairs of articles, one after the other, with what their contents are known by."""
        for pair in pairs:
            key = self.pair_key(pair)
            known = self._sentences(key) or self._align(pair)
            if known is not None:  # the cache may have been emptied since
                yield pair, key[0], known

    def passages(self, pairs: Iterable[Pair]) -> Iterator[TermPair]:
        """Terms of the passages of each pair, with an empty one between passages."""
        for _, _, sentences in self.sentences(pairs):
            passages = list(sentences.passages())
            self.passages_read += len(passages)
            if passages:
                korean, english = zip(*passages, strict=True)
                yield _joined(korean), _joined(english)

    def taught(self, vectors: Vectors | None) -> list[TermPair]:
        """Terms of passages near in meaning, of articles that are not linked and as they are now.

        They are found by ``vectors``, and stay where there are none any more. Raises IndexDamaged.
        """
        linked = {name for pair in self._translations() for name in pair}
        documents = self._run.documents
        now = {
            article.content_hash: name for name, article in documents.items() if name not in linked
        }
        key = (_TAUGHT, f"{_TAUGHT}/{LEARNING_VERSION}/{self._run.stamps.whole}")
        known = _Taught.from_bytes(self._cache.get(*key))
        changed = len(known.articles ^ now.keys())
        if vectors is not None and changed > _CHANGED * len(known.articles):
            known = _Taught({*now}, [*self._teaching(vectors, {*now.values()})])
            self._cache.put(*key, known.to_bytes())
            self._cache.commit()
        self.keys.add(key)
        return [
            (korean.split(), english.split())
            for ko, en, korean, english in known.rows
            if ko in now and en in now
        ]

    def _teaching(self, vectors: Vectors, names: Collection[str]) -> Iterator[_TaughtRow]:
        """Passages that teach, with the content hashes of their articles."""
        found = [one for one in mutual_passages(vectors, names) if one.margin >= CONFIRMED]
        for some in _batches(found):
            needed = [*{spot.id for one in some for spot in (one.korean, one.english)}]
            stored = self._run.engine.stored(needed)
            analyses = {name: to_record(data).analysis for name, data in stored.items()}
            for one in some:
                spots = one.korean, one.english
                (ko, facts), (en, others) = (_spot_terms(analyses[s.id], s) for s in spots)
                sure = facts & others if facts or others else one.margin >= UNCONFIRMED
                if ko and en and sure:
                    korean, english = (self._run.documents[spot.id] for spot in spots)
                    hashes = korean.content_hash, english.content_hash
                    yield *hashes, " ".join(ko), " ".join(en)

    def entries(self, entries: Sequence[GlossaryEntry]) -> list[TermPair]:
        """Terms of the forms in a glossary, those with meaning in both languages."""
        rows = self._cached(self._entries_key("entries", entries))
        if rows is None:
            found = entry_terms(self._forms(entries))
            rows = [(" ".join(ko), " ".join(en)) for ko, en in found if ko and en]
            self._put(self._entries_key("entries", entries), rows)
        return list(map(to_pair, rows))

    def parts(self, entries: Sequence[GlossaryEntry]) -> list[TermRow]:
        """Terms that are a word of a glossary and a part of what that says in several words."""
        rows = self._cached(self._entries_key("parts", entries))
        if rows is None:
            rows = sorted(set(entry_parts(self._forms(entries))))
            self._put(self._entries_key("parts", entries), rows)
        return rows

    def _forms(self, entries: Sequence[GlossaryEntry]) -> list[EntryForms]:
        """Forms of a glossary, analysed once for what both ``entries`` and ``parts`` take from them."""
        key = tuple(entries)
        if key not in self._analysed:
            self._analysed[key] = list(analyse_entries(entries, self._run.analyzer))
        return self._analysed[key]

    def entries_keys(self, entries: Sequence[GlossaryEntry]) -> Iterator[_Key]:
        """Cache keys of what is extracted from a glossary."""
        yield self._entries_key("entries", entries)
        yield self._entries_key("parts", entries)

    def _entries_key(self, what: str, entries: Sequence[GlossaryEntry]) -> _Key:
        forms = [(entry.ko, entry.en, entry.abbreviations, entry.variants) for entry in entries]
        text = "\n".join(form for entry in entries for form in entry.words)
        return digest(forms), f"{what}/{LEARNING_VERSION}/{self._run.stamps.of_text(text)}"

    def pair_key(self, pair: Pair) -> _Key:
        """Cache key of the passages of a pair."""
        ko, en = (self._run.documents[name] for name in pair)
        stamp = f"sentences/{LEARNING_VERSION}/{PAIR_FORMAT}/{ko.stamp} {en.stamp}"
        return to_contents(ko.content_hash, en.content_hash), stamp

    def _translations(self) -> Iterable[Pair]:
        """Korean and English articles that translate each other, each pair once."""
        files, groups, documents = self._run.scan.files, self._run.scan.groups, self._run.documents
        found: dict[Pair, None] = {}
        unread: list[str] = []
        for name in documents:
            if name not in files:
                unread.append(name)
            elif files[name].lang is Language.KO:
                for other in groups.get(name, ()):
                    if other in documents and files[other].lang is Language.EN:
                        found[name, other] = None
        # what is known of files that cannot be read now is in the index
        for names in _batches(unread):
            for name, stored in self._run.engine.stored(names).items():
                record = to_record(stored)
                for other, language in record.translations.items():
                    if language is not record.lang and other in documents:
                        korean = record.lang is Language.KO
                        found[(name, other) if korean else (other, name)] = None
        return found

    def _is_cached(self, pair: Pair) -> bool:
        key = self.pair_key(pair)
        known = self._cache.has(*key)
        if known:
            self.keys.add(key)
        return known

    def _align(self, pair: Pair) -> SentencePairs | None:
        """Sentence pairs of a pair as it was indexed; None where one of the two was not."""
        stored = self._run.engine.stored(pair)
        if len(stored) < len(pair):
            return None
        korean, english = (to_record(stored[name]) for name in pair)
        published = korean.published, english.published
        found = to_sentence_pairs(korean.alignable(), english.alignable(), published)
        key = self.pair_key(pair)
        self._cache.put(*key, found.to_bytes())
        self.keys.add(key)
        self.aligned += 1
        return found

    def _sentences(self, key: _Key) -> SentencePairs | None:
        data = self._cache.get(*key)
        if data is None:
            return None
        try:
            found = SentencePairs.from_bytes(data)
        except ValueError:  # whole, but of another layout
            return None
        self.keys.add(key)
        return found

    def _gloss_key(self, name: str) -> _Key:
        article = self._run.documents[name]
        return article.content_hash, f"glosses/{LEARNING_VERSION}/{article.stamp}"

    def _cached(self, key: _Key) -> list[TermRow] | None:
        data = self._cache.get(*key)
        if data is None:
            return None
        try:
            rows = to_rows(data)
        except ValueError:  # whole, but of another layout
            return None
        self.keys.add(key)
        return rows

    def _put(self, key: _Key, rows: Sequence[TermRow]) -> None:
        self._cache.put(*key, to_bytes(rows))
        self.keys.add(key)


_TaughtRow: TypeAlias = tuple[str, str, str, str]
"""Content hashes of a Korean and an English article, and the terms of a passage of each."""


@dataclass(frozen=True, slots=True)
class _Taught:
    """Passages that teach, and the content hashes of all articles among which they were found."""

    articles: set[str]
    rows: list[_TaughtRow]

    def to_bytes(self) -> bytes:
        return json.dumps([sorted(self.articles), self.rows], ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes | None) -> Self:
        """The inverse of to_bytes; nothing for other bytes."""
        try:
            articles, rows = json.loads(data or b"[[], []]")
            return cls({*articles}, [(ko, en, left, right) for ko, en, left, right in rows])
        except (ValueError, TypeError):
            return cls(set(), [])


def _spot_terms(analysis: ArticleAnalysis, spot: Spot) -> tuple[list[str], set[str]]:
    """Terms of a passage that the lexicon learns, and its numbers, names and dates."""
    if spot.start < 0:
        return content_terms(analysis.title.terms), {*analysis.title_quantities.terms}
    terms, quantities = (
        [
            term
            for term, start in zip(field.terms, field.starts, strict=True)
            if spot.start <= start < spot.end
        ]
        for field in (analysis.body, analysis.body_quantities)
    )
    return content_terms(terms), {*quantities}


def _joined(passages: Iterable[list[str]]) -> list[str]:
    """The terms of passages, with an empty one between two."""
    terms: list[str] = []
    for number, passage in enumerate(passages):
        terms += ["", *passage] if number else passage
    return terms


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def to_bytes(rows: Iterable[TermRow]) -> bytes:
    """Bytes of rows for the cache."""
    return "\n".join([f"{ko}\t{en}" for ko, en in rows]).encode()


def to_rows(data: bytes) -> list[TermRow]:
    """Rows of the bytes that to_bytes makes. Raises ValueError for other bytes."""
    if not data:
        return []
    rows = [line.split("\t") for line in data.decode().split("\n") if line]
    return [(ko, en) for ko, en in rows]


def to_pair(row: TermRow) -> TermPair:
    """Terms of a row, with an empty one between passages."""
    ko, en = row
    return ko.split(" "), en.split(" ")


def digest(parts: object) -> str:
    """BLAKE2b digest (hex) of JSON values."""
    encoded = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
