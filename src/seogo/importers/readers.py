"""Reading of pieces, in whichever process; nothing that is in a piece can stop the run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from seogo.errors import ImportRefused
from seogo.importers.extraction.tag_limits import TooManyTags
from seogo.importers.format import Head
from seogo.importers.item import (
    MAX_SOURCE,
    ExportedImage,
    Item,
    PassedOver,
    Piece,
    Refused,
    broken,
)
from seogo.importers.registry import registry
from seogo.importers.time_limit import time_limit
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.reasons import reason_of

LONGEST: Final = 60
"""Seconds that one piece may take; a page that takes longer was made to."""


Read: TypeAlias = list[Prepared | ExportedImage | Refused | PassedOver]
"""What was read from a piece."""


def read_piece(piece: Piece, lang: Language | None = None) -> Read:
    """Everything in a piece, ready to be written; ``lang`` is the language of all of it, if that is given.

    Raises ImportRefused where a package is missing; every other error is a refusal.
    """
    found: Read = []
    try:
        with time_limit(LONGEST):
            for item in _items(piece):
                # One by one, so that what was read before an error is not lost.
                found.append(prepare(item, lang) if isinstance(item, Item) else item)
    except ImportRefused:
        raise
    except TooManyTags as error:
        found.append(Refused(piece.where, Message("import.elements", most=error.most)))
    except TimeoutError:
        found.append(Refused(piece.where, Message("import.slow", seconds=LONGEST)))
    except OSError as error:
        found.append(Refused(piece.where, Message("file.unreadable", reason=reason_of(error))))
    except Exception as error:  # noqa: BLE001 - what a hostile page breaks is that page
        found.append(broken(piece.where, error))
    return found


def _items(piece: Piece) -> Iterator[Item | ExportedImage | Refused | PassedOver]:
    data = piece.data
    if data is None:
        with Path(piece.path).open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
    form = registry().named(piece.format) or registry().match(Head(data, piece.name))
    if not data:
        yield Refused(piece.where, Message("import.empty-file"))
    elif form is None or form.read is None:
        yield Refused(piece.where, Message("import.unknown-format"))
    elif len(data) > form.limit:
        yield Refused(piece.where, Message("file.too-long", limit=form.limit))
    else:
        yield from form.read(piece, data)
