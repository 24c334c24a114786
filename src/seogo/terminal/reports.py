"""What indexing or checking found, in lines."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from seogo.streaming import IndexReport
from seogo.term_changes import TermChanges
from seogo.terminal.console import open_console
from seogo.terminal.saying import said


def print_report(
    report: IndexReport, *, dry_run: bool = False, checked: bool = False, to_stderr: bool = False
) -> None:
    """Print what a run did, or would do, or what a check found; a check speaks the language of the terminal."""
    if checked:
        _print_check(report)
        return
    console = open_console(stderr=to_stderr)
    for name, remarks, style in (
        ("problem", report.problems, "bold red"),
        ("warning", report.warnings, "yellow"),
    ):
        for remark in remarks:
            console.print(Text.assemble((f"{name}: ", style), str(remark)))
    if report.reason and report.reason not in ("first", "full"):
        console.print(Text(f"Everything was written again: {report.reason}"))
    verb = "would be " if dry_run else ""
    console.print(
        Text(
            f"{report.articles:,} articles: {len(report.added):,} {verb}added, "
            f"{len(report.changed):,} {verb}changed, {len(report.removed):,} {verb}removed, "
            f"{report.unchanged:,} unchanged; {len(report.problems):,} problems; "
            f"{report.analysed:,} analysed; {report.seconds:.1f} s"
        )
    )
    if report.passages:
        console.print(
            Text(
                f"Translations were learned from {report.passages:,} passages; "
                f"{report.aligned:,} pairs of articles were aligned"
            )
        )
    _print_terms(report.terms)


def _print_check(report: IndexReport) -> None:
    console = open_console()
    for name, remarks, style in (
        ("problem", report.problems, "bold red"),
        ("warning", report.warnings, "yellow"),
        ("note", report.notes, "dim"),
    ):
        for remark in remarks:
            console.print(Text.assemble((f"{said(name)}: ", style), said(str(remark))))
    counts = (
        f"{report.unchanged:,} articles, {len(report.problems):,} problems, "
        f"{len(report.warnings):,} warnings, {len(report.notes):,} notes"
    )
    console.print(Text(said(counts)))


def _print_terms(terms: TermChanges) -> None:
    if not terms.listed:
        return
    console = open_console()
    console.print(Text("Terms that the dictionary would change:"))
    table = Table("articles", "now", "", "then", box=None)
    table.columns[0].justify = "right"
    for change in terms.listed:
        before, after = (" ".join(part) or "∅" for part in (change.before, change.after))
        table.add_row(f"{change.articles:,}", Text(before), "→", Text(after, "bold"))
    console.print(table)
    if terms.others:
        console.print(Text(f"and {terms.others:,} other changes", "dim"))
