"""Targets of exports: a file is written whole or not at all, and replaces another one only if that is asked for."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seogo.errors import ExportRefused
from seogo.messages import Message
from seogo.messages.reasons import reason_of


@contextmanager
def whole_file(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A new file to write into, which gets its name at the end.

    Raises ExportRefused where there is something of this name and ``overwrite`` is not set, or it cannot be written.
    """
    if os.path.lexists(target) and not overwrite:
        raise ExportRefused(Message("export.exists", target=target))
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}")
    try:
        with _writing(target):
            with beside.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def empty_folder(target: Path, *, overwrite: bool) -> None:
    """Make a folder, or take one that is empty; with ``overwrite`` one with files in it too. Raises ExportRefused."""
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()) and not overwrite:
            raise ExportRefused(Message("export.not-empty", target=target))


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Errors of the system as ExportRefused."""
    try:
        yield
    except OSError as error:
        raise ExportRefused(
            Message("export.not-writable", target=target, reason=reason_of(error))
        ) from error
