"""Exports in XML of any size, cut into pieces of whole entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from seogo.importers.format import Splitter
from seogo.importers.item import MAX_SOURCE, PassedOver, Piece, Refused
from seogo.messages import Message

_CHUNK: Final = 1024 * 1024
_BATCH: Final = 2 * 1024 * 1024
"""Bytes of entries that are read in one go, and more where one is longer."""

_HEAD: Final = 1024 * 1024
"""Bytes of what stands before the first entry and is read with each piece; the rest of it is left out."""


def entry_splitter(*names: str) -> Splitter:
    """A splitter for files of elements with these names, which do not hold each other.

    Each piece has what stands before the first entry (names of authors, title of the blog) and some whole entries; its
    ``first`` is the number of the first one. An entry of more than `MAX_SOURCE` bytes is refused.
    """
    start = re.compile(b"<(" + b"|".join(name.encode() for name in names) + rb")(?=[\s>])")

    def split(file: IO[bytes], piece: Piece) -> Iterator[Piece | Refused | PassedOver]:
        head, buffer, at = b"", bytearray(), 0
        begun = False
        batch: list[bytes] = []
        size, number, first = 0, 0, 1

        def piece_of_batch() -> Piece:
            return replace(piece, path="", data=b"".join((head, b"\n", *batch)), first=first)

        ended = False
        while not ended:
            chunk = file.read(_CHUNK)
            ended = not chunk
            buffer += chunk
            while True:
                found = start.search(buffer, at)
                if found is None:
                    at = max(0, len(buffer) - 64)
                    if not begun and len(buffer) <= _HEAD and not ended:
                        break
                    if not begun:
                        head, begun = bytes(buffer[:_HEAD]), True
                    del buffer[:at]
                    at = 0
                    break
                close = b"</" + found[1] + b">"
                scanned = max(found.end(), len(buffer) - len(chunk) - len(close))
                end = buffer.find(close, scanned)
                if end < 0 and not ended and len(buffer) - found.start() <= MAX_SOURCE:
                    at = found.start()
                    break
                if not begun:
                    head, begun = bytes(buffer[: min(found.start(), _HEAD)]), True
                number += 1
                stop = len(buffer) if end < 0 else end + len(close)
                entry = bytes(buffer[found.start() : stop])
                del buffer[:stop]
                at = 0
                if len(entry) > MAX_SOURCE:
                    limit = Message("file.too-long", limit=MAX_SOURCE)
                    yield Refused(f"{piece.where}#{number}", limit)
                    continue
                if batch and size + len(entry) > _BATCH:
                    yield piece_of_batch()
                    batch, size, first = [], 0, number
                first = number if not batch else first
                batch.append(entry)
                size += len(entry)
        yield piece_of_batch()

    return split
