"""Lines on the lexicon: translations of a word, and doubtful translations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from seogo.languages import Language
from seogo.lexicon.lexicon import Translation
from seogo.lexicon.review import DoubtfulTranslation
from seogo.messages import Message
from seogo.terminal.console import open_console, print_hint
from seogo.terminal.texts import translated


@dataclass(frozen=True, slots=True)
class TermTranslations:
    """The translations of a term in the lexicon, and the terms that the glossary forbids as such."""

    language: Language
    term: str
    translations: tuple[Translation, ...]
    forbidden: tuple[str, ...]


Written = Callable[[str, Language], str]
"""The word that people write for a term, which may be a stem."""


def print_translations(word: str, found: Sequence[TermTranslations], written: Written) -> None:
    """Print the translations of the terms of a word, a table for each term, as ``written``."""
    whole = len({one.term for one in found}) == 1
    console = open_console()
    if not found:
        console.print(Text(translated("lexicon.unknown", word=word)))
    for one in found:
        title = word if whole else written(one.term, one.language)
        console.print(Text.assemble((title, "bold"), (f"  {one.language.value}", "dim")))
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
            for other in one.translations:
                text = written(other.term, one.language.other)
                row = Text(text), f"{other.probability:.2f}", f"{other.support:,.1f}"
                table.add_row(*row, translated(f"origin.{other.origin.value}"))
            console.print(table)
        if one.forbidden:
            words = ", ".join(written(term, one.language.other) for term in one.forbidden)
            console.print(Text(f" {translated('lexicon.forbidden')} {words}", "dim"))


def print_doubtful_translations(doubts: Sequence[DoubtfulTranslation], written: Written) -> None:
    """Print doubtful translations with the lines of the glossary that confirm or forbid each."""
    console = open_console()
    if not doubts:
        console.print(Text(translated("lexicon.no-doubts")))
        return
    for doubt in doubts:
        best = doubt.translation
        counts = translated(
            "lexicon.counts",
            articles=Message("counted.articles", count=doubt.articles),
            probability=best.probability,
            support=best.support,
        )
        reasons = [translated(f"doubt.{one.replace(' ', '-')}") for one in doubt.reasons]
        facts = "; ".join((counts, translated(f"origin.{best.origin.value}"), ", ".join(reasons)))
        words = written(doubt.term, doubt.language), written(best.term, doubt.language.other)
        console.print(Text.assemble((" → ".join(words), "bold"), (f"  {facts}", "dim")))
        for name, line in (
            (translated("lexicon.right"), doubt.confirm),
            (translated("lexicon.wrong"), doubt.forbid),
        ):
            if line:
                console.print(Text.assemble((f"  {name}:  ", "dim"), line))
    console.print()
    print_hint(translated("lexicon.how-to-settle"))
