"""Lines on an import: one for each item, and the counts of the run."""

from __future__ import annotations

import sys
from typing import Final, Self

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from seogo.importers.runner import ImportReport
from seogo.importers.writing.article_writer import Outcome
from seogo.languages import terminal_language
from seogo.terminal.console import open_console
from seogo.terminal.texts import printable, translated

_STYLES: Final = {
    "new": "green",
    "same": "dim",
    "changed": "yellow",
    "duplicate": "yellow",
    "draft": "yellow",
}
_KINDS: Final = 12
_ORDER: Final = ("new", "same", "changed", "duplicate", "refused")


class ImportLines:
    """Lines on an import while it runs, with a spinner on a terminal that counts the items.

    ``quiet`` leaves standard output to JSON: the spinner stands on standard error.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = open_console(stderr=quiet)
        self._bar: Progress | None = None
        if sys.stderr.isatty():
            columns = (
                SpinnerColumn(),
                TextColumn(translated("import.read")),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.add_task(translated("import.in-progress"), total=None)

    def print_outcome(self, outcome: Outcome) -> None:
        """Print what became of one item; what is the same as before or passed over is only counted."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
        if outcome.status in ("same", "passed over"):
            return
        style = _STYLES.get(outcome.status, "bold red")
        line = Text.assemble((f"{translated(f'import.{outcome.status}')}: ", style))
        line.append(printable(outcome.where))
        if outcome.path:
            line.append(f" → {outcome.path}")
        if outcome.why:
            line.append(f": {printable(outcome.why.text(terminal_language()))}")
        if outcome.other:
            line.append(f" {translated('import.same-as', path=outcome.other)}")
        if outcome.kept:
            line.append(f" ({translated('import.former-version', path=outcome.kept)})", "dim")
        self._console.print(line)

    def print_summary(self, report: ImportReport, *, dry_run: bool, stopped: bool) -> None:
        """Print the counts of a run."""
        new, same, changed, duplicate, refused = (report.counts.get(one, 0) for one in _ORDER)
        counts = translated(
            "import.counts",
            new=new,
            same=same,
            changed=changed,
            duplicate=duplicate,
            refused=refused,
        )
        code = "import.would-be-written" if dry_run else "import.written"
        total = translated(code, count=report.written)
        self._console.print(Text(f"{counts}; {total}"))
        if report.older:
            self._console.print(Text(translated("import.older", count=report.older), "dim"))
        if drafts := report.counts.get("draft"):
            self._console.print(Text(translated("import.drafts", count=drafts), "yellow"))
        if report.images_left:
            left = translated("import.images-left", count=report.images_left)
            self._console.print(Text(left, "yellow"))
        if report.passed_over:
            passed = translated("import.passed-over", count=report.passed_over)
            ordered = sorted(report.kinds_passed_over.items(), key=lambda one: (-one[1], one[0]))
            kinds = ", ".join(f"{count} {kind}" for kind, count in ordered[:_KINDS])
            more = ", …" if len(ordered) > _KINDS else ""
            self._console.print(Text(printable(f"{passed} ({kinds}{more})"), "dim"))
        if stopped:
            self._console.print(Text(translated("import.stopped"), "yellow"))
        elif report.written and not dry_run:
            self._console.print(Text(translated("import.reindex"), "dim"))

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
