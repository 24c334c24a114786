"""Lines on words that are proposed for the dictionary, and on words that were added."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from seogo.dictionary.additions import AddedWords
from seogo.dictionary.proposals import Proposal
from seogo.terminal.console import open_console, print_hint
from seogo.terminal.texts import translated


def print_words(proposals: Sequence[Proposal], *, others: int) -> None:
    """Print proposals for the dictionary with an example each; ``others`` is how many more there are."""
    console = open_console()
    if not proposals:
        console.print(Text(translated("words.none")))
        return
    table = Table(box=None, pad_edge=False)
    for name in (
        "search.word",
        "words.count",
        "words.broken",
        "report.articles",
        "words.divisions",
        "words.evidence",
    ):
        table.add_column(translated(name))
    for column in table.columns[1:4]:
        column.justify = "right"
    for one in proposals:
        parts = ", ".join(" + ".join(division.parts) for division in one.divisions)
        numbers = (f"{number:,}" for number in (one.count, one.broken, one.articles))
        table.add_row(
            Text(one.word, "bold"),
            *numbers,
            Text(parts),
            ", ".join([translated(f"words.{found}") for found in one.evidence]),
        )
    console.print(table)
    console.print()
    for one in proposals:
        for example in one.examples:
            where = (f"  {example.article}  ", "dim")
            console.print(Text.assemble((one.word, "bold"), where, example.text))
    if others:
        print_hint(translated("report.more", count=others))
    print_hint(translated("words.how-to-add"))


def print_added(done: AddedWords) -> None:
    """Print the words that were added to the dictionary, and those that were there before."""
    console = open_console()
    code = "words.added" if done.added else "words.added-nothing"
    console.print(Text(translated(code, words=", ".join(done.added))))
    if done.known:
        console.print(Text(translated("words.known", words=", ".join(done.known)), "dim"))
    if done.added:
        print_hint(translated("words.dry-run"))
