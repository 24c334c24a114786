"""The archive: a folder of article files, read without trusting what is in it.

`Archive.scan` walks the folder and gives the articles, what is wrong with the other files, and
which articles translate each other. It reads and hashes only files that do not look as they did in
the sightings it is given (seogo.storage.sightings), and parses only those of other content than in
the facts it is given.

Nothing in the folder can make it wait or read elsewhere: files are opened relative to the folder
just walked, without following links and without blocking, and looked at after they are open. Links
to files inside the archive are followed. One bad file is a problem of its own and stops nothing.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from seogo.articles import ids
from seogo.articles.facts import FileFacts, FoundFiles, Scan, join_facts
from seogo.articles.front_matter import MAX_FILE, Remark, parse_article
from seogo.articles.model import Article
from seogo.errors import ArchiveMissing, ArticleError, FileError, SettingsError
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.settings import DEFAULT_ZONE, open_zone
from seogo.storage.sightings import Sightings
from seogo.unicode_forms import to_form

IMAGE_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""The images that are served; not .svg, which can carry scripts."""

VERSIONS: Final = "versions"
"""The folder of former versions, at the top of the archive; its files are not articles."""

KEEP_PARSED: Final = 32 * 1024 * 1024
"""How many bytes of article files a scan keeps parsed."""

MAX_FOLDERS: Final = 64
"""Folders inside each other; each one is held open while those inside it are walked."""

NO_NAME: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no file name should have: control characters, and bytes that are not UTF-8."""

_LINK: Final = (errno.ELOOP, errno.ENOTDIR)
"""Errors of opening a link that must not be followed."""
_OPEN_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_OPEN_FOLDER: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


class Archive:
    """A folder of articles; ``zone`` is its time zone, ``skip`` a folder inside it to leave out."""

    def __init__(self, root: Path, *, zone: str = DEFAULT_ZONE, skip: Path | None = None) -> None:
        self.root = root.resolve()
        self.skip = skip.resolve() if skip else None
        try:
            self.zone = open_zone(zone)
        except ValueError as error:
            raise SettingsError(Message("settings.bad-time-zone", name=zone)) from error

    def scan(
        self,
        known: Mapping[str, FileFacts] | None = None,
        only: Callable[[str], bool] = lambda _: True,
        sightings: Sightings | None = None,
    ) -> Scan:
        """Walk the archive. Files that still have the hash of ``known`` are not parsed again, nor read where the
        ``sightings`` have them; of those whose path is not ``only`` nothing is read.

        Raises ArchiveMissing if there is no such folder.
        """
        walk = _Walk(self, known or {}, only, sightings or Sightings(0))
        descriptor = self._open_root()
        try:
            walk.folder(descriptor, "")
        finally:
            os.close(descriptor)
        return join_facts(walk.found)

    def read(self, file: FileFacts | str) -> Article:
        """Read one article (a path relative to the archive) as it is now. Raises ArticleError."""
        return self.read_whole(file)[0]

    def read_whole(self, file: FileFacts | str) -> tuple[Article, bytes]:
        """One article as it is now and the bytes of its file. Raises ArticleError."""
        path = file if isinstance(file, str) else file.path
        try:
            data = self.read_bytes(path)
        except OSError as error:
            raise _unreadable(path, error) from error
        parsed = parse_article(data, path, self.zone)
        if parsed is None:
            right = Message("article.language-needed", languages=ids.LANGUAGES)
            raise ArticleError(path, 0, Message("article.not-article"), right)
        return parsed.article, data

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file, at most one more than an article may have; links are followed.

        Raises OSError, and ArticleError if the path or a link leaves the archive.
        """
        parts = path.split("/")
        if "\0" not in path and not {"", ".", ".."} & set(parts):
            try:
                return self._read_inside(parts, path)
            except OSError as error:
                if error.errno not in _LINK:
                    raise
        try:
            real = (self.root / path).resolve(strict=True)
        except (RuntimeError, ValueError) as error:  # a circle of links; a NUL
            raise ArticleError(
                path, 0, Message("article.dangling-link"), Message("article.article-file")
            ) from error
        if not real.is_relative_to(self.root) or real == self.root:
            raise ArticleError(
                path, 0, Message("article.outside-link"), Message("article.article-itself")
            )
        # Once more from the root, now without following links: no folder can be swapped for one.
        return self._read_inside(real.relative_to(self.root).parts, path)

    def _read_inside(self, parts: Sequence[str], path: str) -> bytes:
        """The bytes of the file that these names lead to from the root, none of which is a link."""
        *folders, name = parts
        descriptor = self._open_root()
        try:
            for folder in folders:
                inner = os.open(folder, _OPEN_FOLDER, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = inner
            return _read(name, descriptor, path)[0]
        finally:
            os.close(descriptor)

    def image_path(self, relative: str) -> Path | None:
        """The file of an image that may be served, or None.

        ``relative`` is a POSIX path relative to the archive. Links are followed inside the archive.
        """
        if any(not part or part.startswith(".") for part in relative.split("/")):
            return None
        # A file name can be in NFD (macOS) while the article is in NFC.
        forms = (relative, *(to_form(form, relative) for form in ("NFC", "NFD")))
        for form in dict.fromkeys(forms):
            try:
                real = (self.root / form).resolve(strict=True)
                inner = real.relative_to(self.root)
                ordinary = real.is_file()
            except (OSError, ValueError, RuntimeError):
                continue
            served = ordinary and real.suffix.lower() in IMAGE_ENDINGS
            hidden = any(part.startswith(".") for part in inner.parts)
            skipped = self.skip is not None and real.is_relative_to(self.skip)
            if served and not hidden and not skipped:
                return real
        return None

    def require(self) -> None:
        """Raise ArchiveMissing where there is no folder, such as one on a disk that is gone."""
        os.close(self._open_root())

    def _open_root(self) -> int:
        try:
            return os.open(self.root, _OPEN_FOLDER)
        except OSError as error:
            raise ArchiveMissing(
                Message("archive.unreadable", path=self.root, reason=reason_of(error))
            ) from error


class _Walk:
    """One walk through an archive: facts, problems and warnings of the files for themselves."""

    def __init__(
        self,
        archive: Archive,
        known: Mapping[str, FileFacts],
        only: Callable[[str], bool],
        sightings: Sightings,
    ) -> None:
        self.found = FoundFiles()
        self._room = KEEP_PARSED
        self._archive = archive
        self._known = known
        self._only = only
        self._sightings = sightings

    def folder(self, descriptor: int, prefix: str, depth: int = 0) -> None:
        """Walk an open folder; ``prefix`` is its path with the slash."""
        try:
            with os.scandir(descriptor) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._lost(prefix, _unreadable(prefix, error))
            return
        for entry in found:
            name, path = entry.name, prefix + entry.name
            if (known := self._seen(entry, path)) is not None:
                self.found.facts.append(known)
                continue
            if name.startswith("."):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            is_article = name.lower().endswith(".md")
            if (is_folder or is_article) and NO_NAME.search(name):
                self._refuse(path, Message("file.unprintable-name"), Message("file.printable"))
            elif is_folder and not is_article:
                self._enter(descriptor, name, path, depth)
            elif is_article and ids.read_name(path):
                if self._only(path):
                    self._article(descriptor, entry, path)
            elif entry.is_symlink() and _leads_to_folder(entry):
                what = Message("article.folder-link")
                self.found.warnings.append(
                    FileError(path, 0, what, Message("article.folder-itself"))
                )

    def _enter(self, parent: int, name: str, path: str, depth: int) -> None:
        if path == VERSIONS or self._archive.root / path == self._archive.skip:
            return
        if depth == MAX_FOLDERS:
            self._lost(
                path,
                ArticleError(
                    path,
                    0,
                    Message("article.too-deep", count=depth + 1),
                    Message("article.fewer-folders"),
                ),
            )
            return
        try:
            descriptor = os.open(name, _OPEN_FOLDER, dir_fd=parent)
        except FileNotFoundError:
            return  # deleted since it was listed
        except OSError as error:
            self._lost(path, _unreadable(path, error))
            return
        try:
            self.folder(descriptor, f"{path}/", depth + 1)
        finally:
            os.close(descriptor)

    def _article(self, parent: int, entry: os.DirEntry[str], path: str) -> None:
        linked = entry.is_symlink()
        looks = None
        try:
            if linked:
                data = self._archive.read_bytes(path)
            elif entry.is_dir(follow_symlinks=False):
                raise ArticleError(
                    path, 0, Message("article.folder-named-as-article"), Message("article.file")
                )
            else:
                data, looks = _read(entry.name, parent, path)
        except ArticleError as error:
            self.found.problems.append(error)
        except FileNotFoundError:
            if linked:  # otherwise it was deleted since it was listed
                self._refuse(
                    path, Message("article.dangling-link"), Message("article.article-file")
                )
        except OSError as error:
            self.found.problems.append(_unreadable(path, error))
        else:
            facts = self._examine(path, data)
            self.found.facts.append(facts)
            if looks is not None:
                self._sightings.add(path, looks, facts.content_hash)

    def _seen(self, entry: os.DirEntry[str], path: str) -> FileFacts | None:
        """Known facts of a file that looks as it did when it was read."""
        known = self._known.get(path)
        if known is None:
            return None
        try:
            looks = entry.stat(follow_symlinks=False)
        except OSError:
            return None
        same = self._sightings.has(path, looks, known.content_hash)
        return known if same and stat.S_ISREG(looks.st_mode) else None

    def _examine(self, path: str, data: bytes) -> FileFacts:
        content_hash = hashlib.sha256(data).hexdigest()
        known = self._known.get(path)
        if known is not None and known.content_hash == content_hash:
            return known
        try:
            parsed = parse_article(data, path, self._archive.zone)
        except ArticleError as error:
            remark = Remark(error.line, error.what, error.right)
            return FileFacts(path, content_hash, error=remark)
        if parsed is None:
            return FileFacts(path, content_hash)
        article = parsed.article
        self._room -= len(data)
        if self._room > 0:
            self.found.parsed[path] = article
        return FileFacts(
            path=path,
            content_hash=content_hash,
            id=article.id,
            lang=article.lang,
            title=article.title,
            key=parsed.key,
            aliases=article.aliases,
            translation_of=article.translation_of,
            id_line=parsed.id_line,
            aliases_line=parsed.aliases_line,
            translation_line=parsed.translation_line,
            warnings=parsed.warnings,
            notes=parsed.notes,
        )

    def _refuse(self, path: str, what: Message, right: Message) -> None:
        self.found.problems.append(ArticleError(_shown(path), 0, what, right))

    def _lost(self, path: str, error: ArticleError) -> None:
        self.found.problems.append(error)
        self.found.unread.append(path.rstrip("/"))


def _read(name: str, folder: int, path: str) -> tuple[bytes, os.stat_result]:
    """The bytes of a file in an open folder, one more than allowed at most, and how it looked before. Raises OSError."""
    descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    try:
        looks = os.fstat(descriptor)
        if not stat.S_ISREG(looks.st_mode):
            raise ArticleError(
                path, 0, Message("file.not-ordinary-file"), Message("article.text-file")
            )
        data = os.read(descriptor, min(looks.st_size, MAX_FILE) + 1)
        while len(data) <= MAX_FILE and (more := os.read(descriptor, MAX_FILE + 1 - len(data))):
            data += more
        return data, looks
    finally:
        os.close(descriptor)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle of links
        return False


def _unreadable(path: str, error: OSError) -> ArticleError:
    what = Message("file.unreadable", reason=reason_of(error))
    return ArticleError(path, 0, what, Message("article.readable"))


def _shown(path: str) -> str:
    """A path with characters that no terminal should see as escapes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return NO_NAME.sub(lambda bad: f"\\x{ord(bad[0]):02x}", text)
