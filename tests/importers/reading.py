"""What tests of readers share."""

from __future__ import annotations

from collections.abc import Iterator

from seogo.importers.format import Head
from seogo.importers.item import ExportedImage, Item, PassedOver, Piece, Refused
from seogo.importers.registry import registry


def read(text: str | bytes, name: str = "x") -> list[Item | ExportedImage | Refused | PassedOver]:
    """What is in a file, as its reader gives it."""
    data = text if isinstance(text, bytes) else text.encode()
    form = registry().match(Head(data, name))
    assert form is not None and form.read is not None, name
    return list(form.read(Piece(name, name), data))


def one(text: str | bytes, name: str = "x") -> Item:
    (item,) = read(text, name)
    assert isinstance(item, Item), item
    return item


def items(text: str | bytes, name: str = "x") -> Iterator[Item]:
    for item in read(text, name):
        assert isinstance(item, Item), item
        yield item
