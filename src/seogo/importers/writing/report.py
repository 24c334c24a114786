"""The report of an import: what became of the items, and what of that which belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from seogo.importers.item import PassedOver
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.prepare import UNREAD_DATE

_KINDS: Final = 100
"""Kinds of what is passed over that are counted apart."""


@dataclass(slots=True)
class ImportReport:
    """Report of an import: ``counts`` by status, and how many files and entries were passed over, by kind too.

    ``images`` counts the files of sources that were brought as images, ``images_left`` the images that came with articles,
    or that they show from their source, and that were not wanted, ``images_lost`` those that were wanted and could not be
    brought; ``dates_unread`` dates that were not understood.
    """

    counts: dict[str, int] = field(default_factory=dict)
    written: int = 0
    passed_over: int = 0
    kinds_passed_over: dict[str, int] = field(default_factory=dict)
    older: int = 0
    images: int = 0
    images_left: int = 0
    images_lost: int = 0
    dates_unread: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if outcome.status == "passed over":
            return
        self.counts[outcome.status] = self.counts.get(outcome.status, 0) + 1
        self.written += outcome.written
        self.dates_unread += sum(one.code == UNREAD_DATE for one in outcome.notes)

    def pass_over(self, one: PassedOver) -> None:
        """Count what is no article."""
        kinds = self.kinds_passed_over
        kind = one.kind if one.kind in kinds or len(kinds) < _KINDS else "…"
        kinds[kind] = kinds.get(kind, 0) + 1
        self.passed_over += 1
