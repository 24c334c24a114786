"""What `seogo evaluate` does: read, search, print, keep, compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seogo.evaluation.as_json import cases_json, run_json
from seogo.evaluation.cases import read_cases, run_cases
from seogo.evaluation.comparison import compare
from seogo.evaluation.run import run_tasks, to_figures
from seogo.evaluation.saved import load_run, save_run
from seogo.evaluation.tasks import Kind, read_tasks
from seogo.searching.request import Level
from seogo.searching.service import SearchService
from seogo.terminal.evaluation import print_cases, print_comparison, print_figures, watched


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
    run = run_tasks(search, watched(tasks), level)
    figures = to_figures(run)
    comparison = compare(before, run) if before else None
    if not quiet:
        print_figures(run, figures)
        if comparison is not None:
            print_comparison(comparison)
    if save:
        save_run(run, save)
    return run_json(run, figures, comparison)


def evaluate_cases(path: Path, *, level: Level = "bridge", quiet: bool = False) -> dict[str, Any]:
    """Try the small cases of a file and print what was found; ``quiet`` gives it back only. Raises FileError."""
    results = run_cases(read_cases(path), level)
    if not quiet:
        print_cases(results)
    return cases_json(results)
