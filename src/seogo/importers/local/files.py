"""Files of a source: those of a folder or zip archive, found by path or name and read one by one; never one outside of it."""

from __future__ import annotations

import os
import zipfile
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, Final

from seogo.unicode_forms import to_form

MAX_FILES: Final = 300_000
"""Files of one source that can be found."""

_ALIKE: Final = 1_000
"""Files of one name that are compared with a path."""

_CLOSED: Final = frozenset((".git", ".obsidian", ".trash", ".hg", ".svn", "node_modules"))


class Names:
    """Paths of one source. Case and Unicode form of what is looked for do not matter.

    ``paths`` are those of its files, POSIX paths inside the source.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in islice(paths, MAX_FILES):
            key = _key(path)
            if self._by_path.setdefault(key, path) is path:
                self._by_name[key.rpartition("/")[2]].append(path)
        for same in self._by_name.values():
            same.sort(key=lambda one: (one.count("/"), one))

    def find(self, path: str) -> str:
        """The path, as it is written in the source, of a file; empty if there is none."""
        return self._by_path.get(_key(path), "")

    def named(self, name: str) -> str:
        """The file of a name, the one in fewest folders if there are several; ``name`` may have folders before it."""
        key = _key(name)
        for path in self._by_name.get(key.rpartition("/")[2], ())[:_ALIKE]:
            if f"/{_key(path)}".endswith(f"/{key}"):
                return path
        return ""

    def ending(self, end: str) -> Iterator[str]:
        """The paths of the files whose names end so, in small letters."""
        return (path for path in self._by_path.values() if path.lower().endswith(end))


class Files(ABC):
    """Files of one source by their paths in it; ``source`` names it, the same in every run."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def names(self) -> Names:
        """The paths of all files."""
        return Names(self._paths())

    @abstractmethod
    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` bytes of a file, by a path that was found. Raises OSError."""

    @abstractmethod
    def where(self, path: str) -> str:
        """What reports call a file."""

    @abstractmethod
    def _paths(self) -> Iterable[str]:
        """All paths of the source."""


class FolderFiles(Files):
    """Files of a folder; links are not followed."""

    def __init__(self, root: Path) -> None:
        super().__init__(str(root.resolve()))
        self._root = root

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` bytes of a file."""
        with open(self._root / path, "rb", opener=_open_no_link) as file:
            return file.read(limit)

    def where(self, path: str) -> str:
        """The path of a file, as the folder is written."""
        return str(self._root / path).encode("utf-8", "backslashreplace").decode()

    def _paths(self) -> Iterator[str]:
        for folder, names, files in os.walk(self._root):
            names[:] = sorted(name for name in names if name not in _CLOSED)
            below = os.path.relpath(folder, self._root)
            for file in sorted(files):
                path = Path(folder, file)
                if path.is_file() and not path.is_symlink():
                    yield file if below == "." else f"{below}/{file}"


class NearFiles(FolderFiles):
    """Files in or below the folder of a file that is a source: looked for one by one, as it may be any folder."""

    @cached_property
    def names(self) -> Names:
        """The paths below the folder."""
        return _NearNames(self._root)


class _NearNames(Names):
    def __init__(self, root: Path) -> None:
        super().__init__(())
        self._root = root

    def find(self, path: str) -> str:
        for form in dict.fromkeys((path, to_form("NFC", path), to_form("NFD", path))):
            try:
                real = (self._root / form).resolve(strict=True)
                if real.is_file() and real.is_relative_to(self._root.resolve()):
                    return form
            except (OSError, ValueError, RuntimeError):
                continue
        return ""

    def named(self, name: str) -> str:
        return self.find(name)


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


class ZipFiles(Files):
    """Files of a zip archive. It keeps an archive without a path open, until nobody needs it any more.

    ``file`` is the path of the archive or the open file, ``encoding`` the charset of its names, None for that of DOS.
    """

    encoding: str | None = None

    def __init__(self, source: str, file: str | IO[bytes]) -> None:
        super().__init__(source)
        self._file = file
        self._zipped: zipfile.ZipFile | None = None

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` bytes of a file, unpacked."""
        try:
            with self._opened().open(path) as inner:
                return inner.read(limit)
        except OSError:
            raise
        except Exception as error:  # zipfile and what unpacks trust what is in a file
            raise OSError(str(error)) from error

    def where(self, path: str) -> str:
        """The path of the archive and that of a file in it."""
        return f"{self.source}!{path}"

    def _paths(self) -> Iterator[str]:
        return (one for one in self._opened().namelist() if not one.endswith("/"))

    def _opened(self) -> zipfile.ZipFile:
        if self._zipped is None:
            self._zipped = zipfile.ZipFile(self._file, metadata_encoding=self.encoding)
        return self._zipped

    def __del__(self) -> None:
        for one in (self._zipped, None if isinstance(self._file, str) else self._file):
            if one is not None:
                one.close()


def _key(path: str) -> str:
    """What is the same for all ways to write a path."""
    return to_form("NFC", path.casefold())
