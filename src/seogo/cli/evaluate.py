"""The command that measures the search: evaluate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import main, print_json, with_site
from seogo.cli.base.options import file_path, json_option

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.evaluation.tasks import Kind, Task
    from seogo.searching.request import Level
    from seogo.searching.service import SearchService

STANDARD_NAMES = ("ntrex-128", "korquad-1.0", "autorag-ko", "miracl-ko", "mrtydi-ko", "beir")
"""Names of the public sets of seogo.evaluation.standards, here so that no help loads these."""


@main.command()
@click.argument("tasks", nargs=-1, type=file_path(), metavar="[TASKS.jsonl]...")
@click.option("--cases", type=file_path(), metavar="CASES.jsonl")
@click.option(
    "--standard",
    type=(click.Choice(STANDARD_NAMES), click.Path(path_type=Path, file_okay=False, exists=True)),
    metavar="NAME FOLDER",
)
@click.option("--kind", type=click.Choice(["mono", "bridge"]))
@click.option("--level", type=click.Choice(["exact", "forms", "bridge", "meaning"]))
@click.option("--limit", type=click.IntRange(min=1))
@click.option("--save", type=file_path(exists=False), metavar="RUN.json")
@click.option("--overwrite", is_flag=True)
@click.option("--against", type=file_path(), metavar="RUN.json")
@json_option
@with_site
def evaluate(
    site: Site,
    /,
    tasks: tuple[Path, ...],
    cases: Path | None,
    standard: tuple[str, Path] | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Measure the search: TASKS are sentences with the articles they should find (see `seogo help measuring`)."""
    from seogo.terminal.texts import translated

    if sum(map(bool, (tasks, cases, standard))) != 1:
        raise click.UsageError(translated("evaluate.files-needed"))
    if standard is not None:
        if options.pop("kind"):
            raise click.UsageError(translated("evaluate.standard-kind"))
        data = evaluate_standard(*standard, quiet=as_json, **options)
    elif cases is None:
        data = evaluate_tasks(site.search, tasks, quiet=as_json, **options)
    elif any(options[name] for name in ("kind", "limit", "save", "overwrite", "against")):
        raise click.UsageError(translated("evaluate.options"))
    else:
        data = evaluate_cases(cases, level=options["level"], quiet=as_json)
    if as_json:
        print_json(data)


def evaluate_tasks(
    search: SearchService,
    paths: Sequence[Path],
    *,
    kind: Kind | None = None,
    level: Level | None = None,
    limit: int | None = None,
    save: Path | None = None,
    overwrite: bool = False,
    against: Path | None = None,
    quiet: bool = False,
) -> dict[str, Any]:
    """Metrics of the tasks of some files, as data for JSON; printed unless ``quiet``. ``level`` None is the highest.

    The run is written to ``save`` and compared with the run in ``against``. Raises FileError, WriteRefused, IndexUnavailable.
    """
    from seogo.evaluation.tasks import read_tasks

    def tasks() -> tuple[SearchService, list[Task]]:
        return search, read_tasks(paths, kind=kind, limit=limit)

    return _evaluated(tasks, level, save, against, overwrite=overwrite, quiet=quiet)


def evaluate_standard(
    name: str,
    folder: Path,
    *,
    level: Level | None = None,
    limit: int | None = None,
    save: Path | None = None,
    overwrite: bool = False,
    against: Path | None = None,
    quiet: bool = False,
) -> dict[str, Any]:
    """Metrics of a public set that lies in a folder, by an index made of it: see evaluate_tasks."""
    from contextlib import ExitStack

    from seogo.evaluation.standards.archive import opened
    from seogo.evaluation.standards.registry import STANDARDS
    from seogo.terminal.progress import ProgressLine

    standard = STANDARDS[name]
    with ExitStack() as stack:

        def tasks() -> tuple[SearchService, list[Task]]:
            with ProgressLine() as progress:
                made = opened(standard, folder, progress, limit)
                site, found = stack.enter_context(made)
            return site.search, found

        return _evaluated(
            tasks,
            level,
            save,
            against,
            overwrite=overwrite,
            quiet=quiet,
            figures=standard.figures,
        )


def _evaluated(
    tasks: Callable[[], tuple[SearchService, list[Task]]],
    level: Level | None,
    save: Path | None,
    against: Path | None,
    *,
    overwrite: bool,
    quiet: bool,
    figures: Sequence[str] = (),
) -> dict[str, Any]:
    """Metrics of tasks by a search, and the ``figures`` that others print."""
    from seogo.evaluation.comparison import compare
    from seogo.evaluation.run import mean_figures, run_tasks, summarize
    from seogo.evaluation.run_file import load_run, save_run
    from seogo.serializers.evaluation import to_run_data
    from seogo.storage.drafts import check_target
    from seogo.terminal.evaluation import (
        print_comparison,
        print_figures,
        print_summaries,
        with_progress,
    )

    if save:
        check_target(save, overwrite=overwrite)
    before = load_run(against) if against else None
    search, found = tasks()
    run = run_tasks(search, with_progress(found), level or search.highest())
    usual = mean_figures(run, figures)
    summaries = summarize(run)
    comparison = compare(before, run) if before else None
    if not quiet:
        print_summaries(run, summaries)
        print_figures(usual)
        if comparison is not None:
            print_comparison(comparison)
    if save:
        save_run(run, save, overwrite=overwrite)
    return to_run_data(run, summaries, comparison, usual)


def evaluate_cases(
    path: Path, *, level: Level | None = None, quiet: bool = False
) -> dict[str, Any]:
    """Results of the small cases of a file, as data for JSON; printed unless ``quiet``. Raises FileError."""
    from seogo.evaluation.cases import read_cases, run_cases
    from seogo.serializers.evaluation import to_case_data
    from seogo.terminal.evaluation import print_cases

    results = run_cases(read_cases(path), level)
    if not quiet:
        print_cases(results)
    return to_case_data(results)
