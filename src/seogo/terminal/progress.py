"""Progress of a run over many articles."""

from __future__ import annotations

import sys
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from seogo.indexing.report import Step
from seogo.terminal.console import open_console
from seogo.terminal.output import output
from seogo.terminal.texts import translated

_LINES_EVERY = 2_000


class ProgressLine:
    """A progress bar with articles per second and the time left; where standard error is no terminal, a line for every
    2,000 articles.

    ``doing`` and ``done`` name the texts of both: ``indexing`` and ``indexed``, ``comparing`` and ``compared``.
    """

    def __init__(self, doing: str = "indexing", done: str = "indexed") -> None:
        self._doing_text = translated(f"progress.{doing}")
        self._done_text = translated(f"progress.{done}")
        self._bar: Progress | None = None
        self._all = 0
        self._done = 0
        self._reported = 0

    def total(self, articles: int, step: Step = "words") -> None:
        """Start over with this number of articles."""
        if step == "meaning":
            self._doing_text = translated("progress.encoding")
            self._done_text = translated("progress.encoded")
        self._all, self._done, self._reported = articles, 0, 0
        if output.get().quiet or not sys.stderr.isatty():
            return
        self._stop()
        self._bar = Progress(
            TextColumn(self._doing_text),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=open_console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._bar.add_task(self._doing_text, total=articles, rate="")

    def advance(self, articles: int) -> None:
        """Count further articles as done."""
        self._done += articles
        if self._bar is not None:
            task = self._bar.tasks[0]
            rate = f"{task.speed:,.0f}/s" if task.speed else ""
            self._bar.update(task.id, advance=articles, rate=rate)
            if self._done >= self._all:
                self._stop()
        elif output.get().quiet:
            return
        elif self._done - self._reported >= _LINES_EVERY and self._done < self._all:
            self._reported = self._done
            counts = translated("progress.counts", count=self._done, all=self._all)
            print(f"{self._done_text} {counts}", file=sys.stderr, flush=True)  # noqa: T201

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
