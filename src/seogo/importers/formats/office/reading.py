"""Reading of documents: in time and memory, and whatever is wrong with one is a sentence.

A document is read in a process of its own (`Format.apart`), whose address space may not grow by more than `MEMORY` here.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from seogo.errors import ImportRefused
from seogo.importers.format import Format, Head, Reader
from seogo.importers.formats.office.document import Document, to_item
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message

MEMORY: Final = 2 * 1024 * 1024 * 1024
"""Bytes by which the process that reads a document may grow."""


class DocumentRefused(Exception):
    """A document that is not read, for the reason of its ``message``."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def document_format(
    name: str,
    kind: str,
    matches: Callable[[Head], bool],
    read: Callable[[bytes], Document],
) -> Format:
    """A format of documents: ``kind`` is the code that says what they are and what has to be installed to read them."""
    return Format(name, matches, _reader(kind, read), apart=True)


def _reader(kind: str, read: Callable[[bytes], Document]) -> Reader:
    def read_document(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
        try:
            with memory_limit(MEMORY):
                yield to_item(piece, read(data))
        except (ImportError, ImportRefused):  # a package is missing, which the message names
            yield Refused(piece.where, Message(kind))
        except DocumentRefused as refused:
            yield Refused(piece.where, refused.message)
        except MemoryError:
            yield Refused(piece.where, Message("document.memory"))
        except Exception as error:  # noqa: BLE001 - libraries raise what they like on damaged documents
            detail = f"{type(error).__name__}: {error}"[:200]
            yield Refused(piece.where, Message("document.damaged", detail=detail))

    return read_document


@contextmanager
def memory_limit(growth: int) -> Iterator[None]:
    """Limit of bytes by which this process may grow, where it is one that reads for another; MemoryError beyond."""
    sizes = Path("/proc/self/statm")
    if multiprocessing.parent_process() is None or not sizes.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    now = int(sizes.read_text().split()[0]) * resource.getpagesize()
    most = now + growth if hard == resource.RLIM_INFINITY else min(now + growth, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
