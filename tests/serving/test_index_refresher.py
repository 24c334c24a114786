"""The index refresher: what it does after errors, and when the index is gone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from seogo.errors import ArchiveMissing, IndexMissing
from seogo.indexing.report import IndexReport
from seogo.messages import Message
from seogo.serving import index_refresher
from seogo.serving.index_refresher import IndexRefresher


class _End(BaseException):
    """The end of a test."""


class Trial:
    """A site whose runs are given one by one: an error, or whether there is a whole index after it."""

    def __init__(self, folder: Path, runs: list[Exception | bool]) -> None:
        self.archive, self.runs, self.whole = folder, runs, False
        self.said: list[str] = []
        self.pauses: list[float] = []
        self.between: Callable[[], None] = lambda: None

    def refresher(self, *, watch: bool) -> IndexRefresher:
        site = SimpleNamespace(
            indexer=SimpleNamespace(run=self._run),
            generations=SimpleNamespace(newest=self._newest),
            settings=SimpleNamespace(archive=self.archive, index=self.archive / "index"),
        )
        return IndexRefresher(
            cast(Any, site),
            watch=watch,
            notify=lambda message: self.said.append(message.code),
            on_report=lambda report: self.said.append("report"),
        )

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) > 400:
            raise _End
        self.between()

    def _run(self, *_: object) -> IndexReport:
        if not self.runs:
            raise _End
        run = self.runs.pop(0)
        if isinstance(run, Exception):
            raise run
        self.whole = run
        return IndexReport()

    def _newest(self, *, thorough: bool) -> None:
        if not self.whole:
            raise IndexMissing(Message("index.missing"))


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Trial], None]]:
    """Time that passes only in the pauses of a trial."""

    def apply(trial: Trial) -> None:
        clock = SimpleNamespace(sleep=trial.sleep, monotonic=lambda: sum(trial.pauses))
        monkeypatch.setattr(index_refresher, "time", clock)

    yield apply


@pytest.mark.parametrize("watch", [False, True])
def test_any_error_is_said_and_the_run_is_tried_again(
    tmp_path: Path,
    no_pauses: Callable[[Trial], None],
    caplog: pytest.LogCaptureFixture,
    watch: bool,
) -> None:
    missing = ArchiveMissing(Message("index.missing"))
    trial = Trial(tmp_path, [missing, ValueError("odd"), MemoryError(), True])
    no_pauses(trial)
    if watch:
        with pytest.raises(_End):
            trial.refresher(watch=True).run()
    else:
        trial.refresher(watch=False).run()
    failed = "serve.refresh-failed"
    assert trial.said == ["index.missing", failed, failed, "report"]
    assert trial.runs == []
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2


def test_pauses_between_failures_grow_to_a_minute(
    tmp_path: Path, no_pauses: Callable[[Trial], None]
) -> None:
    trial = Trial(tmp_path, [ValueError()] * 9)
    no_pauses(trial)
    with pytest.raises(_End):  # the tenth run
        trial.refresher(watch=True).run()
    assert 1 + 2 + 4 + 8 + 16 + 32 + 3 * 60 <= sum(trial.pauses) < 260


def test_an_index_that_is_gone_is_built_anew(
    tmp_path: Path, no_pauses: Callable[[Trial], None]
) -> None:
    trial = Trial(tmp_path, [True, True])
    no_pauses(trial)

    def lose() -> None:
        if len(trial.pauses) == 5:
            trial.whole = False

    trial.between = lose
    with pytest.raises(_End):
        trial.refresher(watch=True).run()
    assert trial.said == ["report", "report"]
