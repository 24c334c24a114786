"""What a public set consists of, whatever its files are like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seogo.errors import FileError
from seogo.evaluation.tasks import Kind
from seogo.languages import Language
from seogo.messages import Message


class Passage(NamedTuple):
    """Text that is to be found, with an ``id`` of its set; its title may be empty."""

    id: str
    lang: Language
    title: str
    text: str


class Query(NamedTuple):
    """Query with the ids of the passages that are relevant to it."""

    id: str
    lang: Language
    text: str
    relevant: tuple[str, ...]


class PublishedSet(NamedTuple):
    """Passages, which are read once, and queries."""

    passages: Iterable[Passage]
    queries: Sequence[Query]


@dataclass(frozen=True, slots=True)
class Standard:
    """Public set that can be read: its ``name``, which articles its queries search, the ``figures`` that others print of it,
    and what reads it from a folder. ``read`` raises FileError."""

    name: str
    kind: Kind
    figures: tuple[str, ...]
    read: Callable[[Path], PublishedSet]


def find_files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    """Files of the first of some patterns that has any, sorted. Raises FileError where there are none."""
    patterns = tuple(patterns)
    for pattern in patterns:
        if found := sorted(path for path in folder.glob(pattern) if path.is_file()):
            return found
    what = Message("evaluate.no-such-file", names=", ".join(patterns))
    raise FileError(str(folder), 0, what, Message("evaluate.as-published"))
