"""Translation pairs and concordances, in lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from seogo.concordance import ConcordancePage, Line
from seogo.languages import Language
from seogo.pairs import CheckedPair, Single, Skipped
from seogo.terminal.console import MESSAGES, marked, open_console


def print_pairs(
    pairs: Sequence[CheckedPair],
    singles: Sequence[tuple[Single, str]],
    skipped: Sequence[Skipped],
    *,
    counts: tuple[int, int],
    differing: bool,
) -> None:
    """Print pairs with their scores, or with their differences; articles without a translation; what was not looked at.
    ``counts`` are how many pairs and single articles there are."""
    console = open_console()
    if not pairs:
        if not skipped:
            none = "No pair differs." if differing else "There are no translation pairs."
            console.print(Text(none))
    elif differing:
        for pair in pairs:
            _print_differences(console, pair)
    else:
        console.print(Text("score   rows  missing  differences  pair"))
        for pair in pairs:
            numbers = (
                f"{pair.score:5.2f} {pair.rows:6,} {pair.missing:8,} {len(pair.differences):12,}"
            )
            console.print(Text(f"{numbers}  ").append_text(_ids(pair)))
    _print_more(console, counts[0] - len(pairs))
    if singles:
        console.print()
        console.print(Text("Without a translation:", "bold"))
        for single, likely in singles:
            line = Text.assemble(single.id, ("  ", ""), (single.title, "dim"))
            console.print(line.append(f"  → {likely}?" if likely else "", "yellow"))
        _print_more(console, counts[1] - len(singles))
    for one in skipped:
        console.print(Text(f"not compared: {one.id} ({one.why})", "yellow"))


def print_concordance(page: ConcordancePage) -> None:
    """Print the counterparts of a word with their numbers, and then the sentences."""
    console = open_console()
    word = page.request.q
    if not page.lines:
        found = MESSAGES["concordance_none" if page.found else "concordance_unknown"]
        console.print(Text(found.format(word=word)))
        console.print(Text(f"seogo search {word}", "dim"))
        return
    listed = (f"{one.text or '–'} {len(one.lines):,}" for one in page.counterparts)
    console.print(Text.assemble((word, "bold"), " → ", ", ".join(listed)))
    for one in page.counterparts:
        for line in one.lines:
            _print_line(console, line)


def _print_line(console: Console, line: Line) -> None:
    console.print()
    for excerpt in (line.source, line.target):
        console.print(marked(" ".join(excerpt.text.splitlines()), excerpt.ranges, ""))
    console.print(Text(f"{line.source.id} ⇄ {line.target.id}", "dim"))


def _print_differences(console: Console, pair: CheckedPair) -> None:
    console.print(Text.assemble(_ids(pair), (f"  {pair.score:.2f}", "dim")))
    for language in Language:
        only = dict.fromkeys(d.text for d in pair.differences if d.language is language)
        if only:
            name = MESSAGES[f"differs_{language.value}"]
            console.print(Text(f"  {name} {', '.join(' '.join(text.split()) for text in only)}"))


def _print_more(console: Console, more: int) -> None:
    if more > 0:
        console.print(Text(f"{more:,} more: --limit", "dim"))


def _ids(pair: CheckedPair) -> Text:
    return Text(" ⇄ ".join(pair.ids[language] for language in Language))
