"""What the archive knows of its translations: a lexicon, learned with the index and kept as a file of its generation.

It is learned from the passages of articles that translate each other, from glosses in all texts, from the archive's
glossary and from the general one (seogo.lexicon.training); in an archive of one language there is nothing to learn. What
articles give is drawn from their analyses once, as are the terms of glossaries from their forms, and kept beside those by
content and analysis stamp; where nothing at all has changed, the former lexicon stays.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Final

from seogo.articles.wordlists import GlossaryEntry
from seogo.indexing.document_stream import IndexReport
from seogo.indexing.lexicon_sources import (
    LEARNING_VERSION,
    Drawing,
    Drawn,
    Indexing,
    Pair,
    Row,
    digest,
    to_pair,
)
from seogo.languages import Language
from seogo.lexicon.glossary_terms import forbidden_terms, to_terms
from seogo.lexicon.lexicon import Lexicon
from seogo.lexicon.training import Evidence, learn

LEXICON_FILE: Final = "lexicon"
STORE: Final = "translations.sqlite"
_FIELDS: Final = attrgetter(*GlossaryEntry.__slots__)


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


class Translations:
    """Learns the lexicon of an index; ``general`` gives the general glossary, ``folder`` is that of the index."""

    def __init__(self, folder: Path, general: Callable[[], Sequence[GlossaryEntry]]) -> None:
        self._folder = folder
        self._general = general

    @cached_property
    def rules(self) -> str:
        """What is the same for all archives, as a digest: another one asks for another lexicon."""
        return digest([LEARNING_VERSION, *map(_FIELDS, self._general())])

    def drawing(self) -> Drawing:
        """What draws from the articles of a run, for ``update`` after it; to be closed."""
        return Drawing(self._folder / STORE)

    def update(
        self,
        run: Indexing,
        drawing: Drawing,
        folder: Path,
        former: Former | None,
        report: IndexReport,
    ) -> Learned:
        """Bring the lexicon in the ``folder`` of a generation up to date; the ``former`` one may lie there already. What was
        done goes to the report. Raises OSError, and IndexDamaged where a document cannot be read."""
        drawn = Drawn(run, drawing)
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
            drawing.store.retain(drawn.keys)
        return learned

    def _learned(
        self, run: Indexing, drawn: Drawn, pairs: Iterable[Pair], glosses: Sequence[Row]
    ) -> Learned:
        rules = self.rules
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
        return Learned(rules, digest(evidence))

    def _learn(
        self, run: Indexing, drawn: Drawn, pairs: Iterable[Pair], glosses: Iterable[Row]
    ) -> Lexicon:
        if not _has_both(run):
            return Lexicon({language: {} for language in Language})
        analyzer = run.analyzer
        terms = ((to_terms(ko, analyzer), to_terms(en, analyzer)) for ko, en in glosses)
        return learn(
            Evidence(
                passages=map(to_pair, drawn.passages(pairs)),
                glossary=drawn.entries(run.lists.entries),
                general=drawn.entries(self._general()),
                glosses=list(terms),
                forbidden=set(forbidden_terms(run.lists.forbidden, analyzer)),
            )
        )


def _has_both(run: Indexing) -> bool:
    """Whether there are articles of both languages."""
    return all(run.engine.status().languages.get(language) for language in Language)
