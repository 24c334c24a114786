"""Files come into the archive whole or not at all (see seogo.storage.drafts), and nowhere else.

Every folder is opened from the archive's own descriptor, part by part and without following links, so that neither a name
nor a link that somebody puts there meanwhile can lead outside.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ELOOP, ENOTDIR
from pathlib import Path, PurePosixPath
from typing import Final

from seogo.articles import ids
from seogo.articles.archive import VERSIONS
from seogo.errors import ArchiveMissing, ImportRefused
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.storage.drafts import open_draft, opened, refusals, remove_leftovers

_FOLDER: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


class ArchiveFiles:
    """Writes files of one archive; paths are POSIX paths relative to it. Raises WriteRefused where the disk refuses."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        if not self.root.is_dir():
            raise ArchiveMissing(Message("archive.missing", path=self.root))

    def add(self, path: str, data: bytes) -> bool:
        """Write a new file; False, and nothing is changed, if there is something of this name."""
        with (
            refusals(path),
            self._folder(path) as (folder, name),
            open_draft(folder) as draft,
        ):
            draft.file.write(data)
            return draft.place(name)

    def replace(self, path: str, data: bytes) -> None:
        """Write a file in place of the one that is there."""
        with (
            refusals(path),
            self._folder(path) as (folder, name),
            open_draft(folder) as draft,
        ):
            draft.file.write(data)
            draft.replace(name)

    def remove(self, path: str) -> None:
        """Take a file away."""
        with refusals(path), self._folder(path) as (folder, name):
            os.unlink(name, dir_fd=folder)
            os.fsync(folder)

    def remove_leftovers(self) -> None:
        """Take away what killed runs have left anywhere in the archive."""
        with refusals(self.root), opened(self.root) as folder:
            remove_leftovers(folder, deep=True)

    def exists(self, path: str) -> bool:
        """Whether there is something of this name."""
        return os.path.lexists(self.root / path)

    @contextmanager
    def _folder(self, path: str) -> Iterator[tuple[int, str]]:
        """The open folder of a path, made where it is missing, and the name in it."""
        *folders, name = parts_of(path)
        descriptor = os.open(self.root, _FOLDER)
        try:
            for folder in folders:
                with suppress(FileExistsError):
                    os.mkdir(folder, dir_fd=descriptor)
                    os.fsync(descriptor)
                try:
                    inner = os.open(folder, _FOLDER, dir_fd=descriptor)
                except OSError as error:
                    if error.errno not in (ENOTDIR, ELOOP):
                        raise
                    raise ImportRefused(
                        Message(
                            "import.not-a-folder", folder=folder, path=path, reason=reason_of(error)
                        )
                    ) from error
                os.close(descriptor)
                descriptor = inner
            yield descriptor, name
        finally:
            os.close(descriptor)


def parts_of(path: str) -> tuple[str, ...]:
    """The parts of a path that stays in the archive. Raises ImportRefused for any other path."""
    parts = tuple(path.split("/"))
    # A backslash is a letter here, but an archive may go to where it divides folders.
    if "\0" in path or any(part[:1] in ("", ".") for part in re.split(r"[/\\]", path)):
        raise ImportRefused(Message("import.outside-archive", path=path))
    if any(len(part.encode("utf-8", "replace")) > 255 for part in parts):
        raise ImportRefused(Message("import.name-too-long", path=path[:60]))
    return parts


def checked_folder(folder: str) -> str:
    """A folder of the archive for new articles, without slashes at its ends; empty for the archive itself.

    Raises ImportRefused for one outside, one that cannot be part of an id, and the folder of former versions.
    """
    plain = PurePosixPath(folder.strip()).as_posix().rstrip("/")
    if plain in ("", "."):
        return ""
    parts = parts_of(plain)
    if reason := ids.why_refused(ids.id_from_path(f"{plain}/x.ko.md")):
        raise ImportRefused(Message("import.bad-folder", folder=plain, reason=reason))
    if parts[0] == VERSIONS:
        raise ImportRefused(Message("import.versions-folder", folder=VERSIONS))
    return plain
