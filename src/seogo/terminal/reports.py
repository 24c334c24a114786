"""What indexing or checking found, in lines."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from seogo.indexing.report import IndexReport, TermChanges
from seogo.terminal.console import open_console
from seogo.terminal.l10n.messages import said


def print_report(
    report: IndexReport, *, dry_run: bool = False, checked: bool = False, to_stderr: bool = False
) -> None:
    """Print what a run did, or would do, or what a check found."""
    if checked:
        _print_check(report)
        return
    console = open_console(stderr=to_stderr)
    for name, remarks, style in (
        ("problem", report.problems, "bold red"),
        ("warning", report.warnings, "yellow"),
    ):
        for remark in remarks:
            console.print(Text.assemble((f"{said(name)}: ", style), said(str(remark))))
    if report.reason and report.reason not in ("first", "full"):
        console.print(Text(said(f"Everything was written again: {report.reason}")))
    added, changed, removed = map(len, (report.added, report.changed, report.removed))
    counts = (
        f"{report.articles:,} articles: {added:,} would be added, {changed:,} would be changed, "
        f"{removed:,} would be removed, {report.unchanged:,} unchanged; "
        f"{len(report.problems):,} problems; {report.analysed:,} analysed; {report.seconds:.1f} s"
        if dry_run
        else f"{report.articles:,} articles: {added:,} added, {changed:,} changed, "
        f"{removed:,} removed, {report.unchanged:,} unchanged; "
        f"{len(report.problems):,} problems; {report.analysed:,} analysed; {report.seconds:.1f} s"
    )
    console.print(Text(said(counts)))
    if report.passages:
        what = (
            f"Translations were learned from {report.passages:,} passages; "
            f"{report.aligned:,} pairs of articles were aligned"
        )
        console.print(Text(said(what)))
    _print_terms(report.terms)


def print_status(data: Mapping[str, object]) -> None:
    """Print what is known of an index, a line for each value."""
    names = {
        "archive": said("archive"),
        "index": said("index"),
        "generation": said("generation"),
        "built_at": said("built_at"),
        "fingerprint": said("fingerprint"),
        "articles": said("articles"),
        "languages": said("languages"),
        "bytes": said("bytes"),
        "verified": said("verified"),
    }
    console = open_console()
    for key, value in data.items():
        name = names[key]
        console.print(Text(f"{name}{' ' * (12 - cell_len(name))} {value}"))


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
    console.print(Text(said("Terms that the dictionary would change:")))
    table = Table(box=None)
    for name in (said("articles"), said("now"), "", said("then")):
        table.add_column(name)
    table.columns[0].justify = "right"
    for change in terms.listed:
        before, after = (" ".join(part) or "∅" for part in (change.before, change.after))
        table.add_row(f"{change.articles:,}", Text(before), "→", Text(after, "bold"))
    console.print(table)
    if terms.others:
        console.print(Text(said(f"and {terms.others:,} other changes"), "dim"))
