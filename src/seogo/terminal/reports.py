"""Lines on a run of the indexer, on a check of the archive, and on the index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from seogo.indexing.report import IndexReport, TermChanges
from seogo.languages import Language, terminal_language
from seogo.messages import Message
from seogo.terminal.console import open_console
from seogo.terminal.output import output
from seogo.terminal.texts import translated

_UNITS: Final = ("B", "kB", "MB", "GB", "TB")
_NEXT_UNIT: Final = 1_000


def print_report(
    report: IndexReport, *, dry_run: bool = False, checked: bool = False, to_stderr: bool = False
) -> None:
    """Print the report of a run, of a dry run, or (``checked``) of a check of all files."""
    if checked:
        _print_check(report)
        return
    print_remarks(report, to_stderr=to_stderr)
    if output.get().quiet:
        return
    _print_run(report, dry_run=dry_run, to_stderr=to_stderr)


def print_remarks(report: IndexReport, *, to_stderr: bool = False) -> None:
    """Print errors and warnings of a run, and why it wrote everything again."""
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
    if output.get().quiet:
        return
    if report.reason and report.reason.code not in ("index.first", "index.full"):
        console.print(Text(translated("index.rewritten", reason=report.reason)))


def _print_run(report: IndexReport, *, dry_run: bool, to_stderr: bool) -> None:
    console = open_console(stderr=to_stderr)
    added, changed, removed = map(len, (report.added, report.changed, report.removed))
    counts = translated(
        "index.would-be-counts" if dry_run else "index.counts",
        articles=Message("counted.articles", count=report.articles),
        added=added,
        changed=changed,
        removed=removed,
        unchanged=report.unchanged,
        problems=Message("counted.errors", count=len(report.problems)),
        analysed=report.analysed,
        seconds=report.seconds,
    )
    console.print(Text(counts))
    if report.passages:
        what = translated("index.learned", passages=report.passages, aligned=report.aligned)
        console.print(Text(what))
    if report.waiting:
        console.print(Text(translated("index.waiting", articles=report.waiting)))
    if report.encoded:
        console.print(
            Text(
                translated(
                    "index.encoded", articles=Message("counted.articles", count=report.encoded)
                )
            )
        )
    if report.encoded and report.left_out:
        console.print(Text(translated("index.left-out", passages=report.left_out)))
    _print_terms(report.terms)


def print_status(data: Mapping[str, Any]) -> None:
    """Print the facts of an index, a line for each."""
    console = open_console()
    counts = {language.value: data["languages"].get(language.value, 0) for language in Language}
    languages = translated("status.by-language", **counts)
    built = datetime.fromisoformat(data["built_at"]).astimezone()
    shown = {
        "archive": data["archive"],
        "index": data["index"],
        "articles": f"{data['articles']:,} ({languages})",
        "newest": data["newest"] or "–",
        "built-at": built.strftime("%Y-%m-%d %H:%M"),
        "bytes": _size(data["bytes"]),
        "engine": _engine(data["engine"]),
        "meaning": translated("status.passages", **data["meaning"]),
        "generation": data["generation"],
        "fingerprint": data["fingerprint"],
        "verified": translated("status.verified-yes" if data["verified"] else "status.verified-no"),
    }
    names = {key: translated(f"status.{key}") for key in shown}
    widest = max(map(cell_len, names.values()))
    for key, value in shown.items():
        console.print(Text(f"{names[key]}{' ' * (widest - cell_len(names[key]))}  {value}"))


def _engine(facts: Mapping[str, Any]) -> str:
    """The engine of an index, and of a cluster its health and size."""
    if facts["name"] == "whoosh":
        return "Whoosh"
    return translated("status.cluster", **{**facts, "bytes": _size(facts["bytes"])})


def _size(count: int) -> str:
    """A number of bytes as people say it."""
    size, unit = float(count), "B"
    for unit in _UNITS:  # noqa: B007
        if size < _NEXT_UNIT:
            break
        size /= _NEXT_UNIT
    return f"{size:,.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"


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
    if output.get().quiet:
        return
    counts = translated(
        "check.counts",
        articles=Message("counted.articles", count=report.unchanged),
        problems=Message("counted.errors", count=len(report.problems)),
        warnings=Message("counted.warnings", count=len(report.warnings)),
        notes=Message("counted.notes", count=len(report.notes)),
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
