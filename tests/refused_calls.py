"""A call to the system that is refused, in the middle of a command, and what must be true then."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from click.testing import CliRunner, Result

from seogo.cli import main
from tests.write_points import WritePoints, counted
from tests.writing_commands import Command, Trial, Workshop, harm


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a command does when nothing is wrong: files and index before and after it, and the kinds of its calls."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    indexed: Mapping[str, str]
    reindexed: Mapping[str, str]
    kinds: tuple[str, ...]


def undisturbed(workshop: Workshop, command: Command) -> Undisturbed:
    """Run a command once, with nothing in its way."""
    with workshop.trial(command) as trial:
        before, indexed, points = trial.files(), trial.found(), WritePoints()
        done = _run(trial, points)
        assert done.exit_code == 0, done.output
        return Undisturbed(before, trial.files(), indexed, trial.found(), tuple(points.kinds))


def refused_call(
    workshop: Workshop, command: Command, right: Undisturbed, at: int, code: int, *, lasting: bool
) -> list[str]:
    """What is wrong after the call with the number ``at`` was refused, with ``lasting`` all further ones too."""

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with workshop.trial(command) as trial:
        points = WritePoints(refuse, at, lasting=lasting)
        result = _run(trial, points)
        wrong = harm(right.before, right.after, trial.files())
        wrong += _said(result, command, code)
        if result.exit_code == 0 and trial.files() != right.after:
            wrong.append("it did not say that it failed")
        if command.indexes and trial.found() not in (right.indexed, right.reindexed):
            wrong.append("a search finds neither state")
        if lasting or "unlink" in points.kinds[at - 1 : at]:
            _run(trial, WritePoints())  # what could not be removed is left for the next run
        wrong += [f"{path} is left" for path in trial.drafts()]
    return [f"{command.name} {at} {right.kinds[at - 1]} {code}: {one}" for one in wrong]


def _run(trial: Trial, points: WritePoints) -> Result:
    with counted(points):
        return CliRunner().invoke(main, trial.arguments())


def _said(result: Result, command: Command, code: int) -> list[str]:
    """What is wrong with the status and the sentence of a command."""
    if not isinstance(result.exception, SystemExit | None):
        return [f"a traceback: {result.exception!r}"]
    if result.exit_code == 0:
        return []
    if result.exit_code not in command.refused:
        return [f"status {result.exit_code}"]
    reasons = (os.strerror(code), "the disk is full")
    lines = [line for line in result.output.splitlines() if any(one in line for one in reasons)]
    return [] if lines else [f"no sentence: {result.output}"]
