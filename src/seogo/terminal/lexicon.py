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
from seogo.terminal.texts import translated


@dataclass(frozen=True, slots=True)
class Known:
    """Entry of the lexicon for a term: its translations, and terms that never translate it."""

    language: Language
    term: str
    translations: tuple[Translation, ...]
    forbidden: tuple[str, ...]


def print_known(word: str, known: Sequence[Known]) -> None:
    """Print the translations of the terms of a word."""
    console = open_console()
    if not known:
        console.print(Text(translated("lexicon.unknown", word=word)))
    for one in known:
        console.print(Text.assemble((one.term, "bold"), (f"  {one.language.value}", "dim")))
        if one.translations:
            table = Table(box=None)
            for name in (
                "lexicon.translation",
                "lexicon.probability",
                "lexicon.support",
                "lexicon.origin",
            ):
                table.add_column(translated(name))
            for column in table.columns[1:3]:
                column.justify = "right"
            for found in one.translations:
                row = Text(found.term), f"{found.probability:.2f}", f"{found.support:,.1f}"
                table.add_row(*row, translated(f"origin.{found.origin.value}"))
            console.print(table)
        if one.forbidden:
            console.print(
                Text(f" {translated('lexicon.forbidden')} {', '.join(one.forbidden)}", "dim")
            )


def print_doubts(doubts: Sequence[DoubtfulTranslation]) -> None:
    """Print doubtful translations with the lines that settle them."""
    console = open_console()
    if not doubts:
        console.print(Text(translated("lexicon.no-doubts")))
        return
    for doubt in doubts:
        best = doubt.translation
        counts = translated(
            "lexicon.counts",
            articles=doubt.articles,
            probability=best.probability,
            support=best.support,
        )
        reasons = [translated(f"doubt.{one.replace(' ', '-')}") for one in doubt.reasons]
        told = "; ".join((counts, translated(f"origin.{best.origin.value}"), ", ".join(reasons)))
        console.print(Text.assemble((f"{doubt.term} → {best.term}", "bold"), (f"  {told}", "dim")))
        for name, line in (
            (translated("lexicon.right"), doubt.confirm),
            (translated("lexicon.wrong"), doubt.forbid),
        ):
            if line:
                console.print(Text.assemble((f"  {name}:  ", "dim"), line))
    console.print()
    console.print(Text(translated("lexicon.how-to-settle"), "dim"))
