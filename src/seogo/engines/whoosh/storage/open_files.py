"""The folder of a Whoosh index, whose files can all be closed.

Whoosh forgets what it has open when something fails half way: a damaged file, a full disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from seogo.errors import IndexDamaged


class Files(FileStorage):
    """The files in ``folder``; ``close_all`` closes every one that was opened or created through this."""

    def __init__(self, folder: Path, *, readonly: bool) -> None:
        super().__init__(str(folder), readonly=readonly)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file of the folder."""
        self._opened.append(super().open_file(name, **options))
        return self._opened[-1]

    def create_file(self, name: str, **options: Any) -> Any:
        """Create a file in the folder."""
        self._opened.append(super().create_file(name, **options))
        return self._opened[-1]

    def temp_storage(self, name: str | None = None) -> Any:
        """A folder for temporary files, which are closed with the rest."""
        temporary = Files(Path(super().temp_storage(name).folder), readonly=False)
        temporary._opened = self._opened
        return temporary

    def close_all(self) -> None:
        """Close them. (Whoosh calls ``close`` long before it is done.)"""
        for opened in self._opened:
            with contextlib.suppress(OSError):  # a full disk refuses what is still in a buffer
                opened.file.close()
        self._opened.clear()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Turn whatever damaged bytes make of Whoosh into IndexDamaged."""
        try:
            yield
        except IndexDamaged:
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise IndexDamaged(self.folder, what) from error
