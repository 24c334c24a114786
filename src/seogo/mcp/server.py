"""The protocol of an archive, and its way over standard input and output."""

from __future__ import annotations

from typing import BinaryIO, Final

from seogo.answers.open_archive import OpenArchive
from seogo.languages import Language
from seogo.mcp.protocol import (
    INVALID_REQUEST,
    LARGEST_MESSAGE,
    Protocol,
    Refused,
    failure,
    to_bytes,
)
from seogo.mcp.resources import Resources
from seogo.mcp.tools import ASKING, Tools

_INSTRUCTIONS: Final = "Seogo is an archive of articles in Korean and English. "


def open_protocol(archive: OpenArchive) -> Protocol:
    """The protocol of an opened archive."""
    title = archive.site.settings.titles[Language.EN]
    return Protocol(title, _INSTRUCTIONS + ASKING, Tools(archive), Resources(archive))


def serve_stdio(protocol: Protocol, received: BinaryIO, sent: BinaryIO) -> None:
    """Answer messages, one in each line, until there are no more. A line that is too long is passed over and refused."""
    while line := received.readline(LARGEST_MESSAGE + 1):
        if len(line) > LARGEST_MESSAGE and not line.endswith(b"\n"):
            while (rest := received.readline(LARGEST_MESSAGE)) and not rest.endswith(b"\n"):
                pass
            too_long = f"A message has at most {LARGEST_MESSAGE:,} bytes"
            answer = failure(None, Refused(INVALID_REQUEST, too_long))
        elif not line.strip():
            continue
        elif (found := protocol.answer(line)) is not None:
            answer = found
        else:
            continue
        sent.write(to_bytes(answer) + b"\n")
        sent.flush()
