"""Figures of evaluations, comparisons and cases, as tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from seogo.evaluation.cases import CaseResult, apart, by_category, passes
from seogo.evaluation.comparison import DECIDING_METRIC, Change, Comparison
from seogo.evaluation.intervals import RESAMPLES, Estimate
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run import MetricSummary, Run, TaskGroup
from seogo.evaluation.tasks import Task
from seogo.languages import terminal_language
from seogo.serializers.evaluation import MAX_CHANGES
from seogo.terminal.console import open_console
from seogo.terminal.output import output
from seogo.terminal.texts import translated

_WIDEST_QUERY = 100


def with_progress(tasks: Sequence[Task]) -> Iterable[Task]:
    """Tasks in their order; a terminal has a progress bar while they are consumed."""
    return track(
        tasks,
        translated("evaluate.searching"),
        console=open_console(stderr=True),
        transient=True,
        disable=output.get().quiet or not sys.stderr.isatty(),
    )


def print_summaries(run: Run, summaries: Sequence[MetricSummary]) -> None:
    """Print the mean metrics of a run, group by group."""
    console = open_console()
    table = _table(translated("evaluate.queries"))
    for found in summaries:
        row = _row(found.group, [str(found.queries)], [_level(e) for e in found.estimates])
        table.add_row(*row)
    console.print(table)
    console.print(Text(translated("evaluate.intervals", count=RESAMPLES), "dim"))
    if run.missing:
        first, more = run.missing[0], len(run.missing) - 1
        code = "evaluate.not-held-more" if more else "evaluate.not-held"
        console.print(Text(translated(code, id=first, count=more), "yellow"))


def print_figures(figures: Mapping[TaskGroup, Mapping[str, float]]) -> None:
    """Print the figures that others print of a set, a line for each group; nothing where there are none."""
    console = open_console()
    for group, values in figures.items():
        shown = ", ".join(f"{name} {value:.4f}" for name, value in values.items())
        what = f"{group.file} {group.kind} {group.lang}"
        console.print(Text(translated("evaluate.usual", what=what, figures=shown)))


def print_comparison(comparison: Comparison) -> None:
    """Print mean differences, and the queries that changed most."""
    console = open_console()
    console.print()
    table = _table(
        translated("evaluate.queries"), translated("evaluate.better"), translated("evaluate.worse")
    )
    for found in comparison.differences:
        counts = [str(n) for n in (found.queries, found.improved, found.broken)]
        table.add_row(*_row(found.group, counts, [_difference(e) for e in found.estimates]))
    if comparison.differences:
        console.print(table)
        what = translated("evaluate.paired-intervals", count=RESAMPLES)
        console.print(Text(what, "dim"))
    if comparison.unmatched:
        what = translated("evaluate.not-compared", count=comparison.unmatched)
        console.print(Text(what, "yellow"))
    improved, broken = comparison.improved, comparison.broken
    _print_changes(
        console,
        translated("evaluate.improved", count=len(improved), measure=DECIDING_METRIC),
        improved,
    )
    _print_changes(
        console, translated("evaluate.broken", count=len(broken), measure=DECIDING_METRIC), broken
    )


def print_cases(results: Sequence[CaseResult]) -> None:
    """Print passes by category, those of cases that need knowledge apart, and the cases that fail."""
    console = open_console()
    table = Table(box=None, pad_edge=False)
    table.add_column(translated("evaluate.category"))
    for name in ("evaluate.passed", "evaluate.cases"):
        table.add_column(translated(name), justify="right")
    counted, knowledge = apart(results)
    for category, (passed, count) in by_category(counted).items():
        style = "" if passed == count else "yellow"
        table.add_row(Text(category), Text(str(passed), style), str(count))
    total = (translated("evaluate.all"), *map(str, passes(counted)))
    table.add_row(*(Text(cell, "bold") for cell in total))
    if knowledge:
        table.add_row(translated("evaluate.knowledge"), *map(str, passes(knowledge)))
    console.print(table)
    for result in results:
        if result.why is not None:
            case = result.case
            console.print(
                Text.assemble(
                    (f"{case.id} {case.category}: ", "yellow"),
                    f"{case.query}: {result.why.text(terminal_language())}",
                )
            )


def _table(*counts: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(translated("evaluate.tasks"))
    for column in (*counts, *METRICS):
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _row(group: TaskGroup, counts: Sequence[str], cells: Sequence[Text]) -> list[Text]:
    name = Text(f"{group.file}\n{group.kind} {group.lang}")
    return [name, *map(Text, counts), *cells]


def _level(found: Estimate) -> Text:
    ends = f"{found.low:.2f}–{found.high:.2f}"
    return Text.assemble(f"{found.mean:.4f}\n", (ends, "dim"))


def _difference(found: Estimate) -> Text:
    """A difference, in colour where its interval leaves out 0."""
    style = "green" if found.low > 0 else "red" if found.high < 0 else ""
    ends = f"{found.low:+.4f}\n{found.high:+.4f}"
    return Text.assemble((f"{found.mean:+.4f}\n", style), (ends, "dim"))


def _print_changes(console: Console, title: str, changes: Sequence[Change]) -> None:
    console.print()
    console.print(Text(title, "bold"))
    for change in changes[:MAX_CHANGES]:
        task = change.after.task
        before, after = (str(place or "–") for place in change.ranks)
        query = task.query
        if len(query) > _WIDEST_QUERY:
            query = query[: _WIDEST_QUERY - 1] + "…"
        console.print(
            Text.assemble(
                f"  {before} → {after}  {change.gain:+.3f}  ",
                (f"{task.file} {task.id}  ", "dim"),
                query,
            )
        )
    if len(changes) > MAX_CHANGES:
        console.print(
            Text(f"  {translated('evaluate.more', count=len(changes) - MAX_CHANGES)}", "dim")
        )
