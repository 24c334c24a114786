"""Translations of words, and doubtful ones, in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from seogo.languages import Language
from seogo.lexicon.lexicon import Translation
from seogo.lexicon.review import DoubtfulTranslation
from seogo.terminal.console import open_console
from seogo.terminal.l10n.messages import said


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicon says of a term: its translations, and terms that never translate it."""

    language: Language
    term: str
    translations: tuple[Translation, ...]
    forbidden: tuple[str, ...]


def print_known(word: str, known: Sequence[Known]) -> None:
    """Print the translations of the terms of a word."""
    console = open_console()
    if not known:
        console.print(Text(said(f"The lexicon does not know {word}.")))
    for one in known:
        console.print(Text.assemble((one.term, "bold"), (f"  {one.language.value}", "dim")))
        if one.translations:
            table = Table(box=None)
            for name in ("translation", "probability", "support", "origin"):
                table.add_column(said(name))
            for column in table.columns[1:3]:
                column.justify = "right"
            for found in one.translations:
                row = Text(found.term), f"{found.probability:.2f}", f"{found.support:,.1f}"
                table.add_row(*row, said(found.origin.value))
            console.print(table)
        if one.forbidden:
            console.print(Text(f" {said('forbidden:')} {', '.join(one.forbidden)}", "dim"))


def print_doubts(doubts: Sequence[DoubtfulTranslation]) -> None:
    """Print doubtful translations with the lines that settle them."""
    console = open_console()
    if not doubts:
        console.print(Text(said("No translation of this archive is doubtful.")))
        return
    for doubt in doubts:
        best = doubt.translation
        counts = (
            f"{doubt.articles:,} articles, p {best.probability:.2f}, support {best.support:,.1f}"
        )
        told = "; ".join(
            (said(counts), said(best.origin.value), ", ".join(map(said, doubt.reasons)))
        )
        console.print(Text.assemble((f"{doubt.term} → {best.term}", "bold"), (f"  {told}", "dim")))
        for name, line in ((said("right"), doubt.confirm), (said("wrong"), doubt.forbid)):
            if line:
                console.print(Text.assemble((f"  {name}:  ", "dim"), line))
    console.print()
    console.print(Text(said("Paste a line into glossary.yaml, then: seogo reindex"), "dim"))
