"""Parts of an archive, analysed apart: by processes of one machine, or by machines that share its folder.

Each part has a file of its own in the folder of the index, `analyses-2-of-5.sqlite` when it is finished. The next run takes
over what such files have, wherever they were written, and analyses what is missing.
"""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.articles.facts import Scan
from seogo.indexing.analysis_cache import AnalysisCache, AnalysisStamps
from seogo.indexing.article_analyses import ArticleAnalyses, IndexTask
from seogo.indexing.report import IndexReport, Progress
from seogo.indexing.word_lists import WordLists, load_word_lists

ANALYSES: Final = "analyses.sqlite"
"""File of the analyses of an index."""
MOST_PARTS: Final = 1_000
_PART: Final = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_FINISHED: Final = re.compile(r"analyses-[0-9]{1,4}-of-[0-9]{1,4}\.sqlite")
_COMMITTED: Final = 500
"""Entries that are taken over at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """Part ``number`` (from 1) of ``count`` parts of an archive, to which articles belong by the paths of their files."""

    number: int
    count: int

    def has(self, path: str) -> bool:
        """Whether the article in this file is in the part."""
        return zlib.crc32(os.fsencode(path)) % self.count == self.number - 1

    @property
    def name(self) -> str:
        """Name of its finished file."""
        return f"analyses-{self.number}-of-{self.count}.sqlite"


def parse_part(text: str) -> Part | None:
    """The part that a text like 2/5 names; None where it names none."""
    found = _PART.fullmatch(text)
    if found is None:
        return None
    part = Part(*map(int, found.groups()))
    return part if 1 <= part.number <= part.count <= MOST_PARTS else None


def analyse_part(
    archive: Archive,
    folder: Path,
    analyzer_for: Callable[[tuple[str, ...]], Analyzer],
    part: Part,
    progress: Progress,
) -> IndexReport:
    """Analyse the articles of a part that the index in ``folder`` has no analysis of, into the file of the part.

    A run that was ended goes on where it was. Raises ArchiveMissing and OSError; bad files are problems of the report.
    """
    archive.require()
    report = IndexReport()
    scan = archive.scan(only=part.has)
    report.problems += scan.problems
    lists = load_word_lists(archive, WordLists(), report.problems)
    stamps = AnalysisStamps(lists.dictionary)
    draft = folder / f"unfinished-{part.name}"
    with contextlib.closing(AnalysisCache(draft)) as cache:
        tasks = list(_missing(archive, scan, stamps, folder / ANALYSES))
        progress.total(len(tasks))
        analyses = ArticleAnalyses(archive, scan, cache, stamps, analyzer_for(lists.dictionary))
        for batch in analyses.batches(tasks, anew=False):
            progress.advance(sum(1 for _ in batch))
    draft.replace(folder / part.name)
    report.analysed = analyses.analysed
    report.problems += analyses.unreadable.values()
    return report


def _missing(
    archive: Archive, scan: Scan, stamps: AnalysisStamps, known: Path
) -> Iterator[IndexTask]:
    """Tasks for the articles of a scan that have no analysis in the file ``known``."""
    with contextlib.ExitStack() as stack:
        cache = (
            stack.enter_context(contextlib.closing(AnalysisCache(known)))
            if known.exists()
            else None
        )
        for name, facts in scan.files.items():
            article = scan.parsed.get(facts.path) or archive.read(facts)
            if cache is None or not cache.has(article.content_hash, stamps.of(article)):
                yield IndexTask(facts, name, {})


def take_over_parts(folder: Path, cache: AnalysisCache) -> None:
    """Add what the finished files of parts in a folder have, and remove these. Raises OSError."""
    for path in sorted(folder.iterdir()):
        if _FINISHED.fullmatch(path.name):
            with contextlib.closing(AnalysisCache(path)) as part:
                for number, entry in enumerate(part.entries(), 1):
                    cache.put(*entry)
                    if number % _COMMITTED == 0:
                        cache.commit()
            cache.commit()
            path.unlink(missing_ok=True)
