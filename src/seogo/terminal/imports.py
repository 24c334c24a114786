"""The report of an import: while it runs the first articles that are written; then the first problems, and the counts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Self

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.report import ImportReport
from seogo.languages import terminal_language
from seogo.terminal.console import open_console, print_hint
from seogo.terminal.output import output
from seogo.terminal.texts import printable, translated

_STYLES: Final = {
    "new": "green",
    "same": "dim",
    "changed": "yellow",
    "duplicate": "yellow",
    "draft": "yellow",
    "passed over": "dim",
}
_KINDS: Final = 12
_ORDER: Final = ("new", "same", "changed", "duplicate", "refused")
_FIRST: Final = 10
"""Articles, and problems, that the terminal has in full; the file of a report has all."""


class ImportLines:
    """The report of an import on the terminal, with a spinner that counts the items.

    ``quiet`` leaves standard output to JSON: the spinner stands on standard error.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = open_console(stderr=quiet)
        self._written = 0
        self._problems: list[Text] = []
        self._problem_count = 0
        self._bar: Progress | None = None
        if sys.stderr.isatty() and not output.get().quiet:
            columns = (
                SpinnerColumn(),
                TextColumn(translated("import.read")),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.add_task(translated("import.in-progress"), total=None)

    def take(self, outcome: Outcome) -> None:
        """Take what became of one item: what is written is printed, the first articles; problems wait for the end."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
        if self._quiet:
            return
        if outcome.written:
            self._written += 1
            if self._written <= _FIRST:
                self._console.print(_line(outcome))
            elif self._written == _FIRST + 1:
                self._console.print(Text("…", "dim"))
        problems = [*_problems(outcome)]
        self._problem_count += len(problems)
        self._problems += problems[: _FIRST - len(self._problems)]

    def print_summary(self, report: ImportReport, *, dry_run: bool, stopped: bool) -> None:
        """Print the first problems and the counts of a run."""
        if self._problems:
            first, count = len(self._problems), self._problem_count
            code = "import.first-problems" if first < count else "import.problems"
            self._console.print(Text(translated(code, count=count, first=first), "bold"))
            for line in self._problems:
                self._console.print(Text("  ") + line)
        for line in _counts(report, dry_run=dry_run):
            self._console.print(line)
        if stopped:
            self._console.print(Text(translated("import.stopped"), "yellow"))
        elif report.written and not dry_run:
            print_hint(translated("import.reindex"))

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


class WatchLines:
    """What a watched folder brings, on the terminal: each entry, what became of it, and where it was moved.

    ``quiet`` prints nothing.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = open_console()
        self._moved = {True: 0, False: 0}

    def print_beginning(self, folder: Path) -> None:
        """Print which folder is watched."""
        self._print(Text(translated("inbox.watching", folder=str(folder))))

    def print_entry(self, path: Path, target: Path | None, outcomes: Iterable[Outcome]) -> None:
        """Print what became of an entry; ``target`` is None for one that changed meanwhile and stays."""
        written = 0
        for outcome in outcomes:
            if outcome.written:
                written += 1
            if outcome.written and written <= _FIRST:
                self._print(_line(outcome))
            for line in _problems(outcome):
                self._print(Text("  ") + line)
        if target is None:
            self._print(Text(translated("inbox.changed", name=printable(path.name)), "yellow"))
            return
        where = printable(str(target.relative_to(path.parent)))
        self._print(Text(translated("inbox.moved", name=printable(path.name), where=where), "dim"))
        self._moved[target.parent.name == "done"] += 1

    def print_end(self) -> None:
        """Print how many entries were moved where."""
        done, refused = self._moved[True], self._moved[False]
        self._print(Text(translated("inbox.ended", done=done, refused=refused)))

    def _print(self, line: Text) -> None:
        if not self._quiet:
            self._console.print(line)


def import_report(outcomes: Iterable[Outcome], report: ImportReport, *, dry_run: bool) -> str:
    """The whole report as text: the counts, then a line for each item and for what was lost of it."""
    lines = [*_counts(report, dry_run=dry_run), Text("")]
    for outcome in outcomes:
        lines.append(_line(outcome))
        if outcome.written:
            lines += _problems(outcome)
    return "".join(f"{line.plain}\n" for line in lines)


def _line(outcome: Outcome) -> Text:
    passed = outcome.status == "passed over"
    name = translated("import.passed-over-file" if passed else f"import.{outcome.status}")
    line = Text.assemble((f"{name}: ", _STYLES.get(outcome.status, "bold red")))
    line.append(printable(outcome.where))
    if outcome.path:
        line.append(f" → {outcome.path}")
    if outcome.why:
        line.append(f": {printable(outcome.why.text(terminal_language()))}")
    if outcome.other:
        line.append(f" {translated('import.same-as', path=outcome.other)}")
    if outcome.kept:
        line.append(f" ({translated('import.former-version', path=outcome.kept)})", "dim")
    return line


def _problems(outcome: Outcome) -> Iterator[Text]:
    """Lines on what was not taken although it may have been meant to be: items, and what was lost of others."""
    if not outcome.written and outcome.status in ("changed", "duplicate", "refused"):
        yield _line(outcome)
    for note in outcome.notes:
        text = f"{outcome.where}: {note.text(terminal_language())}"
        yield Text.assemble((f"{translated('import.incomplete')}: ", "yellow"), printable(text))


def _counts(report: ImportReport, *, dry_run: bool) -> Iterator[Text]:
    """Lines with the counts of a run, by outcome."""
    counted = {one: report.counts.get(one, 0) for one in _ORDER}
    code = "import.would-be-written" if dry_run else "import.written"
    total = translated(code, count=report.written)
    yield Text(f"{translated('import.counts', **counted)}; {total}")
    if report.older:
        yield Text(translated("import.older", count=report.older), "dim")
    if report.dates_unread:
        yield Text(translated("import.dates-unread", count=report.dates_unread), "yellow")
    if drafts := report.counts.get("draft"):
        yield Text(translated("import.drafts", count=drafts), "yellow")
    if report.images:
        yield Text(translated("import.images", count=report.images), "dim")
    if report.images_lost:
        yield Text(translated("import.images-lost", count=report.images_lost), "yellow")
    if report.images_left:
        yield Text(translated("import.images-left", count=report.images_left), "yellow")
    if report.passed_over:
        passed = translated("import.passed-over", count=report.passed_over)
        ordered = sorted(report.kinds_passed_over.items(), key=lambda one: (-one[1], one[0]))
        kinds = ", ".join(f"{count} {kind}" for kind, count in ordered[:_KINDS])
        more = ", …" if len(ordered) > _KINDS else ""
        yield Text(printable(f"{passed} ({kinds}{more})"), "dim")
