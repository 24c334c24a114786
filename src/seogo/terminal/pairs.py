"""Lines on translation pairs, proposals for pairs, and concordances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from seogo.editing.link import Link
from seogo.languages import Language, terminal_language
from seogo.messages import Message
from seogo.messages.catalogues import text_of
from seogo.pairs.concordance import ConcordancePage, Line
from seogo.pairs.differences import ONE_SIDED
from seogo.pairs.pair_proposals import Proposal
from seogo.pairs.quality import CheckedPair, Single, Skipped
from seogo.terminal.console import marked, open_console, print_hint
from seogo.terminal.texts import translated

_WIDTHS: Final = {"pairs.score": 5, "pairs.rows": 7, "pairs.missing": 9, "pairs.differences": 13}
"""Columns of the numbers of pairs, with the space before them."""


def print_pairs(
    pairs: Sequence[CheckedPair],
    singles: Sequence[tuple[Single, str]],
    skipped: Sequence[Skipped],
    *,
    counts: tuple[int, int],
    differing: bool,
) -> None:
    """Print pairs with their scores, or if ``differing`` with their differences; then articles without a translation, and
    those that could not be compared. ``counts`` are the pairs and single articles in all."""
    console = open_console()
    if not pairs:
        if not skipped:
            console.print(Text(translated("pairs.none-differ" if differing else "pairs.none")))
    elif differing:
        for pair in pairs:
            _print_differences(console, pair)
    else:
        heads = ""
        for name, width in _WIDTHS.items():
            heads += _right(translated(name), width)
        console.print(Text(f"{heads}  {translated('pairs.pair')}"))
        for pair in pairs:
            numbers = (
                f"{pair.score:5.2f} {pair.rows:6,} {pair.missing:8,} {len(pair.differences):12,}"
            )
            console.print(Text(f"{numbers}  ").append_text(_ids(pair)))
    _print_more(counts[0] - len(pairs))
    if singles:
        console.print()
        console.print(Text(translated("pairs.without-translation"), "bold"))
        for single, likely in singles:
            line = Text.assemble(single.id, ("  ", ""), (single.title, "dim"))
            console.print(line.append(f"  → {likely}?" if likely else "", "yellow"))
        _print_more(counts[1] - len(singles))
    for one in skipped:
        console.print(Text(translated("pairs.not-compared", id=one.id, reason=one.why), "yellow"))


def print_proposals(proposals: Sequence[Proposal], *, total: int, accepted: bool) -> None:
    """Print proposed pairs with score and evidence; ``total`` counts those that are not printed, too."""
    console = open_console()
    if not proposals:
        console.print(Text(translated("pairs.none-proposed")))
        return
    for one in proposals:
        console.print(Text(f"{one.score:.2f}  ").append_text(_ids(one)))
        console.print(Text(f"      {' · '.join(one.titles[language] for language in Language)}"))
        console.print(Text(f"      {'; '.join(_evidence(one))}", "dim"))
    _print_more(total - len(proposals))
    if not accepted:
        first = "=".join(proposals[0].ids[language] for language in Language)
        print_hint(f"seogo pairs --accept {first}")


def print_linked(linked: Sequence[Link]) -> None:
    """Print the links that were written into article files, and the command that indexes them."""
    console = open_console()
    for one in linked:
        what = one.line if one.written else translated("pairs.linked-already")
        console.print(Text(f"{one.path}: {what}"))
    if any(one.written for one in linked):
        print_hint(translated("pairs.reindex"))


def _evidence(one: Proposal) -> Iterator[str]:
    """The evidence for a proposal, a phrase for each kind."""
    if one.linked:
        yield translated("pairs.evidence-address")
    english, korean = one.places
    if one.places == (1, 1):
        yield translated("pairs.evidence-first")
    elif english or korean:
        if english:
            yield translated("pairs.evidence-english-place", place=english)
        if korean:
            yield translated("pairs.evidence-korean-place", place=korean)
    yield translated("pairs.evidence-alike", likeness=one.likeness, rival=one.rival)
    if one.numbers[0]:
        yield translated("pairs.evidence-numbers", count=one.numbers[0], all=one.numbers[1])
    if one.people:
        yield translated("pairs.evidence-names", names=", ".join(one.people))
    if one.words:
        pairs = ", ".join(f"{ko} = {en}" for ko, en in one.words)
        yield translated("pairs.evidence-words", words=pairs)
    first, second = one.days
    if first and second:
        apart = abs((first - second).days)
        yield translated("pairs.evidence-days" if apart else "pairs.evidence-same-day", count=apart)


def print_concordance(page: ConcordancePage) -> None:
    """Print the counterparts of a word with their numbers, and then the sentences."""
    console = open_console()
    word = page.request.q
    if not page.lines:
        found = Message("concordance_none" if page.found else "concordance_unknown", word=word)
        console.print(Text(found.text(terminal_language())))
        print_hint(f"seogo search {word}")
        return
    listed = (f"{one.text or '–'} {one.count:,}" for one in page.counterparts)
    console.print(Text.assemble((word, "bold"), " → ", ", ".join(listed)))
    notes = [Message("concordance_literal")] if page.literal else []
    notes += [Message("concordance_waiting", count=page.waiting)] if page.waiting else []
    for note in notes:
        console.print(Text(note.text(terminal_language()), "dim"))
    for line in page.lines:
        _print_line(console, line)
    _print_more(page.total - len(page.lines))


def _print_line(console: Console, line: Line) -> None:
    console.print()
    for excerpt in (line.source, line.target):
        console.print(marked(" ".join(excerpt.text.splitlines()), excerpt.ranges, ""))
    candidates = ""
    if line.candidates:
        label = text_of(terminal_language(), "concordance_candidates")
        candidates = f" · {label} {', '.join(line.candidates)}"
    console.print(Text(f"{line.source.id} ⇄ {line.target.id}{candidates}", "dim"))


def _print_differences(console: Console, pair: CheckedPair) -> None:
    console.print(Text.assemble(_ids(pair), (f"  {pair.score:.2f}", "dim")))
    for language in Language:
        only = dict.fromkeys(d.text for d in pair.differences if d.language is language)
        if only:
            name = text_of(terminal_language(), ONE_SIDED[language])
            console.print(Text(f"  {name} {', '.join(' '.join(text.split()) for text in only)}"))


def _print_more(more: int) -> None:
    if more > 0:
        print_hint(translated("report.more", count=more))


def _ids(pair: CheckedPair | Proposal) -> Text:
    return Text(" ⇄ ".join(pair.ids[language] for language in Language))


def _right(text: str, width: int) -> str:
    """A text at the right end of a column of ``width`` cells."""
    return " " * (width - cell_len(text)) + text
