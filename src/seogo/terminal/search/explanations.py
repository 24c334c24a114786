"""Lines on analysed text and on scores."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from seogo.languages import terminal_language
from seogo.query.diagnostics import shortened
from seogo.searching.explain import ExplainedNearness, ExplainedScore
from seogo.searching.query_explanation import (
    ExplainedText,
    WordExplanation,
    form_message,
    kind_message,
    part_of_speech,
)
from seogo.terminal.console import open_console
from seogo.terminal.search.results import print_reading
from seogo.terminal.texts import translated


def print_explained(explained: ExplainedText) -> None:
    """Print a text as it is read as a query, word by word, and its tokens as those of an article, as a table."""
    console = open_console()
    if explained.problem is not None:
        console.print(
            Text(
                f"{translated('search.as-query')} {explained.problem.message.text(terminal_language())}",
                "yellow",
            )
        )
    elif explained.reading is not None:
        console.print(Text(f"{translated('search.as-query')} {explained.reading.read_as}", "bold"))
        print_reading(console, explained.reading.ignored, explained.reading.excluded, "  ")
        for meaning in explained.reading.words:
            console.print(Text(f"  {meaning.word}", "bold"))
            for name, terms in _meaning(meaning):
                console.print(Text.assemble("    ", (f"{name}: ", "dim"), terms))
    console.print()
    console.print(Text(translated("search.as-article"), "bold"))
    table = Table(box=None, pad_edge=False)
    for name in (
        "search.kind",
        "search.term",
        "search.in-the-text",
        "search.start",
        "search.end",
        "search.tag",
    ):
        table.add_column(translated(name))
    for field, token in explained.tokens:
        surface = Text(explained.text[token.start : token.end])
        kind = kind_message(field, token.term).text(terminal_language())
        said = part_of_speech(token.tag)
        tag = said.text(terminal_language()) if said else ""
        table.add_row(kind, Text(token.term), surface, str(token.start), str(token.end), tag)
    console.print(table)


def print_score(score: ExplainedScore) -> None:
    """Print the score of an article as a table: a row for each word and form, and a total."""
    console = open_console()
    console.print(Text.assemble((score.title, "bold"), (f"  {score.id}", "dim")))
    match score.match:
        case "every":
            console.print(Text(translated("search.explain-every")))
        case "some":
            console.print(Text(translated("search.explain-some")))
        case _:
            console.print(Text(translated("search.explain-none")))
    if score.missing:
        console.print(
            Text(translated("search.missing-words", words=", ".join(score.missing)), "yellow")
        )
    elif score.match == "none":
        what = translated("search.left-out")
        console.print(Text(what, "yellow"))
    if score.bridged:
        what = translated("search.bridged")
        console.print(Text(what, "yellow"))
    if score.filtered:
        console.print(Text(translated("search.filtered"), "yellow"))
    table = Table(box=None, pad_edge=False)
    for name in ("search.word", "search.kind", "search.term"):
        table.add_column(translated(name))
    for name in (
        "search.in-it",
        "report.articles",
        "search.weight",
        "search.points",
        "search.share",
    ):
        table.add_column(translated(name), justify="right")
    for before, row in zip((None, *score.rows), score.rows, strict=False):
        terms = " ".join(row.terms)
        table.add_row(
            Text(
                ""
                if before is not None and before.word == row.word
                else row.word or translated("search.near-words")
            ),
            kind_message(row.field, row.terms[0]).text(terminal_language()),
            Text(terms if row.how in ("word", "near") else _form(row.how, terms)),
            " ".join(f"{made.frequency:,}" for made in row.term_scores),
            " ".join(f"{made.documents:,}" for made in row.term_scores),
            f"{row.weight:.2f}",
            f"{row.points:.2f}",
            f"{row.share:.0%}",
        )
    if score.rows:
        table.add_row(
            translated("search.sum"), "", "", "", "", "", f"{score.total:.2f}", "100%", style="bold"
        )
        console.print(table)
    if score.meaning is not None:
        _print_nearness(console, score.meaning)


def _print_nearness(console: Console, found: ExplainedNearness) -> None:
    """Print the share of nearness in meaning, with the passage that is nearest."""
    code = "search.explain-nearness" if found.rank else "search.explain-nearness-alone"
    what = translated(
        code,
        similarity=f"{found.similarity:.2f}",
        share=f"{found.share:.0%}",
        words=f"{found.by_words:.2f}",
        rank=found.rank,
    )
    console.print(Text(what))
    console.print(Text(f"  «{shortened(found.text)}»", "dim"))


def _meaning(meaning: WordExplanation) -> Iterator[tuple[str, str]]:
    """The terms of a typed word by kind: those that are required, its other forms, particles …"""
    forms = ", ".join(_form(form.how, form.text) for form in meaning.forms)
    for name, terms in (
        (translated("search.required"), ", ".join(meaning.required)),
        (translated("search.as-parts"), ", ".join(meaning.parts)),
        (translated("search.as-form"), forms),
        (translated("search.grammar"), ", ".join(meaning.function)),
        (translated("search.compounds"), ", ".join(meaning.compounds)),
        (translated("search.surfaces"), ", ".join(meaning.surfaces)),
    ):
        if terms:
            yield name, terms


def _form(how: str, text: str) -> str:
    """Another form of a word, with the way in which it was derived."""
    return form_message(how, text).text(terminal_language())
