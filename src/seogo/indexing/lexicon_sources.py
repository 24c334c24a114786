"""What is drawn from articles for the lexicon, once: their glosses, the terms of passages that translate each other, and the
terms of glossaries, kept by content and analysis stamp beside the analyses.

While articles are analysed all of this is at hand (Drawing); what was not drawn then is read from the index (Drawn).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from seogo.alignment.passage_pairs import Side, aligned_terms
from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Scan
from seogo.articles.wordlists import GlossaryEntry
from seogo.documents.analysis import ArticleAnalysis
from seogo.documents.document import to_record
from seogo.documents.sides import to_side
from seogo.engines.base import Engine
from seogo.indexing.analysis_cache import AnalysisStamp, AnalysisStore
from seogo.indexing.document_stream import Indexed, Task
from seogo.indexing.word_lists import Lists
from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair
from seogo.lexicon.glossary_terms import entry_terms
from seogo.lexicon.glosses import find_glosses

LEARNING_VERSION: Final = 3
"""Raised when the same articles and word lists would give another lexicon, or another file."""

MOST_WAITING: Final = 500
"""Articles that wait for their translation while others are analysed."""

_BATCH: Final = 128
_BETWEEN: Final = "  "
_Item = TypeVar("_Item")
Pair: TypeAlias = tuple[str, str]
_Key: TypeAlias = tuple[str, str]
"""Content and stamp, as the store has them."""
Row: TypeAlias = tuple[str, str]
"""A gloss, forms of a glossary, or all passages of an article and of its translation: Korean and English, a space between
terms, two between passages."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """What a run has indexed: what the scan found, its documents, the engine that has them, and the word lists with the
    stamps and the analyzer of that dictionary."""

    scan: Scan
    documents: Mapping[str, Indexed]
    engine: Engine
    lists: Lists
    stamps: AnalysisStamp
    analyzer: Analyzer


def gloss_key(article: Indexed) -> _Key:
    """What the glosses of an article depend on."""
    return article.content_hash, f"glosses/{LEARNING_VERSION}/{article.stamp}"


def pair_key(korean: Indexed, english: Indexed) -> _Key:
    """What the passages of a pair depend on."""
    return (
        f"{korean.content_hash} {english.content_hash}",
        f"passages/{LEARNING_VERSION}/{korean.stamp} {english.stamp}",
    )


def _glosses(text: str) -> list[Row]:
    return list(dict.fromkeys(find_glosses(text)))


def _passages(korean: Side, english: Side) -> list[Row]:
    aligned = [pair for pair in aligned_terms(korean, english) if all(pair)]
    if not aligned:
        return []
    ko, en = (_BETWEEN.join(map(" ".join, side)) for side in zip(*aligned, strict=True))
    return [(ko, en)]


class Drawing:
    """Draws from articles while they are analysed, so that they need not be read again; ``path`` is that of the store.
    ``aligned`` counts the pairs; ``glosses`` are those of articles that were seen."""

    def __init__(self, path: Path) -> None:
        self.store = AnalysisStore(path)
        self.aligned = 0
        self.glosses: dict[_Key, list[Row]] = {}
        self._waiting: dict[str, tuple[Indexed, Side]] = {}

    def see(self, task: Task, article: Indexed, analysis: ArticleAnalysis) -> None:
        """Draw from an article of the run. Raises OSError."""
        key = gloss_key(article)
        if (data := self.store.get(*key)) is None:
            self.glosses[key] = _glosses(analysis.text)
            self.store.put(*key, to_bytes(self.glosses[key]))
        else:
            self.glosses[key] = to_rows(data)
        own = task.facts.lang
        others = [name for name, language in task.translations.items() if language is not own]
        if not others:
            return
        side = Side(
            analysis.title.terms,
            analysis.body.terms,
            analysis.body.starts,
            analysis.blocks,
            analysis.sentences,
        )
        for other in others:
            if other in self._waiting:
                pair = [(article, side), self._waiting[other]]
                self._align(*(pair if own is Language.KO else pair[::-1]))
        if len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]  # it is read from the index
        self._waiting[task.facts.id] = article, side

    def commit(self) -> None:
        """Keep what was drawn so far."""
        self.store.commit()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _align(self, korean: tuple[Indexed, Side], english: tuple[Indexed, Side]) -> None:
        key = pair_key(korean[0], english[0])
        if self.store.get(*key) is None:
            self.store.put(*key, to_bytes(_passages(korean[1], english[1])))
            self.aligned += 1


class Drawn:
    """What is drawn from the articles of a run. ``keys`` are those that the store is to keep; ``aligned`` counts pairs that
    were not in it, ``passages_read`` those that were learned from."""

    def __init__(self, run: Indexing, drawing: Drawing) -> None:
        self._run = run
        self._store = drawing.store
        self._glosses = drawing.glosses
        self.keys: set[_Key] = set()
        self.aligned = drawing.aligned
        self.passages_read = 0

    def glosses(self) -> set[Row]:
        """The glosses of all articles, each once."""
        found: set[Row] = set()
        for names in _batches(self._run.documents):
            missing = []
            for name in names:
                key = self._gloss_key(name)
                rows = self._glosses.get(key)
                if rows is None and (data := self._store.get(*key)) is not None:
                    rows = to_rows(data)
                if rows is None:
                    missing.append(name)
                else:
                    found.update(rows)
                    self.keys.add(key)
            for name, stored in self._run.engine.stored(missing).items():
                rows = _glosses(to_record(stored).unpack().text)
                self._keep(self._gloss_key(name), rows)
                found.update(rows)
            self._store.commit()
        return found

    def pairs(self) -> list[Pair]:
        """The pairs whose passages are in the store by now, in the order of their contents."""
        known: list[Pair] = []
        for pairs in _batches(self._translations()):
            known += [
                pair for pair in pairs if self._is_known(pair) or self._align(pair) is not None
            ]
            self._store.commit()
        return sorted(known, key=self.pair_key)

    def passages(self, pairs: Iterable[Pair]) -> Iterator[Row]:
        """The passages of pairs, one pair after the other."""
        for pair in pairs:
            data = self._known(self.pair_key(pair))
            # the store may have been begun anew since
            rows = to_rows(data) if data is not None else self._align(pair)
            for row in rows or ():
                self.passages_read += row[0].count(_BETWEEN) + 1
                yield row

    def entries(self, entries: Sequence[GlossaryEntry]) -> list[TermPair]:
        """The terms of the forms in a glossary, those with meaning in both languages."""
        data = self._known(self.entries_key(entries))
        if data is not None:
            rows = to_rows(data)
        else:
            found = entry_terms(entries, self._run.analyzer)
            rows = [(" ".join(ko), " ".join(en)) for ko, en in found if ko and en]
            self._keep(self.entries_key(entries), rows)
        return list(map(to_pair, rows))

    def entries_key(self, entries: Sequence[GlossaryEntry]) -> _Key:
        """What the terms of a glossary depend on."""
        forms = [(entry.ko, entry.en, entry.abbreviations, entry.variants) for entry in entries]
        text = "\n".join(form for entry in entries for form in entry.words)
        return digest(forms), f"entries/{LEARNING_VERSION}/{self._run.stamps.of_text(text)}"

    def pair_key(self, pair: Pair) -> _Key:
        """What the passages of a pair depend on."""
        korean, english = (self._run.documents[name] for name in pair)
        return pair_key(korean, english)

    def _translations(self) -> Iterable[Pair]:
        """The Korean and English articles that translate each other, each two once."""
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

    def _is_known(self, pair: Pair) -> bool:
        key = self.pair_key(pair)
        known = self._store.has(*key)
        if known:
            self.keys.add(key)
        return known

    def _align(self, pair: Pair) -> list[Row] | None:
        """The passages of a pair as it was indexed, kept from now on; nothing where one of the two was not."""
        stored = self._run.engine.stored(pair)
        if len(stored) < len(pair):
            return None
        korean, english = (to_side(to_record(stored[name])) for name in pair)
        rows = _passages(korean, english)
        self._keep(self.pair_key(pair), rows)
        self.aligned += 1
        return rows

    def _gloss_key(self, name: str) -> _Key:
        return gloss_key(self._run.documents[name])

    def _known(self, key: _Key) -> bytes | None:
        data = self._store.get(*key)
        if data is not None:
            self.keys.add(key)
        return data

    def _keep(self, key: _Key, rows: Sequence[Row]) -> None:
        self._store.put(*key, to_bytes(rows))
        self.keys.add(key)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def to_bytes(rows: Iterable[Row]) -> bytes:
    """Rows as the store has them."""
    return "\n".join([f"{ko}\t{en}" for ko, en in rows]).encode()


def to_rows(data: bytes) -> list[Row]:
    """The inverse of to_bytes."""
    if not data:
        return []
    lines = data.decode().split("\n")
    return [(ko, en) for ko, _, en in (line.partition("\t") for line in lines if line)]


def to_pair(row: Row) -> TermPair:
    """The terms of a row, an empty one between passages."""
    ko, en = row
    return ko.split(" "), en.split(" ")


def digest(parts: object) -> str:
    """A short text that is another one where anything in JSON values is."""
    encoded = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
