"""Translation pairs and concordances, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from seogo.concordance import ConcordancePage, Line
from seogo.editing.linking import Linked
from seogo.languages import Language
from seogo.pairing import Proposal
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


def print_proposals(proposals: Sequence[Proposal], *, total: int, accepted: bool) -> None:
    """Print proposed pairs with their scores and with what speaks for each; ``total`` is how many there are."""
    console = open_console()
    if not proposals:
        console.print(Text("No pair is proposed."))
        return
    for one in proposals:
        console.print(Text(f"{one.score:.2f}  ").append_text(_ids(one)))
        console.print(Text(f"      {' · '.join(one.titles[language] for language in Language)}"))
        console.print(Text(f"      {'; '.join(_evidence(one))}", "dim"))
    _print_more(console, total - len(proposals))
    if not accepted:
        first = "=".join(proposals[0].ids[language] for language in Language)
        console.print(Text(f"seogo pairs --accept {first}", "dim"))


def print_linked(linked: Sequence[Linked]) -> None:
    """Print the links that were written, and what is to be done next."""
    console = open_console()
    for one in linked:
        what = one.line if one.written else "is a translation of that article already"
        console.print(Text(f"{one.path}: {what}"))
    if any(one.written for one in linked):
        console.print(Text("Now run `seogo reindex`.", "dim"))


def _evidence(one: Proposal) -> Iterator[str]:
    """What speaks for a proposal, in words."""
    if one.linked:
        yield "one names the address of the other"
    if one.places == (1, 1):
        yield "the search finds each first by the other"
    else:
        for place, language in zip(one.places, ("English", "Korean"), strict=True):
            if place:
                yield f"the search finds the {language} one at place {place}"
    yield f"alike {one.likeness:.2f}, others at most {one.rival:.2f}"
    if one.numbers[0]:
        yield f"{one.numbers[0]} of {one.numbers[1]} numbers and dates"
    if one.people:
        yield f"names {', '.join(one.people)}"
    if one.words:
        yield f"words {', '.join(f'{ko} = {en}' for ko, en in one.words)}"
    first, second = one.days
    if first and second:
        apart = abs((first - second).days)
        yield f"published {apart:,} days apart" if apart else "published the same day"


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


def _ids(pair: CheckedPair | Proposal) -> Text:
    return Text(" ⇄ ".join(pair.ids[language] for language in Language))
