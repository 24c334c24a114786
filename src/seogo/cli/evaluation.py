"""Evaluation by `seogo evaluate`: tasks are read and searched; figures are printed, saved and compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seogo.evaluation.cases import read_cases, run_cases
from seogo.evaluation.comparison import compare
from seogo.evaluation.run import run_tasks, summarize
from seogo.evaluation.run_file import load_run, save_run
from seogo.evaluation.tasks import Kind, read_tasks
from seogo.searching.request import Level
from seogo.searching.service import SearchService
from seogo.serializers.evaluation import to_case_data, to_run_data
from seogo.terminal.evaluation import print_cases, print_comparison, print_summaries, with_progress


def evaluate_tasks(
    search: SearchService,
    paths: Sequence[Path],
    *,
    kind: Kind | None = None,
    level: Level = "bridge",
    limit: int | None = None,
    save: Path | None = None,
    against: Path | None = None,
    quiet: bool = False,
) -> dict[str, Any]:
    """Measure the tasks of some files and print what was found; ``quiet`` gives it back only.

    ``save`` is written, ``against`` is a run to compare with. Raises FileError, IndexUnavailable.
    """
    tasks = read_tasks(paths, kind=kind, limit=limit)
    before = load_run(against) if against else None
    run = run_tasks(search, with_progress(tasks), level)
    summaries = summarize(run)
    comparison = compare(before, run) if before else None
    if not quiet:
        print_summaries(run, summaries)
        if comparison is not None:
            print_comparison(comparison)
    if save:
        save_run(run, save)
    return to_run_data(run, summaries, comparison)


def evaluate_cases(path: Path, *, level: Level = "bridge", quiet: bool = False) -> dict[str, Any]:
    """Try the small cases of a file and print what was found; ``quiet`` gives it back only. Raises FileError."""
    results = run_cases(read_cases(path), level)
    if not quiet:
        print_cases(results)
    return to_case_data(results)
