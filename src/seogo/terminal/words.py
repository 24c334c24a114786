"""Proposed and added words, in lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from seogo.dictionary.additions import AddedWords
from seogo.dictionary.proposals import Proposal
from seogo.terminal.console import open_console
from seogo.terminal.l10n.messages import said


def print_words(proposals: Sequence[Proposal], *, others: int) -> None:
    """Print proposals for the dictionary with an example each; ``others`` is how many more there are."""
    console = open_console()
    if not proposals:
        console.print(Text(said("No word of this archive is broken that often.")))
        return
    table = Table(box=None, pad_edge=False)
    for name in ("word", "count", "broken", "articles", "as", "evidence"):
        table.add_column(said(name))
    for column in table.columns[1:4]:
        column.justify = "right"
    for one in proposals:
        parts = ", ".join(" + ".join(division.parts) for division in one.divisions)
        numbers = (f"{number:,}" for number in (one.count, one.broken, one.articles))
        table.add_row(
            Text(one.word, "bold"), *numbers, Text(parts), ", ".join(map(said, one.evidence))
        )
    console.print(table)
    console.print()
    for one in proposals:
        for example in one.examples:
            where = (f"  {example.article}  ", "dim")
            console.print(Text.assemble((one.word, "bold"), where, example.text))
    if others:
        console.print(Text(said(f"{others:,} more: --limit"), "dim"))
    console.print(Text(said("Write those that are right: seogo words --add WORD…"), "dim"))


def print_added(done: AddedWords) -> None:
    """Print which words the dictionary has now."""
    console = open_console()
    console.print(Text(said(f"added: {', '.join(done.added)}" if done.added else "added: nothing")))
    if done.known:
        console.print(Text(said(f"there already: {', '.join(done.known)}"), "dim"))
    if done.added:
        console.print(Text(said("What that changes: seogo reindex --dry-run"), "dim"))
