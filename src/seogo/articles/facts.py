"""Facts about article files that are stored, so that a file is not parsed again while it stays the same, and what
follows from the facts of all files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from seogo.articles import ids
from seogo.articles.front_matter import Remark
from seogo.articles.model import Article
from seogo.errors import ArticleError, FileError
from seogo.languages import Language
from seogo.messages import Message


class FileFacts(
    msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """Facts of one file, known without parsing it again.

    ``path`` is relative to the archive, as the file system spells it; ``content_hash`` the SHA-256
    (hex) of its bytes. A good article has an ``id`` and a ``lang``; a refused file an ``error``; a
    file that is no article neither. ``key`` is shared by translations (`ids.FileName`).
    """

    path: str
    content_hash: str
    id: str = ""
    lang: Language | None = None
    title: str = ""
    key: str = ""
    aliases: tuple[str, ...] = ()
    translation_of: str = ""
    id_line: int = 0
    aliases_line: int = 0
    translation_line: int = 0
    warnings: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    error: Remark | None = None


@dataclass(slots=True)
class FoundFiles:
    """What a walk found: facts, problems and warnings of the files for themselves; the rest as in Scan."""

    facts: list[FileFacts] = field(default_factory=list)
    problems: list[ArticleError] = field(default_factory=list)
    warnings: list[FileError] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    parsed: dict[str, Article] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scan:
    """Result of a walk through the archive.

    ``files`` are the good articles by id, in the order of their paths; ``facts`` those of every
    file that was read, by path, for the next scan. ``groups`` gives for every id the ids that
    translate each other, Korean first, itself among them; ``aliases`` the id for every former one.
    ``problems`` are refused files; ``warnings`` and ``notes`` (unknown keys) are not raised. Of the
    folders in ``unread`` nothing is known: what was in them is neither there nor gone. ``parsed`` has the
    articles of the first new files by path (as many as KEEP_PARSED allows), so that they need not be read
    twice.
    """

    files: dict[str, FileFacts]
    facts: dict[str, FileFacts]
    groups: dict[str, tuple[str, ...]]
    aliases: dict[str, str]
    problems: tuple[ArticleError, ...]
    warnings: tuple[FileError, ...]
    notes: tuple[FileError, ...]
    unread: tuple[str, ...]
    parsed: dict[str, Article]


def join_facts(found: FoundFiles) -> Scan:
    """Scan of all files: ids, groups and problems that only follow from all of them."""
    facts = sorted(found.facts, key=attrgetter("path"))
    files: dict[str, FileFacts] = {}
    problems = list(found.problems)
    for file in facts:
        if file.error:
            error = file.error
            problems.append(ArticleError(file.path, error.line, error.what, error.right))
        elif file.id in files:
            what = Message("article.id-taken", id=file.id, path=files[file.id].path)
            problems.append(
                ArticleError(file.path, file.id_line, what, Message("article.another-id"))
            )
        elif file.id:
            files[file.id] = file
    aliases, alias_warnings = ids.collect_aliases(files)
    groups, group_warnings = ids.group_translations(files, aliases)
    own = _errors((file.path, file.warnings) for file in files.values() if file.warnings)
    warnings = [*found.warnings, *alias_warnings, *group_warnings, *own]
    return Scan(
        files=files,
        facts={file.path: file for file in facts},
        groups=groups,
        aliases=aliases,
        problems=tuple(sorted(problems, key=_place)),
        warnings=tuple(sorted(warnings, key=_place)),
        notes=tuple(_errors((file.path, file.notes) for file in files.values() if file.notes)),
        unread=tuple(found.unread),
        parsed=found.parsed,
    )


def _errors(remarks: Iterable[tuple[str, tuple[Remark, ...]]]) -> Iterator[FileError]:
    for path, of_file in remarks:
        for remark in of_file:
            yield FileError(path, remark.line, remark.what, remark.right)


def _place(error: FileError) -> tuple[str, int]:
    return error.path, error.line
