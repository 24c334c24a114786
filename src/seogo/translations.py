"""What the archive knows of its translations: a lexicon, learned with the index and kept as a file of its generation.

It is learned from the passages of articles that translate each other, from glosses in all texts, from the archive's
glossary and from the general one (seogo.bridge.learning); in an archive of one language there is nothing to learn. What
articles give is drawn from their analyses once, as are the terms of glossaries from their forms, and kept beside those by
content and analysis stamp; where nothing at all has changed, the former lexicon stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from seogo.analysis.analyzer import Analyzer
from seogo.analysis_store import AnalysisStamp, AnalysisStore
from seogo.articles.archive import Scan
from seogo.articles.wordlists import GlossaryEntry
from seogo.bridge.entries import entry_terms, forbidden_terms, to_terms
from seogo.bridge.expected import TermPair
from seogo.bridge.glosses import find_glosses
from seogo.bridge.learning import Evidence, learn
from seogo.bridge.lexicon import Lexicon
from seogo.bridge.passages import aligned_terms
from seogo.documents import to_record
from seogo.engines.base import Engine
from seogo.languages import Language
from seogo.lists import Lists
from seogo.sides import to_side
from seogo.streaming import Indexed, IndexReport

LEXICON_FILE: Final = "lexicon"
STORE: Final = "translations.sqlite"
LEARNING_VERSION: Final = 1
"""Raised when the same articles and word lists would give another lexicon, or another file."""

_BATCH: Final = 128
_Item = TypeVar("_Item")
_Pair: TypeAlias = tuple[str, str]
_Key: TypeAlias = tuple[str, str]
"""Content and stamp, as the store has them."""
_Row: TypeAlias = tuple[str, str]
"""A passage and its translation, a gloss, or forms of a glossary: Korean and English, terms with a space between them."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a lexicon was learned with (digests): ``rules`` are the version of the code and the general glossary,
    ``evidence`` is everything."""

    rules: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """The lexicon of another generation, whose files are whole: the folder and how it was learned."""

    folder: Path
    learned: Learned


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


class Translations:
    """Learns the lexicon of an index; ``general`` gives the general glossary, ``folder`` is that of the index."""

    def __init__(self, folder: Path, general: Callable[[], Sequence[GlossaryEntry]]) -> None:
        self._folder = folder
        self._general = general

    def rules(self) -> str:
        """What is the same for all archives, as a digest: another one asks for another lexicon."""
        return _digest([LEARNING_VERSION, *map(asdict, self._general())])

    def update(
        self, run: Indexing, folder: Path, former: Former | None, report: IndexReport
    ) -> Learned:
        """Bring the lexicon in the ``folder`` of a generation up to date; the ``former`` one may lie there already. What was
        done goes to the report. Raises OSError, and IndexDamaged where a document cannot be read."""
        store = AnalysisStore(self._folder / STORE)
        try:
            drawn = _Drawn(run, store)
            glosses = sorted(drawn.glosses())
            pairs = drawn.pairs()
            # they stay in the store for the next time also where nothing is learned now
            drawn.keys.update(map(drawn.entries_key, (run.lists.entries, self._general())))
            learned = self._learned(run, drawn, pairs, glosses)
            path = folder / LEXICON_FILE
            if former is None or former.learned != learned:
                lexicon = self._learn(run, drawn, pairs, glosses)
                # a linked file must not be written through: the last generation has it too
                path.unlink(missing_ok=True)
                path.write_bytes(lexicon.to_bytes())
            elif not path.exists():
                shutil.copy2(former.folder / LEXICON_FILE, path)
            report.aligned, report.passages = drawn.aligned, drawn.passages_read
            # the lexicon is there; the store is only too large
            with contextlib.suppress(OSError):
                store.retain(drawn.keys)
            return learned
        finally:
            store.close()

    def _learned(
        self, run: Indexing, drawn: _Drawn, pairs: Iterable[_Pair], glosses: Sequence[_Row]
    ) -> Learned:
        rules = self.rules()
        if not _has_both(run):
            return Learned(rules, "")
        entries = (*run.lists.entries, *self._general())
        forms = [form for entry in entries for form in entry.words]
        forms += [form for item in run.lists.forbidden for form in (*item.ko, *item.en)]
        forms += [form for gloss in glosses for form in gloss]
        evidence = [
            rules,
            [drawn.pair_key(pair) for pair in pairs],
            glosses,
            [{**item, "line": 0} for item in run.lists.glossary],
            run.stamps.of_text("\n".join(forms)),
        ]
        return Learned(rules, _digest(evidence))

    def _learn(
        self, run: Indexing, drawn: _Drawn, pairs: Iterable[_Pair], glosses: Iterable[_Row]
    ) -> Lexicon:
        if not _has_both(run):
            return Lexicon({language: {} for language in Language})
        analyzer = run.analyzer
        terms = ((to_terms(ko, analyzer), to_terms(en, analyzer)) for ko, en in glosses)
        return learn(
            Evidence(
                passages=map(_to_pair, drawn.passages(pairs)),
                glossary=drawn.entries(run.lists.entries),
                general=drawn.entries(self._general()),
                glosses=list(terms),
                forbidden=set(forbidden_terms(run.lists.forbidden, analyzer)),
            )
        )


class _Drawn:
    """What is drawn from the articles of a run. ``keys`` are those that the store is to keep; ``aligned`` counts pairs that
    were not in it, ``passages_read`` those that were learned from."""

    def __init__(self, run: Indexing, store: AnalysisStore) -> None:
        self._run = run
        self._store = store
        self.keys: set[_Key] = set()
        self.aligned = 0
        self.passages_read = 0

    def glosses(self) -> set[_Row]:
        """The glosses of all articles, each once."""
        found: set[_Row] = set()
        for names in _batches(self._run.documents):
            missing = []
            for name in names:
                data = self._known(self._gloss_key(name))
                if data is None:
                    missing.append(name)
                else:
                    found.update(_to_rows(data))
            for name, stored in self._run.engine.stored(missing).items():
                rows = list(dict.fromkeys(find_glosses(to_record(stored).unpack().text)))
                self._keep(self._gloss_key(name), rows)
                found.update(rows)
            self._store.commit()
        return found

    def pairs(self) -> list[_Pair]:
        """The pairs whose passages are in the store by now, in the order of their contents."""
        known: list[_Pair] = []
        for pairs in _batches(self._translations()):
            known += [
                pair for pair in pairs if self._is_known(pair) or self._align(pair) is not None
            ]
            self._store.commit()
        return sorted(known, key=self.pair_key)

    def passages(self, pairs: Iterable[_Pair]) -> Iterator[_Row]:
        """The passages of pairs, one pair after the other."""
        for pair in pairs:
            data = self._known(self.pair_key(pair))
            # the store may have been begun anew since
            rows = _to_rows(data) if data is not None else self._align(pair)
            for row in rows or ():
                self.passages_read += 1
                yield row

    def entries(self, entries: Sequence[GlossaryEntry]) -> list[TermPair]:
        """The terms of the forms in a glossary, those with meaning in both languages."""
        data = self._known(self.entries_key(entries))
        if data is not None:
            rows = _to_rows(data)
        else:
            found = entry_terms(entries, self._run.analyzer)
            rows = [(" ".join(ko), " ".join(en)) for ko, en in found if ko and en]
            self._keep(self.entries_key(entries), rows)
        return list(map(_to_pair, rows))

    def entries_key(self, entries: Sequence[GlossaryEntry]) -> _Key:
        """What the terms of a glossary depend on."""
        forms = [(entry.ko, entry.en, entry.abbreviations, entry.variants) for entry in entries]
        text = "\n".join(form for entry in entries for form in entry.words)
        return _digest(forms), f"entries/{LEARNING_VERSION}/{self._run.stamps.of_text(text)}"

    def pair_key(self, pair: _Pair) -> _Key:
        """What the passages of a pair depend on."""
        korean, english = (self._run.documents[name] for name in pair)
        return (
            f"{korean.content_hash} {english.content_hash}",
            f"passages/{LEARNING_VERSION}/{korean.stamp} {english.stamp}",
        )

    def _translations(self) -> Iterable[_Pair]:
        """The Korean and English articles that translate each other, each two once."""
        files, groups, documents = self._run.scan.files, self._run.scan.groups, self._run.documents
        found: dict[_Pair, None] = {}
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

    def _is_known(self, pair: _Pair) -> bool:
        return self._known(self.pair_key(pair)) is not None

    def _align(self, pair: _Pair) -> list[_Row] | None:
        """The passages of a pair as it was indexed, kept from now on; nothing where one of the two was not."""
        stored = self._run.engine.stored(pair)
        if len(stored) < len(pair):
            return None
        korean, english = (to_side(to_record(stored[name])) for name in pair)
        aligned = aligned_terms(korean, english)
        rows = [(" ".join(ko), " ".join(en)) for ko, en in aligned if ko and en]
        self._keep(self.pair_key(pair), rows)
        self.aligned += 1
        return rows

    def _gloss_key(self, name: str) -> _Key:
        known = self._run.documents[name]
        return known.content_hash, f"glosses/{LEARNING_VERSION}/{known.stamp}"

    def _known(self, key: _Key) -> bytes | None:
        data = self._store.get(*key)
        if data is not None:
            self.keys.add(key)
        return data

    def _keep(self, key: _Key, rows: Sequence[_Row]) -> None:
        self._store.put(*key, _to_bytes(rows))
        self.keys.add(key)


def _has_both(run: Indexing) -> bool:
    """Whether there are articles of both languages."""
    return all(run.engine.status().languages.get(language) for language in Language)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _to_bytes(rows: Iterable[_Row]) -> bytes:
    return zlib.compress("\n".join(f"{ko}\t{en}" for ko, en in rows).encode(), 1)


def _to_rows(data: bytes) -> list[_Row]:
    lines = zlib.decompress(data).decode().split("\n")
    return [(ko, en) for ko, _, en in (line.partition("\t") for line in lines if line)]


def _to_pair(row: _Row) -> TermPair:
    ko, en = row
    return ko.split(" "), en.split(" ")


def _digest(parts: object) -> str:
    encoded = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
