"""Plans of index runs: what the last generation knew of the archive, and what is to be analysed, written and removed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts, Scan
from seogo.documents.document import document_hash
from seogo.errors import ArchiveMissing, ArticleError, IndexMissing, IndexUnavailable
from seogo.indexing.analysis_cache import AnalysisStamps, IndexedArticle
from seogo.indexing.article_analyses import IndexTask
from seogo.indexing.lexicon_builder import LexiconStamp
from seogo.indexing.report import IndexReport
from seogo.indexing.verification import damage_of
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.message import message_from_json, message_to_json
from seogo.storage.generation import Generation
from seogo.storage.generations import Generations
from seogo.storage.stamps import FACTS_VERSION

ARTICLES_FILE = "articles.json"
_LEARNED: Final = '"learned":'
_HEAD: Final = 4_096
"""Characters at the beginning of the file, in which what was learned stands."""


class _Known(msgspec.Struct):
    """What articles.json holds, under the version of its facts."""

    version: int
    analysis: str
    learned: LexiconStamp
    facts: list[FileFacts]
    documents: dict[str, IndexedArticle]


def _from_json(kind: type, value: Any) -> Any:
    if kind is Message:
        return message_from_json(value)
    raise NotImplementedError(kind)


def _to_json(value: Any) -> Any:
    if isinstance(value, Message):
        return message_to_json(value)
    raise NotImplementedError(type(value))


@dataclass(frozen=True, slots=True)
class PreviousIndex:
    """Generation that a run starts from; ``analysis`` is the stamp of its analyses as a whole, ``lexicon`` that of its
    lexicon."""

    generation: Generation
    analysis: str
    lexicon: LexiconStamp
    facts: dict[str, FileFacts]
    documents: dict[str, IndexedArticle]


def load_previous(
    generations: Generations, index_stamp: str, report: IndexReport
) -> PreviousIndex | None:
    """The newest generation, if it is whole; the reason why all must be written anew goes to the report."""
    try:
        generation = generations.newest(thorough=True)
    except IndexMissing:
        report.reason = Message("index.first")
        return None
    except IndexUnavailable as error:
        # it was to say what to do, which is done now
        report.reason = damage_of(error) or Message("index.other-version")
        return None
    if generation.manifest.index_stamp != index_stamp:
        report.reason = Message("index.other-version")
    try:
        data = (generation.folder / ARTICLES_FILE).read_bytes()
        known = msgspec.json.decode(data, type=_Known, dec_hook=_from_json)
        if known.version != FACTS_VERSION:
            raise ValueError("facts of another version")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        report.reason = report.reason or Message("index.unknown-facts", reason=str(error))
        return None
    facts = {one.path: one for one in known.facts}
    return PreviousIndex(generation, known.analysis, known.learned, facts, known.documents)


def write_articles(
    path: Path,
    analysis: str,
    lexicon: LexiconStamp,
    facts: Iterable[FileFacts],
    documents: Mapping[str, IndexedArticle],
) -> None:
    """Write what the next run loads of this one; see PreviousIndex. Raises OSError."""
    known = _Known(FACTS_VERSION, analysis, lexicon, list(facts), {**documents})
    path.unlink(missing_ok=True)  # it may be a hard link to that of an older generation
    path.write_bytes(msgspec.json.encode(known, enc_hook=_to_json))


def read_waiting(folder: Path) -> int:
    """Number of articles that the lexicon and the aligned sentences of a generation do not know yet; 0 where that cannot be
    read. Only the beginning of the file is."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        with (folder / ARTICLES_FILE).open(encoding="utf-8") as file:
            head = file.read(_HEAD)
        learned, _ = json.JSONDecoder().raw_decode(head, head.index(_LEARNED) + len(_LEARNED))
        return int(learned["waiting"])
    return 0


def refuse_empty(
    root: Path, scan: Scan, previous: PreviousIndex | None, report: IndexReport
) -> None:
    """Refuse an empty archive where the index has articles, or may have had. Raises ArchiveMissing."""
    unknown = previous is None and report.reason != Message("index.first")
    there = scan.files or scan.problems  # bad files are files: the disk is mounted
    if there or not (unknown or (previous and previous.documents)):
        return
    raise ArchiveMissing(Message("archive.empty", path=root))


def refuse_losses(scan: Scan, previous: PreviousIndex) -> None:
    """Refuse to write anew what lies in folders that cannot be read. Raises ArchiveMissing."""
    lost = [
        known.path for known in previous.documents.values() if _is_under(known.path, scan.unread)
    ]
    if lost:
        raise ArchiveMissing(Message("archive.folders-lost", articles=len(lost), path=lost[0]))


def plan_tasks(
    archive: Archive,
    scan: Scan,
    previous: PreviousIndex | None,
    kept: PreviousIndex | None,
    stamps: AnalysisStamps,
    report: IndexReport,
) -> tuple[list[IndexTask], list[str], dict[str, IndexedArticle]]:
    """Tasks of a run, ids to remove, and the documents that stay as they are: none where ``kept`` is None.

    Counts of what is added, changed, removed and unchanged since ``previous`` go to the report.
    """
    known = previous.documents if previous else {}
    same_analysis = previous is not None and previous.analysis == stamps.whole
    tasks: list[IndexTask] = []
    staying: dict[str, IndexedArticle] = {}
    for name in sorted(scan.files):
        facts, group, stamp = scan.files[name], scan.groups.get(name, (name,)), None
        others = {other: _language(scan.files[other]) for other in group if other != name}
        before = known.get(name)
        if before is None:
            report.added.append(name)
        else:
            if before.content_hash == facts.content_hash:
                stamp = before.stamp if same_analysis else _stamp(archive, facts, stamps)
            if before.hash == document_hash(facts.content_hash, stamp or "", facts.path, others):
                report.unchanged += 1
                if kept is not None:
                    staying[name] = before
                    continue
            else:
                report.changed.append(name)
        tasks.append(IndexTask(facts, min(group), others, stamp))
    gone = [name for name in known if name not in scan.files]
    unread = [name for name in gone if _is_under(known[name].path, scan.unread)]
    if kept is not None:
        # of a folder that could not be read nothing is known: what was there stays
        staying.update((name, known[name]) for name in unread)
        report.unchanged += len(unread)
        gone = [name for name in gone if name not in staying]
    report.removed += gone
    return tasks, gone, staying


def _stamp(archive: Archive, facts: FileFacts, stamps: AnalysisStamps) -> str | None:
    try:
        return stamps.of(archive.read(facts))
    except ArticleError:
        return None


def _language(facts: FileFacts) -> Language:
    assert facts.lang is not None  # good articles have one
    return facts.lang


def _is_under(path: str, folders: Iterable[str]) -> bool:
    return any(not folder or path.startswith(folder.rstrip("/") + "/") for folder in folders)
