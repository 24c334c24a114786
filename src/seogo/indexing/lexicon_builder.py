"""Lexicon of an index: learned from the articles of a run, a file of its generation.

It is learned from aligned passages, from glosses in all texts, from the archive's glossary and from the general one
(seogo.lexicon.training); in an archive of one language there is nothing to learn. Where no source has changed, the lexicon of
the generation before stays; in a large archive it stays until enough articles have changed, since to go through all of them
for a few takes longer than all the rest.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Final

from seogo.alignment.aligned_sentences import open_sentences, write_sentences
from seogo.articles.wordlists import GlossaryEntry
from seogo.errors import IndexDamaged
from seogo.indexing.analysis_cache import AnalysisCache
from seogo.indexing.lexicon_sources import (
    IndexedRun,
    LexiconSources,
    Pair,
    TermRow,
    digest,
)
from seogo.indexing.report import IndexReport
from seogo.languages import Language
from seogo.lexicon.expected_counts import TermPair
from seogo.lexicon.glossary_terms import forbidden_terms, to_terms
from seogo.lexicon.lexicon import Lexicon, open_lexicon, write_lexicon
from seogo.lexicon.training import Evidence, learn
from seogo.meaning.vectors import Vectors
from seogo.storage.stamps import LEARNING_VERSION

LEXICON_FILE: Final = "lexicon"
SENTENCES_FILE: Final = "sentences"
STORE: Final = "translations.sqlite"
AT_ONCE: Final = 5_000
"""Articles up to which an archive is learned from at every change; it takes seconds."""
WAITING_SHARE: Final = 0.01
"""Share of the articles of a larger one that may have changed since it was learned from."""
_FIELDS: Final = attrgetter(*GlossaryEntry.__slots__)


@dataclass(frozen=True, slots=True)
class LexiconStamp:
    """Stamp of a lexicon: digests of the ``rules`` (version of the code, general glossary) and of all its ``evidence``, and
    how many articles have changed since, ``waiting`` to be learned from."""

    rules: str = ""
    evidence: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class PreviousLexicon:
    """Lexicon of the generation before: its folder and its stamp."""

    folder: Path
    stamp: LexiconStamp

    def is_whole(self) -> bool:
        """Whether its files are there, undamaged and of today's format."""
        try:
            open_lexicon(self.folder / LEXICON_FILE)
            open_sentences(self.folder / SENTENCES_FILE)
        except IndexDamaged:
            return False
        return True

    def copy_to(self, folder: Path) -> None:
        """Copy its files into the folder of another generation, unless they lie there. Raises OSError."""
        for name in (LEXICON_FILE, SENTENCES_FILE):
            if not (folder / name).exists():
                shutil.copy2(self.folder / name, folder / name)


class LexiconBuilder:
    """Builder of the lexicon of the index in ``folder``; ``general`` gives the general glossary."""

    def __init__(self, folder: Path, general: Callable[[], Sequence[GlossaryEntry]]) -> None:
        self._folder = folder
        self._general = general

    @cached_property
    def rules(self) -> str:
        """Digest of what is the same for all archives; a lexicon with another one is learned again."""
        return digest([LEARNING_VERSION, *map(_FIELDS, self._general())])

    def update(
        self,
        run: IndexedRun,
        folder: Path,
        previous: PreviousLexicon | None,
        report: IndexReport,
        vectors: Vectors | None,
        *,
        changed: int | None = None,
    ) -> LexiconStamp:
        """Write the lexicon and the aligned sentences that it is learned from into the ``folder`` of a generation, where the
        previous ones may lie already.

        ``vectors`` are those of all articles, None where there are none (yet). ``changed`` is how many articles have changed
        since the generation before, None where more than articles has. Counts go to ``report``. Raises OSError, and
        IndexDamaged where a document cannot be read.
        """
        if changed is not None and previous is not None:
            waiting = previous.stamp.waiting + changed
            articles = len(run.documents)
            few = articles > AT_ONCE and waiting <= WAITING_SHARE * articles
            if few and previous.stamp.rules == self.rules and previous.is_whole():
                previous.copy_to(folder)
                report.waiting = waiting
                return replace(previous.stamp, waiting=waiting)
        with contextlib.closing(AnalysisCache(self._folder / STORE)) as cache:
            sources = LexiconSources(run, cache)
            glosses = sorted(sources.glosses())
            pairs = sources.pairs()
            taught = sources.taught(vectors) if _has_both(run) else []
            # they stay in the cache for the next time also where nothing is learned now
            for entries in (run.lists.entries, self._general()):
                sources.keys.update(sources.entries_keys(entries))
            stamp = self._stamp(run, sources, pairs, glosses, taught)
            path = folder / LEXICON_FILE
            if previous is None or previous.stamp != stamp or not previous.is_whole():
                write_lexicon(path, self._learn(run, sources, pairs, glosses, taught))
                write_sentences(folder / SENTENCES_FILE, sources.sentences(pairs))
            else:
                previous.copy_to(folder)
                # the same texts under other names teach nothing new
                if open_sentences(folder / SENTENCES_FILE).pairs != pairs:
                    write_sentences(folder / SENTENCES_FILE, sources.sentences(pairs))
            # the lexicon is there; the cache is only too large
            with contextlib.suppress(OSError):
                cache.retain(sources.keys)
        report.aligned, report.passages = sources.aligned, sources.passages_read
        return stamp

    def _stamp(
        self,
        run: IndexedRun,
        sources: LexiconSources,
        pairs: Iterable[Pair],
        glosses: Sequence[TermRow],
        taught: Sequence[TermPair],
    ) -> LexiconStamp:
        rules = self.rules
        if not _has_both(run):
            return LexiconStamp(rules, "")
        entries = (*run.lists.entries, *self._general())
        forms = [form for entry in entries for form in entry.words]
        forms += [form for item in run.lists.forbidden for form in (*item.ko, *item.en)]
        forms += [form for gloss in glosses for form in gloss]
        evidence = [
            rules,
            [sources.pair_key(pair) for pair in pairs],
            glosses,
            taught,
            [{**item, "line": 0} for item in run.lists.glossary],
            run.stamps.of_text("\n".join(forms)),
        ]
        return LexiconStamp(rules, digest(evidence))

    def _learn(
        self,
        run: IndexedRun,
        sources: LexiconSources,
        pairs: Iterable[Pair],
        glosses: Iterable[TermRow],
        taught: Sequence[TermPair],
    ) -> Lexicon:
        if not _has_both(run):
            return Lexicon({language: {} for language in Language})
        analyzer = run.analyzer
        terms = ((to_terms(ko, analyzer), to_terms(en, analyzer)) for ko, en in glosses)
        return learn(
            Evidence(
                passages=sources.passages(pairs),
                glossary=sources.entries(run.lists.entries),
                general=sources.entries(self._general()),
                glosses=list(terms),
                taught=taught,
                forbidden=set(forbidden_terms(run.lists.forbidden, analyzer)),
                parts=[*sources.parts(run.lists.entries), *sources.parts(self._general())],
            )
        )


def _has_both(run: IndexedRun) -> bool:
    """Whether there are articles of both languages."""
    return all(run.engine.status().languages.get(language) for language in Language)
