"""Lines on a run of the indexer, on a check of the archive, and on the index."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from seogo.indexing.report import IndexReport, TermChanges
from seogo.languages import terminal_language
from seogo.terminal.console import open_console
from seogo.terminal.texts import translated


def print_report(
    report: IndexReport, *, dry_run: bool = False, checked: bool = False, to_stderr: bool = False
) -> None:
    """Print the report of a run, of a dry run, or (``checked``) of a check of all files."""
    if checked:
        _print_check(report)
        return
    console = open_console(stderr=to_stderr)
    for name, remarks, style in (
        ("report.error", report.problems, "bold red"),
        ("report.warning", report.warnings, "yellow"),
    ):
        for remark in remarks:
            text = remark.message.text(terminal_language())
            console.print(Text.assemble((f"{translated(name)}: ", style), text))
    if report.unencoded:
        text = report.unencoded.text(terminal_language())
        console.print(Text.assemble((f"{translated('report.warning')}: ", "yellow"), text))
    if report.reason and report.reason.code not in ("index.first", "index.full"):
        console.print(Text(translated("index.rewritten", reason=report.reason)))
    added, changed, removed = map(len, (report.added, report.changed, report.removed))
    counts = translated(
        "index.would-be-counts" if dry_run else "index.counts",
        articles=report.articles,
        added=added,
        changed=changed,
        removed=removed,
        unchanged=report.unchanged,
        problems=len(report.problems),
        analysed=report.analysed,
        seconds=report.seconds,
    )
    console.print(Text(counts))
    if report.passages:
        what = translated("index.learned", passages=report.passages, aligned=report.aligned)
        console.print(Text(what))
    if report.encoded:
        console.print(Text(translated("index.encoded", articles=report.encoded)))
    if report.encoded and report.left_out:
        console.print(Text(translated("index.left-out", passages=report.left_out)))
    _print_terms(report.terms)


def print_status(data: Mapping[str, object]) -> None:
    """Print the facts of an index, a line for each."""
    console = open_console()
    for key, value in data.items():
        name = translated(f"status.{key.replace('_', '-')}")
        console.print(Text(f"{name}{' ' * (12 - cell_len(name))} {value}"))


def _print_check(report: IndexReport) -> None:
    console = open_console()
    for name, remarks, style in (
        ("report.error", report.problems, "bold red"),
        ("report.warning", report.warnings, "yellow"),
        ("report.note", report.notes, "dim"),
    ):
        for remark in remarks:
            text = remark.message.text(terminal_language())
            console.print(Text.assemble((f"{translated(name)}: ", style), text))
    counts = translated(
        "check.counts",
        articles=report.unchanged,
        problems=len(report.problems),
        warnings=len(report.warnings),
        notes=len(report.notes),
    )
    console.print(Text(counts))


def _print_terms(terms: TermChanges) -> None:
    if not terms.listed:
        return
    console = open_console()
    console.print(Text(translated("index.terms")))
    table = Table(box=None)
    for name in (
        translated("report.articles"),
        translated("index.now"),
        "",
        translated("index.then"),
    ):
        table.add_column(name)
    table.columns[0].justify = "right"
    for change in terms.listed:
        before, after = (" ".join(part) or "∅" for part in (change.before, change.after))
        table.add_row(f"{change.articles:,}", Text(before), "→", Text(after, "bold"))
    console.print(table)
    if terms.others:
        console.print(Text(translated("index.other-changes", count=terms.others), "dim"))
